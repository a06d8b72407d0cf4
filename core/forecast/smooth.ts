import { minimum } from "./minimise.ts";

/** A fit that answers forecasts: parameters found, one-step errors, the mean of the next h values. */
export type Smoothed = {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  readonly errors: Float64Array;
  readonly mean: Float64Array;
  readonly sse: number;
};

/**
 * Exponential smoothing with a damped trend (Gardner & McKenzie 1985) for a series without season. The first level and slope enter
 * linearly, so they are solved by least squares for each choice of α, β and φ; only those three are searched.
 */
export function dampedTrend(y: Float64Array, h: number): Smoothed {
  const run = new DampedRun(y);
  const found = minimum((x) => run.squares(x[0]!, x[1]!, x[2]!), Float64Array.of(0.4, 0.1, 0.9), 120, 0.08, 1e-5);
  const [alpha, share, phi] = [found.at[0]!, found.at[1]!, found.at[2]!];
  const sse = run.squares(alpha, share, phi);
  const mean = new Float64Array(h);
  for (let k = 0, damp = 0, power = 1; k < h; k += 1) {
    power *= phi;
    damp += power;
    mean[k] = run.level + damp * run.slope;
  }
  return { alpha, beta: alpha * share, phi, errors: run.settled(), mean, sse };
}

class DampedRun {
  level = 0;
  slope = 0;
  private readonly y: Float64Array;
  private readonly plain: Float64Array;
  private readonly ofLevel: Float64Array;
  private readonly ofSlope: Float64Array;
  private first = 0;
  private step = 0;

  constructor(y: Float64Array) {
    this.y = y;
    this.plain = new Float64Array(y.length);
    this.ofLevel = new Float64Array(y.length);
    this.ofSlope = new Float64Array(y.length);
  }

  squares(alpha: number, share: number, phi: number): number {
    if (alpha < 0.01 || alpha > 0.99 || share < 0 || share > 0.99 || phi < 0.8 || phi > 0.98) return Number.POSITIVE_INFINITY;
    const { y, plain, ofLevel, ofSlope } = this;
    const n = y.length;
    const beta = alpha * share;
    let [l0, b0, l1, b1, l2, b2] = [0, 0, 1, 0, 0, 1];
    let [s11, s12, s22, s1, s2, s0] = [0, 0, 0, 0, 0, 0];
    for (let t = 0; t < n; t += 1) {
      const q0 = l0 + phi * b0;
      const q1 = l1 + phi * b1;
      const q2 = l2 + phi * b2;
      const e = y[t]! - q0;
      const x1 = -q1;
      const x2 = -q2;
      plain[t] = e;
      ofLevel[t] = x1;
      ofSlope[t] = x2;
      s0 += e * e;
      s1 += e * x1;
      s2 += e * x2;
      s11 += x1 * x1;
      s12 += x1 * x2;
      s22 += x2 * x2;
      l0 = q0 + alpha * e;
      b0 = phi * b0 + beta * e;
      l1 = q1 + alpha * x1;
      b1 = phi * b1 + beta * x1;
      l2 = q2 + alpha * x2;
      b2 = phi * b2 + beta * x2;
    }
    const determinant = s11 * s22 - s12 * s12;
    const isRegular = determinant > 1e-9 * s11 * s22;
    this.step = isRegular ? (s12 * s1 - s11 * s2) / determinant : 0;
    this.first = -(s1 + s12 * this.step) / s11;
    this.level = l0 + this.first * l1 + this.step * l2;
    this.slope = b0 + this.first * b1 + this.step * b2;
    const { first, step } = this;
    return s0 + 2 * (first * s1 + step * s2) + first * first * s11 + 2 * first * step * s12 + step * step * s22;
  }

  settled(): Float64Array {
    return this.plain.map((e, t) => e + this.first * this.ofLevel[t]! + this.step * this.ofSlope[t]!);
  }
}
