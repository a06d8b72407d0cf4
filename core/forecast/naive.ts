import type { Outlook } from "./ets-forecast.ts";
import { lineThrough } from "./regression.ts";

/** The last value goes on; the variance of a random walk grows with every step, and one value alone says nothing of it (NaN). */
export function naive(y: Float64Array, h: number): Outlook {
  return { mean: new Float64Array(h).fill(y.at(-1)!), sd: walked(h, (k) => k, rootMeanSquare(differences(y, 1))) };
}

/** The last cycle goes on; the variance grows with every cycle. A cycle longer than the series is no cycle. */
export function seasonalNaive(y: Float64Array, h: number, m: number): Outlook {
  if (m < 2 || m >= y.length) return naive(y, h);
  const mean = new Float64Array(h).map((_, k) => y[y.length - m + (k % m)]!);
  return { mean, sd: walked(h, (k) => Math.floor((k - 1) / m) + 1, rootMeanSquare(differences(y, m))) };
}

/** A random walk with the mean step as its drift: the straight line from the first to the last value, continued. */
export function drift(y: Float64Array, h: number): Outlook {
  const n = y.length;
  if (n < 2) return naive(y, h);
  const step = (y[n - 1]! - y[0]!) / (n - 1);
  const sigma = deviation(differences(y, 1), step);
  return {
    mean: new Float64Array(h).map((_, k) => y[n - 1]! + (k + 1) * step),
    sd: walked(h, (k) => k * (1 + k / (n - 1)), sigma),
  };
}

/** The mean of all; the band knows that the mean itself is estimated (Student's t with n − 1 degrees of freedom). */
export function average(y: Float64Array, h: number): Outlook {
  const n = y.length;
  const mean = y.reduce((a, b) => a + b, 0) / n;
  return { mean: new Float64Array(h).fill(mean), sd: new Float64Array(h).fill(deviation(y, mean) * Math.sqrt(1 + 1 / n)) };
}

/** Standard theta slope: half the trend of the whole series (Hyndman & Billah 2003). */
export const halfTrend = (y: Float64Array) => lineThrough(y).slope / 2;

export function differences(y: Float64Array, lag: number): Float64Array {
  return y.slice(lag).map((v, t) => v - y[t]!);
}

const walked = (h: number, growth: (k: number) => number, sigma: number) =>
  new Float64Array(h).map((_, k) => sigma * Math.sqrt(growth(k + 1)));

const rootMeanSquare = (d: Float64Array) => (d.length === 0 ? Number.NaN : Math.sqrt(d.reduce((sum, v) => sum + v * v, 0) / d.length));

const deviation = (d: Float64Array, mean: number) =>
  d.length < 2 ? Number.NaN : Math.sqrt(d.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (d.length - 1));
