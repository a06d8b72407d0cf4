import { addDays, addMonths, daysBetween, type Day, type Span } from "../base/date.ts";
import { periodAt, type Fiscal, type Period } from "./period.ts";
import { firstWorkingDays, workingDays, type Holidays } from "./working-days.ts";

/** The period before, of the same grain. */
export function previous(period: Period, fiscal: Fiscal): Period {
  return periodAt(addDays(period.from, -1), period.grain, fiscal);
}

/** The same period a year earlier. A week is compared with the one 52 weeks before, so that weekdays meet. */
export function lastYear(period: Period, fiscal: Fiscal): Period {
  const from = period.grain === "week" ? addDays(period.from, -364) : addMonths(period.from, -12);
  return periodAt(from, period.grain, fiscal);
}

/** The part of a period up to and including a day: empty before it starts, whole once it has ended. */
export function elapsed(period: Span, today: Day): Span {
  const end = addDays(today, 1);
  const to = end < period.from ? period.from : end < period.to ? end : period.to;
  return { from: period.from, to };
}

export type Windows = { readonly now: Span; readonly before: Span };

/**
 * What to compare for period on period (环比): a finished period against the whole one before it; a running one by
 * its first n days against the first n days of the one before. Windows of unequal length are never compared: when
 * the earlier period is shorter (31 March against February), both stop at its length.
 */
export function onPrevious(period: Period, today: Day, fiscal: Fiscal): Windows {
  const before = previous(period, fiscal);
  if (today >= addDays(period.to, -1)) return { now: period, before };
  const run = daysBetween(period.from, elapsed(period, today).to);
  const days = Math.min(run, daysBetween(before.from, before.to));
  return { now: firstDays(period, days), before: firstDays(before, days) };
}

/**
 * What to compare for year on year (同比): the whole period once it has ended, else up to the same date a year
 * before, so that 1 January – 31 March meets 1 January – 31 March in leap years too.
 */
export function onLastYear(period: Period, today: Day, fiscal: Fiscal): Windows {
  const before = lastYear(period, fiscal);
  const now = elapsed(period, today);
  if (now.to === period.to) return { now, before };
  const to = period.grain === "week" ? addDays(now.to, -364) : addMonths(now.to, -12);
  return { now, before: { from: before.from, to } };
}

function firstDays(span: Span, days: number): Span {
  return { from: span.from, to: addDays(span.from, days) };
}

/**
 * Both windows cut to as many working days: what moves with the calendar (春节, make-up days) no longer looks like a
 * change. The earlier window is taken from the whole earlier period; when that has fewer, the later one is cut to it.
 */
export function onSameWorkingDays(now: Span, earlierWhole: Span, holidays: Holidays): Windows {
  const days = Math.min(workingDays(now, holidays).count, workingDays(earlierWhole, holidays).count);
  return { now: firstWorkingDays(now, days, holidays), before: firstWorkingDays(earlierWhole, days, holidays) };
}
