import type { Label } from "../../explain/explanation.ts";
import { amountText, boundText, cellText, say, textOf, type Table } from "./said.ts";
import type { Body, Component, Shape } from "../language/plan.ts";

type Rule = { readonly lines: readonly Label[]; readonly table: Table | null };

/** How a component makes its amount: in a sentence, or in a sentence and a table. */
export function ruleOf({ body, pool, prizes }: Pick<Component, "body" | "pool" | "prizes">): Rule {
  if (pool) return { lines: [say("pool", { amount: pool.amount.text, key: pool.key.text })], table: null };
  if (prizes) {
    const rows = prizes.amounts.map((amount, i) => [say("place", { place: i + 1 }), amountText(amount)]);
    return { lines: [say("prizes", { by: prizes.by.text }), say(`ties.${prizes.ties}`)], table: { head: [say("head.place"), say("head.amount")], rows } };
  }
  return body ? shapeOf(body) : { lines: [], table: null };
} // prettier-ignore

function shapeOf({ shape, of }: Body): Rule {
  if (shape.kind === "tiers") return tiersOf(shape, of?.type ?? "amount");
  if (shape.kind === "matrix") return matrixOf(shape);
  if (shape.kind === "curve") return curveOf(shape, of?.text ?? "");
  const isAmount = shape.kind === "formula";
  const [only] = shape.cases;
  if (shape.cases.length === 1 && only && !only.when) {
    const name = isAmount ? "amount" : only.gives.type === "rate" ? "rate" : only.gives.type === "amount" ? "per-unit" : "factor";
    return { lines: [say(`rule.${name}`, { formula: only.gives.text })], table: null };
  }
  const rows = shape.cases.map(({ when, gives }) => [when ? when.text : say("head.else"), gives.text]);
  return { lines: [say("rule.cases")], table: { head: [say("head.when"), say(isAmount ? "head.amount" : "head.rate")], rows } };
}

function tiersOf(shape: Shape & { kind: "tiers" }, base: string): Rule {
  const { mode, by, counts, quota, tiers, tie, end } = shape;
  const against = by ?? counts;
  const isPercent = quota !== null || (against?.type ?? base) === "rate";
  const kind = tiers[0]?.cell.kind ?? "rate";
  const rows = tiers.map(({ from, cell }, i) => {
    const to = tiers[i + 1]?.from ?? end;
    const low = boundText(from, isPercent);
    return [to ? say("range", { from: low, to: boundText(to, isPercent) }) : say("above", { from: low }), cellText(cell)];
  });
  const lines = [
    ...(against ? [say("by", { formula: against.text })] : []),
    ...(quota ? [say("quota", { formula: quota.text })] : []),
    say(`tiers.${mode}`),
    ...(mode === "marginal" || mode === "interpolated" ? [] : [say(`tie.${tie}`)]),
  ];
  return { lines, table: { head: [say("head.tier"), say(`head.${kind}`)], rows } };
}

function matrixOf({ rows, columns, cells, tie }: Shape & { kind: "matrix" }): Rule {
  const at = (axis: typeof rows) => axis.from.map((from) => say("above", { from: boundText(from, axis.by.type === "rate") }));
  const [down, across] = [at(rows), at(columns)];
  return {
    lines: [say("matrix", { rows: rows.by.text, columns: columns.by.text }), say(`tie.${tie}`)],
    table: { head: [`${textOf(rows.by)} \\ ${textOf(columns.by)}`, ...across], rows: cells.map((row, i) => [down[i]!, ...row.map(cellText)]) },
  };
} // prettier-ignore

function curveOf({ by, points }: Shape & { kind: "curve" }, of: string): Rule {
  const name = by?.text ?? of;
  const isPercent = by?.type === "rate";
  const rows = points.map(({ at, cell }) => [boundText(at, isPercent), cellText(cell)]);
  return { lines: [say("curve", { by: name })], table: { head: [name, say(`head.${points[0]?.cell.kind ?? "factor"}`)], rows } };
}
