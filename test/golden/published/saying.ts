/**
 * Published commission cases as plans with tests. The numbers stand in a file outside the project; here is only how each case
 * is said in the plan language: inputs and expected results → plan document, its facts and what must come out.
 */
export type Json = any; // oxlint-disable-line typescript/no-explicit-any -- a foreign file, each case with its own fields
export type Document = Readonly<Record<string, unknown>>;
export type Facts = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
export type Expect = Readonly<Record<string, unknown>>;
export type Said = (inputs: Json, expected: Json) => Document | Document[];

export const plan = (change: Document, facts: Facts, expect: Expect | readonly Expect[]): Document => ({
  plan: "case",
  period: "year",
  ...change,
  tests: [{ name: "published", facts, expect: Array.isArray(expect) ? expect : [expect] }],
});
/** Deals of one day each, in the order they are given: D1, D2 … */
export const deals = (amounts: readonly (number | string)[], more: Document = {}, date = "2026-02-01") =>
  amounts.map((amount, i) => ({ id: `D${i + 1}`, participant: "A", date, amount, ...more }));
export const rates = (tiers: Json[]) => tiers.map(({ from, rate }) => ({ from, rate: `${rate}%` }));
export const factors = (grid: Json[]) => grid.map(({ from, multiplier }) => ({ from: `${from}%`, factor: multiplier }));
export const running = (tiers: Json[], more: Document = {}) => ({
  name: "C",
  accumulate: "year",
  of: "amount",
  tiers: rates(tiers),
  ...more,
});
export const each = (more: Document) => ({ name: "C", each: "transaction", of: "amount", ...more });
export const attained = { sales: { sum: "amount" }, reached: "sales / quota" };
export const bonus = (grid: Json[], more: Document = {}) => ({
  name: "C",
  of: "target_bonus",
  by: "reached",
  mode: "marginal",
  tiers: factors(grid),
  ...more,
});
export const person = (more: Document) => [{ participant: "A", ...more }];
export const lines = (amounts: readonly unknown[]) => Object.fromEntries(amounts.map((amount, i) => [`C[D${i + 1}]`, amount]));
export const collected = (split: Json) => [
  { share: `${split.booking}%`, on: "booking" },
  ...(split.collection ? [{ share: `${split.collection}%`, on: "collection" }] : []),
  ...(split.year_end ? [{ share: `${split.year_end}%`, on: "period-end", "after-months": 12 }] : []),
];
