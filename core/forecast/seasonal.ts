import { normalQuantile } from "./distribution.ts";

export type Combining = "additive" | "multiplicative";

/** Seasonal figures of one cycle, from the first observation on, and the trend they were taken from (NaN at the edges). */
export type Decomposition = { readonly figures: Float64Array; readonly trend: Float64Array };

/**
 * Classical decomposition by a centred moving average over one cycle of m: figures are the mean departures from it, centred on 0 or
 * scaled to a mean of 1. Needs two full cycles.
 */
export function decomposed(y: Float64Array, m: number, combining: Combining): Decomposition {
  const trend = movingAverage(y, m);
  const figures = new Float64Array(m);
  const counts = new Float64Array(m);
  for (let t = 0; t < y.length; t += 1) {
    if (Number.isNaN(trend[t]!)) continue;
    figures[t % m]! += combining === "additive" ? y[t]! - trend[t]! : y[t]! / trend[t]!;
    counts[t % m]! += 1;
  }
  for (let i = 0; i < m; i += 1) figures[i]! /= counts[i]!;
  const mean = figures.reduce((a, b) => a + b, 0) / m;
  return { figures: figures.map((f) => (combining === "additive" ? f - mean : f / mean)), trend };
}

/** Centred moving average; an even m takes half weights at both ends. NaN where the window leaves the series. */
function movingAverage(y: Float64Array, m: number): Float64Array {
  const trend = new Float64Array(y.length).fill(Number.NaN);
  const reach = Math.floor(m / 2);
  for (let t = reach; t + reach < y.length; t += 1) {
    let sum = 0;
    for (let k = -reach; k <= reach; k += 1) sum += y[t + k]! * (m % 2 === 0 && Math.abs(k) === reach ? 0.5 : 1);
    trend[t] = sum / m;
  }
  return trend;
}

/**
 * Whether the autocorrelation at lag m is beyond what a moving average of lower order would show, at 90 % (Assimakopoulos &
 * Nikolopoulos 2000, as in thetaf: every lag up to m but m itself counts in Bartlett's variance).
 */
export function isSeasonal(y: Float64Array, m: number): boolean {
  const n = y.length;
  if (m < 2 || n < 2 * m + 1) return false;
  let [sum, r] = [0, 0];
  const c0 = autocovariance(y, 0);
  if (!(c0 > 0)) return false;
  for (let lag = 1; lag <= m; lag += 1) {
    r = autocovariance(y, lag) / c0;
    if (lag < m) sum += r * r;
  }
  return Math.abs(r) / Math.sqrt((1 + 2 * sum) / n) > normalQuantile(0.95);
}

function autocovariance(y: Float64Array, lag: number): number {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  let sum = 0;
  for (let t = lag; t < y.length; t += 1) sum += (y[t]! - mean) * (y[t - lag]! - mean);
  return sum;
}

/**
 * Figures drawn towards "no season" by how uncertain they are (James–Stein, as Miller & Williams 2003 for seasonal factors): the more
 * the departures of one season scatter about their own mean, the less is believed.
 */
export function shrunk(y: Float64Array, m: number, combining: Combining, { figures, trend }: Decomposition): Float64Array {
  let [scatter, count] = [0, 0];
  for (let t = 0; t < y.length; t += 1) {
    if (Number.isNaN(trend[t]!)) continue;
    const departure = combining === "additive" ? y[t]! - trend[t]! : y[t]! / trend[t]!;
    scatter += (departure - figures[t % m]!) ** 2;
    count += 1;
  }
  const neutral = combining === "additive" ? 0 : 1;
  const spread = figures.reduce((sum, f) => sum + (f - neutral) ** 2, 0) / (m - 1);
  const uncertainty = count > m ? ((scatter / (count - m)) * m) / count : 0;
  const believed = spread > 0 ? Math.max(0, 1 - uncertainty / spread) : 0;
  return figures.map((f) => neutral + believed * (f - neutral));
}
