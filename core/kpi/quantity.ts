import { divide, formatAmount, PPM } from "../base/money.ts";
import type { Explanation, Label, Quality, RowsBehind, Value } from "../explain/explanation.ts";
import { nameInFormula, meetsGoal, typeIn, type Goal } from "./custom.ts";
import { smallSample, type FactMetric, type FormulaMetric, type Unit } from "./definition.ts";
import { dictionary, type FactMetricCode } from "./dictionary.ts";
import { evaluate } from "../formula/evaluate.ts";
import { exact as fraction, type Exact } from "../formula/exact.ts";
import { measureFacts, type Measure } from "./measures.ts";
import { wilson } from "./wilson.ts";

/**
 * What the compiler brings from the facts: sums, and the number of rows behind them. Amounts in ten-thousandths,
 * counts in millionths. A ratio keeps both sides so that it can be added up before it is divided.
 */
export type Quantity = {
  readonly numerator: bigint;
  readonly denominator?: bigint;
  /** Rows that count: for a ratio those of its lower side, whose cases the upper side is a part of. */
  readonly rows: number;
  /** Different things behind the rows: a deal that two people share is two rows and one case. As many as rows when left out. */
  readonly sample?: number;
  /** Rows that belong here and lack what the measure needs: left out, and said so. */
  readonly excluded?: number;
  /** Rows with a gap, by its name; some of them count all the same. */
  readonly gaps?: Readonly<Record<string, number>>;
  /** What a formula read, metric by metric, and why it has no value where it has none. */
  readonly operands?: readonly Read[];
  readonly none?: "missing" | "undefined";
};
export type Read = { readonly metric: Known; readonly quantity: Quantity };

/** A fact metric with its code and its words: of the dictionary, or one the company has written. */
export type Known = (FactMetric | FormulaMetric) & {
  readonly code: string;
  readonly label: Label;
  readonly rule: Label;
  /** When a value is good enough, as the company has set it. */
  readonly goal?: Goal;
  /** What a company's own metric is narrowed to, in words. */
  readonly scope?: readonly Label[];
  /** What a formula reads. */
  readonly operands?: readonly Known[];
};

export type KnownFact = Exclude<Known, { readonly kind: "formula" }>;

export function known(code: FactMetricCode): KnownFact {
  const metric: FactMetric = dictionary[code];
  const rule = { key: `metrics.formula.${code}`, ...(metric.parameters && { values: metric.parameters }) };
  return { ...metric, code, label: { key: `metrics.name.${code}` }, rule };
}

const knownOf = (metric: FactMetricCode | Known): Known => (typeof metric === "string" ? known(metric) : metric);

/** The value of a fact metric. A ratio over nothing is undefined, not zero; a sum of rows that all lack their number is missing. */
export function valueOf(metric: FactMetricCode | Known, quantity: Quantity, currency: string): Value {
  const definition = knownOf(metric);
  const exact = exactOf(definition, quantity);
  if (exact !== null) return shownIn(definition.unit, exact, currency);
  if (quantity.none) return { kind: "none", why: quantity.none };
  return { kind: "none", why: definition.kind === "sum" || isHidden(definition, quantity) ? "missing" : "undefined" };
}

/** The same as one integer in the metric's own unit (ten-thousandths or millionths), null when there is none. */
export function exactOf(metric: FactMetricCode | Known, quantity: Quantity): bigint | null {
  const definition = knownOf(metric);
  const { numerator, denominator, rows, excluded = 0, none } = quantity;
  if (none) return null;
  if (definition.kind === "formula") return numerator;
  if (definition.kind === "sum") return rows === 0 && excluded > 0 ? null : numerator;
  if (definition.kind === "median") return rows === 0 ? null : numerator;
  if (denominator === undefined || denominator <= 0n || isHidden(definition, quantity)) return null;
  return divide(numerator * PPM * (definition.isPerHundred ? 100n : 1n), denominator, "half-even");
}

const isHidden = (metric: FactMetric | FormulaMetric, { rows }: Quantity): boolean =>
  metric.kind === "ratio" && metric.hiddenBelow !== undefined && rows < metric.hiddenBelow;

/** An exact integer as it is shown: amounts carry four decimals, rates millionths, everything else its unit. */
export function shownIn(unit: Unit, exact: bigint, currency: string): Value {
  if (unit === "amount" || unit === "amount-per-day") return { kind: "amount", value: formatAmount(exact), currency };
  if (unit === "rate" || unit === "points") return { kind: "rate", ppm: String(exact) };
  const rounded = unit === "count" ? exact : divide(exact, 10_000n, "half-even") * 10_000n; // two decimals of an hour are enough
  return { kind: "number", value: formatCount(rounded), ...(unit !== "count" && unit !== "score" && { unit }) };
}

/** The value of a formula from what it reads: exact, rounded once to the metric's unit. */
export function formulaQuantity(metric: FormulaMetric, operands: readonly Read[]): Quantity {
  const values = Object.fromEntries(operands.map((one) => [nameInFormula(one.metric.code), operandValue(one)]));
  const result = evaluate(metric.formula.node, values);
  const rows = operands.reduce((sum, one) => sum + one.quantity.rows, 0);
  if (result.kind !== "value" || typeof result.value !== "object")
    return { numerator: 0n, rows, operands, none: result.kind === "missing" ? "missing" : "undefined" };
  const { n, d } = result.value;
  return { numerator: divide(n * (metric.unit === "amount" ? 10_000n : PPM), d, "half-even"), rows, operands };
}

function operandValue({ metric, quantity }: Read): Exact | null {
  const value = exactOf(metric, quantity);
  return value === null ? null : fraction(value, typeIn(metric.unit) === "amount" ? 10_000n : PPM);
}

/** Two quantities of one metric together: sums add, and the sides of a ratio add apart. */
export function added(a: Quantity, b: Quantity): Quantity {
  const isRatio = a.denominator !== undefined || b.denominator !== undefined;
  return {
    numerator: a.numerator + b.numerator,
    rows: a.rows + b.rows,
    ...(a.sample !== undefined || b.sample !== undefined ? { sample: sampleOf(a) + sampleOf(b) } : {}),
    ...(isRatio && { denominator: (a.denominator ?? 0n) + (b.denominator ?? 0n) }),
    ...(a.excluded !== undefined || b.excluded !== undefined ? { excluded: (a.excluded ?? 0) + (b.excluded ?? 0) } : {}),
  };
}

/** Where a fact metric comes from: value, formula in words, both sides of a ratio, rows, sample, interval and quality. */
export function explainFact(
  metric: FactMetricCode | Known,
  quantity: Quantity,
  currency: string,
  rows?: RowsBehind,
  notes: readonly Label[] = [],
): Explanation {
  const definition = knownOf(metric);
  const quality = qualityOf(quantity);
  const said = [
    ...notes,
    ...(definition.scope ?? []),
    ...goalNotes(definition, quantity),
    ...sampleNotes(definition, quantity),
    ...excludedNotes(quantity),
  ];
  return {
    of: definition.code,
    label: definition.label,
    value: valueOf(definition, quantity, currency),
    rule: definition.rule,
    version: `${definition.code}/${definition.version}`,
    ...(definition.kind === "ratio" && { combine: "quotient" as const, parts: sides(definition, quantity, currency) }),
    ...(rows && definition.kind === "ratio" && definition.hiddenBelow !== undefined ? {} : rows && { rows }),
    ...(said.length > 0 && { notes: said }),
    ...(definition.kind !== "sum" &&
      definition.kind !== "formula" && { sample: { count: sampleOf(quantity), min: sampleMinOf(definition) } }),
    ...intervalOf(definition, quantity),
    ...(quality && { quality }),
  };
}

/** Whether the value is as good as the company wants it. */
function goalNotes(metric: Known, quantity: Quantity): Label[] {
  if (!metric.goal) return [];
  const met = meetsGoal(metric.goal, metric.unit, exactOf(metric, quantity));
  if (met === null) return [];
  const { atLeast, atMost } = metric.goal;
  const kind = atLeast === undefined ? "at-most" : atMost === undefined ? "at-least" : "between";
  const unit = metric.unit === "rate" || metric.unit === "points" ? "%" : "";
  return [
    { key: `metrics.goal.${kind}`, values: { low: `${atLeast ?? ""}${unit}`, high: `${atMost ?? ""}${unit}` } },
    { key: met ? "metrics.goal.met" : "metrics.goal.missed" },
  ];
}

export const sampleMinOf = (metric: FactMetric | FormulaMetric): number => metric.sampleMin ?? smallSample;

const sampleOf = ({ sample, rows }: Quantity): number => sample ?? rows;

function sampleNotes(metric: Known, quantity: Quantity): Label[] {
  const n = sampleOf(quantity);
  if (metric.kind === "sum" || metric.kind === "formula" || n >= sampleMinOf(metric)) return [];
  return [{ key: "metrics.note.small-sample", values: { n } }];
}

const excludedNotes = ({ excluded = 0 }: Quantity): Label[] =>
  excluded > 0 ? [{ key: "metrics.note.excluded", values: { n: excluded } }] : [];

/** The Wilson interval of a proportion in millionths. */
function intervalOf(metric: Known, { numerator, denominator }: Quantity): Pick<Explanation, "interval"> {
  if (metric.kind !== "ratio" || !metric.isProportion || denominator === undefined) return {};
  const found = wilson(Number(numerator) / 1e6, Number(denominator) / 1e6);
  return found ? { interval: { low: ppmOf(found.low), high: ppmOf(found.high) } } : {};
}

const ppmOf = (share: number): string => String(Math.round(share * 1e6));

/** The share of rows that are complete, with what the others lack; null where no row has a gap that is looked for. */
function qualityOf({ rows, excluded = 0, gaps }: Quantity): Quality | null {
  if (!gaps) return null;
  const found = Object.entries(gaps).filter(([, count]) => count > 0);
  const all = rows + excluded;
  const broken = Math.min(
    all,
    found.reduce((sum, [, count]) => sum + count, 0),
  );
  if (all === 0) return null;
  const reasons = found.map(([gap, count]) => ({ label: { key: `explain.gap.${gap}` }, count }));
  return { ppm: String(Math.round(((all - broken) / all) * 1e6)), rows: all, reasons };
}

function sides(metric: Known, quantity: Quantity, currency: string): Explanation[] {
  if (metric.kind !== "ratio") return [];
  return [side(metric.numerator, quantity.numerator, currency), side(metric.denominator, quantity.denominator ?? 0n, currency)];
}

function side(of: Measure, exact: bigint, currency: string): Explanation {
  const { unit } = measureFacts(of);
  return { of, label: { key: `metrics.name.${of}` }, value: shownIn(unit, exact, currency) };
}

/** 2_500_000n is "2.5": counts cross the wire without trailing zeros. */
export function formatCount(ppm: bigint): string {
  const digits = (ppm < 0n ? -ppm : ppm).toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${ppm < 0n ? "-" : ""}${digits.slice(0, -6)}${fraction && "."}${fraction}`;
}
