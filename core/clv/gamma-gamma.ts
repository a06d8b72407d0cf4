import type { History } from "./history.ts";
import { minimum } from "./simplex.ts";
import { logGamma } from "./special.ts";

/** Why the amount of a purchase is the customer's own mean instead of the model's. */
export type WhyOwnMean =
  | "few-repeat-buyers"
  | "value-depends-on-frequency"
  | "constant-value"
  | "no-finite-mean"
  | "degenerate-likelihood"
  | "did-not-converge";

export type SpendFit = {
  /** Pearson correlation of frequency and mean value among those used; null when one of them does not vary. */
  readonly correlation: number | null;
  /** Repeat buyers with a value above zero; the others are left out. */
  readonly used: number;
  readonly leftOut: number;
} & (
  | { readonly kind: "fitted"; readonly p: number; readonly q: number; readonly gamma: number; readonly logLikelihood: number }
  | { readonly kind: "own-mean"; readonly why: WhyOwnMean }
);

const USED_MIN = 10;
/** Beyond this correlation value and frequency are not independent, as the model presumes (guard of ours). */
export const correlationMax = 0.3;

type Spend = { readonly x: number; readonly mean: number };

/**
 * Gamma-Gamma model of the mean amount of a purchase (p, q, gamma): Fader & Hardie 2013, note 025, equation 1a. Checks first:
 * repeat buyers only, values above zero only, value independent of frequency. gamma is money, in the major unit.
 */
export function spendFitted(histories: readonly History[]): SpendFit {
  const repeat = histories.filter((history) => history.frequency > 0);
  const spends: Spend[] = repeat.flatMap(({ frequency, repeatValue }) =>
    repeatValue !== null && repeatValue > 0 ? [{ x: frequency, mean: repeatValue }] : [],
  );
  const correlation = pearson(spends);
  const checks = { correlation, used: spends.length, leftOut: repeat.length - spends.length };
  const own = (why: WhyOwnMean): SpendFit => ({ kind: "own-mean", why, ...checks });
  if (spends.length < USED_MIN) return own("few-repeat-buyers");
  if (spends.every((spend) => Math.abs(spend.mean - spends[0]!.mean) < 1e-9 * spend.mean)) return own("constant-value");
  if (correlation !== null && Math.abs(correlation) > correlationMax) return own("value-depends-on-frequency");

  const unit = spends.reduce((sum, spend) => sum + spend.mean, 0) / spends.length;
  const kinds = spends.map(({ x, mean }) => ({ x, mean: mean / unit }));
  const found = minimum((at) => -logLikelihood(at, kinds), starts);
  const [p, q, gamma] = found.at.map((x) => Math.exp(x)) as [number, number, number];
  if (!Number.isFinite(found.value) || found.at.some((x) => Math.abs(x) > EDGE)) return own("degenerate-likelihood");
  if (!found.isConverged) return own("did-not-converge");
  if (q <= 1) return own("no-finite-mean");
  return { kind: "fitted", p, q, gamma: gamma * unit, logLikelihood: -found.value - spends.length * Math.log(unit), ...checks };
}

const EDGE = 9;
const starts = [
  [Math.log(6), Math.log(4), Math.log(0.4)],
  [0, Math.log(2), 0],
  [Math.log(2), Math.log(8), Math.log(3)],
] as const; // prettier-ignore

function logLikelihood(at: readonly number[], spends: readonly Spend[]): number {
  const [p, q, gamma] = at.map((x) => Math.exp(Math.min(30, x))) as [number, number, number];
  const constant = q * Math.log(gamma) - logGamma(q);
  const gammas: number[] = [];
  let sum = 0;
  for (const { x, mean } of spends) {
    gammas[x] ??= logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x);
    sum += constant + gammas[x] + (p * x - 1) * Math.log(mean) - (p * x + q) * Math.log(gamma + x * mean);
  }
  return sum - at.reduce((slope, x) => slope + Math.max(0, Math.abs(x) - EDGE) ** 2, 0);
}

/**
 * Expected mean amount of the customer's purchases to come: a weighted mean of all customers' and the own (equation 5 of the
 * note). Without a usable model: the own mean of repeat purchases, else that of everybody; null when there is none.
 */
export function expectedSpend(fit: SpendFit, { frequency, repeatValue }: History, everybody: number | null): number | null {
  const own = frequency > 0 && repeatValue !== null && repeatValue > 0 ? repeatValue : null;
  if (fit.kind === "own-mean") return own ?? everybody;
  const x = own === null ? 0 : frequency;
  const { p, q, gamma } = fit;
  const value = (p * (gamma + x * (own ?? 0))) / (p * x + q - 1);
  return Number.isFinite(value) ? value : (own ?? everybody);
}

/** Mean amount of repeat purchases over all who made some: purchases weigh, not customers. */
export function meanSpend(histories: readonly History[]): number | null {
  const used = histories.filter((history) => history.frequency > 0 && (history.repeatValue ?? 0) > 0);
  const purchases = used.reduce((sum, history) => sum + history.frequency, 0);
  return purchases === 0 ? null : used.reduce((sum, h) => sum + h.frequency * h.repeatValue!, 0) / purchases;
}

function pearson(spends: readonly Spend[]): number | null {
  const n = spends.length;
  const [mx, mm] = [spends.reduce((s, a) => s + a.x, 0) / n, spends.reduce((s, a) => s + a.mean, 0) / n];
  const [xx, mmm, xm] = spends.reduce(
    ([a, b, c], { x, mean }) => [a + (x - mx) ** 2, b + (mean - mm) ** 2, c + (x - mx) * (mean - mm)] as const,
    [0, 0, 0] as readonly [number, number, number],
  );
  const value = xm / Math.sqrt(xx * mmm);
  return Number.isFinite(value) ? value : null;
}
