import { assert } from "./assert.ts";

/** A calendar day, "2026-03-31": no time, no zone, sorts as text. */
export type Day = string;

/** Half-open: `from` belongs to it, `to` does not. */
export type Span = { readonly from: Day; readonly to: Day };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A file names the same few days over and over: the real ones are remembered. */
const real = new Set<Day>();

/** The day when the text is a real one between 1900 and 2199, else null. */
export function parseDay(text: string): Day | null {
  if (real.has(text)) return text;
  const match = DAY.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || dayOf(year, month, day) !== text) return null;
  real.add(text);
  return text;
}

/** Month and day may overflow, as in a calendar: (2026, 13, 1) is 2027-01-01. */
export function dayOf(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Reading a day is dear and there are few of them: each is read once. */
const numbers = new Map<Day, number>();

export function dayNumber(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const ms = Date.parse(`${day}T00:00:00Z`);
  assert(!Number.isNaN(ms), `${day} is a day`);
  numbers.set(day, ms / 86_400_000);
  return ms / 86_400_000;
}

const days = new Map<number, Day>();

/** The day of a number; the inverse of dayNumber. Each is written once, too. */
export function dayFromNumber(number: number): Day {
  const known = days.get(number) ?? new Date(number * 86_400_000).toISOString().slice(0, 10);
  days.set(number, known);
  return known;
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** The same day of another month; the last day of that month when it is shorter. */
export function addMonths(day: Day, months: number): Day {
  if (months === 0) return day;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = Number(dayOf(year, month + months + 1, 0).slice(8));
  return dayOf(year, month + months, Math.min(date, last));
}

/** Whole months from a to b, negative when b is earlier: 31 January to 28 February is one, because February has no later day. */
export function monthsBetween(a: Day, b: Day): number {
  if (b < a) return 0 - monthsBetween(b, a);
  const calendar = (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7));
  return addMonths(a, calendar) > b ? calendar - 1 : calendar;
}

/** Days from a to b: negative when b is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1; // days before 1970 are negative
}

export function daysOf(span: Span): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(span.from, span.to)) }, (_, i) => addDays(span.from, i));
}
