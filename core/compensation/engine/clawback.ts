import { daysBetween, monthsBetween, type Day } from "../../base/date.ts";
import { compare, exact, minus, ONE, over, plus, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import type { Credit } from "./facts.ts";
import type { Draft } from "./made.ts";
import { payPeriodAt } from "./periods.ts";
import { sum } from "./shape.ts";
import { Stopped } from "./stop.ts";
import type { Where, World } from "./world.ts";

/**
 * What a reversing transaction takes back: the part of the original's earning that is reversed, times the share the schedule
 * keeps for the months or days since. Tied to the original line, so it never takes back at another tier's rate. Null: not a clawback.
 */
export function clawedBack(world: World, component: Component, where: Where, credit: Credit, soFar: Earned): Draft | null {
  const { clawback } = component;
  const { reverses, date } = credit.transaction;
  if (!clawback || reverses === null) return null;
  const original = world.facts.transactions.get(reverses);
  if (!original) throw new Stopped("original-unknown", { transaction: credit.transaction.id, row: credit.transaction.row, name: reverses });
  if (original.date > date)
    throw new Stopped("original-later", { transaction: credit.transaction.id, row: credit.transaction.row, name: reverses });
  const known = soFar(reverses);
  const earned = known ?? earnedEarlier(world, component, where, reverses, original.date);
  const before = earlierReversals(world, where, credit, reverses);
  const part = partOf(credit, original.cells.amount, before);
  const passed = clawback.since === "days" ? daysBetween(original.date, date) : monthsBetween(original.date, date);
  const share = shareAfter(clawback.schedule, passed);
  const isRemaining = clawback.base === "remaining";
  const base = isRemaining ? times(earned, minus(ONE, before)) : earned;
  const exactly = minus(ZERO, times(times(base, isRemaining ? onRemaining(part, before) : part), share));
  return {
    kind: "transaction",
    credit,
    date,
    base: minus(ZERO, base),
    accumulatedBefore: null,
    accumulated: null,
    parts: [{ from: null, to: null, base: minus(ZERO, base), cell: times(part, share), kind: "rate", amount: exactly }],
    exact: exactly,
    isFinal: known === undefined,
    reason: "clawback",
  };
}

/** What the lines of this computation have earned so far, by transaction. */
export type Earned = (transaction: string) => Exact | undefined;

/** What the original was paid in an earlier period, to the minor unit and after its factors. One of this period that is not among the lines earned him nothing. */
function earnedEarlier(world: World, component: Component, where: Where, id: string, day: Day): Exact {
  const period = payPeriodAt(day, world.plan.period, world.plan.yearStart);
  if (period.from >= where.period.from) return ZERO;
  const made = world.component(component.name, where.person, period);
  const lines = made.lines.filter((line) => line.credit?.transaction.id === id && line.reason !== "clawback");
  return sum(lines);
}

/** Σ of the parts reversed before this transaction. */
function earlierReversals(world: World, where: Where, credit: Credit, reverses: string): Exact {
  const original = world.facts.transactions.get(reverses)!;
  let total = ZERO;
  for (const other of world.facts.credits.get(where.person) ?? []) {
    if (other.transaction.id === credit.transaction.id) break;
    if (other.transaction.reverses === reverses) total = plus(total, partOf(other, original.cells.amount, total));
  }
  return total;
}

/** Reversed ÷ original amount, never beyond what is left; a reversal without an amount takes the rest. */
function partOf(credit: Credit, original: Exact | string | boolean | null | undefined, before: Exact): Exact {
  const { amount } = credit.transaction.cells;
  const left = minus(ONE, before);
  if (typeof amount !== "object" || amount === null || typeof original !== "object" || original === null || original.n === 0n) return left;
  const part = over(minus(ZERO, amount), original);
  const positive = part.n < 0n ? minus(ZERO, part) : part;
  return compare(positive, left) > 0 ? left : positive;
}

const onRemaining = (part: Exact, before: Exact): Exact => (compare(before, ONE) >= 0 ? ZERO : over(part, minus(ONE, before)));

const shareAfter = (schedule: readonly { readonly from: Exact; readonly share: Exact }[], passed: number): Exact =>
  schedule.findLast((row) => compare(row.from, exact(BigInt(passed))) <= 0)?.share ?? ZERO;
