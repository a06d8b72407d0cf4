import { daysBetween, type Day, type Span } from "../base/date.ts";
import { divide, PPM, type Amount } from "../base/money.ts";

/** Where the buckets of an ageing begin, in days since the due day; what is not yet due stands before the first. */
export const ageingFrom = [0, 30, 60, 90, 180, 360] as const;
export type Bucket = "not-due" | `${(typeof ageingFrom)[number]}`;
export type OpenLine = { readonly dueOn: Day; readonly amount: Amount };

/**
 * Unpaid plan lines by days since they were due, as of a day. A line due that very day is 0 days old; a boundary
 * belongs to the older bucket (30 days since the due day is "30").
 */
export function ageing(lines: readonly OpenLine[], asOf: Day): Map<Bucket, Amount> {
  const found = new Map<Bucket, Amount>((["not-due", ...ageingFrom.map(String)] as Bucket[]).map((bucket) => [bucket, 0n]));
  for (const { dueOn, amount } of lines) {
    const bucket = bucketOf(daysBetween(dueOn, asOf));
    found.set(bucket, found.get(bucket)! + amount);
  }
  return found;
}

function bucketOf(days: number): Bucket {
  const from = ageingFrom.findLast((start) => days >= start);
  return from === undefined ? "not-due" : `${from}`;
}

export type Delivered = Span & { readonly amount: Amount };

/**
 * Days sales outstanding by counting back: whole months of deliveries, the latest first, are taken off the receivables
 * until they are used up; of the last month only the part that is needed counts. In millionths of a day. Null when the
 * months given do not use them up: then the receivables are older than what is known.
 */
export function countBack(receivables: Amount, latestFirst: readonly Delivered[]): bigint | null {
  let left = receivables;
  let days = 0n;
  for (const { from, to, amount } of latestFirst) {
    if (left <= 0n) break;
    const length = BigInt(daysBetween(from, to)) * PPM;
    if (amount <= 0n) days += length;
    else if (amount < left) days += length;
    else days += divide(length * left, amount, "half-even");
    left -= amount > 0n ? amount : 0n;
  }
  return left > 0n ? null : days;
}

/** Coverage of what is missing to a target by what is open, in millionths; null when nothing is missing or there is no target. */
export function coverage(open: Amount, target: Amount | null, won: Amount): bigint | null {
  return target === null || target - won <= 0n ? null : divide(open * PPM, target - won, "half-even");
}

/** The coverage one needs: 1 ÷ own value win rate, both in millionths. "3×" holds at a win rate of a third only. */
export function coverageRequired(valueWinRate: bigint | null): bigint | null {
  return valueWinRate === null || valueWinRate <= 0n ? null : divide(PPM * PPM, valueWinRate, "half-even");
}
