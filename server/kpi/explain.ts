import type { Explanation } from "#core/explain/explanation.ts";
import { dictionary, type FactMetricCode, type MetricCode } from "#core/kpi/dictionary.ts";
import { frameOf, progressOf } from "../home/progress.ts";
import { sheetOf, type Asked } from "./sheet.ts";

const isFact = (metric: MetricCode): metric is FactMetricCode => dictionary[metric].kind !== "derived";

/** Any metric of the dictionary with its reasons; the derived ones are made of `base`. Also for the command line. */
export async function explainMetric(asked: Asked, metric: MetricCode, base: FactMetricCode): Promise<Explanation> {
  if (isFact(metric)) return (await sheetOf(asked, metric)).value.explanation;
  switch (metric) {
    case "time-progress":
      return (await frameOf(asked.tx, asked.tenant, asked.period)).time.explanation;
    case "attainment":
    case "yoy":
    case "mom":
      return (await sheetOf(asked, base))[metric].explanation;
    case "pace-gap":
    case "run-rate-needed":
      return (await paceOf(asked))[metric === "pace-gap" ? "gap" : "needed"].explanation;
  }
}

/** How the signed amount stands against the time that has passed. */
export async function paceOf({ tx, tenant, subject, period }: Asked) {
  const frame = await frameOf(tx, tenant, period);
  const progress = await progressOf(tx, frame, "signed-amount", [subject]);
  return { time: frame.time, ...progress.get(subject.id)! };
}
