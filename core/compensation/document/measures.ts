import type { Label } from "../../explain/explanation.ts";
import type { Measure } from "../language/plan.ts";
import { ruleOf } from "./rule.ts";
import { say, type Section } from "./said.ts";

/** The names a plan gives to values: those of one sentence together, those that are tables each for itself. */
export function measureSections(measures: readonly Measure[]): Section[] {
  const lines = measures.flatMap((one) => (isTable(one) ? [] : sentences(one)));
  const together: Section[] = lines.length > 0 ? [{ heading: say("measures"), lines, table: null }] : [];
  return [...together, ...measures.flatMap((one) => (isTable(one) ? [tabled(one)] : []))];
}

type Shaped = Measure & { kind: "value" };
const isTable = (measure: Measure): measure is Shaped =>
  measure.kind === "value" && (measure.body.shape.kind !== "formula" || measure.body.shape.cases.length > 1);

function tabled({ name, body }: Shaped): Section {
  const { lines, table } = ruleOf({ body, pool: null, prizes: null });
  const base = body.of ? [say("of", { formula: body.of.text })] : [];
  return { heading: say("measure.table", { name }), lines: [...base, ...lines], table };
}

function sentences(measure: Measure): Label[] {
  const { name } = measure;
  if (measure.kind === "value") {
    const { shape, of } = measure.body;
    const formula = shape.kind === "formula" ? (shape.cases[0]?.gives.text ?? "") : (of?.text ?? "");
    return [say("measure.formula", { name, formula })];
  }
  const where = (key: "where" | "whose") => (measure.where ? [say(key, { formula: measure.where.text })] : []);
  const credit = measure.credit === "own" ? [] : [say(`credit.${measure.credit}`)];
  if (measure.kind === "others") return [say(`measure.others-${measure.by}`, { name, value: measure.value }), ...where("whose")];
  const over = measure.over === "period" ? [] : [say(`over.${measure.over}`)];
  return [say(`measure.${measure.by}`, { name, of: measure.of?.text ?? "" }), ...over, ...credit, ...where("where")];
}
