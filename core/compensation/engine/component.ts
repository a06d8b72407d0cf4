import { minus, roundedTo, sumOf, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import { accumulatedLines } from "./accumulated.ts";
import { poolShare, prizeOf } from "./group.ts";
import { carriedInto, limitedLines, roundedLines } from "./limits.ts";
import { blank, periodLine, stretchLines, transactionLines } from "./lines.ts";
import type { Draft, Made, Raw } from "./made.ts";
import { lastDayOf, type PayPeriod } from "./periods.ts";
import { boundTiers, sum, type Ask, type Shaped, type Tiers } from "./shape.ts";
import type { Where, World } from "./world.ts";

const nothing = {
  amount: ZERO,
  lines: [],
  raw: ZERO,
  gate: true,
  factor: null,
  excess: ZERO,
  opening: ZERO,
  accumulated: null,
  tiers: null,
} as const;

/**
 * What one component earns one participant in one period: lines, then times, then floor, then cap, then rounding; nothing when
 * the gate is shut. The order is the plan's law and the same for preview, payout and explanation.
 */
export function componentMade(world: World, component: Component, person: string, period: PayPeriod): Made {
  const where: Where = { person, period, asOf: lastDayOf(period), component };
  if (!world.teams.isThere(person, period, component.credit)) return { ...nothing, component, excess: excessOver(world, component, where) };
  const ask = world.ask(where, component.name);
  if (isOfOthers(component, ask)) return { ...nothing, component };
  const isOpen = component.gate === null || ask.holds(component.gate);
  const raw = isOpen ? rawOf(world, component, where, ask) : { lines: [], opening: ZERO, accumulated: null };
  const rawSum = sumOf(raw.lines.map((line) => line.exact));
  const factor = isOpen && component.body?.times ? ask.number(component.body.times) : null;
  const scaled = factor ? raw.lines.map((line) => (line.isFinal ? line : { ...line, exact: times(line.exact, factor) })) : raw.lines;
  const limited = isOpen ? limitedLines(world, component, where, ask, scaled) : { lines: [], excess: ZERO };
  const lines = roundedLines(component, limited.lines, factor === null ? (raw.earlier ?? ZERO) : ZERO);
  const amount = sum(lines);
  const { opening, accumulated } = raw;
  const tiers = isOpen ? tiersOf(component, ask) : null;
  return { component, amount, lines, raw: rawSum, gate: isOpen, factor, excess: limited.excess, opening, accumulated, tiers };
}

/** Once a period `where` says for whom the component is; nothing of it is asked of the others, so what they lack stops nobody. */
const isOfOthers = ({ mode, where }: Component, ask: Ask): boolean => mode === "period" && where !== null && !ask.holds(where);

/** A period in which somebody is not there passes on what the one before was capped by. */
const excessOver = (world: World, component: Component, where: Where): Exact =>
  component.cap?.excess === "carried" ? carriedInto(world, component, where) : ZERO;

function tiersOf({ mode, body }: Component, ask: Ask): Tiers | null {
  return mode === "transaction" || body?.shape.kind !== "tiers" ? null : boundTiers(body.shape, ask);
}

function rawOf(world: World, component: Component, where: Where, ask: Ask): Raw {
  if (component.pool) return alone(where, poolShare(world, component, where));
  if (component.prizes) return alone(where, prizeOf(world, component, where));
  if (component.mode === "transaction") return { lines: transactionLines(world, component, where), opening: ZERO, accumulated: null };
  if (component.mode === "accumulated") return accumulatedLines(world, component, where, ask);
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

/**
 * To-date less paid: what the earlier periods of the span paid comes off, as it was rounded there, so that they add up to the value
 * to date. With a factor it is compared before factor and rounding: both values have the factor still to come.
 */
function lessPaidLine(world: World, component: Component, where: Where): Draft[] {
  if (!component.lessPaid) return [];
  const { rounding, body } = component;
  const round = (value: Exact) => (body?.times ? value : roundedTo(value, rounding.digits, rounding.mode));
  const paid = sumOf(world.earlier(component, where, component.lessPaid).map((made) => round(made.raw)));
  return paid.n === 0n ? [] : [{ ...blank(where), kind: "less-paid", exact: minus(ZERO, paid) }];
}
