import { PPM, type Amount, type Ppm } from "../base/money.ts";

export type Ranked<T> = { readonly of: T; readonly rank: number | null };

/**
 * The greatest value first. Equal values share a place and the next place is skipped (1, 2, 2, 4). Without a value
 * there is no place: such entries stand last. Among equals the given order stays.
 */
export function ranked<T>(entries: readonly T[], valueOf: (entry: T) => bigint | null): Ranked<T>[] {
  const values = entries.map(valueOf);
  const order = entries.map((_, i) => i).sort((a, b) => descending(values[a]!, values[b]!) || a - b);
  return order.map((i) => ({ of: entries[i]!, rank: placeOf(values, values[i]!) }));
}

function placeOf(values: readonly (bigint | null)[], value: bigint | null): number | null {
  return value === null ? null : 1 + values.filter((other) => other !== null && other > value).length;
}

function descending(a: bigint | null, b: bigint | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? 1 : a > b ? -1 : 0;
}

/** Where attainment bands begin, in ppm. Fixed, so that the way to the next one tells nothing about anybody else. */
export const attainmentBands: readonly Ppm[] = [500_000n, 800_000n, 1_000_000n, 1_200_000n, 1_500_000n];

export type NextBand = { readonly at: Ppm; readonly remaining: Amount };

/** The next attainment band above an actual and what is missing to it, rounded up; null at the top and without a positive target. */
export function nextBand(actual: Amount, target: Amount | null): NextBand | null {
  if (target === null || target <= 0n) return null;
  for (const at of attainmentBands) {
    const needed = (target * at + PPM - 1n) / PPM;
    if (actual < needed) return { at, remaining: needed - actual };
  }
  return null;
}
