import { usesOfComponent, usesOfMeasure } from "../language/circles.ts";
import { canonical } from "../language/names.ts";
import { intervals, type Interval, type Plan } from "../language/plan.ts";
import { lastDayOf, payPeriodAt, type PayPeriod } from "./periods.ts";
import { hangsOnEarlier } from "./run.ts";

/** What has to be known before a period of a plan can be computed: how far back, of whom, and which given values of which periods. */
export type Reach = {
  /** From the start of this interval around the period; `ever`: from the first day of the plan. */
  readonly back: Interval | "ever";
  /** The business of the participant alone, of everybody under the plan (pools, contests), or of everybody (teams). */
  readonly of: "own" | "members" | "all";
  /** A value of this name is asked for of earlier periods too, not only of the period itself. */
  readonly asksEarlier: (name: string) => boolean;
  readonly asks: (name: string) => boolean;
};

export function reachOf(plan: Plan): Reach {
  const { components, measures, settlement, payout } = plan;
  const inside = new Set([...components.flatMap(usesOfComponent), ...measures.flatMap(usesOfMeasure)].map(canonical));
  const last = [payout, settlement.cap?.amount, settlement.guarantee, settlement.offsetMax, settlement.draw?.amount, settlement.draw?.when, settlement.draw?.recoveryMax];
  const outside = new Set(last.flatMap((formula) => formula?.uses ?? []).map(canonical));
  const hangs = hangsOnEarlier(plan);
  const back = hangs ? "ever" : backOf(plan);
  const isSpan = back !== plan.period;
  return {
    back,
    of: isOfTeams(plan) ? "all" : components.some(({ pool, prizes }) => pool !== null || prizes !== null) ? "members" : "own",
    asksEarlier: (name) => hangs || (isSpan && inside.has(name)),
    asks: (name) => inside.has(name) || outside.has(name),
  };
} // prettier-ignore

/** The longest span a component or a measure adds up over. */
function backOf({ components, measures, period }: Plan): Interval | "ever" {
  const spans = [
    period,
    ...components.flatMap(({ mode, span, lessPaid, cap }) => [
      mode === "accumulated" ? span : period,
      lessPaid ?? period,
      cap && cap.per !== "transaction" ? cap.per : period,
    ]),
    ...measures.map((one) => (one.kind === "aggregate" && one.over !== "period" ? one.over : period)),
  ];
  if (spans.includes("ever")) return "ever";
  return intervals[Math.max(...spans.map((one) => intervals.indexOf(one as Interval)))]!;
}

function isOfTeams({ components, measures }: Plan): boolean {
  const byMeasure = measures.some((one) => one.kind !== "value" && one.credit !== "own");
  return byMeasure || components.some((one) => one.credit !== "own" || usesOfComponent(one).some((name) => canonical(name) === "lower"));
}

/** What a quota is of: the longest span the plan adds up over, so that a quarter's tiers stand against the quarter's quota. */
export function quotaSpan(plan: Plan, period: PayPeriod): PayPeriod {
  const spans = [plan.period, ...plan.components.map((one) => one.span)].map((one) => intervals.indexOf(one));
  return payPeriodAt(lastDayOf(period), intervals[Math.max(...spans)]!, plan.yearStart);
}
