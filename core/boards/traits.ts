import { measureFacts, type Measure, measures } from "../kpi/measures.ts";
import type { Metric, Unit } from "../kpi/definition.ts";
import type { Traits } from "./tile.ts";

/** As much of a definition as says what charts can show it: what the server knows and what the dictionary tells the page. */
export type Outline = {
  readonly kind: Metric["kind"] | "formula";
  readonly unit: Unit;
  readonly measure?: string | null;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  /** Counts only some of the rows, as the company wrote it: such a metric is read through its own definition only. */
  readonly slice?: unknown;
  readonly slices?: unknown;
  readonly isOwn?: boolean;
};
const isSliced = ({ slice, slices, isOwn }: Outline): boolean => slice !== undefined || slices !== undefined || isOwn === true;

/** Measures that are made of orders and receipts, whose customers and products are known. */
const ofFacts = [
  "signed-amount",
  "delivered-amount",
  "collected-amount",
  "deal-count",
  "new-customers",
] as const satisfies readonly Measure[];
export type FactMeasure = (typeof ofFacts)[number];
const factMeasure = (name: string | null | undefined): FactMeasure | null => ofFacts.find((one) => one === name) ?? null;
export type Sides = { readonly numerator: FactMeasure; readonly denominator: FactMeasure | null };

/** The sums a metric is made of when it can be cut by properties of the facts, else null. */
export function sidesOf(metric: Outline): Sides | null {
  const { kind, measure, numerator, denominator } = metric;
  if (isSliced(metric)) return null;
  if (kind === "sum") {
    const of = factMeasure(measure);
    return of && { numerator: of, denominator: null };
  }
  const [above, below] = [factMeasure(numerator), factMeasure(denominator)];
  return kind === "ratio" && above && below ? { numerator: above, denominator: below } : null;
}

/** Values of parts add up to the whole: sums do, unless different things are counted once. */
export const adds = ({ kind, measure }: Outline): boolean =>
  kind === "sum" && isMeasure(measure) && measureFacts(measure).isDistinct !== true;
/** Days of it can be told apart and added: not what stands open at the end of a day. */
export const isByDay = (metric: Outline): boolean =>
  adds(metric) && isMeasure(metric.measure) && measureFacts(metric.measure).dateField !== "as-of-end";
/** Kept day by day for everybody: a long history of it costs next to nothing. */
export const isRolled = (metric: Outline): boolean =>
  !isSliced(metric) && sidesNamed(metric).every((name) => isMeasure(name) && measureFacts(name).isRolled === true);
const sidesNamed = ({ kind, measure, numerator, denominator }: Outline) => (kind === "ratio" ? [numerator, denominator] : [measure]);
const isMeasure = (name: string | null | undefined): name is Measure => name != null && Object.hasOwn(measures, name);

/** What the tiles must know of a metric; null for one without values of its own (held against something, or computed by itself). */
export const traitsOf = (metric: Outline): Traits | null =>
  metric.kind === "derived" || metric.kind === "calculated"
    ? null
    : { unit: metric.unit, adds: adds(metric), cuts: sidesOf(metric) !== null };

/** How a unit is drawn. */
export function drawnAs(unit: Unit): "amount" | "rate" | "number" {
  if (unit === "amount" || unit === "amount-per-day") return "amount";
  return unit === "rate" || unit === "points" ? "rate" : "number";
}
