import type { Day } from "../../base/date.ts";
import { exact, ONE, over, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import type { Rate } from "./facts.ts";

/**
 * The rate from one currency to another by the plan's declared kind: the fixed compensation rate, the rate of the month, or of
 * the day. A pair written the other way round is its reciprocal. Null when there is none: it is never taken for 1.
 */
export function rateOn(plan: Pick<Plan, "fx">, rates: readonly Rate[], from: string, to: string, day: Day): Exact | null {
  if (from === to) return ONE;
  if (plan.fx === "none") return null;
  const fits = ({ date }: Rate) => {
    if (plan.fx === "fixed") return true;
    return date !== null && (plan.fx === "day" ? date === day : date.slice(0, 7) === day.slice(0, 7));
  };
  const direct = rates.findLast((one) => one.from === from && one.to === to && fits(one));
  if (direct) return direct.rate;
  const reverse = rates.findLast((one) => one.from === to && one.to === from && fits(one));
  return reverse && reverse.rate.n !== 0n ? over(exact(1n), reverse.rate) : null;
}
