import { isAdmissible } from "./admissible.ts";
import { minimum } from "./minimise.ts";
import { leastSquares, lineThrough } from "./regression.ts";
import { type Combining, decomposed } from "./seasonal.ts";

/**
 * An exponential smoothing model in the taxonomy of Hyndman et al. (2008): error additive or multiplicative, trend none or additive
 * (damped or not), season none, additive or multiplicative. Multiplicative trends are left out: they explode.
 */
export type Spec = {
  readonly error: "A" | "M";
  readonly trend: "N" | "A";
  readonly isDamped: boolean;
  readonly season: "N" | "A" | "M";
};

/** Smoothing parameters and the states at the end of the series; `season` holds the last cycle, oldest first. */
export type Fitted = {
  readonly spec: Spec;
  readonly m: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  /** One-step errors; relative ones where the error is multiplicative. */
  readonly errors: Float64Array;
  readonly variance: number;
  readonly aicc: number;
  readonly parameters: number;
};

/** "ETS(M,Ad,M)". */
export const specName = ({ error, trend, isDamped, season }: Spec) => `ETS(${error},${trend}${isDamped ? "d" : ""},${season})`;

/** What the search minimises: −2 log likelihood, or the squared one-step errors as the classical methods do. */
export type Criterion = "likelihood" | "squares";

/** Smallest and largest smoothing parameters, and damping: the usual region of `forecast` for R. */
const EDGE = { low: 1e-4, high: 0.9999, phiLow: 0.8, phiHigh: 0.98 } as const;
const ASKS_MAX = 2_000;

type Layout = { readonly trend: number; readonly phi: number; readonly gamma: number; readonly level: number; readonly size: number };

function layoutOf(spec: Spec, m: number): Layout {
  let at = 1;
  const trend = spec.trend === "A" ? at++ : -1;
  const gamma = spec.season === "N" ? -1 : at++;
  const phi = spec.isDamped ? at++ : -1;
  return { trend, phi, gamma, level: at, size: at + 1 + (trend < 0 ? 0 : 1) + (gamma < 0 ? 0 : m - 1) };
}

/**
 * Fits one model by maximum likelihood over smoothing parameters and initial states, starting from a regression on the seasonally
 * adjusted beginning. Null when the series is too short for the parameters, or a multiplicative part meets a value ≤ 0.
 * `cycle` is the number of observations in one.
 */
export function fitted(y: Float64Array, cycle: number, spec: Spec, by: Criterion = "likelihood"): Fitted | null {
  const n = y.length;
  const m = spec.season === "N" ? 1 : cycle;
  const layout = layoutOf(spec, m);
  const parameters = layout.size + 1;
  const isRelative = spec.error === "M" || spec.season === "M";
  if (n <= parameters + 1 || (isRelative && y.some((v) => v <= 0)) || (spec.season !== "N" && (m < 2 || n < 2 * m + 1))) return null;

  const runner = new Runner(y, m, spec, layout);
  const found = minimum((x) => (runner.runAt(x) ? runner[by] : Number.POSITIVE_INFINITY), startOf(y, m, spec, layout), ASKS_MAX);
  if (!runner.runAt(found.at) || !Number.isFinite(runner.likelihood)) return null;
  const sse = runner.errors.reduce((sum, e) => sum + e * e, 0);
  return {
    ...runner.parametersOf(found.at),
    spec,
    m,
    level: runner.level,
    slope: runner.slope,
    season: runner.lastCycle(),
    errors: runner.errors.slice(),
    variance: sse / Math.max(1, n - layout.size),
    aicc: runner.likelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1),
    parameters,
  };
}

function startOf(y: Float64Array, m: number, spec: Spec, layout: Layout): Float64Array {
  const x = new Float64Array(layout.size);
  const alpha = EDGE.low + (0.2 * (EDGE.high - EDGE.low)) / m;
  x[0] = alpha;
  if (layout.trend >= 0) x[layout.trend] = EDGE.low + 0.1 * (Math.min(EDGE.high, alpha) - EDGE.low);
  if (layout.gamma >= 0) x[layout.gamma] = EDGE.low + 0.05 * (Math.min(EDGE.high, 1 - alpha) - EDGE.low);
  if (layout.phi >= 0) x[layout.phi] = EDGE.phiLow + 0.99 * (EDGE.phiHigh - EDGE.phiLow);

  const { adjusted, season } = withoutSeason(y, m, spec);
  const first = adjusted.subarray(0, Math.min(adjusted.length, Math.max(10, 2 * m)));
  const line = spec.trend === "A" ? lineThrough(first) : { level: first.reduce((a, b) => a + b, 0) / first.length, slope: 0 };
  x[layout.level] = line.level;
  if (layout.trend >= 0) x[layout.level + 1] = line.slope;
  x.set(season, layout.level + (layout.trend >= 0 ? 2 : 1));
  return x;
}

/** Initial season newest first, without the one that the others determine. */
function withoutSeason(y: Float64Array, m: number, { season }: Spec): { adjusted: Float64Array; season: Float64Array } {
  if (season === "N") return { adjusted: y, season: new Float64Array(0) };
  const combining = season === "A" ? "additive" : "multiplicative";
  const isShort = y.length < 3 * m;
  const cycle = isShort ? firstDepartures(y, m, combining) : decomposed(y, m, combining).figures;
  const figures = isShort ? cycle : y.map((_, t) => cycle[t % m]!);
  const first = figures.slice(1, m).reverse();
  if (season === "A") return { adjusted: y.map((v, t) => v - figures[t]!), season: first };
  const floored = first.map((f) => Math.max(f, 0.01));
  const sum = floored.reduce((a, b) => a + b, 0);
  const scaled = sum > m ? floored.map((f) => f / (sum + 0.01 * floored.length)) : floored;
  return { adjusted: y.map((v, t) => v / Math.max(figures[t]!, 0.01)), season: scaled };
}

/** With fewer than three cycles: the departures from a line that was fitted together with one sine wave a cycle. */
function firstDepartures(y: Float64Array, m: number, combining: Combining): Float64Array {
  const wave = (2 * Math.PI) / m;
  const columns = [() => 1, (t: number) => t, (t: number) => Math.sin(wave * t), (t: number) => Math.cos(wave * t)];
  const rows = Array.from(y, (_, t) => columns.map((column) => column(t + 1)));
  const [level, slope] = leastSquares(rows, y) as [number, number];
  return y.map((v, t) => (combining === "additive" ? v - level - slope * (t + 1) : v / (level + slope * (t + 1))));
}

/** The recursions over one series, with their arrays kept between the many questions of the search. */
class Runner {
  readonly errors: Float64Array;
  level = 0;
  slope = 0;
  /** −2 log likelihood up to a constant. */
  likelihood = 0;
  /** Mean squared error of one step ahead, in units of the series. */
  squares = 0;
  private readonly y: Float64Array;
  private readonly m: number;
  private readonly spec: Spec;
  private readonly layout: Layout;
  private readonly ring: Float64Array;

  constructor(y: Float64Array, m: number, spec: Spec, layout: Layout) {
    this.y = y;
    this.m = m;
    this.spec = spec;
    this.layout = layout;
    this.errors = new Float64Array(y.length);
    this.ring = new Float64Array(spec.season === "N" ? 0 : m);
  }

  parametersOf(x: Float64Array) {
    const { trend, gamma, phi } = this.layout;
    return {
      alpha: x[0]!,
      beta: trend < 0 ? 0 : x[trend]!,
      gamma: gamma < 0 ? 0 : x[gamma]!,
      phi: phi < 0 ? 1 : x[phi]!,
    };
  }

  /** False outside the region of the parameters. */
  runAt(x: Float64Array): boolean {
    const { alpha, beta, gamma, phi } = this.parametersOf(x);
    const { trend, season } = this.spec;
    if (alpha < EDGE.low || alpha > EDGE.high) return false;
    if (trend === "A" && (beta < EDGE.low || beta > alpha || beta > EDGE.high)) return false;
    if (season !== "N" && (gamma < EDGE.low || gamma > 1 - alpha || gamma > EDGE.high)) return false;
    if (this.spec.isDamped && (phi < EDGE.phiLow || phi > EDGE.phiHigh)) return false;
    if (season !== "N" && !isAdmissible(alpha, beta, gamma, phi, this.m)) return false;
    if (!this.setStates(x)) return false;
    this.run(alpha, trend === "A" ? beta / alpha : 0, gamma, phi);
    return true;
  }

  /** Fills the ring so that its place t mod m is the season of time t. */
  private setStates(x: Float64Array): boolean {
    const { level, trend } = this.layout;
    this.level = x[level]!;
    this.slope = trend < 0 ? 0 : x[level + 1]!;
    if (this.spec.season === "N") return true;
    const from = level + (trend < 0 ? 1 : 2);
    let rest = this.spec.season === "M" ? this.m : 0;
    for (let k = 0; k < this.m - 1; k += 1) {
      this.ring[this.m - 1 - k] = x[from + k]!;
      rest -= x[from + k]!;
    }
    this.ring[0] = rest;
    return this.spec.season === "A" || this.ring.every((s) => s > 0);
  }

  private run(alpha: number, share: number, gamma: number, phi: number): void {
    const { y, ring, errors, m } = this;
    const n = y.length;
    const [isTimes, isRelative, hasSeason] = [this.spec.season === "M", this.spec.error === "M", this.spec.season !== "N"];
    let { level, slope } = this;
    let [sse, logs, squares] = [0, 0, 0];
    for (let t = 0, place = 0; t < n; t += 1, place = place + 1 === m ? 0 : place + 1) {
      const value = y[t]!;
      const basis = level + phi * slope;
      const season = hasSeason ? ring[place]! : 0;
      const expected = isTimes ? basis * season : basis + season;
      const error = isRelative ? (value - expected) / expected : value - expected;
      errors[t] = error;
      sse += error * error;
      squares += (value - expected) ** 2;
      if (isRelative) logs += Math.log(Math.abs(expected));
      const observed = isTimes ? value / season : value - season;
      const before = level;
      level = basis + alpha * (observed - basis);
      slope = phi * slope + share * (level - before - phi * slope);
      if (hasSeason) ring[place] = season + gamma * ((isTimes ? (Math.abs(basis) < 1e-10 ? 1e10 : value / basis) : value - basis) - season);
    }
    this.level = level;
    this.slope = slope;
    this.squares = squares / n;
    this.likelihood = n * Math.log(Math.max(sse, Number.MIN_VALUE)) + (isRelative ? 2 * logs : 0);
  }

  /** The last cycle, the season of the next step first. */
  lastCycle(): Float64Array {
    return this.ring.map((_, k) => this.ring[(this.y.length + k) % this.m]!);
  }
}
