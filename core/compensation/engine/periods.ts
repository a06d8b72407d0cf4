import { addDays, addMonths, type Day, type Span } from "../../base/date.ts";
import { periodAt, periodOf, type Fiscal } from "../../calendar/period.ts";
import type { Interval } from "../language/plan.ts";

/** A settlement period of a plan: half-open, with the key it is called by. */
export type PayPeriod = Span & { readonly key: string };

const fiscalOf = (yearStart: number): Fiscal => ({ startMonth: yearStart, weekStart: 1 });

/** Calendars are asked the same few questions for every participant. */
const asked = new Map<string, PayPeriod>();

/** The period of an interval that holds the day. "2026-03-H1" is the 1st to the 15th of March, "2026-03-H2" the rest. */
export function payPeriodAt(day: Day, interval: Interval, yearStart: number): PayPeriod {
  const question = `${day} ${interval} ${yearStart}`;
  const known = asked.get(question) ?? found(day, interval, yearStart);
  asked.set(question, known);
  return known;
}

function found(day: Day, interval: Interval, yearStart: number): PayPeriod {
  if (interval !== "half-month") return periodAt(day, interval, fiscalOf(yearStart));
  const month = day.slice(0, 7);
  const middle = `${month}-16`;
  return day < middle
    ? { key: `${month}-H1`, from: `${month}-01`, to: middle }
    : { key: `${month}-H2`, from: middle, to: addMonths(`${month}-01`, 1) };
}

const named = new Map<string, ReturnType<typeof periodOf>>();

/** The period a key names, if it is one of this interval. */
export function payPeriodOf(key: string, interval: Interval, yearStart: number): PayPeriod | null {
  const half = /^(\d{4}-(?:0[1-9]|1[0-2]))-H([12])$/.exec(key);
  if (half) return interval === "half-month" ? payPeriodAt(`${half[1]}-${half[2] === "1" ? "01" : "16"}`, interval, yearStart) : null;
  const question = `${key} ${yearStart}`;
  const period = named.get(question) ?? periodOf(key, fiscalOf(yearStart));
  if (period) named.set(question, period);
  return period && period.grain === interval ? period : null;
}

/** Every period from the one that holds `first` to the one that holds `last`. */
export function payPeriods(first: Day, last: Day, interval: Interval, yearStart: number): PayPeriod[] {
  const periods: PayPeriod[] = [];
  for (let at = first; ;) {
    const period = payPeriodAt(at, interval, yearStart);
    periods.push(period);
    if (period.to > last) return periods;
    at = period.to;
  }
}

/** From the start of the interval the period lies in to the end of the period. */
export const spanTo = (period: Span, interval: Interval, yearStart: number): Span => ({
  from: payPeriodAt(lastDayOf(period), interval, yearStart).from,
  to: period.to,
});

export const lastDayOf = (span: Span): Day => addDays(span.to, -1);
