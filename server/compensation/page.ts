import type { Contract } from "#api/index.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { boundType, cellValue, explainComponent } from "#core/compensation/explain-component.ts";
import { explainStatement, type Around } from "#core/compensation/explain.ts";
import { amountOf, money } from "#core/compensation/explain-sum.ts";
import type { Made } from "#core/compensation/engine/made.ts";
import type { PayPeriod } from "#core/compensation/engine/periods.ts";
import type { Statement } from "#core/compensation/engine/run.ts";
import { reached, type Tiers } from "#core/compensation/engine/shape.ts";
import type { Explanation, Value } from "#core/explain/explanation.ts";
import { decimalText, exact, exactOf, over, plus, sumOf, times, ZERO, type Exact } from "#core/formula/exact.ts";
import { shown } from "#core/formula/formula.ts";
import { chineseName } from "#core/compensation/language/names.ts";
import { typeOfName } from "#core/compensation/language/types.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Reply } from "../http/implement.ts";
import { stepsOf, type Computed } from "./compute.ts";
import { quotaSpan } from "./tables.ts";

type Page = Exclude<Reply<Contract["GET /api/statements/:positionId"]>, { code: string }>;
const spanOf = ({ key, from, to }: PayPeriod) => ({ key, from, to });
export const seatHead = ({ positionId, personName, title, unitName }: Seat) => ({ positionId, personName, title, unitName });
const text = (value: Exact): string => formatAmount(amountOf(value));

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
    stop: statement.kind === "stopped" ? stopIn(statement.stop, about.seat) : null,
    made: made && {
      earned: text(made.earned),
      paid: text(made.settled.paid),
      held: text(made.held),
      owed: text(sumOf(made.settled.carried.receivables.map(({ amount }) => amount))),
      drawBalance: made.settled.drawBalance && text(made.settled.drawBalance),
      components: made.components.map((one) => componentOf(one, computed)),
      measures: made.measures.map(({ name, value }) => ({ name, value: shown(value, typeOfName(rules, name), env.currency) })),
      steps: stepsOf(made.settled.entries).map(({ kind, amount }) => ({ kind, amount: text(amount) })),
    },
    credited: made && creditedText(made),
    quota: about.quota,
    grade: about.grade,
    coefficient: about.coefficient,
    extras: [...about.extras],
    explanation: explainPayout(computed),
  };
}

/** Facts can still come, or a score that is not yet published can still move. */
export const isEstimate = ({ period, about, env }: Computed): boolean => period.to > env.today || !about.isScorePublished;

/** The names a stop speaks of as a Chinese reader knows them; the seat by its holder. */
function stopIn({ code, values }: (Statement & { kind: "stopped" })["stop"], { code: seat, personName }: Seat) {
  const named = typeof values.name === "string" ? { ...values, name: chineseName(values.name) } : { ...values };
  return { code, values: values.participant === seat && personName !== null ? { ...named, participant: personName } : named };
}

/** Money the period's own transactions credit, each once whatever the components do with it. */
function creditedText({ components }: Statement & { kind: "statement" }): string {
  const credits = new Map<string, Exact>();
  for (const { lines } of components) for (const { credit } of lines) {
    const amount = credit?.cells.amount;
    if (credit && typeof amount === "object" && amount !== null) credits.set(`${credit.transaction.id} ${credit.class}`, amount);
  }
  return text(sumOf([...credits.values()]));
} // prettier-ignore

function componentOf(made: Made, computed: Computed) {
  const { component, amount, lines, factor, gate, opening, accumulated, tiers } = made;
  const quota = computed.about.quota === null ? null : exactOf(computed.about.quota);
  const isMoney = component.unit === computed.rules.currency;
  return {
    name: component.name,
    amount: isMoney ? text(amount) : decimalText(amount, 4),
    unit: isMoney ? null : component.unit,
    isPaid: component.pays,
    isOpen: component.gate === null ? null : gate,
    factor: factor && decimalText(factor, 6),
    opening: accumulated && text(opening),
    accumulated: accumulated && text(accumulated),
    attainment: accumulated && quota && quota.n > 0n ? ppm(over(accumulated, quota)) : null,
    ...tierRows(made, tiers, computed.env.currency),
    lineCount: lines.filter(({ credit }) => credit !== null).length,
    explanation: explainComponent(made, aroundOf(computed)),
  };
}

const ppm = (value: Exact): string => decimalText(times(value, exact(1_000_000n)), 0);

/** Every tier with what stood in it; where the value stands now. */
function tierRows({ component, lines, accumulated }: Made, tiers: Tiers | null, currency: string) {
  if (!tiers || component.body?.shape.kind !== "tiers") return { tiers: [], tierReached: null, isByAmount: false };
  const { tie } = component.body.shape;
  const type = boundType(component);
  const parts = lines.flatMap((line) => line.parts);
  const at = accumulated ?? sumOf(lines.flatMap((line) => line.base ?? []));
  const rows = tiers.map(({ from, cell }, i) => {
    const inside = parts.filter((part) => part.from !== null && part.from.n === from.n && part.from.d === from.d);
    const next = tiers[i + 1]?.from;
    return {
      from: shown(from, type, currency),
      to: next ? shown(next, type, currency) : null,
      cell: cellValue(cell.kind, cell.value, currency),
      base: shown(sumOf(inside.flatMap((part) => part.base ?? [])), type, currency),
      earned: text(inside.reduce((sum, part) => plus(sum, part.amount), ZERO)),
    };
  });
  const tierReached = accumulated ? reached(tiers.map(({ from }) => from), at, tie) : null; // prettier-ignore
  return { tiers: rows, tierReached: tierReached === -1 ? null : tierReached, isByAmount: type === "amount" && accumulated !== null };
}

export function explainPayout(computed: Computed, statement: Statement = computed.statement): Explanation {
  const { rules, about, env } = computed;
  const made = explainStatement(rules, statement, aroundOf(computed));
  if (about.extras.length === 0 || statement.kind === "stopped") return made;
  const total = about.extras.reduce((sum, { amount }) => sum + parseAmount(amount)!, amountOf(statement.settled.paid));
  const extras = about.extras.map(({ kind, amount, reason, period }): Explanation => ({
    of: kind, label: { key: `compensation.extra.${kind}`, values: { reason, period } }, value: { kind: "amount", value: amount, currency: env.currency },
  })); // prettier-ignore
  const byRules: Explanation = { ...made, label: { key: "compensation.explain.by-rules" } };
  const value: Value = money(exact(total, 10_000n), env.currency);
  return { of: "payout", label: made.label, value, combine: "sum", parts: [byRules, ...extras] };
}

export function aroundOf({ plan, rules, about, period, facts, env }: Computed): Around {
  const query = { path: `/api/metrics/${rules.base}-amount/rows`, from: period.from, to: period.to, position: about.seat.positionId };
  const given: Around["given"] = about.coefficientExplanation ? { coefficient: about.coefficientExplanation } : {};
  const rows = { source: rules.base === "collected" ? "receipts" : "orders", count: facts, query } as const;
  return { version: `${plan.name} v${plan.version}`, currency: env.currency, given, rows };
}
