import { minus, plus, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import { clawedBack } from "./clawback.ts";
import { blank, eligible, ofCredit } from "./lines.ts";
import type { Draft, Raw } from "./made.ts";
import { moveOf, START, type Sums } from "./moves.ts";
import { spanTo } from "./periods.ts";
import type { Ask } from "./shape.ts";
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
  const { move, runs } = moveOf(shape, ask);
  const counts = shape.kind === "tiers" ? shape.counts : null;
  let at: Sums = before ? { total: before, counted: before } : START;
  let opening = at.counted;
  let paidFor = before && runs ? move(before, START, at, ask).exact : ZERO;
  const lines: Draft[] = [];
  const earned = new Map<string, Exact>();
  // Originals of earlier periods are taken back as they were paid there, not as they would be computed now.
  const isIn = (id: string) => (world.facts.transactions.get(id)?.date ?? "") >= where.period.from;
  for (const credit of eligible(world, component, where, span)) {
    const isBefore = credit.transaction.date < where.period.from;
    const back = clawedBack(world, component, where, credit, (id) => (isBefore || isIn(id) ? earned.get(id) : undefined));
    const asking = world.askCredit(credit, where, component.name);
    const base = of ? asking.number(of) : null;
    const from = at;
    if (base && !(back && component.clawback?.attainment === "kept")) at = added(from, base, counts && asking.number(counts));
    const draft = back ?? { ...ofCredit(credit), base, ...move(base, from, at, asking) };
    earned.set(credit.transaction.id, draft.exact);
    if (isBefore) paidFor = plus(paidFor, draft.exact);
    else lines.push({ ...draft, ...(runs && { accumulatedBefore: from.counted, accumulated: at.counted }) });
    if (isBefore) opening = at.counted;
  }
  const made = trueUp(world, component, where, paidFor);
  const earlier = made.reduce((rest, line) => minus(rest, line.exact), paidFor);
  return { lines: [...made, ...lines], opening, accumulated: at.counted, earlier };
}

function added({ total, counted }: Sums, base: Exact, counts: Exact | null): Sums {
  const sum = plus(counted, counts ?? base);
  return { total: counts ? plus(total, base) : sum, counted: sum };
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
