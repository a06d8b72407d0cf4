import { addDays, dayNumber, daysBetween, type Day, type Span } from "../../base/date.ts";
import { evaluateWith, type Lookup } from "../../formula/evaluate.ts";
import { exact, greatest, least, over, sumOf, times, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Type } from "../../formula/syntax.ts";
import { canonical, standard } from "../language/names.ts";
import type { Component, Interval, Measure, Plan } from "../language/plan.ts";
import type { Made } from "./made.ts";
import { countedDays } from "./day-count.ts";
import { ALWAYS, daysOf, type Credit, type Facts } from "./facts.ts";
import { People, type Known } from "./people.ts";
import { lastDayOf, payPeriodAt, payPeriods, spanTo, type PayPeriod } from "./periods.ts";
import { shaped, sum, type Ask } from "./shape.ts";
import { amongOthers } from "./others.ts";
import { Stopped } from "./stop.ts";
import { Teams } from "./teams.ts";

/** Where a name is looked up: whose, which period, as of which day, in which component. */
export type Where = { readonly person: string; readonly period: PayPeriod; readonly asOf: Day; readonly component: Component | null };

/** How a component is made; it is given, so that making one may ask the world for others. */
type Make = (world: World, component: Component, person: string, period: PayPeriod) => Made;

/**
 * Every named value of a plan over the facts, each computed once when it is asked for. Values of other people and of earlier
 * periods are asked the same way, so nothing depends on the order in which people are computed.
 */
export class World {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly people: People;
  readonly teams: Teams;
  /** The first day of business; nothing was carried into it. */
  readonly start: Day | null;
  private readonly measures: ReadonlyMap<string, Measure>;
  private readonly components: ReadonlyMap<string, Component>;
  private readonly known = new Map<string, { readonly value: Known } | { readonly stopped: Stopped }>();
  /** By participant, then component and period. */
  private readonly made = new Map<string, Map<string, Made | Stopped>>();
  private readonly groups = new Map<string, unknown>();
  private readonly before = new Map<string, readonly PayPeriod[]>();
  private readonly make: Make;
  private readonly members: ReadonlySet<string> | null;

  constructor(plan: Plan, facts: Facts, make: Make, members: ReadonlySet<string> | null) {
    this.plan = plan;
    this.facts = facts;
    this.people = new People(plan, facts);
    this.teams = new Teams(this.people, facts);
    this.start = daysOf(facts, plan.yearStart)?.first ?? null;
    this.make = make;
    this.members = members;
    this.measures = new Map(plan.measures.map((one) => [one.name, one]));
    this.components = new Map(plan.components.map((one) => [one.name, one]));
  }

  /** Under this plan; the others are there because their business counts for somebody who is. */
  isMember(person: string): boolean {
    return this.members?.has(person) ?? true;
  }

  /** A component of one participant and period, computed once; a stop is remembered and thrown again. */
  component(name: string, person: string, period: PayPeriod): Made {
    let own = this.made.get(person);
    if (!own) this.made.set(person, (own = new Map()));
    const key = `${name}\n${period.key}`;
    const known = own.get(key) ?? this.attempt(() => this.make(this, this.components.get(name)!, person, period));
    own.set(key, known);
    if (known instanceof Stopped) throw known;
    return known;
  }

  /** What a component makes of everybody in it together, once a period: a pool with all its shares. */
  ofGroup<T>({ name }: Component, { key }: PayPeriod, make: () => T): T {
    const known = this.groups.get(`${name}\n${key}`) ?? make();
    this.groups.set(`${name}\n${key}`, known);
    return known as T;
  }

  /** What the component has made in the periods of the interval that come before this one. */
  earlier({ name }: Component, { person, period }: Where, interval: Interval): Made[] {
    return this.periodsBefore(period, interval).map((one) => this.component(name, person, one));
  }

  /** Of the same interval; asked for every participant. */
  periodsBefore(period: PayPeriod, interval: Interval): readonly PayPeriod[] {
    const key = `${period.key} ${interval}`;
    const known = this.before.get(key);
    if (known) return known;
    const { from } = spanTo(period, interval, this.plan.yearStart);
    const found = from >= period.from ? [] : payPeriods(from, addDays(period.from, -1), this.plan.period, this.plan.yearStart);
    this.before.set(key, found);
    return found;
  }

  /** The value of a name; null is missing. */
  value(name: string, where: Where): Known {
    const word = canonical(name);
    if (word === "lower" && where.component) return this.lower(where.component, where);
    if (Object.hasOwn(standard.period, word)) return this.ofPeriod(word, where);
    const measure = this.measures.get(word);
    if (measure) return this.measured(measure, where);
    if (this.components.has(word)) return this.component(word, where.person, where.period).amount;
    return this.people.given(where.person, word, where.period, where.asOf);
  }

  private measured(measure: Measure, where: Where): Known {
    const key = `${measure.name}\n${where.person}\n${where.period.key}\n${where.asOf}`;
    const known = this.known.get(key) ?? this.kept(() => this.measure(measure, where));
    this.known.set(key, known);
    if ("stopped" in known) throw known.stopped;
    return known.value;
  }

  private measure(measure: Measure, where: Where): Known {
    if (measure.kind === "aggregate") return this.aggregate(measure, where);
    if (measure.kind === "others") return amongOthers(this, measure, where);
    const ask = this.ask(where, `measures.${measure.name}`);
    const { of, shape, times: factor } = measure.body;
    if (shape.kind === "formula" && !of && !factor && shape.cases.length === 1 && !shape.cases[0]!.when) {
      return this.evaluated(shape.cases[0]!.gives, (name) => this.value(name, where), measure.name, where);
    }
    const made = shaped(shape, of ? ask.number(of) : null, ask).amount;
    return factor ? times(made, ask.number(factor)) : made;
  }

  private aggregate(measure: Measure & { kind: "aggregate" }, where: Where): Known {
    const span = this.spanOf(measure.over, where.period);
    const values: Exact[] = [];
    for (const credit of this.teams.credits(where.person, measure.credit, span)) {
      const ask = this.askCredit(credit, where, measure.name);
      if (measure.where && !ask.holds(measure.where)) continue;
      values.push(measure.of ? ask.number(measure.of) : exact(1n));
    }
    const total = sumOf(values);
    if (measure.by === "sum" || measure.by === "count") return total;
    if (values.length === 0) return null;
    if (measure.by === "average") return over(total, exact(BigInt(values.length)));
    return values.reduce(measure.by === "min" ? least : greatest);
  }

  /** What everybody below earns by the same component: the base of a differential. */
  private lower(component: Component, where: Where): Exact {
    const others = this.teams.others(where.person, "below", lastDayOf(where.period));
    return sum(others.map((other) => this.component(component.name, other, where.period)));
  }

  private spanOf(over: (Measure & { kind: "aggregate" })["over"], period: PayPeriod): Span {
    if (over === "period") return period;
    if (over === "ever") return { from: ALWAYS.from, to: period.to };
    return spanTo(period, over, this.plan.yearStart);
  }

  private ofPeriod(name: string, { person, period }: Where): Known {
    const last = lastDayOf(period);
    const numbers: Readonly<Record<string, () => bigint>> = {
      period_start: () => BigInt(dayNumber(period.from)),
      period_end: () => BigInt(dayNumber(last)),
      period_days: () => BigInt(countedDays(period, this.plan.dayCount)),
      active_days: () => BigInt(this.people.activeDays(person, period)),
      month: () => BigInt(last.slice(5, 7)),
      quarter: () => BigInt(payPeriodAt(last, "quarter", this.plan.yearStart).key.slice(-1)),
      year: () => BigInt(payPeriodAt(last, "year", this.plan.yearStart).key),
    };
    if (name !== "active_share") return exact(numbers[name]!());
    const whole = this.plan.dayCount.basis === "actual-365" ? wholeDays(period) : countedDays(period, this.plan.dayCount);
    return whole === 0 ? null : exact(BigInt(this.people.activeDays(person, period)), BigInt(whole));
  }

  ask(where: Where, of: string): Ask {
    return this.asking((name) => this.value(name, where), of, where);
  }

  askCredit(credit: Credit, where: Where, of: string): Ask {
    const lookup = (name: string): Known => {
      const word = canonical(name);
      const known = Object.hasOwn(credit.cells, word) ? (credit.cells[word] ?? null) : null;
      const type = this.transactionType(word);
      if (known !== null || type !== null) return known ?? (type === "text" && word !== "reverses" ? "" : null);
      return this.value(name, where);
    };
    return this.asking(lookup, of, where, credit);
  }

  /** The type of a transaction's column; null when it is none. An empty word about a deal is an empty word, an empty number is missing. */
  private transactionType(word: string): Type | null {
    if (Object.hasOwn(standard.transaction, word)) return standard.transaction[word as keyof typeof standard.transaction].type;
    return this.plan.inputs.transaction[word] ?? null;
  }

  private asking(lookup: Lookup, of: string, where: Where, credit?: Credit): Ask {
    return {
      number: (formula) => {
        const value = this.evaluated(formula, lookup, of, where, credit);
        if (typeof value === "object" && value !== null) return value;
        throw missing(formula.text, of, where, credit);
      },
      holds: (formula) => this.evaluated(formula, lookup, of, where, credit) === true,
    };
  }

  /** A missing value that is needed stops; the first cause is kept, not the name it surfaced under. */
  private evaluated(formula: Formula, lookup: Lookup, of: string, where: Where, credit?: Credit): Known {
    if (formula.node.kind === "name") {
      const named = lookup(formula.node.name);
      if (named !== null) return named;
    }
    const causes = new Map<string, Stopped>();
    const result = evaluateWith(formula.node, (name) => {
      try {
        return lookup(name);
      } catch (thrown) {
        if (!(thrown instanceof Stopped) || thrown.stop.code !== "value-missing") throw thrown;
        causes.set(name, thrown);
        return null;
      }
    });
    if (result.kind === "value") return result.value;
    if (result.kind === "missing") throw causes.get(result.name) ?? missing(result.name, of, where, credit);
    throw new Stopped(result.kind === "undefined" ? "divided-by-zero" : "formula-over-budget", { name: of, formula: formula.text });
  }

  private kept(find: () => Known): { readonly value: Known } | { readonly stopped: Stopped } {
    const found = this.attempt(find);
    return found instanceof Stopped ? { stopped: found } : { value: found };
  }

  private attempt<T>(find: () => T): T | Stopped {
    try {
      return find();
    } catch (thrown) {
      if (thrown instanceof Stopped) return thrown;
      throw thrown;
    }
  }
}

function missing(name: string, of: string, { person, period }: Where, credit?: Credit): Stopped {
  const values = { name, of, participant: person, period: period.key };
  return new Stopped("value-missing", credit ? { ...values, transaction: credit.transaction.id, row: credit.transaction.row } : values);
}

/** actual/365: a year has 365 days even when it has 366; a shorter period the days it has. */
const wholeDays = (period: Span): number => Math.min(daysBetween(period.from, period.to), 365);
