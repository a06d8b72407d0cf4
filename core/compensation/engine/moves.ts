import { compare, minus, over, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Shape } from "../language/plan.ts";
import type { Line } from "./made.ts";
import { boundTiers, shaped, slice, sum, tiered, type Ask, type Part, type Shaped, type Tiers, type TierShape } from "./shape.ts";

/** What has come together so far: of the base, and of what stands against the bounds. They are one unless the plan says `counts`. */
export type Sums = { readonly total: Exact; readonly counted: Exact };
export const START: Sums = { total: ZERO, counted: ZERO };

/** What a transaction earns by moving the running sum from one place to the next. */
export type Move = (base: Exact | null, from: Sums, to: Sums, asking: Ask) => Pick<Line, "parts" | "exact" | "reason">;

/** How a shape pays what adds up: by the slices it moves through, by the difference of two states, or each transaction for itself (`null`: no sum is asked). */
export function moveOf(shape: Shape, ask: Ask): { readonly move: Move; readonly runs: boolean } {
  if (shape.kind === "curve" && shape.by === null) return { move: between(({ total }) => shaped(shape, total, ask)), runs: true };
  if (shape.kind !== "tiers") return { move: (base, _from, _to, asking) => alone(shaped(shape, base, asking)), runs: false };
  const tiers = boundTiers(shape, ask);
  if (shape.mode === "marginal" && shape.counts) return { move: portioned(tiers, shape), runs: true };
  if (shape.mode === "marginal" && shape.by === null) return { move: (_, from, to) => sliced(tiers, from.counted, to.counted), runs: true };
  const by = shape.by && ask.number(shape.by);
  return { move: between(({ total, counted }) => tiered(tiers, shape, total, by ?? counted)), runs: true };
}

const alone = ({ parts, amount, reason }: Shaped): ReturnType<Move> => ({ parts, exact: amount, reason });

/**
 * 超额累进: the way from one sum to the next, slice by slice, without looking at what lies below. The same as the difference of two states
 * (what a fall leaves stands first), but at the cost of the slices alone: nearly every transaction stays in one tier.
 */
function sliced(tiers: Tiers, before: Exact, after: Exact): ReturnType<Move> {
  const left: Part[] = [];
  const moved: Part[] = [];
  let isAbove = false;
  tiers.forEach(({ from, to, cell }, i) => {
    const isOpen = i === 0 && from.n === 0n;
    isAbove ||= compare(after, from) > 0 || (isOpen && after.n < 0n);
    const [low, high] = [inside(before, from, to, isOpen), inside(after, from, to, isOpen)];
    const base = minus(high, low);
    if (base.n !== 0n) (high === from || (isOpen && after.n === 0n) ? left : moved).push(slice(from, to, cell, base));
  });
  const parts = left.length > 0 ? [...left, ...moved] : moved;
  const amount = sum(parts);
  return { parts, exact: amount, reason: amount.n === 0n && !isAbove && after.n !== 0n ? "below-first-tier" : null };
}

/** A sum as far as it lies in a tier; a first tier from 0 goes on below. */
function inside(at: Exact, from: Exact, to: Exact | null, isOpen: boolean): Exact {
  if (to !== null && compare(at, to) >= 0) return to;
  return isOpen || compare(at, from) > 0 ? at : from;
}

/** A base that is paid by the slices of something else that adds up: each slice has its part of the base. What counts nothing stands where the sum stands. */
function portioned(tiers: Tiers, shape: TierShape): Move {
  return (base, { counted: before }, { counted: after }) => {
    const moved = minus(after, before);
    if (base === null || moved.n === 0n) return alone(tiered(tiers, { ...shape, mode: "whole" }, base ?? ZERO, after));
    const share = over(base, moved);
    const made = sliced(tiers, before, after);
    const parts = made.parts.map((one) => ({ ...one, base: one.base && times(one.base, share), amount: times(one.amount, share) }));
    return { parts, exact: sum(parts), reason: parts.length === 0 ? "below-first-tier" : null };
  };
}

/** The difference of two states; where one line ends the next begins, so each is made once. */
function between(stateAt: (sums: Sums) => Shaped): Move {
  let known: { readonly sums: Sums; readonly state: Shaped } | null = null;
  return (_, from, to) => {
    const before = known?.sums === from ? known.state : stateAt(from);
    const after = from === to ? before : stateAt(to);
    known = { sums: to, state: after };
    const amount = minus(after.amount, before.amount);
    return { parts: partsBetween(after.parts, before.parts), exact: amount, reason: amount.n === 0n ? after.reason : null };
  };
}

/** What a line moved in each tier; a state that stands wholly in another tier (whole-amount) shows both. */
function partsBetween(after: readonly Part[], before: readonly Part[]): Part[] {
  const same = (a: Part, b: Part) => a === b || (a.from !== null && b.from !== null && compare(a.from, b.from) === 0);
  const moved = after.flatMap((part): Part[] => {
    const old = before.find((one) => same(one, part));
    if (!old || old === part) return old ? [] : [part];
    const base = part.base && old.base ? minus(part.base, old.base) : part.base;
    const amount = minus(part.amount, old.amount);
    return amount.n === 0n && (base === null || base.n === 0n) ? [] : [{ ...part, base, amount }];
  });
  const gone = before
    .filter((one) => !after.some((part) => same(one, part)))
    .map((one): Part => ({ ...one, base: one.base && minus(ZERO, one.base), amount: minus(ZERO, one.amount) }));
  return [...gone, ...moved];
}
