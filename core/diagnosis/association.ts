import { tCritical, tTwoSided, z95 } from "./distributions.ts";

/** A statistic with its 95 % interval, its two-sided p-value and how many it stands on. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number; readonly p: number; readonly n: number };
/** Why a pair of columns says nothing: refused instead of a number that looks like one. */
export type NoAnswer = { readonly why: "too-few" | "constant-x" | "constant-y" | "no-variation-left" };

/** Fewer pairs than this are not tested. */
export const pairsMin = 6;

/**
 * Spearman's ρ with mid-ranks for ties (Spearman 1904), p by Student's t with n − 2 degrees of freedom, interval by
 * Fisher's z with standard error 1.06 ÷ √(n − 3) (Fieller, Hartley & Pearson 1957). Association, not cause.
 */
export function spearman(xs: readonly number[], ys: readonly number[]): Estimate | NoAnswer {
  const n = xs.length;
  if (n < pairsMin) return { why: "too-few" };
  if (isConstant(xs)) return { why: "constant-x" };
  if (isConstant(ys)) return { why: "constant-y" };
  const rho = correlation(ranks(xs), ranks(ys));
  const rest = 1 - rho * rho;
  const p = rest <= 1e-15 ? 0 : tTwoSided(rho * Math.sqrt((n - 2) / rest), n - 2);
  const z = Math.atanh(Math.max(-0.999999, Math.min(0.999999, rho)));
  const half = (z95 * 1.06) / Math.sqrt(n - 3);
  return { value: rho, low: Math.tanh(z - half), high: Math.tanh(z + half), p, n };
}

/** 1 for the least; equal values share the mean of their places. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const found = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let i = from; i < to; i += 1) found[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return found;
}

/** One person in one month: how much of a behaviour, and what came of it. */
export type Observation = { readonly unit: string; readonly time: string; readonly x: number; readonly y: number };

/**
 * y on x within persons and months: both effects are taken out by demeaning to convergence (works for unbalanced
 * panels), the slope is least squares on what is left, its standard error robust to heteroscedasticity and to
 * correlation within a person (Liang & Zeger 1986; factor G/(G−1), t with G − 1 degrees of freedom). So a person who is
 * always better and a month that is good for all say nothing; only more of x in the own better months does.
 */
export function withinSlope(rows: readonly Observation[]): (Estimate & { readonly units: number }) | NoAnswer {
  const groups = [...new Set(rows.map((row) => row.unit))];
  if (groups.length < pairsMin || rows.length < 2 * pairsMin) return { why: "too-few" };
  if (isConstant(rows.map((row) => row.x))) return { why: "constant-x" };
  if (isConstant(rows.map((row) => row.y))) return { why: "constant-y" };
  const x = demeaned(rows, (row) => row.x);
  const y = demeaned(rows, (row) => row.y);
  const xx = dot(x, x);
  const scale = dot(rows.map((row) => row.x), rows.map((row) => row.x)); // prettier-ignore
  if (xx <= 1e-12 * Math.max(scale, 1e-300)) return { why: "no-variation-left" };
  const slope = dot(x, y) / xx;
  const scores = new Map<string, number>();
  rows.forEach((row, i) => scores.set(row.unit, (scores.get(row.unit) ?? 0) + x[i]! * (y[i]! - slope * x[i]!)));
  const meat = [...scores.values()].reduce((sum, score) => sum + score * score, 0);
  const df = groups.length - 1;
  const error = Math.sqrt((meat * groups.length) / df) / xx;
  const half = tCritical(0.05, df) * error;
  const p = error === 0 ? (slope === 0 ? 1 : 0) : tTwoSided(slope / error, df);
  return { value: slope, low: slope - half, high: slope + half, p, n: rows.length, units: groups.length };
}

/** Residuals of a variable after person and month means, taken out in turns until nothing moves. */
export function demeaned(rows: readonly Observation[], of: (row: Observation) => number): number[] {
  const left = rows.map(of);
  const size = Math.max(...left.map(Math.abs), 1e-300);
  for (let round = 0; round < 1000; round += 1) {
    const moved = Math.max(takeMeans(rows, left, (row) => row.unit), takeMeans(rows, left, (row) => row.time)); // prettier-ignore
    if (moved <= 1e-13 * size) break;
  }
  return left;
}

function takeMeans(rows: readonly Observation[], left: number[], key: (row: Observation) => string): number {
  const sums = new Map<string, { sum: number; n: number }>();
  rows.forEach((row, i) => {
    const seen = sums.get(key(row)) ?? { sum: 0, n: 0 };
    sums.set(key(row), { sum: seen.sum + left[i]!, n: seen.n + 1 });
  });
  rows.forEach((row, i) => {
    const { sum, n } = sums.get(key(row))!;
    left[i] = left[i]! - sum / n;
  });
  return Math.max(...[...sums.values()].map(({ sum, n }) => Math.abs(sum / n)));
}

/**
 * Difference of two groups' means with Welch's interval (Welch 1947): variances may differ, groups may be small.
 * Refused below two in a group; two groups without any spread have no interval.
 */
export function meanDifference(a: readonly number[], b: readonly number[]): Estimate | NoAnswer {
  if (a.length < 2 || b.length < 2) return { why: "too-few" };
  const [va, vb] = [variance(a) / a.length, variance(b) / b.length];
  if (va + vb <= 0) return { why: "constant-x" };
  const df = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
  const value = mean(a) - mean(b);
  const error = Math.sqrt(va + vb);
  const half = tCritical(0.05, df) * error;
  return { value, low: value - half, high: value + half, p: tTwoSided(value / error, df), n: a.length + b.length };
}

/**
 * p-values adjusted for how many questions were asked (Benjamini & Hochberg 1995, step-up): an adjusted value ≤ q means
 * that of the findings shown so, at most the share q is expected to be chance. Keeps the given order.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = Array.from({ length: ps.length }, () => 1);
  let least = 1;
  order.forEach((i, place) => {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - place));
    adjusted[i] = least;
  });
  return adjusted;
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const [da, db] = [a.map((v) => v - ma), b.map((v) => v - mb)];
  return dot(da, db) / Math.sqrt(dot(da, da) * dot(db, db));
}
