import type { Formula } from "../formula/formula.ts";
import type { Measure } from "./measures.ts";
import type { Slice } from "./slice.ts";

/** "times" is a multiple (coverage 2.6×), "score" a mark on its own scale, "points" a difference of two rates. */
export const units = [
  "amount",
  "amount-per-day",
  "count",
  "rate",
  "points",
  "score",
  "times",
  "minutes",
  "hours",
  "days",
  "months",
] as const;
export type Unit = (typeof units)[number];
/** Higher is better, lower is better, best inside a band, or a description that is neither good nor bad. */
export type Direction = "up" | "down" | "band" | "none";
export const groups = ["result", "collection", "funnel", "time", "customer", "activity", "forecast", "people"] as const;
export type Group = (typeof groups)[number];
export type Grain = "rep-month" | "rep-week" | "team-period" | "deal" | "lead" | "account" | "cohort" | "channel" | "submitter";

type Common = {
  readonly group: Group;
  /** A new meaning is a new version; stored values name the version they were made by. */
  readonly version: string;
  readonly unit: Unit;
  readonly direction: Direction;
  /** Rep × month unless said otherwise. */
  readonly grain?: Grain;
  /** Below this many rows a ratio or median is shown with the words "small sample" (10 unless said otherwise). */
  readonly sampleMin?: number;
  /** Requirements it serves (K-01 …). */
  readonly needs?: readonly string[];
  /** What the definition fixes by a number: N months, k days. It is printed with the formula. */
  readonly parameters?: Readonly<Record<string, number>>;
};

/** One measure added up: sums add from child to parent and from day to year. */
export type SumMetric = Common & { readonly kind: "sum"; readonly measure: Measure; readonly slice?: Slice };
/** Numerator and denominator are summed apart and divided last; ratios are never averaged. */
export type RatioMetric = Common & {
  readonly kind: "ratio";
  readonly numerator: Measure;
  readonly denominator: Measure;
  readonly slices?: { readonly above: Slice; readonly below: Slice };
  /** The rows above are some of the rows below: a share of cases, with a Wilson interval where they are few. */
  readonly isProportion?: true | undefined;
  /** Times a hundred: a net promoter score runs from −100 to 100. */
  readonly isPerHundred?: true;
  /** Fewer answers than this are not shown at all, so that nobody is told apart. */
  readonly hiddenBelow?: number;
};
/** The middle of the rows; never added up, always taken from the rows themselves. */
export type MedianMetric = Common & { readonly kind: "median"; readonly measure: Measure; readonly slice?: Slice };
/** A formula over the values of other metrics, taken after they are added up; a company writes such. */
export type FormulaMetric = Common & { readonly kind: "formula"; readonly formula: Formula };
/** Made of another metric and of what it is held against: a target, working days, an earlier period. */
export type DerivedMetric = Common & { readonly kind: "derived" };
/** Computed by code of its own (server/kpi/calculators): cohorts, survival, distributions, forecasts. */
export type CalculatedMetric = Common & { readonly kind: "calculated" };
export type FactMetric = SumMetric | RatioMetric | MedianMetric;
export type Metric = FactMetric | DerivedMetric | CalculatedMetric;

/** Below this many rows a ratio is shown with the words "small sample", unless its definition says otherwise. */
export const smallSample = 10;

/** Read from facts, with values, trends, parts and rows; the others are made of such metrics. */
export const isFact = (metric: Metric): metric is FactMetric =>
  metric.kind === "sum" || metric.kind === "ratio" || metric.kind === "median";
