import { assert } from "../base/assert.ts";
import type { Day, Span } from "../base/date.ts";
import type { Amount } from "../base/money.ts";

/** One credited amount of one participant: an order, a delivery or a receipt, or its reversal (negative). */
export type Fact = { readonly id: string; readonly day: Day; readonly amount: Amount };

/**
 * The facts of one participant and one accumulation interval in column arrays, sorted by day, then id: the declared business
 * order, so that the order of import never matters. Amounts are safe integers of ten-thousandths.
 */
export type Facts = {
  readonly ids: readonly string[];
  readonly days: readonly Day[];
  readonly amounts: Float64Array;
  readonly count: number;
};

/** Sorts facts into columns. An id may stand once only: twice the same fact is an error of the loader, never double pay. */
export function factsOf(rows: readonly Fact[]): Facts {
  const sorted = rows.toSorted((a, b) => (a.day === b.day ? order(a.id, b.id) : order(a.day, b.day)));
  assert(new Set(sorted.map((row) => row.id)).size === sorted.length, "a fact counts once");
  return {
    ids: sorted.map((row) => row.id),
    days: sorted.map((row) => row.day),
    amounts: Float64Array.from(sorted, (row) => safe(row.amount)),
    count: sorted.length,
  };
}

/** The same facts as rows. */
export function rowsOf(facts: Facts): Fact[] {
  return facts.ids.slice(0, facts.count).map((id, i) => ({ id, day: facts.days[i]!, amount: BigInt(facts.amounts[i]!) }));
}

/** How many facts lie before the period: they have opened the tiers but were paid earlier. */
export function openingCount(facts: Facts, period: Span): number {
  let [low, high] = [0, facts.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (facts.days[middle]! < period.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Σ of amounts from index `from` to `to`; exact, because each step stays a safe integer. */
export function sumOf(facts: Facts, from: number, to: number): Amount {
  let sum = 0;
  for (let i = from; i < to; i++) sum += facts.amounts[i]!;
  assert(Number.isSafeInteger(sum), "the sum of a participant's facts stays below 900 billion");
  return BigInt(sum);
}

function safe(amount: Amount): number {
  assert(amount < 9_007_199_254_740_991n && amount > -9_007_199_254_740_991n, "an amount fits a safe integer");
  return Number(amount);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
