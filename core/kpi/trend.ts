import { addDays, addMonths, type Day, type Span } from "../base/date.ts";
import { lastYear } from "../calendar/compare.ts";
import { periodAt, type Fiscal, type Grain, type Period } from "../calendar/period.ts";

/** One step of a trend: its own days, the same step a year before, and the key of the calendar period it stands for. */
export type Bucket = { readonly key: string; readonly now: Span; readonly before: Span };

/** More steps than this nobody reads from one chart; a finer grain than that gives way to the next coarser. */
export const bucketsMax = 100;
const coarser: Partial<Record<Grain, Grain>> = { day: "week", week: "month" };

/**
 * A period cut into days, weeks or months without gap or overlap: a week that crosses an edge is cut there. The
 * same steps a year before tile the period of the year before; weeks shift by 52 weeks so that weekdays meet.
 */
export function buckets(period: Period, grain: Grain, fiscal: Fiscal): Bucket[] {
  const whole = lastYear(period, fiscal);
  const found: Bucket[] = [];
  let [from, before] = [period.from, whole.from];
  while (from < period.to) {
    const { key, to: end } = periodAt(from, grain, fiscal);
    const to = end < period.to ? end : period.to;
    const beforeTo = to === period.to ? whole.to : clamp(yearBefore(to, grain), before, whole.to);
    found.push({ key, now: { from, to }, before: { from: before, to: beforeTo } });
    [from, before] = [to, beforeTo];
  }
  return found;
}

/** The grain a trend is drawn in: the one asked for, or the next coarser that fits. */
export function drawable(period: Period, grain: Grain, fiscal: Fiscal): Grain {
  const next = coarser[grain];
  return next && buckets(period, grain, fiscal).length > bucketsMax ? drawable(period, next, fiscal) : grain;
}

const yearBefore = (day: Day, grain: Grain): Day => (grain === "week" ? addDays(day, -364) : addMonths(day, -12));

function clamp(day: Day, from: Day, to: Day): Day {
  return day < from ? from : day > to ? to : day;
}
