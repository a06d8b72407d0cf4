import { addDays, dayOf, daysBetween, parseDay, weekday, type Day, type Span } from "../base/date.ts";

/** How a company cuts its years: the month its fiscal year starts in (1–12) and the weekday its weeks start on (1 is Monday). */
export type Fiscal = { readonly startMonth: number; readonly weekStart: number };

export const grains = ["day", "week", "month", "quarter", "half", "year"] as const;
export type Grain = (typeof grains)[number];

/** A named half-open span of the fiscal calendar. */
export type Period = Span & { readonly grain: Grain; readonly key: string };

const KEY = /^(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(W)(\d{2})|(\d{2})(?:-(\d{2}))?))?$/;

/**
 * The period a key names, or null when there is none such ("2026-13", a 53rd week of a year that has 52).
 * A fiscal year is named after the calendar year it starts in; halves and quarters count from its start.
 * Months keep their calendar names: with a year that starts in April, "2026-Q4" is January to March 2027 and its
 * first month is "2027-01". Weeks belong to the fiscal year that holds their fourth day (ISO 8601, generalised).
 * Years outside 1900 to 2199 hold no periods: a comparison with the year before or after must still be a day.
 */
export function periodOf(key: string, fiscal: Fiscal): Period | null {
  const match = KEY.exec(key);
  if (!match) return null;
  const [, y, h, half, q, quarter, w, week, month, day] = match;
  const year = Number(y);
  if (year < 1900 || year > 2199) return null;
  if (h) return months("half", key, year, fiscal.startMonth + 6 * (Number(half) - 1), 6);
  if (q) return months("quarter", key, year, fiscal.startMonth + 3 * (Number(quarter) - 1), 3);
  if (w) return weekOf(key, year, Number(week), fiscal);
  if (day) return parseDay(key) ? { grain: "day", key, from: key, to: addDays(key, 1) } : null;
  if (month) return Number(month) >= 1 && Number(month) <= 12 ? months("month", key, year, Number(month), 1) : null;
  return months("year", key, year, fiscal.startMonth, 12);
}

/** The period of a grain that holds the day. Every day lies in exactly one. */
export function periodAt(day: Day, grain: Grain, fiscal: Fiscal): Period {
  return periodOf(keyAt(day, grain, fiscal), fiscal)!;
}

/** The periods of a finer grain that start inside the span, in order: they tile it when its edges are theirs. */
export function periodsIn(span: Span, grain: Grain, fiscal: Fiscal): Period[] {
  const found: Period[] = [];
  let next = periodAt(span.from, grain, fiscal);
  if (next.from < span.from) next = periodAt(next.to, grain, fiscal);
  for (; next.from < span.to; next = periodAt(next.to, grain, fiscal)) found.push(next);
  return found;
}

/** The fiscal year a day belongs to, by the calendar year of its start. */
export function fiscalYear(day: Day, fiscal: Fiscal): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month >= fiscal.startMonth ? year : year - 1;
}

function keyAt(day: Day, grain: Grain, fiscal: Fiscal): string {
  if (grain === "day") return day;
  if (grain === "month") return day.slice(0, 7);
  if (grain === "week") return weekKey(day, fiscal);
  const year = fiscalYear(day, fiscal);
  const month = (Number(day.slice(5, 7)) - fiscal.startMonth + 12) % 12; // 0 is the first month of the fiscal year
  if (grain === "quarter") return `${year}-Q${Math.floor(month / 3) + 1}`;
  if (grain === "half") return `${year}-H${Math.floor(month / 6) + 1}`;
  return String(year);
}

function months(grain: Grain, key: string, year: number, month: number, count: number): Period {
  return { grain, key, from: dayOf(year, month, 1), to: dayOf(year, month + count, 1) };
}

function weekOf(key: string, year: number, week: number, fiscal: Fiscal): Period | null {
  const from = addDays(firstWeek(year, fiscal), 7 * (week - 1));
  const isOfThisYear = week >= 1 && fiscalYear(addDays(from, 3), fiscal) === year;
  return isOfThisYear ? { grain: "week", key, from, to: addDays(from, 7) } : null;
}

function weekKey(day: Day, fiscal: Fiscal): string {
  const start = startOfWeek(day, fiscal);
  const year = fiscalYear(addDays(start, 3), fiscal);
  const week = daysBetween(firstWeek(year, fiscal), start) / 7 + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The week that holds the fourth day of the fiscal year is its first. */
function firstWeek(year: number, fiscal: Fiscal): Day {
  return startOfWeek(dayOf(year, fiscal.startMonth, 4), fiscal);
}

function startOfWeek(day: Day, fiscal: Fiscal): Day {
  return addDays(day, -((weekday(day) - fiscal.weekStart + 7) % 7));
}
