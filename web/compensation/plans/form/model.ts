import { isMap, isScalar, isSeq, stringify, type Document } from "yaml";
import { wordOf } from "./edit.ts";
import { documentOf, type Path } from "./places.ts";
import { ofComponent, ofPlan } from "./schema.ts";

export const amounts = ["rate", "factor", "per-unit", "amount"] as const;
export type AmountKind = (typeof amounts)[number];
export const modes = ["transaction", "month", "quarter", "half", "year", "period"] as const;
export type Mode = (typeof modes)[number];
/** Every kind of rule by the key it stands under; `cases` is a rate, factor or amount under conditions. */
export const ruleKinds = [...amounts, "cases", "tiers", "matrix", "curve", "pool", "prizes"] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A kind of rule with the key that holds it, and of a table what its cells are. */
export type Rule = { readonly kind: RuleKind; readonly key: string; readonly cell: AmountKind };
/** Other keys that belong to a rule. */
export const besides: Readonly<Record<RuleKind, readonly string[]>> = {
  rate: [], factor: [], "per-unit": [], amount: [], cases: [], matrix: [],
  tiers: ["mode", "by", "quota", "tie"], curve: ["by"], pool: ["key"], prizes: ["by", "ties"],
}; // prettier-ignore

export type ComponentForm = {
  readonly name: string;
  readonly mode: Mode;
  /** Null: the text says nothing the form knows. */
  readonly rule: Rule | null;
  /** What only the text can change, as it stands there. */
  readonly rest: string;
};
export type PlanForm = {
  readonly document: Document;
  readonly plan: string;
  readonly period: string;
  readonly base: string;
  readonly components: readonly ComponentForm[];
  readonly rest: string;
};

/** A plan text as a form; null while the text cannot be read. */
export function formOf(text: string): PlanForm | null {
  const document = documentOf(text);
  if (!document) return null;
  const components = document.get("components");
  const count = isSeq(components) ? components.items.length : 0;
  return {
    document,
    plan: said(document, ["plan"]) ?? "",
    period: said(document, ["period"]) || "month",
    base: said(document, ["base"]) || "signed",
    components: Array.from({ length: count }, (_, i) => componentOf(document, ["components", i])),
    rest: restOf(document, [], ["plan", "period", "base", "components", "tests", ...Object.keys(ofPlan)]),
  };
}

function componentOf(document: Document, path: Path): ComponentForm {
  const at = (key: string): string | null => said(document, [...path, key]);
  const mode = at("each") === "transaction" ? "transaction" : (modes.find((one) => one === at("accumulate")) ?? "period");
  const rule = ruleOf(document, path);
  const shown = rule ? [rule.key, ...besides[rule.kind]] : [];
  return {
    name: at("name") ?? "",
    mode,
    rule,
    rest: restOf(document, path, ["name", "each", "accumulate", ...shown, ...Object.keys(ofComponent)]),
  };
}

function ruleOf(document: Document, path: Path): Rule | null {
  const at = (...keys: Path): unknown => document.getIn([...path, ...keys], true);
  const key = [...amounts, "tiers", "matrix", "curve", "pool", "prizes"].find((one) => at(one) !== undefined);
  if (key === undefined) return null;
  const amount = amounts.find((one) => one === key);
  if (amount) return isSeq(at(key)) ? { kind: "cases", key, cell: amount } : { kind: amount, key, cell: amount };
  const cell = amounts.find((one) => at(key, 0, one) !== undefined) ?? "rate";
  return { kind: key as RuleKind, key, cell };
}

/** A word or number as it was written; "" where nothing stands, null where more stands than a word. */
export function said(document: Document, path: Path): string | null {
  const node: unknown = document.getIn(path, true);
  if (node === undefined) return "";
  return isScalar(node) ? wordOf(node) : null;
}

/** The keys that stand in a map, in the order of the text. */
export function keysAt(document: Document, path: Path): string[] {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
}

/** How many entries a list has; null where no list stands. */
export function countAt(document: Document, path: Path): number | null {
  const node: unknown = document.getIn(path, true);
  return isSeq(node) ? node.items.length : null;
}

/** What stands in a map and has no field. */
export function restOf(document: Document, path: Path, shown: readonly string[]): string {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(node)) return "";
  const rest = node.items.filter(({ key }) => isScalar(key) && !shown.includes(String(key.value)));
  const values = Object.fromEntries(rest.map(({ key, value }) => [String(isScalar(key) ? key.value : ""), (value as { toJSON?: () => unknown } | null)?.toJSON?.() ?? value])); // prettier-ignore
  return rest.length === 0 ? "" : stringify(values, { lineWidth: 0 }).trimEnd();
}
