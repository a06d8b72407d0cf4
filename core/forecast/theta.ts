import { type Outlook } from "./ets-forecast.ts";
import { fitted } from "./ets.ts";
import { lowest } from "./minimise.ts";
import { halfTrend } from "./naive.ts";
import { decomposed, isSeasonal } from "./seasonal.ts";

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah (2003): simple exponential smoothing with half
 * the trend of the whole series as drift, on a series whose season, when the 90 % test finds one, was divided out by classical
 * multiplicative decomposition. A series with values ≤ 0 keeps its season. Null when the series is too short for smoothing.
 */
export function theta(y: Float64Array, h: number, m: number): (Outlook & { readonly figures: Float64Array | null }) | null {
  const n = y.length;
  const season = isSeasonal(y, m) && y.every((v) => v > 0) ? decomposed(y, m, "multiplicative").figures : null;
  const seasonAt = (t: number) => season?.[t % m] ?? 1;
  const adjusted = y.map((v, t) => v / seasonAt(t));
  const fit = fitted(adjusted, 1, { error: "A", trend: "N", isDamped: false, season: "N" }, "squares");
  if (!fit) return null;
  const drift = halfTrend(adjusted);
  const lead = (1 - (1 - fit.alpha) ** n) / fit.alpha;
  return {
    mean: new Float64Array(h).map((_, k) => (fit.level + drift * (k + lead)) * seasonAt(n + k)),
    sd: new Float64Array(h).map((_, k) => Math.sqrt(fit.variance * (1 + k * fit.alpha ** 2))),
    figures: season,
  };
}

export type DynamicTheta = { readonly alpha: number; readonly theta: number; readonly mean: Float64Array; readonly errors: Float64Array };

/**
 * The dynamic optimised Theta model (Fiorucci et al. 2016, eq. 16–20): the trend line is fitted anew to all values up to each moment.
 * Given α the squared one-step errors are quadratic in the first level and in 1 − 1/θ, so both are solved exactly (θ ≥ 1) and only α
 * (0.1 … 0.99) is searched. For a series without season; at least three values.
 */
export function dynamicTheta(y: Float64Array, h: number): DynamicTheta {
  const run = new ThetaRun(y);
  const alpha = lowest((a) => run.squares(a), 0.1, 0.99);
  run.squares(alpha);
  return { alpha, theta: 1 / Math.max(1e-9, 1 - run.share), mean: run.ahead(alpha, h), errors: run.settled() };
}

class ThetaRun {
  share = 0;
  private readonly y: Float64Array;
  private readonly plain: Float64Array;
  private readonly trend: Float64Array;
  private readonly fade: Float64Array;
  private first = 0;
  private state = { level: 0, power: 1, average: 0, slope: 0 };

  constructor(y: Float64Array) {
    this.y = y;
    this.plain = new Float64Array(y.length);
    this.trend = new Float64Array(y.length);
    this.fade = new Float64Array(y.length);
  }

  /** e = plain − first·fade − share·trend, with the squares from the third value on. */
  squares(alpha: number): number {
    const { y, plain, trend, fade } = this;
    const n = y.length;
    const rest = 1 - alpha;
    let [level, average, slope, base] = [alpha * y[0]!, y[0]!, 0, y[0]!];
    let power = rest;
    let [ff, fg, gg, fe, ge, ee] = [0, 0, 0, 0, 0, 0];
    for (let t = 2; t <= n; t += 1) {
      const value = y[t - 1]!;
      const next = power * rest;
      const error = value - level;
      const line = power * base + ((1 - next) / alpha) * slope;
      plain[t - 1] = error;
      trend[t - 1] = line;
      fade[t - 1] = power;
      if (t > 2) {
        ee += error * error;
        ff += power * power;
        fg += power * line;
        gg += line * line;
        fe += power * error;
        ge += line * error;
      }
      level = alpha * value + rest * level;
      slope = ((t - 2) * slope + (6 * (value - average)) / t) / (t + 1);
      average += (value - average) / t;
      base = average - (slope * (t + 1)) / 2;
      power = next;
    }
    const determinant = ff * gg - fg * fg;
    const free = determinant > 1e-12 * ff * gg ? (ff * ge - fg * fe) / determinant : 0;
    this.share = Math.min(1, Math.max(0, free));
    this.first = ff > 1e-12 ? (fe - fg * this.share) / ff : 0;
    this.state = { level: level + this.first * power, power, average, slope };
    const { first, share } = this;
    return ee - 2 * (first * fe + share * ge) + first * first * ff + 2 * first * share * fg + share * share * gg;
  }

  settled(): Float64Array {
    return this.plain.map((e, t) => e - this.first * this.fade[t]! - this.share * this.trend[t]!);
  }

  /** Each forecast is taken as if it had been observed. */
  ahead(alpha: number, h: number): Float64Array {
    let { level, power, average, slope } = this.state;
    const mean = new Float64Array(h);
    for (let k = 0, t = this.y.length + 1; k < h; k += 1, t += 1) {
      const next = power * (1 - alpha);
      const value = level + this.share * (power * (average - (slope * t) / 2) + ((1 - next) / alpha) * slope);
      mean[k] = value;
      level = alpha * value + (1 - alpha) * level;
      slope = ((t - 2) * slope + (6 * (value - average)) / t) / (t + 1);
      average += (value - average) / t;
      power = next;
    }
    return mean;
  }
}
