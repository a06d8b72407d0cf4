import type { Document } from "yaml";
import { withKeyOf, withList, withValue, type Written } from "./edit.ts";
import { amounts, besides, countAt, ruleKinds, said, type AmountKind, type Rule, type RuleKind } from "./model.ts";
import type { Path } from "./places.ts";
import { inWords, type Schema } from "./schema.ts";

/** A rate of five per cent is no five yuan a piece: another kind of rule begins with a number of its own. */
const beginnings: Readonly<Record<RuleKind, Readonly<Record<string, Written>>>> = {
  rate: { rate: "1%" },
  factor: { factor: "1" },
  "per-unit": { "per-unit": "10" },
  amount: { amount: "100" },
  cases: { rate: [{ when: "金额 >= 100000元", rate: "2%" }, { rate: "1%" }] },
  tiers: { tiers: [{ from: "0", rate: "1%" }] },
  matrix: {
    matrix: {
      rows: { by: "完成率", from: ["0%", "100%"] },
      columns: { by: "得分", from: ["0", "80"] },
      cells: [["0%", "1%"], ["2%", "3%"]],
    },
  },
  curve: { by: "完成率", curve: [{ at: "60%", factor: "0.5" }, { at: "100%", factor: "1" }] },
  pool: { pool: "10000", key: "得分" },
  prizes: { prizes: ["3000", "2000", "1000"], by: "得分" },
}; // prettier-ignore

/** Rules that have no base of their own, and those that are made once a period. */
const baseless: readonly RuleKind[] = ["amount", "pool", "prizes"];
const byPeriod: readonly RuleKind[] = ["pool", "prizes"];

const keys = [...new Set(ruleKinds.flatMap((kind) => [...Object.keys(beginnings[kind]), ...besides[kind]]))];

/** Another kind of rule; a single rate goes along into tiers and back. */
export function turned(text: string, path: Path, document: Document, rule: Rule | null, next: RuleKind, isChinese = true): string {
  const rate = rateIn(document, path, rule);
  const gone = [
    ...amounts,
    ...keys,
    ...(baseless.includes(next) ? ["of"] : []),
    ...(byPeriod.includes(next) ? ["each", "accumulate"] : []),
  ];
  const bare = gone.reduce((rest, key) => withValue(rest, [...path, key], ""), text);
  if (next === "tiers") return withList(bare, [...path, "tiers"], [{ from: "0", rate: rate || "1%" }]);
  if (next === "rate" && rate) return withKeyOf(bare, [...path, "rate"], rate);
  return Object.entries(beginnings[next]).reduce((rest, [key, value]) => withKeyOf(rest, [...path, key], inWords(value, isChinese)), bare);
}

function rateIn(document: Document, path: Path, rule: Rule | null): string | null {
  if (rule?.kind === "rate") return said(document, [...path, "rate"]);
  return rule?.kind === "tiers" && rule.cell === "rate" ? said(document, [...path, "tiers", 0, "rate"]) : null;
}

/** The fields beside the table of a rule. */
export const ofRule = (kind: RuleKind): Schema => {
  if (kind === "tiers") return { mode: { is: "choice", of: ["marginal", "whole", "step", "interpolated"] }, by: { is: "word", first: "完成率" }, quota: { is: "word", first: "配额" }, tie: { is: "choice", of: ["upper", "lower"] } };
  if (kind === "curve") return { by: { is: "word", first: "完成率" } };
  if (kind === "pool") return { pool: { is: "word", first: "10000" }, key: { is: "word", first: "得分" } };
  if (kind === "prizes") return { prizes: { is: "words", first: ["3000", "2000", "1000"] }, by: { is: "word", first: "得分" }, ties: { is: "choice", of: ["share", "all"] } };
  return {};
}; // prettier-ignore

/** One line of a table as it stands, by the names of its columns. */
export type Step = { readonly from: string; readonly value: string };
export function stepsOf(document: Document, path: Path, rule: Rule): Step[] {
  const list = [...path, rule.key];
  const start = rule.kind === "curve" ? "at" : "from";
  return Array.from({ length: countAt(document, list) ?? 0 }, (_, i) => ({
    from: said(document, [...list, i, start]) ?? "",
    value: said(document, [...list, i, cellAt(document, [...list, i]) ?? rule.cell]) ?? "",
  }));
}

export const cellAt = (document: Document, path: Path): AmountKind | undefined =>
  amounts.find((one) => document.getIn([...path, one], true) !== undefined);

/** "60%" is 0.6, "10万" a hundred thousand; NaN for what is no number. */
export const sizeOf = (word: string): number =>
  Number.parseFloat(word.replaceAll(",", "")) * (word.includes("万") ? 10_000 : 1) * (/[%％]/.test(word) ? 0.01 : 1);
export const isBelow = (steps: readonly Step[], i: number): boolean => i > 0 && sizeOf(steps[i]!.from) <= sizeOf(steps[i - 1]!.from);
/** A beginning for a further tier: as far again, in the same words. */
export const above = (from: string): string => {
  const size = Number.parseFloat(from.replaceAll(",", "")) || 0;
  const rest = from.replace(/^[\d.,]+/, "");
  return `${size === 0 ? (rest === "%" ? 50 : 100_000) : size * 2}${rest}`;
};
