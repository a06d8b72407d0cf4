import type { Explanation, Label, Value } from "../explain/explanation.ts";
import { compare, decimalText, exact, minus, plus, sumOf, times, ZERO, type Exact } from "../formula/exact.ts";
import { shown } from "../formula/formula.ts";
import type { Type } from "../formula/syntax.ts";
import type { Line, Made } from "./engine/made.ts";
import type { Part } from "./engine/shape.ts";
import type { Around } from "./around.ts";
import { money, summed, type Term } from "./explain-sum.ts";
import type { Component } from "./language/plan.ts";

const limits = new Set<Line["kind"]>(["cap", "floor", "carried"]);

/** One component: tier by tier or rule by rule, times its factor, floor and cap, and what rounding moved. A plain sum. */
export function explainComponent(made: Made, around: Around): Explanation {
  const { component, amount, lines, factor, gate } = made;
  const { currency } = around;
  const label: Label = { key: "formula.name", values: { name: component.name } };
  if (!gate) {
    const notes = [{ key: "compensation.note.gate", values: { formula: component.gate!.text } }];
    return { of: "component", label, value: money(amount, currency), notes };
  }
  const business = lines.filter(({ kind }) => !limits.has(kind));
  const terms = [...scaled(component, business, factor, currency), ...limitTerms(lines, currency)];
  const rounding = `compensation.explain.rounding-${component.rounding.level}`;
  const rows = around.rows && lines.some(({ credit }) => credit !== null) ? { rows: around.rows } : {};
  return { ...summed("component", label, amount, terms, currency, rounding), ...rows, ...notesOf(made) };
}

function notesOf({ opening, accumulated }: Made): Pick<Explanation, "notes"> {
  if (accumulated === null || opening.n === 0n) return {};
  return { notes: [{ key: "compensation.note.opening", values: { amount: decimalText(opening, 4) } }] };
}

/** One line: the rules its amount fell under, and what each gave. */
export function explainLine(line: Line, { component, factor }: Made, { currency }: Around): Explanation {
  const label: Label = { key: "compensation.explain.line", values: { day: line.date } };
  const rounding = `compensation.explain.rounding-${component.rounding.level === "line" ? "line" : "residue"}`;
  const isLimit = limits.has(line.kind);
  const terms = isLimit ? limitTerms([line], currency) : scaled(component, [line], factor, currency);
  const made = summed("credit", label, line.amount, terms, currency, rounding);
  return { ...made, ...(line.reason && { notes: [{ key: `compensation.reason.${line.reason}` }] }) };
}

/** Rules first, then the factor; a line taken over from an earlier period is not touched by it. */
function scaled(component: Component, lines: readonly Line[], factor: Exact | null, currency: string): Term[] {
  const total = sumOf(lines.map((line) => line.exact));
  const raw = ruleTerms(component, lines, currency);
  const rawSum = sumOf(raw.map(({ exact: one }) => one));
  if (factor === null) return [...raw, ...rest(minus(total, rawSum), currency)];
  const product = times(rawSum, factor);
  const first = raw.length === 1 ? raw[0]!.explanation : summed("before-factor", { key: "compensation.explain.before-factor" }, rawSum, raw, currency);
  const times_: Explanation = { of: "factor", label: { key: "compensation.explain.factor", values: { formula: component.body!.times!.text } }, value: { kind: "number", value: decimalText(factor, 10) } };
  const explanation: Explanation = { of: "factored", label: { key: "compensation.explain.factored" }, value: money(product, currency), combine: "product", parts: [first, times_] };
  return [{ exact: product, explanation }, ...rest(minus(total, product), currency)];
} // prettier-ignore

const rest = (amount: Exact, currency: string): Term[] =>
  amount.n === 0n ? [] : [{ exact: amount, explanation: { of: "rest", label: { key: "compensation.explain.rest" }, value: money(amount, currency) } }]; // prettier-ignore

/** What stood under the same tier, rate or cell is one part: base × rate. */
function ruleTerms(component: Component, lines: readonly Line[], currency: string): Term[] {
  const groups = new Map<string, Part>();
  for (const part of lines.flatMap((line) => line.parts)) {
    const key = [part.from, part.to, part.cell].map((one) => one && `${one.n}/${one.d}`).join(" ");
    const known = groups.get(key);
    groups.set(key, known ? { ...known, base: known.base && part.base && plus(known.base, part.base), amount: plus(known.amount, part.amount) } : part);
  }
  const bare = lines.filter(({ parts, exact: amount }) => parts.length === 0 && amount.n !== 0n);
  return [
    ...[...groups.values()].toSorted((a, b) => compare(a.from ?? ZERO, b.from ?? ZERO)).map((part) => ruleTerm(component, part, currency)),
    ...bare.map((line): Term => ({ exact: line.exact, explanation: { of: line.kind, label: { key: `compensation.line.${line.kind}`, values: { day: line.date } }, value: money(line.exact, currency) } })),
  ];
} // prettier-ignore

function ruleTerm(component: Component, part: Part, currency: string): Term {
  const { base, cell, kind, amount } = part;
  const value = money(amount, currency);
  const label = labelOf(component, part, currency);
  if (base === null || kind === "amount") return { exact: amount, explanation: { of: "tier", label, value } };
  const type = component.body?.of?.type ?? "amount";
  const parts: Explanation[] = [
    { of: "slice", label: { key: part.from ? "compensation.explain.slice" : "compensation.explain.base" }, value: shown(base, type, currency) },
    { of: "rate", label: { key: `compensation.explain.cell-${kind}` }, value: cellValue(kind, cell, currency) },
  ];
  return { exact: amount, explanation: { of: "tier", label, value, combine: "product", parts } };
} // prettier-ignore

/** "0 to 600,000", "80 % to 100 %": bounds as the plan's own kind of value. */
function labelOf(component: Component, { from, to }: Part, currency: string): Label {
  if (!from) return { key: "compensation.explain.by-rule" };
  const type = boundType(component);
  const kind = type === "amount" ? "" : "-of";
  const text = (bound: Exact) => (type === "amount" ? decimalText(bound, 4) : boundText(bound, type, currency));
  return { key: `compensation.explain.tier${to ? "" : "-top"}${kind}`, values: { from: text(from), ...(to && { to: text(to) }) } };
}

const boundText = (bound: Exact, type: Type, currency: string): string => {
  const value = shown(bound, type, currency);
  return value.kind === "rate" ? `${decimalText(times(bound, exact(100n)), 4)}%` : "value" in value ? value.value : "";
};

/** What stands against the bounds of a component's tiers. */
export const boundType = ({ body }: Component): Type => {
  if (body?.shape.kind !== "tiers" && body?.shape.kind !== "curve") return "amount";
  const counts = body.shape.kind === "tiers" ? body.shape.counts : null;
  return (body.shape.by ?? counts ?? body.of)?.type ?? "amount";
};

export function cellValue(kind: Part["kind"], cell: Exact, currency: string): Value {
  if (kind === "rate") return shown(cell, "rate", currency);
  return kind === "factor" ? shown(cell, "number", currency) : money(cell, currency);
}

function limitTerms(lines: readonly Line[], currency: string): Term[] {
  return lines
    .filter(({ kind }) => limits.has(kind))
    .map((line) => ({ exact: line.exact, explanation: { of: line.kind, label: { key: `compensation.line.${line.kind}`, values: { day: line.date } }, value: money(line.exact, currency) } })); // prettier-ignore
}
