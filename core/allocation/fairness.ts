/**
 * How fair a set of targets is, seen from data. Statistics only: floats are good enough here, no amount comes out of them,
 * and whatever cannot be said is null, never NaN.
 */

/** One seat with its target, what its past lets expect, and last year's attainment (or null where there is none). */
export type Judged = {
  readonly id: string;
  /** Same role under the same unit: stretch is compared within. */
  readonly peers: string;
  readonly target: number;
  readonly expected: number | null;
  readonly lastAttainment: number | null;
};

export type Spread = {
  readonly n: number;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Standard deviation ÷ mean (sample, n − 1); null with fewer than two. */
  readonly variation: number | null;
  /** 0 all alike, towards 1 all on one (Gini 1912, with the small-sample correction n ÷ (n − 1)); null with fewer than two. */
  readonly gini: number | null;
};

/** Rank correlation with its sample size and 95 % interval; null where too few pairs say anything. */
export type Correlation = { readonly n: number; readonly rho: number | null; readonly low: number | null; readonly high: number | null };

/** Below this many pairs a correlation is a story. */
export const PAIRS_MIN = 8;

/** Target ÷ expectation; null where nothing can be expected. 1.2 is a fifth more than the past lets expect. */
export function stretch({ target, expected }: Pick<Judged, "target" | "expected">): number | null {
  return expected === null || expected <= 0 ? null : target / expected;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return { n, median: null, low: null, high: null, variation: null, gini: null };
  const mean = sorted.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, n - 1));
  const ranked = sorted.reduce((sum, x, i) => sum + (2 * (i + 1) - n - 1) * x, 0);
  const isMeaningful = n >= 2 && mean > 0;
  return {
    n,
    median: (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2,
    low: sorted[0]!,
    high: sorted[n - 1]!,
    variation: isMeaningful ? deviation / mean : null,
    gini: isMeaningful ? ranked / (n * (n - 1) * mean) : null,
  };
}

/** The stretch of everybody, and of each group of peers. */
export function stretchSpread(all: readonly Judged[]): { readonly all: Spread; readonly peers: ReadonlyMap<string, Spread> } {
  const known = all.flatMap((one) => (stretch(one) === null ? [] : [{ peers: one.peers, value: stretch(one)! }]));
  const groups = Map.groupBy(known, (one) => one.peers);
  const of = (some: readonly { value: number }[]) => spreadOf(some.map((one) => one.value));
  return { all: of(known), peers: new Map([...groups].map(([peers, some]) => [peers, of(some)])) };
}

/**
 * Whether those who did well last year are asked for more than the rest: Spearman's rank correlation (1904; ties get
 * mean ranks) of last year's attainment with this year's stretch. Clearly positive is the ratchet (鞭打快牛): luck is taken
 * for ability, and regresses. The interval is Fisher's z with the standard error of Bonett & Wright (2000).
 */
export function ratchet(all: readonly Judged[]): Correlation {
  const pairs = all.flatMap((one) => {
    const value = stretch(one);
    return value === null || one.lastAttainment === null ? [] : [[one.lastAttainment, value] as const];
  });
  return spearman(pairs);
}

export function spearman(pairs: readonly (readonly [number, number])[]): Correlation {
  const n = pairs.length;
  const none = { n, rho: null, low: null, high: null };
  if (n < PAIRS_MIN) return none;
  const [x, y] = [ranks(pairs.map((pair) => pair[0])), ranks(pairs.map((pair) => pair[1]))];
  const rho = pearson(x, y);
  if (rho === null) return none;
  const z = Math.atanh(Math.max(-0.999_999, Math.min(0.999_999, rho)));
  const reach = 1.959_964 * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  return { n, rho, low: Math.tanh(z - reach), high: Math.tanh(z + reach) };
}

/** Equal values share the mean of their places. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).toSorted((a, b) => a.value - b.value);
  const result = values.map(() => 0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]!.value === order[start]!.value) end += 1;
    for (let at = start; at <= end; at += 1) result[order[at]!.i] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return result;
}

/** Null where one side does not vary at all. */
function pearson(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const cross = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  const [sx, sy] = [x.reduce((sum, v) => sum + (v - mx) ** 2, 0), y.reduce((sum, v) => sum + (v - my) ** 2, 0)];
  return sx === 0 || sy === 0 ? null : Math.max(-1, Math.min(1, cross / Math.sqrt(sx * sy)));
}
