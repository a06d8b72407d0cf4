import { assert } from "../../base/assert.ts";
import { divide, PPM, type Amount, type Ppm } from "../../base/money.ts";

/** One band of the rate table: from `from` (inclusive) to the next tier's `from`, at `rate`. */
export type Tier = { readonly from: Amount; readonly rate: Ppm };
/** As a plan states it: bounds all in amounts, or all in percent of the quota. */
export type TierText = {
  readonly from: { readonly kind: "amount"; readonly amount: Amount } | { readonly kind: "of-quota"; readonly ppm: Ppm };
  readonly rate: Ppm;
};

/** Earnings before rounding, in 10⁻¹⁰ of the major unit: ten-thousandths × millionths, exact. */
export type Earned = bigint;
export const EARNED_DIGITS = 10;

/** The tiers of one participant: percent bounds become amounts, rounded half-up to the ten-thousandth. Null without a usable quota. */
export function tiersFor(texts: readonly TierText[], quota: Amount | null): Tier[] | null {
  const tiers: Tier[] = [];
  for (const { from, rate } of texts) {
    if (from.kind === "of-quota" && (quota === null || quota <= 0n)) return null;
    const bound = from.kind === "amount" ? from.amount : divide(quota! * from.ppm, PPM, "half-up");
    tiers.push({ from: bound, rate });
  }
  return tiers;
}

/**
 * Cuts an accumulated amount into one slice per tier; the slices add up to it. Marginal tiers (超额累进): each slice earns at
 * its own rate, so a bound changes no amount whichever side it belongs to. Below zero the first tier goes on downwards: what
 * was never earned in a higher tier is not taken back at its rate.
 */
export function slices(accumulated: Amount, tiers: readonly Tier[]): Amount[] {
  const parts = tiers.map((tier, i) => {
    const next = tiers[i + 1]?.from;
    const top = next === undefined || accumulated < next ? accumulated : next;
    if (i === 0) return top;
    return top > tier.from ? top - tier.from : 0n;
  });
  assert(parts.reduce((a, b) => a + b, 0n) === accumulated, "every cent falls into exactly one tier");
  return parts;
}

/** What an accumulated amount has earned in all: Σ slice × rate, not rounded. */
export function earned(accumulated: Amount, tiers: readonly Tier[]): Earned {
  return slices(accumulated, tiers).reduce((sum, slice, i) => sum + slice * tiers[i]!.rate, 0n);
}

/** Index of the tier an accumulated amount stands in. Exactly on a bound: the upper tier, or the lower one when the plan says so. */
export function tierAt(accumulated: Amount, tiers: readonly Tier[], tie: "upper" | "lower"): number {
  const reached = tiers.findLastIndex((tier) => (tie === "upper" ? accumulated >= tier.from : accumulated > tier.from));
  return Math.max(0, reached);
}
