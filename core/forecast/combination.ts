import { steppedAhead } from "./autoregressive.ts";
import type { Outlook } from "./ets-forecast.ts";
import { evolvingSeason } from "./evolving.ts";
import { type Combining, decomposed, shrunk } from "./seasonal.ts";
import { pastSquares, type Simple, simple, thetaAhead } from "./simple.ts";
import { dampedTrend, type Smoothed } from "./smooth.ts";
import { dynamicTheta } from "./theta.ts";

export type Combined = Outlook & {
  /** What took part, each in its own forecast. */
  readonly members: readonly string[];
  readonly isSeasonal: boolean;
  /** Degrees of freedom for the band. */
  readonly freedom: number;
};

type Member = { readonly name: string; readonly mean: Float64Array };

/**
 * The default method: for each step the median of ten simple forecasts: Theta, dynamic optimised Theta and simple or damped smoothing by
 * AICc, each plain and on logarithms; damped smoothing; Holt–Winters with a damped trend from two beginnings; an autoregression of the
 * steps. The season is taken out with figures that are drawn towards none by their own uncertainty, so a season that is not there does no
 * harm. Medians of simple methods are hard to beat (Petropoulos & Svetunkov 2020). At least four values.
 */
export function combination(y: Float64Array, h: number, m: number): Combined {
  const n = y.length;
  const isPositive = y.every((v) => v > 0);
  const combining: Combining = isPositive ? "multiplicative" : "additive";
  const { figures, raw } = seasonOf(y, m, combining);
  const figure = (t: number) => figures?.[t % m] ?? (isPositive ? 1 : 0);
  const adjusted = y.map((v, t) => (isPositive ? v / figure(t) : v - figure(t)));
  const seasoned = (v: number, k: number) => (isPositive ? v * figure(n + k) : v + figure(n + k));

  const smoothing = simple(adjusted);
  const plain = members(adjusted, smoothing, h, m);
  const whole: Member[] = plain.map(({ name, mean }) => ({ name, mean: mean.map(seasoned) }));
  if (figures && n >= 2 * m + 4) {
    whole.push({ name: "holt-winters", mean: evolvingSeason(y, h, figures, combining).mean });
    whole.push({ name: "holt-winters", mean: evolvingSeason(y, h, raw, combining).mean });
  }
  const floor = isPositive ? 0.2 * y.reduce((a, b) => Math.min(a, b)) : Number.NEGATIVE_INFINITY;
  const mean = new Float64Array(h).map((_, k) => Math.max(floor, median(whole.map((each) => each.mean[k]!))));
  const sd = spread(adjusted, smoothing, h).map((s, k) => (isPositive ? s * figure(n + k) : s));
  return {
    mean,
    sd,
    members: [...new Set(whole.map(({ name }) => name))],
    isSeasonal: figures !== null,
    freedom: Math.min(15, Math.max(1, n - 3)),
  };
}

/** Figures of the season, raw and as far as they are believed (null: not at all); a cycle needs two rounds and one value more. */
function seasonOf(y: Float64Array, m: number, combining: Combining): { figures: Float64Array | null; raw: Float64Array } {
  const nothing = { figures: null, raw: new Float64Array(0) };
  if (m < 2 || y.length < 2 * m + 1) return nothing;
  const found = decomposed(y, m, combining);
  const figures = shrunk(y, m, combining, found);
  const neutral = combining === "additive" ? 0 : 1;
  const isSound = found.figures.every((f) => Number.isFinite(f) && (combining === "additive" || f > 0.01));
  return isSound && figures.some((f) => f !== neutral) ? { figures, raw: found.figures } : nothing;
}

function members(z: Float64Array, smoothing: Simple, h: number, m: number): Member[] {
  const n = z.length;
  const found: Member[] = [{ name: "theta", mean: thetaAhead(z, smoothing, h) }];
  if (n >= 5) found.push({ name: "dynamic-theta", mean: dynamicTheta(z, h).mean });
  if (n >= 6) {
    const damped = dampedTrend(z, h);
    found.push({ name: "damped", mean: damped.mean }, { name: "smoothing", mean: smoother(smoothing, damped, h) });
  }
  if (n >= 8) found.push({ name: "autoregression", mean: steppedAhead(z, h, m >= 12 ? 4 : 3) });
  if (n < 6 || !isFitForLogarithms(z)) return found;
  const logs = z.map(Math.log);
  const plain = simple(logs);
  const inLogs = [
    { name: "theta-log", mean: thetaAhead(logs, plain, h) },
    { name: "dynamic-theta-log", mean: dynamicTheta(logs, h).mean },
    { name: "smoothing-log", mean: smoother(plain, dampedTrend(logs, h), h) },
  ];
  return [...found, ...inLogs.map(({ name, mean }) => ({ name, mean: mean.map((v) => Math.exp(Math.min(v, 700))) }))];
}

/** Simple or damped smoothing, whichever AICc prefers. */
function smoother(plain: Simple, damped: Smoothed, h: number): Float64Array {
  const n = plain.errors.length;
  const aicc = (sse: number, k: number) =>
    n * Math.log(Math.max(sse, Number.MIN_VALUE)) + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1);
  const sse = plain.errors.reduce((sum, e) => sum + e * e, 0);
  return aicc(sse, 3) <= aicc(damped.sse, 6) ? new Float64Array(h).fill(plain.level) : damped.mean;
}

/** Logarithms of values close to zero are all noise. */
function isFitForLogarithms(z: Float64Array): boolean {
  const mean = z.reduce((a, b) => a + b, 0) / z.length;
  return z.every((v) => v > 0.02 * mean);
}

/**
 * Standard deviation k steps ahead: between what simple smoothing says of itself and the errors that Theta would have made k steps
 * ahead in the past, the more of the second the more of it there is; never shrinking with k.
 */
function spread(z: Float64Array, { alpha, errors }: Simple, h: number): Float64Array {
  const n = z.length;
  const variance = errors.reduce((sum, e) => sum + e * e, 0) / Math.max(1, n - 2);
  const past = pastSquares(z, alpha, h, 4);
  const from = Math.max(3, Math.floor(n / 3));
  let largest = 0;
  return new Float64Array(h).map((_, k) => {
    const own = variance * (1 + k * alpha * alpha);
    const moments = Math.max(0, n - from - k);
    const trust = Number.isNaN(past[k]!) ? 0 : moments / (moments + 6);
    largest = Math.max(largest, trust * (trust > 0 ? past[k]! : 0) + (1 - trust) * own);
    return Math.sqrt(largest * (1 + 3 / n));
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
