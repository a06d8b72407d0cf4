export type Interval = { readonly low: number; readonly high: number };

/** The normal deviate of a two-sided 95 % interval. */
const z95 = 1.959963984540054;

/**
 * The score interval for a proportion (Wilson 1927), both ends between 0 and 1: k of n cases, fractional cases
 * allowed. Unlike p ± z·√(pq/n) it never leaves [0, 1] and stays honest when k is 0 or n.
 * Null without cases or when k is not within 0 … n: then there is no proportion.
 */
export function wilson(k: number, n: number, z = z95): Interval | null {
  if (!(n > 0) || !(k >= 0) || k > n || !Number.isFinite(n)) return null;
  const p = k / n;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
