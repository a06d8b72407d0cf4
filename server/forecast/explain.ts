import { formatAmount, PPM, divide, type Amount } from "#core/base/money.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import type { OpenSum } from "./store.ts";

const money = (amount: Amount, currency: string): Value => ({ kind: "amount", value: formatAmount(amount), currency });
const part = (of: string, value: Value): Explanation => ({ of, label: { key: `forecast.part.${of}` }, value });

/** Open amount times the probability of its stage, stage by stage; a stage without a probability weighs nothing and is named. */
export function weightedOf(sums: readonly OpenSum[], probabilities: ReadonlyMap<string, number>, currency: string): Explanation {
  const stages = [...Map.groupBy(sums, ({ stage }) => stage)].map(([stage, some]) => {
    const amount = some.reduce((sum, one) => sum + one.amount, 0n);
    const ppm = probabilities.get(stage);
    return {
      stage,
      count: some.reduce((sum, one) => sum + one.count, 0),
      amount,
      ppm,
      weighted: ppm === undefined ? null : divide(amount * BigInt(ppm), PPM, "half-up"),
    };
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
