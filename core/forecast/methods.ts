import { combination } from "./combination.ts";
import { etsOutlook, type Outlook } from "./ets-forecast.ts";
import { type Criterion, fitted, type Fitted, type Spec, specName } from "./ets.ts";
import { lowest } from "./minimise.ts";
import { average, drift, naive, seasonalNaive } from "./naive.ts";
import type { Refusal } from "./series.ts";
import { dynamicTheta, theta } from "./theta.ts";

/** The methods one can ask for by name, and `auto`, which chooses. */
export const methods = [
  "auto",
  "combination",
  "naive",
  "snaive",
  "mean",
  "drift",
  "ses",
  "ses-simple",
  "holt",
  "damped",
  "hw",
  "hw-multiplicative",
  "ets",
  "theta",
  "dynamic-theta",
] as const;
export type Method = (typeof methods)[number];

/** What a method says: `freedom` are the degrees of freedom of its band, left out for the normal distribution. */
export type Told = Outlook & { readonly kind: "told"; readonly model: string; readonly freedom?: number };

type Teller = (y: Float64Array, h: number, m: number) => Told | Refusal;

const told = (model: string, outlook: Outlook, freedom?: number): Told => ({ ...outlook, kind: "told", model, freedom });
const needs = (least: number): Refusal => ({ kind: "refused", why: "too-short", needs: least });

/** One fit by name. Every value of `y` is finite and there is at least one. */
export const tellers: Readonly<Record<Exclude<Method, "auto">, Teller>> = {
  naive: (y, h) => told("naive", naive(y, h)),
  snaive: (y, h, m) => told(m > 1 && m < y.length ? "snaive" : "naive", seasonalNaive(y, h, m)),
  drift: (y, h) => (y.length < 2 ? needs(2) : told("drift", drift(y, h))),
  mean: (y, h) => told("mean", average(y, h), Math.max(1, y.length - 1)),
  ses: smoothing({ error: "A", trend: "N", isDamped: false, season: "N" }, "squares"),
  "ses-simple": (y, h) => (y.length < 2 ? needs(2) : told("ses-simple", fromFirstValue(y, h))),
  holt: smoothing({ error: "A", trend: "A", isDamped: false, season: "N" }, "squares"),
  damped: smoothing({ error: "A", trend: "A", isDamped: true, season: "N" }, "squares"),
  hw: smoothing({ error: "A", trend: "A", isDamped: false, season: "A" }, "squares"),
  "hw-multiplicative": smoothing({ error: "M", trend: "A", isDamped: false, season: "M" }, "squares"),
  ets: (y, h, m) => {
    const best = chosenModel(y, m);
    return best ? told(specName(best.spec), etsOutlook(best, h)) : needs(5);
  },
  theta: (y, h, m) => {
    if (isConstant(y)) return flat("theta", y, h);
    const found = theta(y, h, m);
    return found ? told("theta", found) : needs(5);
  },
  "dynamic-theta": (y, h, m) => {
    if (isConstant(y)) return flat("dynamic-theta", y, h);
    const base = y.length < 5 ? null : theta(y, h, m);
    return base ? told("dynamic-theta", { ...base, mean: seasonedDynamicTheta(y, h, base.figures) }) : needs(5);
  },
  combination: (y, h, m) => {
    if (y.length < 4) return told("naive", naive(y, h));
    if (isConstant(y)) return flat("combination", y, h);
    const found = combination(y, h, m);
    return told("combination", found, found.freedom);
  },
};

const isConstant = (y: Float64Array) => y.every((v) => v === y[0]);
const flat = (model: string, y: Float64Array, h: number) => told(model, naive(y, h));

function smoothing(spec: Spec, by: Criterion): Teller {
  return (y, h, m) => {
    if (spec.season !== "N" && m < 2) return { kind: "refused", why: "needs-cycle" };
    if (spec.error === "M" && y.some((v) => v <= 0)) return { kind: "refused", why: "needs-positive" };
    if (isConstant(y) && y.length > 1) return flat(specName(spec), y, h);
    const fit = fitted(y, m, spec, by);
    return fit ? told(specName(spec), etsOutlook(fit, h)) : needs(leastFor(spec, m));
  };
}

/** Parameters, initial states, the variance and two more; two cycles and one value for a season. */
function leastFor({ trend, isDamped, season }: Spec, m: number): number {
  const count = 2 + (trend === "A" ? 2 : 0) + (isDamped ? 1 : 0) + (season === "N" ? 0 : m);
  return Math.max(count + 3, season === "N" ? 0 : 2 * m + 1);
}

/** Simple smoothing that starts from the first value, α by least squares: the form of the textbooks, exact at α = 1. */
function fromFirstValue(y: Float64Array, h: number): Outlook {
  const run = (alpha: number) => {
    let [level, sse] = [y[0]!, 0];
    for (const value of y) {
      const error = value - level;
      sse += error * error;
      level += alpha * error;
    }
    return { level, sse };
  };
  const alpha = lowest((a) => run(a).sse, 0, 1, 1e-7);
  const { level, sse } = run(alpha);
  return {
    mean: new Float64Array(h).fill(level),
    sd: new Float64Array(h).map((_, k) => Math.sqrt((sse / y.length) * (1 + k * alpha * alpha))),
  };
}

/** The admissible models of which AICc chooses: no additive error under a multiplicative season, no multiplicative trend. */
function chosenModel(y: Float64Array, m: number): Fitted | null {
  const isPositive = y.every((v) => v > 0);
  let best: Fitted | null = null;
  for (const error of isPositive ? (["A", "M"] as const) : (["A"] as const))
    for (const season of m > 1 && y.length > 2 * m ? (["N", "A", "M"] as const) : (["N"] as const))
      for (const [trend, isDamped] of [
        ["N", false],
        ["A", false],
        ["A", true],
      ] as const) {
        if (season === "M" && error === "A") continue;
        const fit = fitted(y, m, { error, trend, isDamped, season });
        if (fit && Number.isFinite(fit.aicc) && (!best || fit.aicc < best.aicc)) best = fit;
      }
  return best;
}

function seasonedDynamicTheta(y: Float64Array, h: number, figures: Float64Array | null): Float64Array {
  const m = figures?.length ?? 1;
  const figure = (t: number) => figures?.[t % m] ?? 1;
  return dynamicTheta(
    y.map((v, t) => v / figure(t)),
    h,
  ).mean.map((v, k) => v * figure(y.length + k));
}
