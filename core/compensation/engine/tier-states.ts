import { over, plus, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import type { Cell } from "../language/plan.ts";
import type { Line, Made } from "./made.ts";
import { reached } from "./shape.ts";

/** A tier with what stood in it and what that earned; bounds as the plan's value against the tiers, amounts where they are percents of a quota. */
export type TierState = {
  readonly from: Exact;
  readonly to: Exact | null;
  readonly cell: Cell;
  readonly base: Exact;
  readonly earned: Exact;
};

/** Every tier of a component, and where its running sum stands; none where each transaction has tiers of its own. */
export function tierStates({ component, lines, tiers, accumulated }: Made): { readonly tiers: readonly TierState[]; readonly reached: number | null } {
  if (!tiers || component.body?.shape.kind !== "tiers") return { tiers: [], reached: null };
  const parts = lines.flatMap((line) => line.parts);
  const states = tiers.map(({ from, cell }, i): TierState => {
    const inside = parts.filter((part) => part.from !== null && part.from.n === from.n && part.from.d === from.d);
    return { from, to: tiers[i + 1]?.from ?? null, cell, base: sumOf(inside.flatMap((part) => part.base ?? [])), earned: inside.reduce((sum, part) => plus(sum, part.amount), ZERO) };
  });
  const bounds = tiers.map(({ from }) => from);
  const at = accumulated ? reached(bounds, accumulated, component.body.shape.tie) : -1;
  return { tiers: states, reached: at < 0 ? null : at };
} // prettier-ignore

const steps = new Set<Line["kind"]>(["cap", "floor", "carried", "true-up", "less-paid"]);
/** Whether the tiers alone make the amount: no factor, limit or true-up between, so that their sum is it, rounding aside. */
export const isSumOfTiers = ({ factor, lines, tiers }: Made): boolean =>
  tiers !== null && factor === null && !lines.some(({ kind }) => steps.has(kind));

/** Running sum ÷ quota; null without either, or where the quota is not above zero. */
export const attainment = ({ accumulated }: Made, quota: Exact | null): Exact | null =>
  accumulated && quota && quota.n > 0n ? over(accumulated, quota) : null;
