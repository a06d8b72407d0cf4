import { isFact, type FactMetric, type Metric } from "./definition.ts";
import { activity } from "./dictionary/activity.ts";
import { collection } from "./dictionary/collection.ts";
import { customer } from "./dictionary/customer.ts";
import { forecast } from "./dictionary/forecast.ts";
import { funnel } from "./dictionary/funnel.ts";
import { people } from "./dictionary/people.ts";
import { result } from "./dictionary/result.ts";
import { time } from "./dictionary/time.ts";
import type { RolledMeasure } from "./measures.ts";

/** Every metric has one definition, here. Words for name, formula and pitfall stand in the locale files under its code. */
export const dictionary = { ...result, ...collection, ...funnel, ...time, ...customer, ...activity, ...forecast, ...people };

export type MetricCode = keyof typeof dictionary;
type OfKind<K extends Metric["kind"]> = { [C in MetricCode]: (typeof dictionary)[C]["kind"] extends K ? C : never }[MetricCode];
/** Metrics that are read from facts: they have values, trends, parts and rows. */
export type FactMetricCode = OfKind<FactMetric["kind"]>;
export type DerivedMetricCode = OfKind<"derived">;
export type CalculatedMetricCode = OfKind<"calculated">;

export const metricCodes = Object.keys(dictionary) as MetricCode[];
export const factMetricCodes = metricCodes.filter((code): code is FactMetricCode => isFact(dictionary[code]));
/** Metrics that can be given out as targets down a tree: only what adds up from child to parent. */
export const targetMetricCodes = [
  "signed-amount",
  "delivered-amount",
  "collected-amount",
  "deal-count",
  "new-customers",
] as const satisfies readonly (FactMetricCode & RolledMeasure)[];

/** Deals below this amount do not count as deals (ten-thousandths; 0 counts every deal). A tenant cannot yet choose it. */
export const dealAmountMin = 0n;
