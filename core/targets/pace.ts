import type { Day, Span } from "../base/date.ts";
import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";
import { isWorkingDay, type Holidays } from "../calendar/working-days.ts";
import { daysOf } from "../base/date.ts";

export type PaceState = "ahead" | "on-track" | "behind" | "far-behind";
/** Five percentage points: within them a target is on track; twice as many behind is far behind. The border is the milder state. */
export const PACE_BAND: Ppm = 50_000n;

/** Where a target stands against the progress one should expect now; null when there is nothing to compare. */
export function paceState(gap: Ppm | null): PaceState | null {
  if (gap === null) return null;
  if (gap > PACE_BAND) return "ahead";
  if (gap >= -PACE_BAND) return "on-track";
  return gap >= -2n * PACE_BAND ? "behind" : "far-behind";
}

/**
 * Where the period ends if it goes on as it has: actual ÷ expected progress, so that what is still to come follows the
 * same curve. Null before anything is expected. In the unit of `actual`.
 */
export function landing(actual: Amount | null, expected: Ppm | null): Amount | null {
  return actual === null || expected === null || expected <= 0n ? null : divide(actual * PPM, expected, "half-even");
}

export type Mark = { readonly day: Day; readonly gap: Ppm | null };

/** Since when it has been behind without a break: the first of the last unbroken run of marks behind, oldest mark first. */
export function behindSince(marks: readonly Mark[]): Day | null {
  let since: Day | null = null;
  for (const { day, gap } of marks) since = gap !== null && gap < -PACE_BAND ? (since ?? day) : null;
  return since;
}

export type Month = Span & { readonly amount: Amount | null };

/**
 * What a week, or any days, carry of monthly targets: each month by its working days, make-up days included, so that the
 * weeks of a month add up to it exactly. Null when none of the months it touches is set.
 */
export function shareOf(span: Span, months: readonly Month[], holidays: Holidays): Amount | null {
  const touched = months.filter((month) => month.amount !== null && month.from < span.to && month.to > span.from);
  return touched.length === 0 ? null : touched.reduce((sum, month) => sum + portion(span, month, holidays), 0n);
}

/** Cumulative shares, rounded down, so that no rounding is lost between one week and the next. A month without working days goes by days. */
function portion(span: Span, month: Month, holidays: Holidays): Amount {
  const worked = daysOf(month).filter((day) => isWorkingDay(day, holidays));
  const days = worked.length > 0 ? worked : daysOf(month);
  const until = (day: Day) => (month.amount! * BigInt(days.filter((one) => one < day).length)) / BigInt(days.length);
  return until(span.to) - until(span.from);
}
