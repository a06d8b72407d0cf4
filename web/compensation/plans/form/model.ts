import { isMap, isScalar, isSeq, stringify, type Document } from "yaml";
import { documentOf, wordOf, type Path } from "./edit.ts";

export const amounts = ["rate", "factor", "per-unit", "amount"] as const;
export type AmountKind = (typeof amounts)[number];
/** Fields that hold one formula or number. */
export const formulas = ["of", "where", "gate", "times", "floor", "cap"] as const;
export type FormulaField = (typeof formulas)[number];
export const modes = ["transaction", "month", "quarter", "half", "year", "period"] as const;
export type Mode = (typeof modes)[number];

export type Tier = { readonly from: string; readonly kind: AmountKind; readonly value: string };
/** One number, a list of tiers, or something the form shows as text. */
export type Rule =
  | { readonly kind: "single"; readonly key: AmountKind; readonly value: string }
  | { readonly kind: "tiers"; readonly tiers: readonly Tier[] }
  | { readonly kind: "text" };
export type ComponentForm = {
  readonly name: string;
  readonly mode: Mode;
  /** Null: the text says more there than a field can show. */
  readonly fields: Readonly<Record<FormulaField, string | null>>;
  readonly rule: Rule;
  /** What only the text can change, as it stands there. */
  readonly rest: string;
};
export type PlanForm = {
  readonly plan: string;
  readonly period: string;
  readonly base: string;
  readonly payout: string | null;
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
    plan: said(document, ["plan"]) ?? "",
    period: said(document, ["period"]) || "month",
    base: said(document, ["base"]) || "signed",
    payout: said(document, ["payout"]),
    components: Array.from({ length: count }, (_, i) => componentOf(document, ["components", i])),
    rest: restOf(document, [], ["plan", "period", "base", "payout", "components", "tests"]),
  };
}

function componentOf(document: Document, path: Path): ComponentForm {
  const at = (key: string): string | null => said(document, [...path, key]);
  const mode = at("each") === "transaction" ? "transaction" : (modes.find((one) => one === at("accumulate")) ?? "period");
  const rule = ruleOf(document, path);
  const shown = rule.kind === "single" ? [rule.key] : rule.kind === "tiers" ? ["tiers"] : [];
  const fields = Object.fromEntries(formulas.map((field) => [field, at(field)])) as ComponentForm["fields"];
  const plain = formulas.filter((field) => fields[field] !== null);
  return { name: at("name") ?? "", mode, fields, rule, rest: restOf(document, path, ["name", "each", "accumulate", ...plain, ...shown]) };
}

function ruleOf(document: Document, path: Path): Rule {
  const single = amounts.find((key) => isScalar(document.getIn([...path, key], true)));
  if (single) return { kind: "single", key: single, value: said(document, [...path, single]) ?? "" };
  const tiers = document.getIn([...path, "tiers"]);
  if (!isSeq(tiers)) return { kind: "text" };
  const rows = tiers.items.map((_, i) => tierOf(document, [...path, "tiers", i]));
  return rows.every((one) => one !== null) ? { kind: "tiers", tiers: rows } : { kind: "text" };
}

function tierOf(document: Document, path: Path): Tier | null {
  const kind = amounts.find((key) => isScalar(document.getIn([...path, key], true)));
  const node = document.getIn(path);
  if (!kind || !isMap(node) || node.items.length !== 2) return null;
  return { from: said(document, [...path, "from"]) ?? "", kind, value: said(document, [...path, kind]) ?? "" };
}

/** A word or number as it was written; "" where nothing stands, null where more stands than a word. */
function said(document: Document, path: Path): string | null {
  const node: unknown = document.getIn(path, true);
  if (node === undefined) return "";
  return isScalar(node) ? wordOf(node) : null;
}

function restOf(document: Document, path: Path, shown: readonly string[]): string {
  const node = path.length === 0 ? document.contents : document.getIn(path);
  if (!isMap(node)) return "";
  const rest = node.items.filter(({ key }) => isScalar(key) && !shown.includes(String(key.value)));
  const values = Object.fromEntries(rest.map(({ key, value }) => [String(isScalar(key) ? key.value : ""), (value as { toJSON?: () => unknown } | null)?.toJSON?.() ?? value])); // prettier-ignore
  return rest.length === 0 ? "" : stringify(values, { lineWidth: 0 }).trimEnd();
}
