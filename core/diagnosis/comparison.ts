import { divide } from "../base/money.ts";
import type { FactMetricCode } from "../kpi/dictionary.ts";

/** Metrics that can be held against peers and benchmarks: sums that every seller has, and ratios of them. */
export const comparableMetrics = [
  "signed-amount",
  "collected-amount",
  "deal-count",
  "new-customers",
  "aov-order",
  "aov-customer",
  "win-rate-broad",
] as const satisfies readonly FactMetricCode[];

/** Fewer than this are no group: a single colleague would be told, and a median of four says little. */
export const peersMin = 5;

export type Place =
  | { readonly kind: "place"; readonly n: number; readonly rank: number | null; readonly median: bigint; readonly topQuartile: bigint }
  | { readonly kind: "too-few"; readonly n: number };

/**
 * Where a value stands among like peers, in the metric's own integer unit. Peers without a value are left out, not taken for zero.
 * Quantiles are linear between order statistics (Hyndman & Fan 1996, type 7); the top quartile is the lower one where less is
 * better. Rank 1 is best; equal values share a rank; null when the own value is missing. Quantiles are told to two digits: the
 * median of five is somebody's exact figure, and whoever may not read that person must not read it here.
 */
export function placeAmong(own: bigint | null, peers: readonly (bigint | null)[], direction: "up" | "down"): Place {
  const values = peers.filter((one) => one !== null).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (values.length < peersMin) return { kind: "too-few", n: values.length };
  const better = (one: bigint) => own !== null && (direction === "down" ? one < own : one > own);
  return {
    kind: "place",
    n: values.length,
    rank: own === null ? null : 1 + values.filter(better).length,
    median: coarse(quantile(values, 2n, 4n)),
    topQuartile: coarse(quantile(values, direction === "down" ? 1n : 3n, 4n)),
  };
}

/** A sum for each selling head, half-even; null when there is no value or nobody sells. */
export const perHead = (sum: bigint | null, heads: number): bigint | null =>
  sum === null || heads === 0 ? null : divide(sum, BigInt(heads), "half-even");

/** The best of some periods; those without a value, or with nothing in them, are none. The latest of equals, when they stand newest first. */
export function bestOf<T extends { readonly exact: bigint | null }>(
  periods: readonly T[],
  direction: "up" | "down",
): (T & { readonly exact: bigint }) | null {
  const known = periods.filter((one): one is T & { readonly exact: bigint } => one.exact !== null && one.exact !== 0n);
  const isBetter = (a: bigint, b: bigint) => (direction === "down" ? a < b : a > b);
  return known.reduce<(typeof known)[number] | null>((top, one) => (top === null || isBetter(one.exact, top.exact) ? one : top), null);
}

/** To two significant digits, half-even: 1,234 is 1,200. */
function coarse(value: bigint): bigint {
  const digits = (value < 0n ? -value : value).toString().length;
  const unit = 10n ** BigInt(Math.max(0, digits - 2));
  return divide(value, unit, "half-even") * unit;
}

/** The `part` ÷ `of` quantile of ascending values, half-even to a whole unit. */
function quantile(values: readonly bigint[], part: bigint, of: bigint): bigint {
  const place = part * BigInt(values.length - 1);
  const [below, rest] = [Number(place / of), place % of];
  const low = values[below]!;
  const high = values[Math.min(below + 1, values.length - 1)]!;
  return low + divide((high - low) * rest, of, "half-even");
}

/** How long somebody has been there, in bands that make people alike: the first half-year, up to two years, longer. */
export type Tenure = "new" | "settled" | "senior";
export function tenureOf(months: number): Tenure {
  if (months < 6) return "new";
  return months < 24 ? "settled" : "senior";
}

export type Candidate = { readonly id: string; readonly title: string; readonly tenure: Tenure | null };

/** Like with like: same post and tenure, else same post, else everybody; null when even those are too few. */
export function likePeers(
  own: Candidate,
  others: readonly Candidate[],
): { readonly filter: "post-tenure" | "post" | "all"; readonly ids: readonly string[] } | null {
  const post = others.filter((one) => one.title === own.title);
  const tenure = own.tenure === null ? [] : post.filter((one) => one.tenure === own.tenure);
  const found = ([["post-tenure", tenure], ["post", post], ["all", others]] as const).find(([, list]) => list.length >= peersMin); // prettier-ignore
  return found ? { filter: found[0], ids: found[1].map((one) => one.id) } : null;
}
