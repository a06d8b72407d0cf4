import type { Contract } from "#api/index.ts";
import { formatAmount } from "#core/base/money.ts";
import { boundType, cellValue, explainComponent } from "#core/compensation/explain-component.ts";
import type { Around } from "#core/compensation/around.ts";
import { amountText as text, credited, explainPayable } from "#core/compensation/payable.ts";
import type { Made } from "#core/compensation/engine/made.ts";
import { quotaSpan } from "#core/compensation/engine/reach.ts";
import { settlementSteps } from "#core/compensation/engine/steps.ts";
import type { Stop } from "#core/compensation/engine/stop.ts";
import { attainment, isSumOfTiers, tierStates } from "#core/compensation/engine/tier-states.ts";
import { decimalText, exact, exactOf, sumOf, times } from "#core/formula/exact.ts";
import { shown } from "#core/formula/formula.ts";
import { typeOfName } from "#core/compensation/language/types.ts";
import { spanOf } from "../appraisal/reply.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Reply } from "../http/implement.ts";
import type { Computed } from "./compute.ts";

type Page = Exclude<Reply<Contract["GET /api/statements/:positionId"]>, { code: string }>;
export const seatHead = ({ positionId, personName, title, unitName }: Seat) => ({ positionId, personName, title, unitName });

/** A computed statement as a page draws it, without what changes every day around it. The same input gives the same page. */
export function statementPage(computed: Computed): Omit<Page, "openDeals" | "life"> {
  const { about, plan, rules, period, statement, env, payout } = computed;
  const made = statement.kind === "statement" ? statement : null;
  return {
    seat: seatHead(about.seat),
    period: spanOf(period),
    plan: { id: plan.id, name: plan.name, version: plan.version, text: plan.source, base: rules.base },
    interval: spanOf(quotaSpan(rules, period)),
    isEstimate: isEstimate(computed),
    currency: env.currency,
    payout: payout === null ? null : formatAmount(payout),
    stop: statement.kind === "stopped" ? stopOf(statement.stop, about.seat) : null,
    made: made && {
      earned: text(made.earned),
      paid: text(made.settled.paid),
      held: text(made.held),
      owed: text(sumOf(made.settled.carried.receivables.map(({ amount }) => amount))),
      drawBalance: made.settled.drawBalance && text(made.settled.drawBalance),
      components: made.components.map((one) => componentOf(one, computed)),
      measures: made.measures.map(({ name, value }) => ({ name, value: shown(value, typeOfName(rules, name), env.currency) })),
      steps: settlementSteps(made).map(({ kind, amount }) => ({ kind, amount: text(amount) })),
    },
    credited: made && text(credited(made)),
    quota: about.quota,
    grade: about.grade,
    coefficient: about.coefficient,
    extras: [...about.extras],
    explanation: explainPayable(rules, statement, about.extras, aroundOf(computed)),
  };
}

/** Facts can still come, or a score that is not yet published can still move. */
export const isEstimate = ({ period, about, env }: Computed): boolean => period.to > env.today || !about.isScorePublished;

/** Why nothing is paid, with the holder's name for the seat; the standard names are put into words by whoever shows it. */
export const stopOf = ({ code, values }: Stop, { code: seat, personName }: Seat): Stop =>
  values.participant === seat && personName !== null ? { code, values: { ...values, participant: personName } } : { code, values };

function componentOf(made: Made, computed: Computed) {
  const { component, amount, lines, factor, gate, opening, accumulated } = made;
  const { about, rules, env } = computed;
  const isMoney = component.unit === rules.currency;
  const type = boundType(component);
  const { tiers, reached } = tierStates(made);
  const share = attainment(made, about.quota === null ? null : exactOf(about.quota));
  return {
    name: component.name,
    amount: isMoney ? text(amount) : decimalText(amount, 4),
    unit: isMoney ? null : component.unit,
    isPaid: component.pays,
    isOpen: component.gate === null ? null : gate,
    factor: factor && decimalText(factor, 6),
    opening: accumulated && text(opening),
    accumulated: accumulated && text(accumulated),
    attainment: share && decimalText(times(share, exact(1_000_000n)), 0),
    tiers: tiers.map(({ from, to, cell, base, earned }) => ({
      from: shown(from, type, env.currency),
      to: to && shown(to, type, env.currency),
      cell: cellValue(cell.kind, cell.value, env.currency),
      base: shown(base, type, env.currency),
      earned: text(earned),
    })),
    tierReached: reached,
    isByAmount: reached !== null && type === "amount",
    isSumOfTiers: isSumOfTiers(made),
    lineCount: lines.filter(({ credit }) => credit !== null).length,
    explanation: explainComponent(made, aroundOf(computed)),
  };
}

export function aroundOf({ plan, rules, about, period, facts, env }: Computed): Around {
  const query = { path: `/api/metrics/${rules.base}-amount/rows`, from: period.from, to: period.to, position: about.seat.positionId };
  const given: Around["given"] = about.coefficientExplanation ? { coefficient: about.coefficientExplanation } : {};
  const rows = { source: rules.base === "collected" ? "receipts" : "orders", count: facts, query } as const;
  return { version: `${plan.name} v${plan.version}`, currency: env.currency, given, rows };
}
