import { addDays } from "../../base/date.ts";
import { compare, exact, greatest, minus, plus, roundedTo, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import { blank } from "./lines.ts";
import type { Draft, Line } from "./made.ts";
import { payPeriodAt } from "./periods.ts";
import { sum, type Ask } from "./shape.ts";
import type { Where, World } from "./world.ts";

/** Floor, then what was carried, then the cap of the period or of a longer span. */
export function limitedLines(
  world: World,
  component: Component,
  where: Where,
  ask: Ask,
  lines: readonly Draft[],
): { lines: Draft[]; excess: Exact } {
  const all = [...lines];
  const total = () => sumOf(all.map((line) => line.exact));
  const step = (kind: Line["kind"], amount: Exact) => {
    if (amount.n !== 0n) all.push({ ...blank(where), kind, exact: amount });
  };
  if (component.floor) step("floor", minus(greatest(total(), ask.number(component.floor)), total()));
  const { cap } = component;
  if (!cap || cap.per === "transaction") return { lines: all, excess: ZERO };
  if (cap.excess === "carried") step("carried", carriedInto(world, component, where));
  const used = sum(world.earlier(component, where, cap.per));
  const room = greatest(minus(ask.number(cap.amount), used), ZERO);
  const excess = greatest(minus(total(), room), ZERO);
  step("cap", minus(ZERO, excess));
  return { lines: all, excess };
}

/** The excess of the period just before; before the first day of business there was none. */
export function carriedInto(world: World, component: Component, { person, period }: Where): Exact {
  const before = addDays(period.from, -1);
  if (world.start === null || before < world.start) return ZERO;
  const earlier = payPeriodAt(before, world.plan.period, world.plan.yearStart);
  return world.component(component.name, person, earlier).excess;
}

/** Rounds by line or in total; in total, one line holds the residue, so that the lines re-add to the amount. */
export function roundedLines({ rounding }: Component, lines: readonly Draft[], earlier: Exact): Line[] {
  const round = (value: Exact) => roundedTo(value, rounding.digits, rounding.mode);
  const made = lines.map((line): Line => ({ ...line, amount: round(line.exact) }));
  if (rounding.level === "line" || made.length === 0) return made;
  const toDate = plus(earlier, sumOf(lines.map((line) => line.exact)));
  const whole = minus(round(toDate), round(earlier));
  const residue = minus(whole, sum(made));
  if (residue.n === 0n) return made;
  const size = (value: Exact) => (value.n < 0n ? exact(-value.n, value.d) : value);
  const largest = made.reduce((best, line, i) => (compare(size(line.exact), size(made[best]!.exact)) > 0 ? i : best), 0);
  const holder = rounding.residue === "last" ? made.length - 1 : largest;
  return made.map((line, i) => (i === holder ? { ...line, amount: plus(line.amount, residue) } : line));
}
