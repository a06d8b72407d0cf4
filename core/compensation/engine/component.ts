import { addDays, daysBetween, type Day, type Span } from "../../base/date.ts";
import { compare, exact, greatest, least, minus, plus, roundedTo, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component, Interval } from "../language/plan.ts";
import { clawedBack } from "./clawback.ts";
import { countedDays } from "./day-count.ts";
import type { Credit } from "./facts.ts";
import { poolShare, prizeOf } from "./group.ts";
import { lastDayOf, payPeriodAt, payPeriods, type PayPeriod } from "./periods.ts";
import { boundTiers, shaped, sum, tiered, type Ask, type Part, type Shaped } from "./shape.ts";
import type { Where, World } from "./world.ts";

/** One row of a component: a transaction, a stretch of days, or a step that is no transaction (a cap, a true-up). */
export type Line = {
  readonly kind: "transaction" | "stretch" | "period" | "true-up" | "cap" | "floor" | "carried" | "less-paid";
  readonly credit: Credit | null;
  readonly date: Day;
  readonly base: Exact | null;
  readonly accumulatedBefore: Exact | null;
  readonly parts: readonly Part[];
  readonly exact: Exact;
  /** Rounded by the plan's rule; the lines add up to the component. */
  readonly amount: Exact;
  /** Why nothing was earned: no rule held, below the first tier; or that it takes back an earlier line. */
  readonly reason: Shaped["reason"] | "clawback" | null;
};
export type Made = {
  readonly component: Component;
  readonly amount: Exact;
  readonly lines: readonly Line[];
  /** Before times, floor and cap; what later periods of a span are compared with. */
  readonly raw: Exact;
  readonly gate: boolean;
  readonly factor: Exact | null;
  readonly excess: Exact;
  readonly opening: Exact;
  readonly accumulated: Exact | null;
};
/** Final: taken from an earlier period as it was paid there, so this period's factor does not touch it. */
export type Draft = Omit<Line, "amount"> & { readonly isFinal?: boolean };
type Raw = {
  readonly lines: readonly Draft[];
  readonly opening: Exact;
  readonly accumulated: Exact | null;
  /** What the earlier periods of the span have earned: months are rounded on the running sum, so that a quarter adds up to its own rounding. */
  readonly earlier?: Exact;
};

/**
 * What one component earns one participant in one period: lines, then times, then floor, then cap, then rounding; nothing when
 * the gate is shut. The order is the plan's law and the same for preview, payout and explanation.
 */
export function componentMade(world: World, component: Component, person: string, period: PayPeriod): Made {
  const where: Where = { person, period, asOf: lastDayOf(period), component };
  const ask = world.ask(where, component.name);
  const isOpen = component.gate === null || ask.holds(component.gate);
  const raw = isOpen ? rawOf(world, component, where, ask) : { lines: [], opening: ZERO, accumulated: null };
  const rawSum = raw.lines.reduce((total, line) => plus(total, line.exact), ZERO);
  const factor = isOpen && component.body?.times ? ask.number(component.body.times) : null;
  const scaled = factor ? raw.lines.map((line) => (line.isFinal ? line : { ...line, exact: times(line.exact, factor) })) : raw.lines;
  const limited = isOpen ? limitedLines(world, component, where, ask, scaled) : { lines: [], excess: ZERO };
  const lines = roundedLines(component, limited.lines, factor === null ? (raw.earlier ?? ZERO) : ZERO);
  const amount = lines.reduce((total, line) => plus(total, line.amount), ZERO);
  const { opening, accumulated } = raw;
  return { component, amount, lines, raw: rawSum, gate: isOpen, factor, excess: limited.excess, opening, accumulated };
}

function rawOf(world: World, component: Component, where: Where, ask: Ask): Raw {
  if (component.pool) return alone(where, poolShare(world, component, where));
  if (component.prizes) return alone(where, prizeOf(world, component, where));
  if (component.mode === "transaction") return { lines: transactionLines(world, component, where), opening: ZERO, accumulated: null };
  if (component.mode === "accumulated") return accumulatedLines(world, component, where, ask);
  if (component.where && !ask.holds(component.where)) return { lines: [], opening: ZERO, accumulated: null };
  const lines = component.prorate ? stretchLines(world, component, where) : [periodLine(component, where, ask)];
  return { lines: [...lines, ...lessPaidLine(world, component, where)], opening: ZERO, accumulated: null };
}

function alone(where: Where, made: Shaped & { base?: Exact }): Raw {
  return {
    lines: [{ ...blank(where), base: made.base ?? null, parts: made.parts, exact: made.amount, reason: made.reason }],
    opening: ZERO,
    accumulated: null,
  };
}

const blank = ({ asOf }: Where): Draft => ({
  kind: "period",
  credit: null,
  date: asOf,
  base: null,
  accumulatedBefore: null,
  parts: [],
  exact: ZERO,
  reason: null,
});

function periodLine(component: Component, where: Where, ask: Ask): Draft {
  const { of, shape } = component.body!;
  const base = of ? ask.number(of) : null;
  const made = shaped(shape, base, ask);
  return { ...blank(where), base, parts: made.parts, exact: made.amount, reason: made.reason };
}

/** Each transaction starts again at the first tier. */
function transactionLines(world: World, component: Component, where: Where): Draft[] {
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

const ofCredit = (credit: Credit): Draft => ({
  kind: "transaction",
  credit,
  date: credit.transaction.date,
  base: null,
  accumulatedBefore: null,
  parts: [],
  exact: ZERO,
  reason: null,
});

function eligible(world: World, component: Component, where: Where, span: Span): Credit[] {
  const credits = world.credits(where.person, component.credit, span);
  const { where: condition } = component;
  const kept = condition ? credits.filter((credit) => world.askCredit(credit, where, component.name).holds(condition)) : credits;
  return kept.map((credit, i) => ({ ...credit, cells: { ...credit.cells, ordinal: exact(BigInt(i + 1)) } }));
}

/**
 * Runs through the transactions of the span in business order. What a line earns is the difference of two states of the
 * running sum; a change of what the tiers rest on is made good in one line of its own, the true-up of what was paid before.
 */
function accumulatedLines(world: World, component: Component, where: Where, ask: Ask): Raw {
  const { shape, of } = component.body!;
  const span = spanOf(world, component.span, where.period);
  const tiers = shape.kind === "tiers" ? boundTiers(shape, ask) : [];
  const by = shape.kind === "tiers" && shape.by ? ask.number(shape.by) : null;
  const stateAt = (base: Exact): Shaped => (shape.kind === "tiers" ? tiered(tiers, shape, base, by ?? base) : shaped(shape, base, ask));
  const isPerLine = shape.kind !== "tiers" && (shape.kind !== "curve" || shape.by !== null);
  let accumulated = ZERO;
  let opening = ZERO;
  let paidFor = ZERO;
  const lines: Draft[] = [];
  const earned = new Map<string, Exact>();
  // Originals of earlier periods are taken back as they were paid there, not as they would be computed now.
  const isIn = (id: string) => (world.facts.transactions.get(id)?.date ?? "") >= where.period.from;
  for (const credit of eligible(world, component, where, span)) {
    const isBefore = credit.transaction.date < where.period.from;
    const back = clawedBack(world, component, where, credit, (id) => (isBefore || isIn(id) ? earned.get(id) : undefined));
    const asking = world.askCredit(credit, where, component.name);
    const base = of ? asking.number(of) : null;
    const before = accumulated;
    if (base && !(back && component.clawback?.attainment === "kept")) accumulated = plus(accumulated, base);
    const draft = back ?? {
      ...ofCredit(credit),
      base,
      ...lineOf(isPerLine ? shaped(shape, base, asking) : stateAt(accumulated), isPerLine ? null : stateAt(before)),
    };
    earned.set(credit.transaction.id, draft.exact);
    if (isBefore) paidFor = plus(paidFor, draft.exact);
    else lines.push({ ...draft, accumulatedBefore: isPerLine ? null : before });
    if (isBefore) opening = accumulated;
  }
  const made = trueUp(world, component, where, span, paidFor);
  const earlier = made.reduce((rest, line) => minus(rest, line.exact), paidFor);
  return { lines: [...made, ...lines], opening, accumulated, earlier };
}

function lineOf(after: Shaped, before: Shaped | null): Pick<Line, "parts" | "exact" | "reason"> {
  if (!before) return { parts: after.parts, exact: after.amount, reason: after.reason };
  const amount = minus(after.amount, before.amount);
  return { parts: partsBetween(after.parts, before.parts), exact: amount, reason: amount.n === 0n ? after.reason : null };
}

/** What a line moved in each tier; a state that stands wholly in another tier (whole-amount) shows both. */
function partsBetween(after: readonly Part[], before: readonly Part[]): Part[] {
  const same = (a: Part, b: Part) => a.from !== null && b.from !== null && compare(a.from, b.from) === 0;
  const moved = after.flatMap((part): Part[] => {
    const old = before.find((one) => same(one, part));
    if (!old) return [part];
    const base = part.base && old.base ? minus(part.base, old.base) : part.base;
    const amount = minus(part.amount, old.amount);
    return amount.n === 0n && (base === null || base.n === 0n) ? [] : [{ ...part, base, amount }];
  });
  const gone = before
    .filter((one) => !after.some((part) => same(one, part)))
    .map((one): Part => ({ ...one, base: one.base && minus(ZERO, one.base), amount: minus(ZERO, one.amount) }));
  return [...gone, ...moved];
}

/** Earned to date by today's terms less what the earlier periods of the span earned by theirs. */
function trueUp(world: World, component: Component, where: Where, span: Span, paidFor: Exact): Draft[] {
  const earlier = earlierIn(world, span, where.period).reduce(
    (total, period) => plus(total, world.component(component.name, where.person, period).raw),
    ZERO,
  );
  const difference = minus(paidFor, earlier);
  return difference.n === 0n ? [] : [{ ...blank(where), kind: "true-up", date: where.period.from, exact: difference }];
}

/** The same days of the period, each stretch of unchanged terms for itself: its value times its share of the days. */
function stretchLines(world: World, component: Component, where: Where): Draft[] {
  const spans = world.activeSpans(where.person, where.period).flatMap((span) => cutByTerms(world, where.person, span));
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
  const edges = world.person(person).stretches.flatMap(({ from, to }) => [from, to]);
  const cuts = [...new Set(edges.filter((day) => day > span.from && day < span.to))].toSorted();
  const days = [span.from, ...cuts, span.to];
  return days.slice(0, -1).map((from, i) => ({ from, to: days[i + 1]! }));
}

/** To-date less paid: what the earlier periods of the span paid comes off. */
function lessPaidLine(world: World, component: Component, where: Where): Draft[] {
  if (!component.lessPaid) return [];
  const span = spanOf(world, component.lessPaid, where.period);
  const paid = earlierIn(world, span, where.period).reduce(
    (total, period) => plus(total, world.component(component.name, where.person, period).raw),
    ZERO,
  );
  return paid.n === 0n ? [] : [{ ...blank(where), kind: "less-paid", exact: minus(ZERO, paid) }];
}

const spanOf = (world: World, interval: Interval, period: PayPeriod): Span => ({
  from: payPeriodAt(lastDayOf(period), interval, world.plan.yearStart).from,
  to: period.to,
});

function earlierIn(world: World, span: Span, period: PayPeriod): PayPeriod[] {
  if (span.from >= period.from) return [];
  return payPeriods(span.from, addDays(period.from, -1), world.plan.period, world.plan.yearStart);
}

/** Floor, then what was carried, then the cap of the period or of a longer span. */
function limitedLines(
  world: World,
  component: Component,
  where: Where,
  ask: Ask,
  lines: readonly Draft[],
): { lines: Draft[]; excess: Exact } {
  const all = [...lines];
  const total = () => all.reduce((whole, line) => plus(whole, line.exact), ZERO);
  const step = (kind: Line["kind"], amount: Exact) => {
    if (amount.n !== 0n) all.push({ ...blank(where), kind, exact: amount });
  };
  if (component.floor) step("floor", minus(greatest(total(), ask.number(component.floor)), total()));
  const { cap } = component;
  if (!cap || cap.per === "transaction") return { lines: all, excess: ZERO };
  const span = spanOf(world, cap.per, where.period);
  const earlier = earlierIn(world, span, where.period).map((period) => world.component(component.name, where.person, period));
  if (cap.excess === "carried") step("carried", carriedInto(world, component, where));
  const used = earlier.reduce((whole, made) => plus(whole, made.amount), ZERO);
  const room = greatest(minus(ask.number(cap.amount), used), ZERO);
  const excess = greatest(minus(total(), room), ZERO);
  step("cap", minus(ZERO, excess));
  return { lines: all, excess };
}

/** The excess of the period just before; the first period that has anybody has none. */
function carriedInto(world: World, component: Component, where: Where): Exact {
  const before = addDays(where.period.from, -1);
  const first = world.firstDay(where.person);
  if (first === null || before < first) return ZERO;
  const period = payPeriodAt(before, world.plan.period, world.plan.yearStart);
  return world.component(component.name, where.person, period).excess;
}

/** Rounds by line or in total; in total, one line holds the residue, so that the lines re-add to the amount. */
function roundedLines({ rounding }: Component, lines: readonly Draft[], earlier: Exact): Line[] {
  const round = (value: Exact) => roundedTo(value, rounding.digits, rounding.mode);
  const made = lines.map((line): Line => ({ ...line, amount: round(line.exact) }));
  if (rounding.level === "line" || made.length === 0) return made;
  const toDate = plus(earlier, sum(lines.map((line) => ({ amount: line.exact }))));
  const whole = minus(round(toDate), round(earlier));
  const residue = minus(whole, sum(made));
  if (residue.n === 0n) return made;
  const size = (value: Exact) => (value.n < 0n ? exact(-value.n, value.d) : value);
  const largest = made.reduce((best, line, i) => (compare(size(line.exact), size(made[best]!.exact)) > 0 ? i : best), 0);
  const holder = rounding.residue === "last" ? made.length - 1 : largest;
  return made.map((line, i) => (i === holder ? { ...line, amount: plus(line.amount, residue) } : line));
}
