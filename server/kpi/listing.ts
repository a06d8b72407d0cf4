import type { Metric } from "#core/kpi/definition.ts";
import { smallSample } from "#core/kpi/definition.ts";
import { dictionary, metricCodes, targetMetricCodes, type CalculatedMetricCode, type MetricCode } from "#core/kpi/dictionary.ts";
import { measureFacts, type Measure } from "#core/kpi/measures.ts";
import { calculators } from "./calculators.ts";

/** The dictionary as people see it: every metric there are numbers for. */
export const listing = () => metricCodes.filter(isComputed).map(listed);

const isComputed = (code: MetricCode): boolean =>
  dictionary[code].kind !== "calculated" || Object.hasOwn(calculators, code as CalculatedMetricCode);

function listed(code: MetricCode) {
  const metric: Metric = dictionary[code];
  const { version, kind, group, unit, direction, grain = "rep-month", sampleMin = smallSample, needs = [], parameters } = metric;
  const measure: Measure | null = metric.kind === "ratio" ? metric.numerator : "measure" in metric ? metric.measure : null;
  const answers = measure && measureFacts(measure);
  return {
    code,
    version,
    kind,
    group,
    unit,
    direction,
    grain,
    sampleMin,
    needs,
    name: { key: `metrics.name.${code}` },
    formula: { key: `metrics.formula.${code}`, ...(parameters && { values: parameters }) },
    pitfall: { key: `metrics.pitfall.${code}` },
    measure,
    dateField: answers?.dateField ?? null,
    attribution: answers?.attribution ?? null,
    filter: answers?.filter ?? null,
    numerator: metric.kind === "ratio" ? metric.numerator : null,
    denominator: metric.kind === "ratio" ? metric.denominator : null,
    takesTargets: targetMetricCodes.some((one) => one === code),
  };
}
