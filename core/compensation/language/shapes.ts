import { ppmOf, type Fields } from "../../formula/document.ts";
import { compare, exact, exactOf, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Type } from "../../formula/syntax.ts";
import type { Book, Reach } from "./book.ts";
import type { Axis, Body, Case, Cell, Shape } from "./plan.ts";

const shapeFields = ["rate", "amount", "factor", "per-unit", "tiers", "matrix", "curve"] as const;
/** `runs`: transactions add up, and what stands against the tiers is asked once a period. */
type Where = { readonly book: Book; readonly reach: Reach; readonly inComponent: boolean; readonly runs: boolean };

/** Reads base, shape and multiplier. Exactly one shape stands there; its cells say what comes out. */
export function bodyOf(fields: Fields, where: Where): Body {
  const { book, reach, inComponent } = where;
  const of = fields.has("of") ? book.formula(fields, "of", reach, null, inComponent) : null;
  const found = shapeFields.filter((field) => fields.has(field));
  if (found.length > 1) fields.refuse("shapes-mixed", found[1]!, { first: found[0]!, second: found[1]! });
  const shape = shapeOf(fields, found[0], of, where);
  const times = fields.has("times") ? book.formula(fields, "times", "participant", null) : null;
  if (of && shape.kind === "formula") fields.refuse("base-unused", "of");
  if (!of && found[0] !== "per-unit" && shape.kind === "rate" && inComponent) fields.refuse("base-missing", "of");
  return { of: of ?? (found[0] === "per-unit" ? book.formulaOf(fields, "of", "quantity", reach, "number") : null), shape, times };
}

function shapeOf(fields: Fields, field: (typeof shapeFields)[number] | undefined, of: Formula | null, where: Where): Shape {
  if (field === "rate") return { kind: "rate", cases: casesOf(fields, "rate", "rate", where) };
  if (field === "factor") return { kind: "rate", cases: casesOf(fields, "factor", "number", where) };
  if (field === "per-unit") return { kind: "rate", cases: casesOf(fields, "per-unit", "amount", where) };
  if (field === "amount") return { kind: "formula", cases: casesOf(fields, "amount", "amount", where) };
  if (field === "tiers") return tiersOf(fields, of, where);
  if (field === "matrix") return matrixOf(fields.within("matrix"), where);
  if (field === "curve") return curveOf(fields, where);
  if (of) return { kind: "formula", cases: [{ when: null, gives: of }] };
  fields.refuse("shape-missing", "", { allowed: shapeFields.join(", ") });
  return { kind: "formula", cases: [] };
}

/** `rate: 5%`, a formula, or a list of `{when, rate}`: the first that holds. A case behind one without `when` is never reached. */
function casesOf(
  fields: Fields,
  field: "rate" | "factor" | "amount" | "per-unit",
  wanted: Type,
  { book, reach, inComponent }: Where,
): Case[] {
  if (!Array.isArray(fields.unread(field))) return [{ when: null, gives: book.formula(fields, field, reach, wanted, inComponent) }];
  const cases = fields.list(field).map((one): Case => {
    const when = one.has("when") ? book.formula(one, "when", reach, "boolean", inComponent) : null;
    const gives = book.formula(one, field, reach, wanted, inComponent);
    one.nothingElse();
    return { when, gives };
  });
  const open = cases.findIndex((one) => one.when === null);
  if (open >= 0 && open < cases.length - 1) fields.refuse("rule-unreachable", `${field}[${open + 1}]`);
  return cases;
}

function tiersOf(fields: Fields, of: Formula | null, { book, reach, inComponent, runs }: Where): Shape {
  const mode = fields.choice("mode", ["marginal", "whole", "step", "interpolated"], of ? "marginal" : "step");
  const by = fields.has("by") ? book.formula(fields, "by", runs ? "participant" : reach, null, inComponent) : null;
  const counts = runs && fields.has("counts") ? book.formula(fields, "counts", reach, null, inComponent) : null;
  if (by && counts) fields.refuse("fields-exclude", "counts", { first: "by", second: "counts" });
  const list = fields.list("tiers");
  const read = list.map((one) => tierOf(one));
  checkBounds(fields, list, read, mode === "interpolated");
  const compared = by ?? counts ?? of;
  if (!compared) fields.refuse("base-missing", "by");
  const percents = read.some((tier) => tier.isPercent && compare(tier.from, exact(0n)) !== 0);
  const needsQuota = percents && compared?.type === "amount";
  if (compared && compared.type === "rate" && read.some((tier) => !tier.isPercent && tier.from.n !== 0n))
    fields.refuse("percent-sign-missing", "tiers", { value: "from" });
  if (percents && compared && compared.type === "number") fields.refuse("bounds-mixed", "tiers");
  const quota = needsQuota ? book.formulaOf(fields, "quota", fields.scalar("quota", "quota"), "participant", "amount") : null;
  if (fields.has("quota") && !needsQuota) fields.refuse("quota-unused", "quota");
  const wantsAmount = mode === "step" || mode === "interpolated";
  if (mode === "interpolated" && read.some((tier) => tier.cell.kind !== "amount")) fields.refuse("cells-not-amounts", "tiers");
  if (!wantsAmount && read.some((tier) => tier.cell.kind === "amount")) fields.refuse("cells-are-amounts", "tiers", { mode });
  return {
    kind: "tiers",
    mode,
    tie: fields.choice("tie", ["upper", "lower"], "upper"),
    by,
    counts,
    quota,
    tiers: read.map(({ from, cell }) => ({ from, cell })),
    end: read.at(-1)?.to ?? null,
  };
}

type TierRead = { readonly from: Exact; readonly isPercent: boolean; readonly to: Exact | null; readonly cell: Cell };

function tierOf(one: Fields): TierRead {
  const from = boundOf(one, "from", one.scalar("from"));
  const to = one.has("to") ? boundOf(one, "to", one.scalar("to")) : null;
  const cell = cellOf(one);
  one.nothingElse();
  return { from: from.value, isPercent: from.isPercent, to: to?.value ?? null, cell };
}

/** Exactly one of rate, factor, per-unit, amount. */
function cellOf(one: Fields): Cell {
  const kinds = (["rate", "factor", "per-unit", "amount"] as const).filter((kind) => one.has(kind));
  if (kinds.length !== 1) one.refuse("cell-missing", kinds[1] ?? "", { allowed: "rate, factor, per-unit, amount" });
  if (kinds[0] === "rate") return { kind: "rate", value: exact(one.percent("rate"), 1_000_000n) };
  if (kinds[0] === "amount" || kinds[0] === "per-unit") return { kind: kinds[0], value: exact(one.amount(kinds[0]), 10_000n) };
  return { kind: "factor", value: kinds[0] ? one.decimal("factor") : exact(0n) };
}

function boundOf(one: Fields, field: string, text: string): { value: Exact; isPercent: boolean } {
  const ppm = ppmOf(text);
  if (ppm !== null) return { value: exact(ppm, 1_000_000n), isPercent: true };
  const value = exactOf(text.replaceAll("_", "").replace(/^(\d{1,3})(,\d{3})+$/, (all) => all.replaceAll(",", "")));
  if (value === null && text !== "") one.refuse("not-a-number", field, { value: text });
  if (/\.99+$/.test(text)) one.refuse("bound-leaves-gap", field, { value: text }); // "…99.99" opens a gap of a cent
  return { value: value ?? exact(0n), isPercent: false };
}

/** Bounds rise, are all of one kind, and a `to` that is written is the next `from`: no gap, no overlap. */
function checkBounds(fields: Fields, list: readonly Fields[], tiers: readonly TierRead[], endsInAmounts: boolean): void {
  tiers.forEach((tier, i) => {
    const next = tiers[i + 1];
    if (!next) return;
    if (compare(tier.from, next.from) >= 0) list[i + 1]!.refuse("tiers-not-ascending", "from");
    if (tier.isPercent !== next.isPercent && tier.from.n !== 0n && next.from.n !== 0n) list[i + 1]!.refuse("bounds-mixed", "from");
    if (tier.to && compare(tier.to, next.from) < 0) list[i]!.refuse("tier-gap", "to");
    if (tier.to && compare(tier.to, next.from) > 0) list[i]!.refuse("tier-overlap", "to");
  });
  if (tiers.at(-1)?.to && !endsInAmounts) fields.refuse("last-tier-ends", "tiers");
  if (tiers.length > 0 && !tiers.at(-1)?.to && endsInAmounts) fields.refuse("last-tier-open", "tiers");
}

/** rows and columns with their bounds, cells row by row. Every cell is there: a hole would pay nothing unseen. */
function matrixOf(fields: Fields, { book, reach, inComponent }: Where): Shape {
  const axis = (name: "rows" | "columns"): Axis => {
    const inner = fields.within(name);
    const by = book.formula(inner, "by", reach, null, inComponent);
    const from = inner.values("from").map((text) => boundOf(inner, "from", text).value);
    if (from.some((bound, i) => i > 0 && compare(from[i - 1]!, bound) >= 0)) inner.refuse("tiers-not-ascending", "from");
    inner.nothingElse();
    return { by, from };
  };
  const [rows, columns] = [axis("rows"), axis("columns")];
  const written = fields.unread("cells");
  const cells = Array.isArray(written)
    ? written.map((row: unknown) => (Array.isArray(row) ? row.map((cell) => cellText(fields, cell)) : []))
    : [];
  if (cells.length !== rows.from.length || cells.some((row) => row.length !== columns.from.length))
    fields.refuse("matrix-size", "cells", { rows: rows.from.length, columns: columns.from.length });
  if (new Set(cells.flat().map((cell) => cell.kind)).size > 1) fields.refuse("cells-mixed", "cells");
  const tie = fields.choice("tie", ["upper", "lower"], "upper");
  fields.nothingElse();
  return { kind: "matrix", rows, columns, tie, cells };
}

/** "5%" is a rate, "1.2x" a factor, a bare number an amount. */
function cellText(fields: Fields, value: unknown): Cell {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  const ppm = ppmOf(text);
  if (ppm !== null) return { kind: "rate", value: exact(ppm, 1_000_000n) };
  const factor = /^(.+?)\s?[x倍]$/.exec(text);
  const number = exactOf(factor ? factor[1]! : text);
  if (number === null) fields.refuse("not-a-number", "cells", { value: text });
  return { kind: factor ? "factor" : "amount", value: number ?? exact(0n) };
}

/** A line through points; before the first and behind the last it stays level. */
function curveOf(fields: Fields, { book, reach, inComponent }: Where): Shape {
  const by = fields.has("by") ? book.formula(fields, "by", reach, null, inComponent) : null;
  if (!by && !fields.has("of")) fields.refuse("base-missing", "by");
  const points = fields.list("curve").map((one) => {
    const at = boundOf(one, "at", one.scalar("at")).value;
    const cell = cellOf(one);
    one.nothingElse();
    return { at, cell };
  });
  if (points.some((point, i) => i > 0 && compare(points[i - 1]!.at, point.at) >= 0)) fields.refuse("tiers-not-ascending", "curve");
  return { kind: "curve", by, points };
}

const product = (base: Type | null, cell: Type): Type => {
  if (base === null || cell === "amount") return cell;
  return base === "amount" ? "amount" : base === "rate" || cell === "rate" ? "rate" : base;
};
const cellTypes = { rate: "rate", factor: "number", "per-unit": "amount", amount: "amount" } as const;

/** The type that comes out of a body. */
export function bodyType(body: Body): Type {
  const made = shapeType(body);
  return body.times ? product(body.times.type, made) : made;
}

function shapeType({ of, shape }: Body): Type {
  if (shape.kind === "formula") return shape.cases[0]?.gives.type ?? "number";
  if (shape.kind === "rate") return product(of?.type ?? null, shape.cases[0]?.gives.type ?? "rate");
  const cell = shape.kind === "matrix" ? shape.cells[0]?.[0] : shape.kind === "tiers" ? shape.tiers[0]?.cell : shape.points[0]?.cell;
  const isAlone = cell?.kind === "amount" || (shape.kind === "tiers" && shape.mode === "step");
  return product(isAlone ? null : (of?.type ?? null), cellTypes[cell?.kind ?? "factor"]);
}
