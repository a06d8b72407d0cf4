import { compare, exact, gcd, over, roundedTo, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import { split } from "../../base/money.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Component } from "../language/plan.ts";
import type { Shaped } from "./shape.ts";
import { Stopped } from "./stop.ts";
import type { Where, World } from "./world.ts";

/** A participant's part of a pool: shared by the keys of everybody who is in it, to the minor unit, adding up to the pool exactly. */
export function poolShare(world: World, component: Component, where: Where): Shaped & { base: Exact } {
  const { amount, members, keys, shares } = world.ofGroup(component, where.period, () => poolOf(world, component, where));
  const mine = members.indexOf(where.person);
  if (mine < 0 || amount.n === 0n) return { amount: ZERO, parts: [], reason: "no-rule", base: amount };
  if (shares === null) throw new Stopped("pool-key-zero", { name: component.name });
  const [share, ratio] = [shares[mine]!, over(keys[mine]!, sumOf(keys))];
  return {
    amount: share,
    parts: [{ from: null, to: null, base: amount, cell: ratio, kind: "rate", amount: share }],
    reason: null,
    base: amount,
  };
}

type Pool = {
  readonly amount: Exact;
  readonly members: readonly string[];
  readonly keys: readonly Exact[];
  readonly shares: readonly Exact[] | null;
};

/** The whole pool: its one amount and everybody's share. Null shares: all keys are zero. */
function poolOf(world: World, component: Component, where: Where): Pool {
  const { digits, mode } = component.rounding;
  const members = membersOf(world, component, where);
  const of = (person: string, formula: Formula) => world.ask({ ...where, person }, component.name).number(formula);
  const keys = members.map((person) => of(person, component.pool!.key));
  if (keys.some((one) => one.n < 0n)) throw new Stopped("pool-key-negative", { name: component.name });
  const amounts = members.map((person) => of(person, component.pool!.amount));
  if (amounts.some((one) => compare(one, amounts[0]!) !== 0)) throw new Stopped("pool-differs", { name: component.name });
  const amount = roundedTo(amounts[0] ?? ZERO, digits, mode);
  const unit = 10n ** BigInt(digits);
  const isShared = keys.some((one) => one.n > 0n);
  const shares = isShared ? split((amount.n * unit) / amount.d, weights(keys)).map((part) => exact(part, unit)) : null;
  return { amount, members, keys, shares };
}

/** Fractions to whole numbers of the same proportion. */
function weights(keys: readonly Exact[]): bigint[] {
  const whole = keys.reduce((d, key) => (d * key.d) / gcd(d, key.d), 1n);
  return keys.map((key) => (key.n * whole) / key.d);
}

/** The prize of one's rank; who stands alike shares the prizes of the ranks they fill, or gets the first of them each. */
export function prizeOf(world: World, component: Component, where: Where): Shaped & { base: Exact } {
  const { by, amounts, ties } = component.prizes!;
  const members = membersOf(world, component, where);
  const scores = members.map((person) => world.ask({ ...where, person }, component.name).number(by));
  const own = scores[members.indexOf(where.person)];
  if (!own) return { amount: ZERO, parts: [], reason: "no-rule", base: ZERO };
  const better = scores.filter((score) => compare(score, own) > 0).length;
  const alike = scores.filter((score) => compare(score, own) === 0).length;
  const filled = sumOf(amounts.slice(better, better + alike));
  const prize =
    ties === "all" ? (amounts[better] ?? ZERO) : sharedPrize(component, filled, alike, alikeBefore(members, scores, where.person, own));
  return { amount: prize, parts: [], reason: prize.n === 0n ? "no-rule" : null, base: own };
}

function sharedPrize({ rounding }: Component, filled: Exact, alike: number, before: number): Exact {
  const unit = 10n ** BigInt(rounding.digits);
  const parts = split(
    (filled.n * unit) / filled.d,
    Array.from({ length: alike }, () => 1n),
  );
  return exact(parts[before] ?? 0n, unit);
}

const alikeBefore = (members: readonly string[], scores: readonly Exact[], person: string, own: Exact): number =>
  members.filter((one, i) => one < person && compare(scores[i]!, own) === 0).length;

function membersOf(world: World, component: Component, where: Where): string[] {
  const all = world.people.ids.filter((person) => world.isMember(person) && world.teams.isThere(person, where.period, component.credit));
  const { where: condition } = component;
  return condition ? all.filter((person) => world.ask({ ...where, person }, component.name).holds(condition)) : all;
}
