import { addDays } from "#core/base/date.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { dictionary, metricCodes, type CalculatedMetricCode, type DerivedMetricCode } from "#core/kpi/dictionary.ts";
import { known } from "#core/kpi/quantity.ts";
import { frameOf, progressOf } from "../home/progress.ts";
import { calculators } from "./calculators.ts";
import { definitionOf } from "./definitions.ts";
import { fairGrowth, type Fair } from "./growth.ts";
import { sheetOf, type Asked } from "./sheet.ts";

/**
 * Any metric with its reasons; the derived ones are made of `base`. Null when there is none of that code, or when
 * `base` is not read from facts. Also for the command line.
 */
export async function explainMetric(asked: Asked, metric: string, base: string, fair: Fair = plain): Promise<Explanation | null> {
  const fact = await definitionOf(asked.tx, metric, addDays(asked.period.to, -1));
  if (fact) return (await sheetOf(asked, fact)).value.explanation;
  const code = metricCodes.find((one) => one === metric);
  if (!code) return null;
  if (dictionary[code].kind === "calculated") return (await calculators[code as CalculatedMetricCode]?.(asked)) ?? null;
  return explainDerived(asked, code as DerivedMetricCode, base, fair);
}

const plain: Fair = { byWorkingDays: false, isLikeForLike: false };

async function explainDerived(asked: Asked, metric: DerivedMetricCode, base: string, fair: Fair): Promise<Explanation | null> {
  switch (metric) {
    case "time-progress":
      return (await frameOf(asked.tx, asked.tenant, asked.period)).time.explanation;
    case "new-customer-growth":
      return growthOfNewCustomers(asked);
    case "attainment":
    case "yoy":
    case "mom": {
      const of = await definitionOf(asked.tx, base, addDays(asked.period.to, -1));
      if (!of) return null;
      const isFair = fair.byWorkingDays || fair.isLikeForLike;
      return isFair && metric !== "attainment" ? fairGrowth(asked, metric, of, fair) : (await sheetOf(asked, of))[metric].explanation;
    }
    case "pace-gap":
    case "run-rate-needed":
      return (await paceOf(asked))[metric === "pace-gap" ? "gap" : "needed"].explanation;
  }
}

async function growthOfNewCustomers(asked: Asked): Promise<Explanation> {
  const { yoy } = await sheetOf(asked, known("new-customers"));
  const code = "new-customer-growth";
  const words = { label: { key: `metrics.name.${code}` }, rule: { key: `metrics.formula.${code}` } };
  return { ...yoy.explanation, of: code, ...words, version: `${code}/${dictionary[code].version}` };
}

/** How the signed amount stands against the time that has passed. */
export async function paceOf({ tx, tenant, subject, period }: Asked) {
  const frame = await frameOf(tx, tenant, period);
  const progress = await progressOf(tx, frame, "signed-amount", [subject]);
  return { time: frame.time, ...progress.get(subject.id)! };
}
