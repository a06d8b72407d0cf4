import type { Day } from "#core/base/date.ts";
import type { Label } from "#core/explain/explanation.ts";
import { codesIn, compileFormula, degreeOf, ratioUnit, type Library, type Readable, type Written } from "#core/kpi/custom.ts";
import type { Unit } from "#core/kpi/definition.ts";
import { factMetricCodes } from "#core/kpi/dictionary.ts";
import { measureFacts } from "#core/kpi/measures.ts";
import { known, type Known } from "#core/kpi/quantity.ts";
import { filterFields, isWhole, type Chosen } from "#core/kpi/slice.ts";
import type { Tx } from "../../db/tx.ts";
import { inForce, type VersionRow } from "./store.ts";

/** Every metric a formula may read: the dictionary's and the company's own as they stand now. */
export async function libraryOf(tx: Tx): Promise<Library> {
  const found = new Map<string, Readable>(factMetricCodes.map((code) => [code, { unit: known(code).unit, reads: [], degree: 1 }]));
  const rows = await inForce(tx, null);
  for (const { code, written } of rows) found.set(code, { unit: unitOf(written), reads: [], degree: 1 });
  for (const { code, written } of rows) {
    const reads = readsOf(written, found);
    found.set(code, { unit: unitOf(written), reads, degree: 1 });
  }
  return closed(found, rows);
}

/** What each reads in the end, and how often values are multiplied on the way; a company's metrics never go round in circles. */
function closed(library: Map<string, Readable>, rows: readonly VersionRow[]): Library {
  for (let round = 0; round < 4; round += 1)
    for (const { code, written } of rows) {
      const own = library.get(code)!;
      const reads = [...new Set([...own.reads, ...own.reads.flatMap((one) => library.get(one)?.reads ?? [])])];
      const formula = written.shape.kind === "formula" ? compileFormula(written.shape.text, written.shape.unit, library) : null;
      const degree = formula?.kind === "formula" ? degreeOf(formula.formula.node, library) : own.degree;
      library.set(code, { ...own, reads, degree });
    }
  return library;
}

export function readsOf({ shape }: Written, library: Library): string[] {
  if (shape.kind !== "formula") return [];
  const compiled = compileFormula(shape.text, shape.unit, library);
  return compiled.kind === "formula" ? codesIn(compiled.formula) : [];
}

export function unitOf({ shape }: Written): Unit {
  if (shape.kind === "formula") return shape.unit;
  if (shape.kind === "ratio") return ratioUnit(shape.above, shape.below);
  const { unit } = measureFacts(shape.of.measure);
  return unit === "score" ? "score" : unit;
}

export const customLabel = ({ name }: Written): Label => ({ key: "metrics.custom.name", values: { name } });

/** A metric as the company wrote it, ready to be asked; null when its formula no longer reads. */
export async function knownOf(tx: Tx, code: string, no: number, written: Written, find: Finder): Promise<Known | null> {
  const { shape, group, direction, sampleMin, goal } = written;
  const common = {
    code,
    version: String(no),
    group,
    direction,
    sampleMin,
    goal,
    unit: unitOf(written),
    label: customLabel(written),
  };
  if (shape.kind === "sum") return summed(common, shape.of);
  if (shape.kind === "ratio") {
    const { above, below } = shape;
    const scope = [...scopeOf(above, "above"), ...scopeOf(below, "below")];
    const rule = { key: "metrics.custom.ratio" };
    return { ...common, kind: "ratio", numerator: above.measure, denominator: below.measure, slices: { above, below }, rule, scope };
  }
  return formulaOf(tx, common, shape, find);
}

export type Finder = (code: string) => Promise<Known | null>;
type Head = Pick<Known, "code" | "version" | "group" | "direction" | "unit" | "label" | "sampleMin" | "goal">;

function summed(common: Head, of: Chosen): Known {
  const { unit } = measureFacts(of.measure);
  const kind = unit === "hours" || unit === "days" ? "median" : "sum";
  return { ...common, kind, measure: of.measure, slice: of, rule: { key: `metrics.name.${of.measure}` }, scope: scopeOf(of, "of") };
}

async function formulaOf(tx: Tx, common: Head, shape: Extract<Written["shape"], { kind: "formula" }>, find: Finder): Promise<Known | null> {
  const compiled = compileFormula(shape.text, shape.unit, await libraryOf(tx));
  if (compiled.kind === "refused") return null;
  const operands: Known[] = [];
  for (const code of codesIn(compiled.formula)) {
    const found = await find(code);
    if (!found) return null;
    operands.push(found);
  }
  const rule = { key: "formula.rule", values: { text: shape.text } };
  return { ...common, kind: "formula", formula: compiled.formula, operands, rule };
}

/** What a metric is narrowed to, in words. */
function scopeOf(chosen: Chosen, side: "of" | "above" | "below"): Label[] {
  if (isWhole(chosen)) return [];
  const filters = filterFields.flatMap((field) => {
    const values = chosen.filter[field];
    return values && values.length > 0 ? [{ key: `metrics.custom.scope.${field}`, values: { values: values.join("、") } }] : [];
  });
  const owner = chosen.attribution === "customer-owner" ? [{ key: "metrics.custom.scope.customer-owner" }] : [];
  const head = side === "of" ? [] : [{ key: `metrics.custom.scope.${side}` }];
  return [...head, ...filters, ...owner];
}

/** The company's own metric of a code, as it stands on a day. */
export async function customOf(tx: Tx, code: string, on: Day | null, find: Finder): Promise<Known | null> {
  const [row] = await inForce(tx, code, on);
  return row ? knownOf(tx, code, row.no, row.written, find) : null;
}
