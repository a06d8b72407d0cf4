import { exact, times, decimalText, type Exact } from "#core/formula/exact.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { addDays } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { explainLine, explainStatement, type Around } from "#core/compensation/explain.ts";
import { linesOf, whatIf, type Line } from "#core/compensation/lines.ts";
import type { Outcome, Statement } from "#core/compensation/statement.ts";
import { explained, type Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import { spanOf } from "../appraisal/reply.ts";
import { text, type Computed } from "./compute.ts";
import type { Behind, OpenDeal } from "./store.ts";

const ppm = (x: Exact): string => decimalText(times(x, exact(1_000_000n)), 0);
export const seatHead = ({ positionId, personName, title, unitName }: Seat) => ({ positionId, personName, title, unitName });

/** A computed statement as the page draws it. */
export function statementPage(computed: Computed, env: Env, deals: readonly OpenDeal[]) {
  const { seat, plan, period, interval, outcome, participant, scored } = computed;
  return {
    seat: seatHead(seat),
    period: spanOf(period),
    plan: { id: plan.id, name: plan.name, version: plan.version, text: plan.source, base: plan.plan.base, cap: text(plan.plan.cap) },
    interval: spanOf(interval),
    isEstimate: isEstimate(computed, env),
    currency: env.currency,
    payout: outcome.kind === "statement" ? formatAmount(outcome.payout) : null,
    stop: outcome.kind === "stopped" ? outcome.code : null,
    made: outcome.kind === "statement" ? madeOf(outcome, lineCount(computed)) : null,
    quota: text(participant.quota),
    grade: scored?.card.grade ?? null,
    explanation: explainPayout(computed, env),
    openDeals: deals.map(({ id, name, amount, expectedOn }) => ({ id, name, amount: text(amount), expectedOn })),
  };
}

/** Facts can still come, or a score that is not yet published can still move. */
export const isEstimate = ({ period, scored }: Computed, env: Env): boolean =>
  period.to > env.today || (scored !== null && !scored.isPublished);

const lineCount = ({ facts, period }: Computed): number => facts.days.filter((day) => day >= period.from).length;

function madeOf(made: Statement, count: number) {
  return {
    commission: formatAmount(made.commission),
    credited: formatAmount(made.credited),
    opening: formatAmount(made.opening),
    accumulated: formatAmount(made.accumulated),
    attainment: made.attainment && ppm(made.attainment),
    coefficient: made.coefficient && decimalText(made.coefficient),
    tierReached: made.tierReached,
    tiers: made.tiers.map((tier, i) => ({
      from: formatAmount(tier.from),
      to: text(made.tiers[i + 1]?.from),
      rate: String(tier.rate),
      slice: formatAmount(made.slices[i]!),
      earned: decimalText(times(exact(made.slices[i]!, 10_000n), exact(tier.rate, 1_000_000n)), 4),
    })),
    isCapped: made.isCapped,
    isPersonalRate: made.isPersonalRate,
    lineCount: count,
  };
}

export function explainPayout(computed: Computed, env: Env, outcome: Outcome = computed.outcome): Explanation {
  return explainStatement(computed.plan.plan, outcome, aroundOf(computed, env));
}

function aroundOf(computed: Computed, env: Env): Around {
  const { plan, participant, scored, scoring, seat, period } = computed;
  const query = { path: `/api/metrics/${plan.plan.base}-amount/rows`, from: period.from, to: period.to, position: seat.positionId };
  return {
    rows: { source: plan.plan.base === "collected" ? "receipts" : "orders", count: lineCount(computed), query },
    version: `${plan.name} v${plan.version}`,
    currency: env.currency,
    quota: participant.quota,
    ...(scored &&
      scoring &&
      participant.coefficient && {
        coefficientExplanation: {
          of: "coefficient",
          label: { key: "compensation.explain.coefficient" },
          value: { kind: "number", value: decimalText(participant.coefficient) },
          rule: { key: "compensation.rule.coefficient", values: { grade: scored.card.grade ?? "", score: scored.card.score ?? "" } },
          combine: "choice",
          parts: [explained(scoring, scored, env)],
          notes: scored.isPublished ? [] : [{ key: "compensation.note.live-score" }],
        },
      }),
  };
}

/** Lines of the statement from an index on, each explained; made by the very function that made the amount. */
export function linePage(computed: Computed, env: Env, from: number, limit: number) {
  const { outcome } = computed;
  if (outcome.kind === "stopped") return { lines: [], next: null, wire: () => [] };
  const all = linesOf(computed.plan.plan, outcome, computed.facts, computed.period);
  const lines = all.slice(from, from + limit);
  const around = aroundOf(computed, env);
  return {
    lines,
    next: from + limit < all.length ? String(from + limit) : null,
    wire: (behind: ReadonlyMap<string, Behind>) => lines.map((line) => lineOf(line, outcome, around, behind.get(line.id))),
  };
}

function lineOf(line: Line, made: Statement, around: Around, behind: Behind | undefined) {
  return {
    factId: line.id,
    orderId: behind?.orderId ?? line.id,
    code: behind?.code ?? line.id,
    customer: behind?.customer ?? null,
    day: line.day,
    amount: formatAmount(line.amount),
    earned: formatAmount(line.earned),
    accumulatedBefore: formatAmount(line.accumulatedBefore),
    explanation: explainLine(line, made, around),
  };
}

/** The statement with one more amount on today, or on the last day of a period that is over. */
export function preview(computed: Computed, env: Env, amount: Amount) {
  const { plan, participant, facts, period } = computed;
  const day = env.today < period.to && env.today >= period.from ? env.today : addDays(period.to, -1);
  const change = whatIf(plan.plan, participant, facts, { id: "\uffff what-if", day, amount }, period);
  return {
    amount: formatAmount(amount),
    day,
    before: outcomeOf(change.before),
    after: outcomeOf(change.after),
    difference: text(change.difference),
    explanation: explainPayout(computed, env, change.after),
  };
}

const outcomeOf = (outcome: Outcome) =>
  outcome.kind === "stopped"
    ? { payout: null, commission: null, tierReached: null, stop: outcome.code }
    : { payout: formatAmount(outcome.payout), commission: formatAmount(outcome.commission), tierReached: outcome.tierReached, stop: null };
