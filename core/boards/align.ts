import { addDays, daysBetween, type Day, type Span } from "../base/date.ts";
import { elapsed, lastYear, onLastYear, onPrevious, previous, type Windows } from "../calendar/compare.ts";
import type { Fiscal, Period } from "../calendar/period.ts";
import { firstWorkingDays, isWorkingDay, workingDays, type Holidays } from "../calendar/working-days.ts";
import type { Comparison } from "./tile.ts";

/** By the date, by the number of working days gone by, or by the distance from the first day of Spring Festival. */
export const alignments = ["date", "working-days", "spring-festival"] as const;
export type Alignment = (typeof alignments)[number];

/** First day of the first lunar month, 2010–2040 (GB/T 33661-2017 as computed by the Purple Mountain Observatory). */
export const springFestivals: Readonly<Record<number, Day>> = Object.fromEntries(
  (
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 " +
    "2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 " +
    "2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12"
  )
    .split(" ")
    .map((day) => [Number(day.slice(0, 4)), day]),
);

export type Asked = {
  readonly period: Period;
  readonly today: Day;
  readonly fiscal: Fiscal;
  readonly holidays: Holidays;
  readonly compare: Comparison;
  readonly align: Alignment;
  /** First day of a span of one's own choice; it is compared by its first days, as many as have gone by. */
  readonly against?: Day | undefined;
};

/**
 * What of the period is held against what. Two windows are always of equal measure: the same dates or number of days, the same
 * number of working days, or the same days before and after Spring Festival. Null when nothing is to be compared or nothing
 * has begun. Outside the years whose festival is known the date decides.
 */
export function windows(asked: Asked): Windows | null {
  const { period, today, compare, align, against } = asked;
  const now = elapsed(period, today);
  if (now.from >= now.to || (compare === "none" && against === undefined)) return null;
  if (align === "spring-festival" && compare === "last-year" && against === undefined) return byFestival(now) ?? byDate(asked, now);
  return align === "working-days" ? byWorkingDays(asked, now) : byDate(asked, now);
}

function byDate({ period, today, fiscal, compare, against }: Asked, now: Span): Windows {
  if (against !== undefined) return { now, before: { from: against, to: addDays(against, daysBetween(now.from, now.to)) } };
  return compare === "previous" ? onPrevious(period, today, fiscal) : onLastYear(period, today, fiscal);
}

/** Both sides stop at the working day both have reached: n against n. */
function byWorkingDays({ period, fiscal, compare, against, holidays }: Asked, now: Span): Windows {
  const whole = againstWhole(period, fiscal, compare, against);
  const n = Math.min(workingDays(now, holidays).count, workingDays(whole, holidays).count);
  return { now: firstWorkingDays(now, n, holidays), before: firstWorkingDays(whole, n, holidays) };
}

function againstWhole(period: Period, fiscal: Fiscal, compare: Comparison, against: Day | undefined): Span {
  if (against !== undefined) return { from: against, to: addDays(against, daysBetween(period.from, period.to)) };
  return compare === "previous" ? previous(period, fiscal) : lastYear(period, fiscal);
}

/** The festival of the calendar year the window begins in and that of the year before lie at the same place of both windows. */
function byFestival(now: Span): Windows | null {
  const year = Number(now.from.slice(0, 4));
  const [here, there] = [springFestivals[year], springFestivals[year - 1]];
  if (!here || !there) return null;
  const shift = daysBetween(here, there);
  return { now, before: { from: addDays(now.from, shift), to: addDays(now.to, shift) } };
}

/**
 * A span cut so that piece n ends with its n-th working day: day n can then be held against day n. What is not worked belongs to the
 * working day that follows, the end of the span to the last one. The pieces tile the span.
 */
export function workingDaySteps(span: Span, holidays: Holidays): Span[] {
  const steps: { from: Day; to: Day }[] = [];
  let from = span.from;
  for (let day = span.from; day < span.to; day = addDays(day, 1)) {
    if (!isWorkingDay(day, holidays)) continue;
    steps.push({ from, to: addDays(day, 1) });
    from = addDays(day, 1);
  }
  if (steps.length === 0) return span.from < span.to ? [span] : [];
  steps.at(-1)!.to = span.to;
  return steps;
}
