import { minimum } from "./minimise.ts";
import { lineThrough } from "./regression.ts";
import type { Combining } from "./seasonal.ts";
import type { Smoothed } from "./smooth.ts";

/**
 * Holt–Winters with a damped trend and a season that may change (Winters 1960; Gardner & McKenzie 1989): the season starts from given
 * figures, level and slope from a line through the first two cycles, and α, β, φ, γ are searched. `figures[t mod m]` is the season of
 * time t.
 */
export function evolvingSeason(y: Float64Array, h: number, figures: Float64Array, combining: Combining): Smoothed & { gamma: number } {
  const run = new SeasonRun(y, figures, combining);
  const found = minimum((x) => run.squares(x[0]!, x[1]!, x[2]!, x[3]!), Float64Array.of(0.3, 0.1, 0.9, 0.1), 160, 0.08, 1e-5);
  const [alpha, share, phi, gamma] = [found.at[0]!, found.at[1]!, found.at[2]!, found.at[3]!];
  const sse = run.squares(alpha, share, phi, gamma);
  return { alpha, beta: alpha * share, phi, gamma, errors: run.errors, mean: run.ahead(h, phi), sse };
}

class SeasonRun {
  readonly errors: Float64Array;
  private readonly y: Float64Array;
  private readonly start: Float64Array;
  private readonly ring: Float64Array;
  private readonly isTimes: boolean;
  private readonly first: { level: number; slope: number };
  private level = 0;
  private slope = 0;

  constructor(y: Float64Array, figures: Float64Array, combining: Combining) {
    this.y = y;
    this.start = figures;
    this.ring = figures.slice();
    this.errors = new Float64Array(y.length);
    this.isTimes = combining === "multiplicative";
    const m = figures.length;
    const head = y.subarray(0, Math.min(y.length, 2 * m));
    this.first = lineThrough(head.map((v, t) => (this.isTimes ? v / figures[t % m]! : v - figures[t % m]!)));
  }

  squares(alpha: number, share: number, phi: number, gamma: number): number {
    if (alpha < 0.01 || alpha > 0.99 || share < 0 || share > 0.99 || phi < 0.8 || phi > 0.98 || gamma < 0 || gamma > 1 - alpha)
      return Number.POSITIVE_INFINITY;
    const { y, ring, errors, isTimes } = this;
    ring.set(this.start);
    const m = ring.length;
    let { level, slope } = this.first;
    let sse = 0;
    for (let t = 0, place = 0; t < y.length; t += 1, place = place + 1 === m ? 0 : place + 1) {
      const value = y[t]!;
      const season = ring[place]!;
      const basis = level + phi * slope;
      const error = value - (isTimes ? basis * season : basis + season);
      errors[t] = error;
      sse += error * error;
      const step = isTimes ? error / season : error;
      level = basis + alpha * step;
      slope = phi * slope + alpha * share * step;
      ring[place] = season + gamma * (isTimes ? error / basis : error);
    }
    this.level = level;
    this.slope = slope;
    return sse;
  }

  ahead(h: number, phi: number): Float64Array {
    const m = this.ring.length;
    const mean = new Float64Array(h);
    for (let k = 0, damp = 0, power = 1; k < h; k += 1) {
      power *= phi;
      damp += power;
      const season = this.ring[(this.y.length + k) % m]!;
      const basis = this.level + damp * this.slope;
      mean[k] = this.isTimes ? basis * season : basis + season;
    }
    return mean;
  }
}
