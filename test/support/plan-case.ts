import { readPlan } from "#core/compensation/language/read.ts";
import { testOutcomes, type Miss } from "#core/compensation/engine/tests.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];
/** A plan by the month, the facts, and what must come out, as a plan's own test writes it. */
export type PlanCase = {
  readonly plan: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, Rows>>;
  readonly expect: Rows;
};

/** What of a case does not come out. */
export function missesOf({ plan, facts, expect }: PlanCase): Miss[] {
  const checked = readPlan({ plan: "case", period: "month", ...plan, tests: [{ name: "it", facts, expect }] });
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return testOutcomes(checked.plan, checked.tests).flatMap((one) => one.misses);
}

export const deals = (...amounts: number[]) =>
  amounts.map((amount, i) => ({ id: `D${i + 1}`, participant: "A", date: `2026-01-${String(10 + i)}`, amount }));
export const each = (more: object) => ({ name: "C", each: "transaction", of: "amount", ...more });
