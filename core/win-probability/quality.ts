import { wilson } from "../kpi/wilson.ts";
import { fitLogistic, type Sparse } from "./logistic.ts";

/** Deals of alike predicted probability, and how many of them were won. */
export type Bin = {
  readonly n: number;
  readonly predicted: number;
  readonly won: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
};

/** How good predictions were on cases the model had not seen. All shares 0–1. */
export type Quality = {
  readonly n: number;
  readonly won: number;
  /** How often a won case was given more than a lost one; half is chance. With its 95 % interval (Hanley & McNeil 1982). */
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  /** Mean squared error (Brier 1950), and that of saying the base rate to everybody. */
  readonly brier: number;
  readonly brierOfBase: number;
  readonly logLoss: number;
  /** Cox 1958: 1 and 0 when the probabilities mean what they say; null where it cannot be told. */
  readonly calibration: { readonly slope: number; readonly intercept: number } | null;
  readonly bins: readonly Bin[];
};

const BINS = 10;
const Z95 = 1.959963984540054;

/**
 * `base`: the share won among the cases the model was made from. `cases`: how many different cases stand behind the rows, where one case has
 * several: they say the same thing again, so the interval is that of the cases.
 */
export function qualityOf(
  predicted: readonly number[],
  won: readonly number[],
  base: number,
  cases?: { won: number; lost: number },
): Quality {
  const wins = won.reduce((sum, one) => sum + one, 0);
  const auc = aucOf(predicted, won);
  const half = Z95 * aucError(auc, cases?.won ?? wins, cases?.lost ?? won.length - wins);
  const mean = (of: (p: number, y: number) => number) => predicted.reduce((sum, p, i) => sum + of(p, won[i]!), 0) / predicted.length;
  return {
    n: won.length,
    won: wins,
    auc,
    aucLow: Math.max(0, auc - half),
    aucHigh: Math.min(1, auc + half),
    brier: mean((p, y) => (p - y) ** 2),
    brierOfBase: mean((_, y) => (base - y) ** 2),
    logLoss: mean((p, y) => -Math.log(y === 1 ? p : 1 - p)),
    calibration: calibrationOf(predicted, won),
    bins: binsOf(predicted, won),
  };
}

/** Mann–Whitney: ranks of the won among all, ties at their middle. */
export function aucOf(scores: ArrayLike<number>, won: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let [ranks, wins] = [0, 0];
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) end++;
    const middle = (i + 1 + end) / 2;
    for (; i < end; i++) if (won[order[i]!] === 1) [ranks, wins] = [ranks + middle, wins + 1];
  }
  const losses = order.length - wins;
  return wins === 0 || losses === 0 ? 0.5 : (ranks - (wins * (wins + 1)) / 2) / (wins * losses);
}

function aucError(auc: number, wins: number, losses: number): number {
  if (wins === 0 || losses === 0) return 0.5;
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  return Math.sqrt(Math.max(0, (auc * (1 - auc) + (wins - 1) * (q1 - auc * auc) + (losses - 1) * (q2 - auc * auc)) / (wins * losses)));
}

export const logit = (p: number): number => Math.log(p / (1 - p));

function calibrationOf(predicted: readonly number[], won: readonly number[]): Quality["calibration"] {
  const odds = predicted.map(logit);
  const wins = won.reduce((sum, one) => sum + one, 0);
  if (wins < 5 || won.length - wins < 5 || Math.max(...odds) - Math.min(...odds) < 1e-9) return null;
  const { intercept, weights } = fitLogistic(odds.map(single), won, 1, 1e-6);
  return { slope: weights[0]!, intercept };
}

/** A design of one column. */
export const single = (value: number): Sparse => ({ at: Int32Array.of(0), value: Float64Array.of(value) });

function binsOf(predicted: readonly number[], won: readonly number[]): Bin[] {
  const order = predicted.map((_, i) => i).sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const count = Math.min(BINS, Math.floor(order.length / 10));
  return Array.from({ length: count }, (_, i): Bin => {
    const inside = order.slice(Math.floor((i * order.length) / count), Math.floor(((i + 1) * order.length) / count));
    const wins = inside.reduce((sum, at) => sum + won[at]!, 0);
    const { low, high } = wilson(wins, inside.length)!;
    const mean = inside.reduce((sum, at) => sum + predicted[at]!, 0) / inside.length;
    return { n: inside.length, predicted: mean, won: wins, rate: wins / inside.length, low, high };
  });
}
