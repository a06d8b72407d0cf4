import { bgnbd } from "./bgnbd.ts";
import type { History } from "./history.ts";
import { seenOf, type Model, type ModelName, type Parameters, type Seen } from "./model.ts";
import { paretoNbd } from "./pareto-nbd.ts";
import { minimum } from "./simplex.ts";

export const models: Readonly<Record<ModelName, Model>> = { bgnbd, "pareto-nbd": paretoNbd };

/** Why there is no model of repeat buying, and the plain figures stand alone. */
export type WhyNot = "few-customers" | "few-repeat-buyers" | "no-time" | "contractual" | "degenerate-likelihood" | "did-not-converge";

export type Fit =
  | {
      readonly kind: "fitted";
      readonly model: ModelName;
      /** In weeks. */
      readonly parameters: Parameters;
      readonly logLikelihood: number;
      readonly customers: number;
      readonly repeatBuyers: number;
      /** Customers who look alike to the model are computed once: how many kinds there were. */
      readonly kinds: number;
      readonly steps: number;
      /** A parameter lies at the upper edge: customers differ so little in it that they are taken as equal (the likelihood is flat there). */
      readonly isAtLimit: boolean;
    }
  | { readonly kind: "fall-back"; readonly why: WhyNot; readonly customers: number; readonly repeatBuyers: number };

/** Fewer say nothing about four parameters; both are guards of ours, not of the literature. */
export const customersMin = 30;
export const repeatBuyersMin = 10;
/**
 * A logarithm of a parameter beyond this lies at the edge. At the upper one a distribution has shrunk to a point and the
 * likelihood is flat: usable, customers are taken as equal in it. At the lower one it has no maximum.
 */
const EDGE = 9;
const NEAR = 0.01;
/** At the edge and with nearly everybody alive, the data cannot tell who has left: long silent customers would be called active. */
const ALIVE_MAX = 0.95;

/**
 * Maximum-likelihood fit on log parameters, several starts, with time scaled to a mean age of 1 so that days or years make
 * no difference. Equal (x, t_x, T) are one term. Cost: terms × steps; a few hundred steps.
 */
export function fitted(name: ModelName, histories: readonly History[]): Fit {
  const repeatBuyers = histories.filter((history) => history.frequency > 0).length;
  const counts = { customers: histories.length, repeatBuyers };
  const none = (why: WhyNot): Fit => ({ kind: "fall-back", why, ...counts });
  if (histories.length < customersMin) return none("few-customers");
  if (repeatBuyers < repeatBuyersMin) return none("few-repeat-buyers");
  const meanAge = histories.reduce((sum, history) => sum + history.ageDays, 0) / histories.length / 7;
  if (!(meanAge > 0)) return none("no-time");

  const model = models[name];
  const kinds = alike(histories, meanAge);
  const worseOn = (part: readonly Kind[]) => (at: readonly number[]) => beyondEdge(at) - logLikelihood(model, natural(model, at), part);
  const starts = model.starts.map((start) => model.parameters.map((key) => Math.log(start[key]!)));
  const found = minimum(worseOn(kinds), starts, worseOn(thinned(kinds)));
  if (!Number.isFinite(found.value) || found.at.some((x) => x < NEAR - EDGE)) return none("degenerate-likelihood");
  if (!found.isConverged) return none("did-not-converge");

  const repeats = histories.reduce((sum, history) => sum + history.frequency, 0);
  const parameters = scaled(model, natural(model, found.at), meanAge);
  const isAtLimit = found.at.some((x) => x > EDGE - NEAR);
  if (isAtLimit && meanAlive(model, parameters, histories) > ALIVE_MAX) return none("degenerate-likelihood");
  const total = -found.value - repeats * Math.log(meanAge);
  return {
    kind: "fitted",
    model: name,
    parameters,
    logLikelihood: total,
    ...counts,
    kinds: kinds.length,
    steps: found.steps,
    isAtLimit,
  };
}

const meanAlive = (model: Model, parameters: Parameters, histories: readonly History[]): number =>
  histories.reduce((sum, history) => sum + model.alive(parameters, seenOf(history)), 0) / histories.length;

export type Kind = Seen & { readonly count: number };

/** Customers who look alike (equal x, t_x, T) together, with time in units of `unit` weeks. */
export function alike(histories: readonly History[], unit = 1): Kind[] {
  const counts = new Map<string, { seen: Seen; count: number }>();
  for (const history of histories) {
    const key = `${history.frequency}|${history.recencyDays}|${history.ageDays}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { seen: seenOf(history), count: 1 });
  }
  return [...counts.values()].map(({ seen, count }) => ({ x: seen.x, tx: seen.tx / unit, T: seen.T / unit, count }));
}

export function logLikelihood(model: Model, parameters: Parameters, kinds: readonly Kind[]): number {
  const each = model.logLikelihood(parameters);
  let sum = 0;
  for (const kind of kinds) sum += kind.count * each(kind);
  return sum;
}

/** Every so many-th kind, about a thousand: enough to tell a good start from a bad one. */
const thinned = (kinds: readonly Kind[]): readonly Kind[] => {
  const every = Math.ceil(kinds.length / 1000);
  return kinds.filter((_, i) => i % every === 0);
};

const natural = (model: Model, at: readonly number[]): Parameters =>
  Object.fromEntries(model.parameters.map((name, i) => [name, Math.exp(Math.min(30, Math.max(-30, at[i]!)))]));

const scaled = (model: Model, parameters: Parameters, unit: number): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, model.times.includes(name) ? value * unit : value]));

/** Flat likelihoods run away for ever; a gentle slope outside the edge ends the run there. */
const beyondEdge = (at: readonly number[]): number => at.reduce((sum, x) => sum + Math.max(0, Math.abs(x) - EDGE) ** 2, 0);
