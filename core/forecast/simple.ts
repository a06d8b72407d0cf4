import { lowest } from "./minimise.ts";
import { halfTrend } from "./naive.ts";

/** Simple exponential smoothing of a series without season: α, the level at the end, one-step errors. */
export type Simple = { readonly alpha: number; readonly level: number; readonly errors: Float64Array };

/**
 * Simple exponential smoothing with the first level solved by least squares, so that only α is searched (0.01 … 0.99).
 * At least two values.
 */
export function simple(y: Float64Array): Simple {
  const errors = new Float64Array(y.length);
  const squares = (alpha: number) => settled(y, alpha, errors).sse;
  const alpha = lowest(squares, 0.01, 0.99);
  return { alpha, level: settled(y, alpha, errors).level, errors };
}

/** e(l₀) = e(0) − l₀·(1 − α)^t: a line in the first level. */
function settled(y: Float64Array, alpha: number, errors: Float64Array): { sse: number; level: number } {
  const n = y.length;
  const rest = 1 - alpha;
  let [level, power, xx, xe, ee] = [0, 1, 0, 0, 0];
  for (let t = 0; t < n; t += 1) {
    const error = y[t]! - level;
    errors[t] = error;
    ee += error * error;
    xe += power * error;
    xx += power * power;
    level += alpha * error;
    power *= rest;
  }
  const first = xe / xx;
  for (let t = 0, p = first; t < n; t += 1, p *= rest) errors[t]! -= p;
  return { sse: ee - first * xe, level: level + first * power };
}

/** The Theta forecast from a simple smoothing: half the trend of the series as drift (Hyndman & Billah 2003). */
export function thetaAhead(y: Float64Array, { alpha, level }: Simple, h: number): Float64Array {
  const drift = halfTrend(y);
  const lead = (1 - (1 - alpha) ** y.length) / alpha;
  return new Float64Array(h).map((_, k) => level + drift * (k + lead));
}

/**
 * Mean squares of the errors k steps ahead that Theta with this α would have made from every moment of the second half of the series,
 * k = 1 … h; NaN where fewer than `least` moments are left to judge by.
 */
export function pastSquares(y: Float64Array, alpha: number, h: number, least: number): Float64Array {
  const n = y.length;
  const from = Math.max(3, Math.floor(n / 3));
  const sums = new Float64Array(h);
  const counts = new Int32Array(h);
  let level = y[0]!;
  let [sum, weighted, power] = [0, 0, 1];
  for (let t = 1; t < n; t += 1) {
    const value = y[t - 1]!;
    level += alpha * (value - level);
    sum += value;
    weighted += t * value;
    power *= 1 - alpha;
    if (t < from) continue;
    const drift = (6 * (2 * weighted - (t + 1) * sum)) / (t * (t * t - 1)) / 2;
    const lead = (1 - power) / alpha;
    for (let k = 0; k < h && t + k < n; k += 1) {
      sums[k]! += (y[t + k]! - level - drift * (k + lead)) ** 2;
      counts[k]! += 1;
    }
  }
  return sums.map((s, k) => (counts[k]! >= least ? s / counts[k]! : Number.NaN));
}
