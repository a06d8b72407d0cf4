import { addDays, daysBetween, daysOf, weekday, type Day, type Span } from "../base/date.ts";

/** The official calendar: days off on weekdays, make-up days 调休 on weekends, and the years it is known for. */
export type Holidays = {
  readonly off: ReadonlySet<Day>;
  readonly work: ReadonlySet<Day>;
  readonly years: ReadonlySet<number>;
};

/** Years outside the official calendar count Monday to Friday; the reader is told which. */
export type WorkingDays = { readonly count: number; readonly unknownYears: readonly number[] };

/** A day off beats nothing but a make-up day: a make-up day is always worked. */
export function isWorkingDay(day: Day, holidays: Holidays): boolean {
  return holidays.work.has(day) || (weekday(day) <= 5 && !holidays.off.has(day));
}

/** Working days of a half-open span, make-up days included. */
export function workingDays(span: Span, holidays: Holidays): WorkingDays {
  const unknown = new Set<number>();
  let count = 0;
  for (const day of daysOf(span)) {
    if (isWorkingDay(day, holidays)) count += 1;
    const year = Number(day.slice(0, 4));
    if (!holidays.years.has(year)) unknown.add(year);
  }
  return { count, unknownYears: [...unknown] };
}

/**
 * The shortest start of a span that holds n working days: for comparing 20 working days with 20 working days when
 * 春节 moves. The whole span when it has fewer.
 */
export function firstWorkingDays(span: Span, n: number, holidays: Holidays): Span {
  let left = n;
  for (let i = 0; i < daysBetween(span.from, span.to); i += 1) {
    const day = addDays(span.from, i);
    if (left === 0) return { from: span.from, to: day };
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return span;
}

/** The n-th working day after a day; the day itself for none. The calendar has to reach that far. */
export function workingDayAfter(day: Day, n: number, holidays: Holidays): Day {
  const { to } = firstWorkingDays({ from: addDays(day, 1), to: addDays(day, 1 + HORIZON) }, n, holidays);
  return addDays(to, -1);
}
/** How many days the calendar has to be known ahead to count working days. */
export const HORIZON = 90;
