import { addDays, daysBetween, type Span } from "../../base/date.ts";
import { exact, least, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import { clawedBack } from "./clawback.ts";
import { countedDays } from "./day-count.ts";
import type { Credit } from "./facts.ts";
import type { Draft } from "./made.ts";
import { shaped, type Ask, type Part } from "./shape.ts";
import { traitsOf } from "./traits.ts";
import type { Where, World } from "./world.ts";

export const blank = ({ asOf }: Where): Draft => ({
  kind: "period",
  credit: null,
  date: asOf,
  base: null,
  accumulatedBefore: null,
  accumulated: null,
  parts: [],
  exact: ZERO,
  reason: null,
});

export function periodLine(component: Component, where: Where, ask: Ask): Draft {
  const { of, shape } = component.body!;
  const base = of ? ask.number(of) : null;
  const made = shaped(shape, base, ask);
  return { ...blank(where), base, parts: made.parts, exact: made.amount, reason: made.reason };
}

/** Each transaction starts again at the first tier. */
export function transactionLines(world: World, component: Component, where: Where): Draft[] {
  const earned = new Map<string, Exact>();
  return eligible(world, component, where, where.period).map((credit) => {
    const back = clawedBack(world, component, where, credit, (id) => earned.get(id));
    if (back) return back;
    const ask = world.askCredit(credit, where, component.name);
    const { of, shape } = component.body!;
    const base = of ? ask.number(of) : null;
    const made = shaped(shape, base, ask);
    const exactly = component.cap?.per === "transaction" ? least(made.amount, ask.number(component.cap.amount)) : made.amount;
    earned.set(credit.transaction.id, exactly);
    return { ...ofCredit(credit), base, parts: made.parts, exact: exactly, reason: made.reason };
  });
}

export const ofCredit = (credit: Credit): Draft => ({
  kind: "transaction",
  credit,
  date: credit.transaction.date,
  base: null,
  accumulatedBefore: null,
  accumulated: null,
  parts: [],
  exact: ZERO,
  reason: null,
});

export function eligible(world: World, component: Component, where: Where, span: Span): Credit[] {
  const credits = world.teams.credits(where.person, component.credit, span);
  const { where: condition } = component;
  const kept = condition ? credits.filter((credit) => world.askCredit(credit, where, component.name).holds(condition)) : credits;
  if (!traitsOf(world.plan, component).isNumbered) return kept;
  return kept.map((credit, i) => ({ ...credit, cells: { ...credit.cells, ordinal: exact(BigInt(i + 1)) } }));
}

/** The same days of the period, each stretch of unchanged terms for itself: its value times its share of the days. */
export function stretchLines(world: World, component: Component, where: Where): Draft[] {
  const spans = world.people.activeSpans(where.person, where.period).flatMap((span) => cutByTerms(world, where.person, span));
  const { dayCount } = world.plan;
  const days =
    dayCount.basis === "actual-365" ? Math.min(daysBetween(where.period.from, where.period.to), 365) : countedDays(where.period, dayCount);
  return spans.map((span): Draft => {
    const there: Where = { ...where, asOf: span.from };
    const line = periodLine(component, there, world.ask(there, component.name));
    const share = exact(BigInt(countedDays(span, dayCount)), BigInt(Math.max(1, days)));
    const value = times(line.exact, share);
    const part: Part = { from: null, to: null, base: line.exact, cell: share, kind: "factor", amount: value };
    return { ...line, kind: "stretch", date: addDays(span.to, -1), base: line.exact, parts: [part], exact: value };
  });
}

function cutByTerms(world: World, person: string, span: Span): Span[] {
  const edges = world.people.person(person).stretches.flatMap(({ from, to }) => [from, to]);
  const cuts = [...new Set(edges.filter((day) => day > span.from && day < span.to))].toSorted();
  const days = [span.from, ...cuts, span.to];
  return days.slice(0, -1).map((from, i) => ({ from, to: days[i + 1]! }));
}
