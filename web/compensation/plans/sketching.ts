import { compare, decimalText, exact, exactOf, over, times, ZERO, type Exact } from "#core/formula/exact.ts";
import { questionsOf, sketch, type Answers, type Sketch } from "#core/compensation/engine/sketch.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { documentOf } from "./form/places.ts";

/** The plan a text says; null while it is not right. */
export function planOf(text: string): Plan | null {
  const checked = readPlan(documentOf(text)?.toJS({ maxAliasCount: 0 }) ?? null);
  return checked.kind === "plan" ? checked.plan : null;
}

export type Point = { readonly business: string; readonly made: Sketch };
const WITHOUT_QUOTA = exact(1_000_000n);

/** Business to begin with: the quota, where the plan knows one. */
export function beginning(plan: Plan, answers: Answers): string {
  const quota = questionsOf(plan).find(({ name }) => name === "quota");
  return decimalText((quota && numberOf(answers.quota ?? quota.first)) ?? WITHOUT_QUOTA, 2);
}

/** The pay of nothing up to twice the quota, in so many steps. */
export function curveOf(plan: Plan, answers: Answers, steps: number): Point[] {
  const top = times(numberOf(beginning(plan, answers)) ?? WITHOUT_QUOTA, exact(2n));
  return Array.from({ length: steps + 1 }, (_, i) => pointOf(plan, answers, over(times(top, exact(BigInt(i))), exact(BigInt(steps)))));
}

export function pointOf(plan: Plan, answers: Answers, business: Exact): Point {
  return { business: decimalText(business, 2), made: sketch(plan, answers, business) };
}

/** A number above nothing; null when it is none. */
export function numberOf(text: string): Exact | null {
  const read = exactOf(text.replaceAll(",", "").trim());
  return read && compare(read, ZERO) > 0 ? read : null;
}
