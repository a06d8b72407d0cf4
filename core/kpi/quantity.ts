import { divide, formatAmount, PPM } from "../base/money.ts";
import type { Explanation, Label, RowsBehind, Value } from "../explain/explanation.ts";
import { dictionary, smallSample, type FactMetricCode } from "./dictionary.ts";

/**
 * What the compiler brings from the facts: sums, and the number of rows behind them. Amounts in ten-thousandths,
 * counts in millionths. A ratio keeps both sides so that it can be added up before it is divided.
 */
export type Quantity = { readonly numerator: bigint; readonly denominator?: bigint; readonly rows: number };

/** The value of a fact metric. A ratio over nothing is undefined, not zero. */
export function valueOf(metric: FactMetricCode, quantity: Quantity, currency: string): Value {
  const exact = exactOf(metric, quantity);
  if (exact === null) return { kind: "none", why: "undefined" };
  const { unit } = dictionary[metric];
  if (unit === "amount") return { kind: "amount", value: formatAmount(exact), currency };
  return unit === "rate" ? { kind: "rate", ppm: String(exact) } : { kind: "number", value: formatCount(exact) };
}

/** The same as one integer in the metric's own unit (ten-thousandths or millionths), null when undefined. */
export function exactOf(metric: FactMetricCode, { numerator, denominator }: Quantity): bigint | null {
  const definition = dictionary[metric];
  if (definition.kind === "sum") return numerator;
  if (denominator === undefined || denominator <= 0n) return null;
  return divide(numerator * PPM, denominator, "half-even");
}

/** Two quantities of one metric together: sums add, and the sides of a ratio add apart. */
export function added(a: Quantity, b: Quantity): Quantity {
  const isRatio = a.denominator !== undefined || b.denominator !== undefined;
  return {
    numerator: a.numerator + b.numerator,
    rows: a.rows + b.rows,
    ...(isRatio && { denominator: (a.denominator ?? 0n) + (b.denominator ?? 0n) }),
  };
}

/** Where a fact metric comes from: value, formula in words, both sides of a ratio, rows, and a word on small samples. */
export function explainFact(
  metric: FactMetricCode,
  quantity: Quantity,
  currency: string,
  rows?: RowsBehind,
  notes: readonly Label[] = [],
): Explanation {
  const definition = dictionary[metric];
  const isSmall = definition.kind === "ratio" && quantity.rows < smallSample;
  const small: Label[] = isSmall ? [{ key: "metrics.note.small-sample", values: { n: quantity.rows } }] : [];
  return {
    of: metric,
    label: { key: `metrics.name.${metric}` },
    value: valueOf(metric, quantity, currency),
    rule: { key: `metrics.formula.${metric}` },
    version: `${metric}/${definition.version}`,
    ...(definition.kind === "ratio" && { combine: "quotient" as const, parts: sides(metric, quantity, currency) }),
    ...(rows && { rows }),
    ...(notes.length + small.length > 0 && { notes: [...notes, ...small] }),
  };
}

function sides(metric: FactMetricCode, quantity: Quantity, currency: string): Explanation[] {
  const definition = dictionary[metric];
  if (definition.kind !== "ratio") return [];
  return [side(definition.numerator, quantity.numerator, currency), side(definition.denominator, quantity.denominator ?? 0n, currency)];
}

const countedSides = new Set<string>(["deal-count", "customers", "new-customers"]);

function side(of: string, exact: bigint, currency: string): Explanation {
  const value: Value = countedSides.has(of)
    ? { kind: "number", value: formatCount(exact) }
    : { kind: "amount", value: formatAmount(exact), currency };
  return { of, label: { key: `metrics.name.${of}` }, value };
}

/** 2_500_000n is "2.5": counts cross the wire without trailing zeros. */
export function formatCount(ppm: bigint): string {
  const digits = (ppm < 0n ? -ppm : ppm).toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${ppm < 0n ? "-" : ""}${digits.slice(0, -6)}${fraction && "."}${fraction}`;
}
