import { compare, exact, plus, ZERO, type Exact } from "../../formula/exact.ts";
import type { Day } from "../../base/date.ts";
import type { Component, Measure } from "../language/plan.ts";
import type { Known } from "./people.ts";
import { lastDayOf, type PayPeriod } from "./periods.ts";
import type { Ask } from "./shape.ts";
import type { Teams } from "./teams.ts";

type Others = Measure & { kind: "others" };
type Where = { readonly person: string; readonly period: PayPeriod; readonly asOf: Day; readonly component: Component | null };
/** Of the world as much as is asked here: it stands above. */
type Asked = {
  readonly teams: Teams;
  isMember(person: string): boolean;
  ask(where: Where, of: string): Ask;
  value(name: string, where: Where): Known;
};

/** A value of other people made into one of the own: their sum, or one's place among them (1 has the most, who is alike shares a place). Null: no place. */
export function amongOthers(world: Asked, measure: Others, where: Where): Exact | null {
  if (measure.by === "sum") return valuesOf(world, measure, where).reduce((total, [, value]) => plus(total, value), ZERO);
  const values = ranked(world, measure, where);
  const own = values.find(([person]) => person === where.person)?.[1];
  return own ? exact(BigInt(values.findIndex(([, value]) => compare(value, own) === 0) + 1)) : null;
}

const sorted = new WeakMap<Asked, Map<string, readonly (readonly [string, Exact])[]>>();

/** The most first. Among everybody it is the same list for all, so it is made once a period. */
function ranked(world: Asked, measure: Others, where: Where): readonly (readonly [string, Exact])[] {
  const make = () => valuesOf(world, measure, where).toSorted(([, a], [, b]) => compare(b, a));
  if (measure.credit !== "all") return make();
  const known = sorted.get(world) ?? new Map<string, readonly (readonly [string, Exact])[]>();
  sorted.set(world, known);
  const key = `${measure.name}\n${where.period.key}`;
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** Of the hierarchy as of the last day of the period; who is not there, or whom `where` leaves out, has none. */
function valuesOf(world: Asked, { value, credit, where: condition, name, by }: Others, where: Where): (readonly [string, Exact])[] {
  const asOf = lastDayOf(where.period);
  return world.teams.others(where.person, credit, asOf).flatMap((person) => {
    if ((by === "rank" && !world.isMember(person)) || !world.teams.isThere(person, where.period, "team")) return [];
    const his = { ...where, person, asOf, component: null };
    if (condition && !world.ask(his, name).holds(condition)) return [];
    const found = world.value(value, his);
    return typeof found === "object" && found !== null ? [[person, found] as const] : [];
  });
}
