import type { History } from "./history.ts";

export const modelNames = ["bgnbd", "pareto-nbd"] as const;
export type ModelName = (typeof modelNames)[number];

/** A customer to a model: repeat purchases x, time of the last (t_x) and of observation (T), in one unit of time. */
export type Seen = { readonly x: number; readonly tx: number; readonly T: number };

/** Positive numbers by name, e.g. r, alpha, a, b. `alpha` (and `beta`) are times, in the unit of the data. */
export type Parameters = Readonly<Record<string, number>>;

/** A model of when customers buy and when they are gone. All functions answer finite numbers for parameters above zero. */
export type Model = {
  readonly name: ModelName;
  readonly parameters: readonly string[];
  /** Which of them are times: they grow with the unit of time. */
  readonly times: readonly string[];
  /** First guesses for data whose mean age is 1. */
  readonly starts: readonly Parameters[];
  /** ln of the likelihood of one customer. */
  logLikelihood(of: Parameters): (seen: Seen) => number;
  /** Probability that the customer will buy again, 0–1. */
  alive(of: Parameters, seen: Seen): number;
  /** Expected purchases in the next t. */
  expected(of: Parameters, seen: Seen, t: number): number;
  /** Expected repeat purchases of somebody new within t of the first purchase. */
  expectedNew(of: Parameters, t: number): number;
};

/** Weeks: the unit in which parameters are published and shown. */
export const seenOf = ({ frequency, recencyDays, ageDays }: History): Seen => ({
  x: frequency,
  tx: recencyDays / 7,
  T: ageDays / 7,
});
