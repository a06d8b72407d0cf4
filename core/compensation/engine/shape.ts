import { compare, least, minus, ONE, over, plus, sumOf, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Axis, Cell, Shape } from "../language/plan.ts";
import { Stopped } from "./stop.ts";

/** Evaluates a formula where a shape stands: in a transaction, or in a participant's period. */
export type Ask = {
  readonly number: (formula: Formula) => Exact;
  readonly holds: (formula: Formula) => boolean;
};

/** One step of how an amount came about: what it was taken of, the rate or factor, what came out. */
export type Part = {
  readonly from: Exact | null;
  readonly to: Exact | null;
  readonly base: Exact | null;
  readonly cell: Exact;
  readonly kind: Cell["kind"];
  readonly amount: Exact;
};
export type Shaped = { readonly amount: Exact; readonly parts: readonly Part[]; readonly reason: "no-rule" | "below-first-tier" | null };

const nothing = (reason: Shaped["reason"]): Shaped => ({ amount: ZERO, parts: [], reason });

/** What a base of its own earns: x alone, from nothing. A null base lets the cell stand for itself. */
export function shaped(shape: Shape, base: Exact | null, ask: Ask): Shaped {
  switch (shape.kind) {
    case "formula":
    case "rate":
      return caseOf(shape, base, ask);
    case "tiers":
      return tiered(boundTiers(shape, ask), shape, base, shape.by ? ask.number(shape.by) : base!);
    case "matrix":
      return cellMade(shape.cells[indexOf(shape.rows, shape.tie, ask)]?.[indexOf(shape.columns, shape.tie, ask)], base);
    case "curve":
      return cellMade(onCurve(shape.points, shape.by ? ask.number(shape.by) : base!), base);
  }
}

function caseOf(shape: Shape & { kind: "formula" | "rate" }, base: Exact | null, ask: Ask): Shaped {
  const found = shape.cases.find((one) => one.when === null || ask.holds(one.when));
  if (!found) return nothing("no-rule");
  const value = ask.number(found.gives);
  if (shape.kind === "formula") return { amount: value, parts: [part(null, value, "amount", value)], reason: null };
  const amount = base === null ? value : times(base, value);
  const kind = found.gives.type === "rate" ? "rate" : "factor";
  return { amount, parts: [part(base, value, kind, amount)], reason: null };
}

const part = (base: Exact | null, cell: Exact, kind: Part["kind"], amount: Exact): Part => ({
  from: null,
  to: null,
  base,
  cell,
  kind,
  amount,
});

/** `full`: what the tier gives when it is passed, made once for everything beyond it. */
type Tier = { readonly from: Exact; readonly cell: Cell; readonly to: Exact | null; readonly full: Part | null };
export type Tiers = readonly Tier[];
export type TierShape = Shape & { kind: "tiers" };

/** Bounds in percent of the quota become amounts; a quota that is not above zero has no percents. */
export function boundTiers(shape: TierShape, ask: Ask): Tiers {
  const quota = shape.quota ? ask.number(shape.quota) : ONE;
  if (quota.n <= 0n) throw new Stopped("quota-not-positive", { name: shape.quota!.text });
  const known = bound.get(shape)?.get(quota);
  if (known) return known;
  const bounds = shape.tiers.map(({ from }) => times(from, quota));
  const tiers = shape.tiers.map(({ cell }, i) => tierOf(bounds[i]!, bounds[i + 1] ?? null, cell));
  bound.set(shape, (bound.get(shape) ?? new WeakMap()).set(quota, tiers));
  return tiers;
}

/** A participant's quota is one and the same object in every period of a year. */
const bound = new WeakMap<TierShape, WeakMap<Exact, Tiers>>();

function tierOf(from: Exact, to: Exact | null, cell: Cell): Tier {
  const full = to === null || compare(to, from) === 0 ? null : slice(from, to, cell, minus(to, from));
  return { from, to, cell, full };
}

export const slice = (from: Exact, to: Exact | null, { value, kind }: Cell, base: Exact): Part => ({ from, to, base, cell: value, kind, amount: times(base, value) }); // prettier-ignore

/** The state of tiers at one accumulated base; what a line earns is the difference of two states. */
export function tiered(tiers: Tiers, shape: TierShape, base: Exact | null, by: Exact): Shaped {
  if (shape.mode === "marginal") return shape.by === null ? marginal(tiers, by) : scaled(marginal(tiers, by), base);
  if (shape.mode === "interpolated") return interpolated(tiers, shape.end, by);
  const index = reached(
    tiers.map((tier) => tier.from),
    by,
    shape.tie,
  );
  if (index < 0) return nothing("below-first-tier");
  const { cell } = tiers[index]!;
  const made = shape.mode === "step" ? cellMade(cell, null) : cellMade(cell, base);
  return { ...made, parts: made.parts.map((one) => ({ ...one, from: tiers[index]!.from, to: tiers[index + 1]?.from ?? null })) };
}

/** 超额累进: each slice at its own rate, so no amount depends on which side a bound belongs to. A first tier from 0 goes on below zero. */
function marginal(tiers: Tiers, base: Exact): Shaped {
  const parts = tiers.flatMap(({ from, to, cell, full }, i): Part[] => {
    if (to !== null && compare(base, to) >= 0) return full ? [full] : [];
    const goesDown = i === 0 && from.n === 0n;
    return compare(base, from) > 0 || (goesDown && base.n < 0n) ? [slice(from, to, cell, minus(base, from))] : [];
  });
  return { amount: sum(parts), parts, reason: parts.length === 0 && base.n !== 0n ? "below-first-tier" : null };
}

/** A base times what the slices of another value make: a target bonus by the slices of attainment. */
function scaled(made: Shaped, base: Exact | null): Shaped {
  if (base === null) return made;
  return { ...made, amount: times(made.amount, base), parts: made.parts.map((one) => ({ ...one, amount: times(one.amount, base) })) };
}

/** Amounts of tiers add up as they are crossed, pro rata inside the one that is reached; the last one ends somewhere. */
function interpolated(tiers: Tiers, end: Exact | null, by: Exact): Shaped {
  const parts = tiers.flatMap(({ from, cell }, i): Part[] => {
    const to = tiers[i + 1]?.from ?? end;
    if (to === null || compare(by, from) <= 0) return [];
    const crossed = over(minus(least(by, to), from), minus(to, from));
    return [{ from, to, base: minus(least(by, to), from), cell: cell.value, kind: "amount", amount: times(crossed, cell.value) }];
  });
  return { amount: sum(parts), parts, reason: parts.length === 0 ? "below-first-tier" : null };
}

function cellMade(cell: Cell | undefined, base: Exact | null): Shaped {
  if (!cell) return nothing("below-first-tier");
  const amount = cell.kind === "amount" || base === null ? cell.value : times(base, cell.value);
  return { amount, parts: [part(base, cell.value, cell.kind, amount)], reason: null };
}

/** The tier a value stands in, −1 below the first. A first tier from 0 also holds what is below zero. */
export function reached(bounds: readonly Exact[], value: Exact, tie: "upper" | "lower"): number {
  const index = bounds.findLastIndex((bound) => (tie === "upper" ? compare(value, bound) >= 0 : compare(value, bound) > 0));
  return index < 0 && bounds[0] !== undefined && bounds[0].n === 0n ? 0 : index;
}

const indexOf = (axis: Axis, tie: "upper" | "lower", ask: Ask): number => reached(axis.from, ask.number(axis.by), tie);

function onCurve(points: readonly { at: Exact; cell: Cell }[], x: Exact): Cell | undefined {
  const first = points[0];
  if (!first) return undefined;
  const next = points.findIndex((point) => compare(point.at, x) > 0);
  if (next === 0) return first.cell;
  if (next < 0) return points.at(-1)!.cell;
  const [a, b] = [points[next - 1]!, points[next]!];
  const way = over(minus(x, a.at), minus(b.at, a.at));
  return { kind: a.cell.kind, value: plus(a.cell.value, times(way, minus(b.cell.value, a.cell.value))) };
}

export const sum = (parts: readonly { readonly amount: Exact }[]): Exact => sumOf(parts.map((one) => one.amount));
