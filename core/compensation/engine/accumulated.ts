import { compare, minus, over, plus, sumOf, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import { clawedBack } from "./clawback.ts";
import { blank, eligible, ofCredit } from "./lines.ts";
import type { Draft, Line, Raw } from "./made.ts";
import { spanTo } from "./periods.ts";
import { boundTiers, shaped, sum, tiered, type Ask, type Part, type Shaped, type TierShape, type Tiers } from "./shape.ts";
import { Stopped } from "./stop.ts";
import { traitsOf } from "./traits.ts";
import type { Where, World } from "./world.ts";

/**
 * Runs through the transactions of the span in business order. What a line earns is the difference of two states of the
 * running sum; a change of what the tiers rest on is made good in one line of its own, the true-up of what was paid before.
 * Where a transaction counts the same in every period, the run begins where the period before has ended.
 */
export function accumulatedLines(world: World, component: Component, where: Where, ask: Ask): Raw {
  const { shape, of } = component.body!;
  const before = openingOf(world, component, where);
  const span = before ? where.period : spanTo(where.period, component.span, world.plan.yearStart);
  const tiers = shape.kind === "tiers" ? boundTiers(shape, ask) : [];
  const by = shape.kind === "tiers" && shape.by ? ask.number(shape.by) : null;
  const counts = shape.kind === "tiers" ? shape.counts : null;
  const stateAt = (base: Exact, counted = base): Shaped =>
    shape.kind === "tiers" ? tiered(tiers, shape, base, by ?? counted) : shaped(shape, base, ask);
  const isPerLine = shape.kind !== "tiers" && (shape.kind !== "curve" || shape.by !== null);
  let accumulated = before ?? ZERO;
  let total = accumulated;
  let opening = accumulated;
  let state = isPerLine ? null : stateAt(accumulated);
  let paidFor = before && state ? minus(state.amount, stateAt(ZERO).amount) : ZERO;
  const lines: Draft[] = [];
  const earned = new Map<string, Exact>();
  // Originals of earlier periods are taken back as they were paid there, not as they would be computed now.
  const isIn = (id: string) => (world.facts.transactions.get(id)?.date ?? "") >= where.period.from;
  for (const credit of eligible(world, component, where, span)) {
    const isBefore = credit.transaction.date < where.period.from;
    const back = clawedBack(world, component, where, credit, (id) => (isBefore || isIn(id) ? earned.get(id) : undefined));
    const asking = world.askCredit(credit, where, component.name);
    const base = of ? asking.number(of) : null;
    const [accumulatedBefore, stateBefore] = [accumulated, state];
    if (base && !(back && component.clawback?.attainment === "kept")) {
      accumulated = plus(accumulated, counts ? asking.number(counts) : base);
      total = counts ? plus(total, base) : accumulated;
      if (stateBefore) state = stateAt(total, accumulated);
    }
    const made =
      base && counts && shape.kind === "tiers" && shape.mode === "marginal"
        ? portion(tiers, shape, base, accumulatedBefore, accumulated)
        : lineOf(state ?? shaped(shape, base, asking), stateBefore);
    const draft = back ?? { ...ofCredit(credit), base, ...made };
    earned.set(credit.transaction.id, draft.exact);
    if (isBefore) paidFor = plus(paidFor, draft.exact);
    else lines.push({ ...draft, ...(!isPerLine && { accumulatedBefore, accumulated }) });
    if (isBefore) opening = accumulated;
  }
  const made = trueUp(world, component, where, paidFor);
  const earlier = made.reduce((rest, line) => minus(rest, line.exact), paidFor);
  return { lines: [...made, ...lines], opening, accumulated, earlier };
}

function lineOf(after: Shaped, before: Shaped | null): Pick<Line, "parts" | "exact" | "reason"> {
  if (!before) return { parts: after.parts, exact: after.amount, reason: after.reason };
  const amount = minus(after.amount, before.amount);
  return { parts: partsBetween(after.parts, before.parts), exact: amount, reason: amount.n === 0n ? after.reason : null };
}

/** A base that is paid by the slices of something else that adds up: each slice has its part of the base. What counts nothing stands where the sum stands. */
function portion(tiers: Tiers, shape: TierShape, base: Exact, before: Exact, after: Exact): Pick<Line, "parts" | "exact" | "reason"> {
  const moved = minus(after, before);
  if (moved.n === 0n) return lineOf(tiered(tiers, { ...shape, mode: "whole" }, base, after), null);
  const share = over(base, moved);
  const slices = partsBetween(tiered(tiers, shape, after, after).parts, tiered(tiers, shape, before, before).parts);
  const parts = slices.map((one) => ({ ...one, base: one.base && times(one.base, share), amount: times(one.amount, share) }));
  return { parts, exact: sum(parts), reason: parts.length === 0 ? "below-first-tier" : null };
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

/** What the span has accumulated before the period, when the period before can say it; null: it has to be counted again. */
function openingOf(world: World, component: Component, where: Where): Exact | null {
  if (!traitsOf(world.plan, component).isSteady) return null;
  try {
    const last = world.periodsBefore(where.period, component.span).at(-1);
    return last ? world.component(component.name, where.person, last).accumulated : null;
  } catch (thrown) {
    if (thrown instanceof Stopped) return null;
    throw thrown;
  }
}

/** Earned to date by today's terms less what the earlier periods of the span earned by theirs. */
function trueUp(world: World, component: Component, where: Where, paidFor: Exact): Draft[] {
  const earlier = sumOf(world.earlier(component, where, component.span).map((made) => made.raw));
  const difference = minus(paidFor, earlier);
  return difference.n === 0n ? [] : [{ ...blank(where), kind: "true-up", date: where.period.from, exact: difference }];
}
