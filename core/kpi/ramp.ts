import type { Amount, Ppm } from "../base/money.ts";
import { PPM } from "../base/money.ts";
import type { Wait } from "../survival/curve.ts";

/** One calendar month of somebody new: what was signed, and the full monthly target (null without one). */
export type NewMonth = { readonly actual: Amount; readonly target: Amount | null };
/** Somebody new with the months since the start, the first one included, the running one left out. */
export type Newcomer = { readonly id: string; readonly months: readonly NewMonth[] };

/** Reached means this share of the full monthly target; part of the definition. */
export const rampShare: Ppm = 800_000n;

/**
 * Months from the start until the first month at 80 % of the full target, as waits: those not there yet, or gone before, are
 * censored at the months observed, never dropped. Months without a target cannot be reached. The first month counts as one.
 */
export function rampWaits(newcomers: readonly Newcomer[], share: Ppm = rampShare): Wait[] {
  return newcomers.map(({ months }) => {
    const reached = months.findIndex(({ actual, target }) => target !== null && target > 0n && actual * PPM >= target * share);
    return reached < 0 ? { days: months.length, end: "open" } : { days: reached + 1, end: "event" };
  });
}
