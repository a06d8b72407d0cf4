import { addDays, daysBetween, type Day, type Span } from "../base/date.ts";
import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";
import { median } from "../survival/curve.ts";

/** A contract of a customer for a time, half-open; an open end is still running. */
export type Term = { readonly customer: string; readonly from: Day; readonly to: Day | null; readonly yearly: Amount };

const isRunning = ({ from, to }: Term, on: Day): boolean => from <= on && (to === null || on < to);

/** Yearly value by customer on a day; whoever has none is absent. */
function valuesOn(terms: readonly Term[], on: Day): ReadonlyMap<string, Amount> {
  const values = new Map<string, Amount>();
  for (const term of terms)
    if (isRunning(term, on) && term.yearly > 0n) values.set(term.customer, (values.get(term.customer) ?? 0n) + term.yearly);
  return values;
}

export type Retention = {
  readonly customersAtStart: number;
  readonly customersLost: number;
  readonly start: Amount;
  readonly churned: Amount;
  readonly contracted: Amount;
  readonly expanded: Amount;
  /** Gross and net revenue retention, and the share of customers kept; null without anybody at the start. */
  readonly gross: Ppm | null;
  readonly net: Ppm | null;
  readonly kept: Ppm | null;
};

/**
 * Retention of the customers under contract at the start of a span, followed to its end: the same customers on both sides, so
 * that newcomers never enter. GRR = (start − churn − contraction) ÷ start; NRR adds expansion. Today's end when the span runs on.
 */
export function retention(terms: readonly Term[], span: Span): Retention {
  const [before, after] = [valuesOn(terms, span.from), valuesOn(terms, span.to)];
  let [start, churned, contracted, expanded, lost] = [0n, 0n, 0n, 0n, 0];
  for (const [customer, value] of before) {
    const then = after.get(customer) ?? 0n;
    start += value;
    if (then === 0n) [churned, lost] = [churned + value, lost + 1];
    else if (then < value) contracted += value - then;
    else expanded += then - value;
  }
  const share = (part: bigint, whole: bigint) => (whole > 0n ? divide(part * PPM, whole, "half-even") : null);
  return {
    customersAtStart: before.size,
    customersLost: lost,
    start,
    churned,
    contracted,
    expanded,
    gross: share(start - churned - contracted, start),
    net: share(start - churned - contracted + expanded, start),
    kept: share(BigInt(before.size - lost), BigInt(before.size)),
  };
}

/** Days on which a customer bought, in order, each once. */
export type Rhythm = { readonly customer: string; readonly days: readonly Day[] };

/** Inactive beyond this many of the customer's own median intervals counts as gone; part of the definition. */
export const churnFactor = 3;
/** Who bought on one or two days has no rhythm of his own: the median of all intervals stands in. */
const OWN_INTERVALS_MIN = 2;

export type NonContractChurn = {
  readonly active: number;
  readonly gone: readonly { readonly customer: string; readonly silentDays: number; readonly interval: number }[];
  /** Median interval of all, for customers without a rhythm of their own; null when nobody came back. */
  readonly common: number | null;
};

/**
 * Churn without contracts, over a span: of the customers not yet gone at its start (bought before, silent for no longer than k own
 * median intervals), those who were gone by its end. Newcomers of the span are on neither side.
 */
export function nonContractChurn(rhythms: readonly Rhythm[], span: Span, factor = churnFactor): NonContractChurn {
  const common = median(rhythms.flatMap(({ days }) => intervals(days.filter((day) => day < span.to))));
  const active = rhythms.filter((rhythm) => isActive(silence(rhythm, span.from, common), factor));
  const gone = active.flatMap((rhythm) => {
    const now = silence(rhythm, span.to, common);
    return now && !isActive(now, factor) ? [{ customer: rhythm.customer, ...now }] : [];
  });
  return { active: active.length, gone, common };
}

type Silence = { readonly silentDays: number; readonly interval: number };

const isActive = (silence: Silence | null, factor: number): boolean => silence !== null && silence.silentDays <= factor * silence.interval;

/** How long a customer has been silent at the start of a day, beside the own interval; null when not yet a customer. */
function silence({ days }: Rhythm, on: Day, common: number | null): Silence | null {
  const before = days.filter((day) => day < on);
  if (before.length === 0) return null;
  const own = intervals(before);
  const interval = own.length >= OWN_INTERVALS_MIN ? median(own)! : common;
  return interval === null ? null : { silentDays: daysBetween(before.at(-1)!, on), interval: Math.max(1, interval) };
}

const intervals = (days: readonly Day[]): number[] => days.slice(1).map((day, i) => daysBetween(days[i]!, day));

/** Days within which a second purchase makes a repeat buyer; part of the definition. */
export const repurchaseDays = 180;

export type Repurchase = {
  /** Customers whose first purchase lies in the span. */
  readonly cohort: number;
  readonly again: number;
  /** Of the cohort, those whose days are not yet over: they may still come back. */
  readonly pending: number;
  readonly matureOn: Day;
};

/** Repurchase rate: of the customers who bought first in the span, those who bought again within N days of it. */
export function repurchase(rhythms: readonly Rhythm[], span: Span, today: Day, within = repurchaseDays): Repurchase {
  const cohort = rhythms.filter(({ days }) => days[0] !== undefined && days[0] >= span.from && days[0] < span.to && days[0] <= today);
  const again = cohort.filter(({ days }) => days[1] !== undefined && days[1] <= today && daysBetween(days[0]!, days[1]) <= within);
  const pending = cohort.filter((rhythm) => !again.includes(rhythm) && addDays(rhythm.days[0]!, within) > today);
  return { cohort: cohort.length, again: again.length, pending: pending.length, matureOn: addDays(span.to, within - 1) };
}
