import { formatAmount, PPM, divide, type Amount } from "#core/base/money.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import { formatCount } from "#core/kpi/quantity.ts";
import type { OpenDeal } from "./store.ts";

const none: Value = { kind: "none", why: "undefined" };
const money = (amount: Amount, currency: string): Value => ({ kind: "amount", value: formatAmount(amount), currency });
/** Millionths of a multiple with two decimals: 2_666_667 is "2.67". */
const times = (ppm: bigint | null): Value =>
  ppm === null ? none : { kind: "number", value: formatCount(divide(ppm, 10_000n, "half-up") * 10_000n), unit: "times" };
const part = (of: string, value: Value): Explanation => ({ of, label: { key: `forecast.part.${of}` }, value });

/** Open amount times the probability of its stage, stage by stage; a stage without a probability weighs nothing and is named. */
export function weightedOf(deals: readonly OpenDeal[], probabilities: ReadonlyMap<string, number>, currency: string): Explanation {
  const stages = [...Map.groupBy(deals, ({ stage }) => stage)].map(([stage, some]) => {
    const amount = some.reduce((sum, deal) => sum + (deal.amount ?? 0n), 0n);
    const ppm = probabilities.get(stage);
    return { stage, count: some.length, amount, ppm, weighted: ppm === undefined ? null : divide(amount * BigInt(ppm), PPM, "half-up") };
  });
  const total = stages.reduce((sum, { weighted }) => sum + (weighted ?? 0n), 0n);
  const unweighed = stages.filter(({ ppm }) => ppm === undefined);
  const notes: Label[] = unweighed.map(({ stage, count }) => ({ key: "forecast.note.no-probability", values: { stage, n: count } }));
  return {
    of: "weighted-pipeline",
    label: { key: "metrics.name.weighted-pipeline" },
    value: money(total, currency),
    rule: { key: "forecast.rule.weighted" },
    version: "weighted-pipeline/1",
    combine: "sum",
    parts: stages
      .filter(({ ppm }) => ppm !== undefined)
      .map(({ stage, count, amount, ppm, weighted }): Explanation => ({
        of: "stage",
        label: { key: "forecast.part.stage", values: { stage, n: count } },
        value: money(weighted!, currency),
        combine: "product",
        parts: [part("open", money(amount, currency)), part("probability", { kind: "rate", ppm: String(ppm) })],
      })),
    ...(notes.length > 0 && { notes }),
  };
}

type Coverage = {
  readonly ratio: bigint | null;
  readonly open: Amount;
  readonly target: Amount | null;
  readonly won: Amount;
  readonly deals: number;
  readonly required: bigint | null;
};

/** Open pipeline of the period against what is left to win, beside what the own win rate asks for. */
export function coverageOf({ ratio, open, target, won, deals, required }: Coverage, currency: string): Explanation {
  const left: Explanation = {
    ...part("left", target === null ? { kind: "none", why: "missing" } : money(target - won, currency)),
    combine: "steps",
    parts: [
      part("target", target === null ? { kind: "none", why: "missing" } : money(target, currency)),
      part("won", money(won, currency)),
    ],
  };
  const isReached = target !== null && target <= won;
  return {
    of: "coverage",
    label: { key: "metrics.name.coverage" },
    value: times(ratio),
    rule: { key: "metrics.formula.coverage" },
    version: "coverage/1",
    combine: "quotient",
    parts: [{ ...part("open", money(open, currency)), notes: [{ key: "forecast.note.deals", values: { n: deals } }] }, left],
    notes: [
      ...(target === null ? [{ key: "forecast.note.no-target" }] : []),
      ...(isReached ? [{ key: "forecast.note.reached" }] : []),
      ...(required === null
        ? []
        : [
            {
              key: "forecast.note.required",
              values: { times: formatCount(divide(required, 10_000n, "half-up") * 10_000n) },
            },
          ]),
    ],
  };
}

/** One divided by the own value win rate of the last twelve months; the sample is said. */
export function requiredOf(
  { ratio, won, closed, count }: { ratio: bigint | null; won: Amount; closed: Amount; count: number },
  currency: string,
): Explanation {
  return {
    of: "coverage-required",
    label: { key: "forecast.part.coverage-required" },
    value: times(ratio),
    rule: { key: "forecast.rule.required" },
    version: "coverage-required/1",
    combine: "quotient",
    parts: [part("closed-value", money(closed, currency)), part("won-value", money(won, currency))],
    sample: { count, min: 10 },
  };
}
