import { addDays, dayNumber, daysBetween, type Day, type Span } from "../../base/date.ts";
import { evaluateWith, type Lookup } from "../../formula/evaluate.ts";
import { exact, greatest, least, over, plus, ZERO, type Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";
import type { Type } from "../../formula/syntax.ts";
import { canonical, standard } from "../language/names.ts";
import type { Component, Credit as CreditKind, Measure, Plan } from "../language/plan.ts";
import type { Made } from "./component.ts";
import { countedDays } from "./day-count.ts";
import { ALWAYS, type Credit, type Facts, type Person } from "./facts.ts";
import { lastDayOf, payPeriodAt, type PayPeriod } from "./periods.ts";
import { shaped, type Ask } from "./shape.ts";
import { Stopped } from "./stop.ts";

type Known = Exact | string | boolean | null;
/** Where a name is looked up: whose, which period, as of which day, in which component. */
export type Where = { readonly person: string; readonly period: PayPeriod; readonly asOf: Day; readonly component: Component | null };

/** How a component is made; it is given, so that making one may ask the world for others. */
type Make = (world: World, component: Component, person: string, period: PayPeriod) => Made;

const EMPTY: Omit<Person, "id"> = { stretches: [], values: new Map(), absences: [], opening: [], unreadable: [] };

/**
 * Every named value of a plan over the facts, each computed once when it is asked for. Values of other people and of earlier
 * periods are asked the same way, so nothing depends on the order in which people are computed.
 */
export class World {
  readonly plan: Plan;
  readonly facts: Facts;
  private readonly measures: ReadonlyMap<string, Measure>;
  private readonly components: ReadonlyMap<string, Component>;
  private readonly known = new Map<string, { readonly value: Known } | { readonly stopped: Stopped }>();
  private readonly made = new Map<string, Made | Stopped>();
  private readonly teams = new Map<string, TeamCredit[]>();
  private readonly keys = new Map<string, readonly string[]>();
  private readonly make: Make;
  private isIndexed = false;

  constructor(plan: Plan, facts: Facts, make: Make) {
    this.plan = plan;
    this.facts = facts;
    this.make = make;
    this.measures = new Map(plan.measures.map((one) => [one.name, one]));
    this.components = new Map(plan.components.map((one) => [one.name, one]));
  }

  person(id: string): Person {
    return this.facts.people.get(id) ?? { id, ...EMPTY };
  }

  /** A component of one participant and period, computed once; a stop is remembered and thrown again. */
  component(name: string, person: string, period: PayPeriod): Made {
    const key = `${name}\n${person}\n${period.key}`;
    const known = this.made.get(key) ?? this.attempt(() => this.make(this, this.components.get(name)!, person, period));
    this.made.set(key, known);
    if (known instanceof Stopped) throw known;
    return known;
  }

  /** The value of a name; null is missing. */
  value(name: string, where: Where): Known {
    const word = canonical(name);
    if (word === "lower" && where.component) return this.lower(where.component, where);
    if (Object.hasOwn(standard.period, word)) return this.ofPeriod(word, where);
    const measure = this.measures.get(word);
    if (measure) return this.measured(measure, where);
    if (this.components.has(word)) return this.component(word, where.person, where.period).amount;
    return this.ofPerson(word, where);
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
    if (measure.kind === "others") return this.sumOfOthers(measure.sum, measure.credit, where);
    const ask = this.ask(where, `measures.${measure.name}`);
    const { of, shape, times: factor } = measure.body;
    if (shape.kind === "formula" && !of && !factor && shape.cases.length === 1 && !shape.cases[0]!.when) {
      return this.evaluated(shape.cases[0]!.gives, (name) => this.value(name, where), measure.name, where);
    }
    const made = shaped(shape, of ? ask.number(of) : null, ask).amount;
    return factor ? exact(made.n * ask.number(factor).n, made.d * ask.number(factor).d) : made;
  }

  private aggregate(measure: Measure & { kind: "aggregate" }, where: Where): Known {
    const span = this.spanOf(measure.over, where.period);
    const values: Exact[] = [];
    for (const credit of this.credits(where.person, measure.credit, span)) {
      const ask = this.askCredit(credit, where, measure.name);
      if (measure.where && !ask.holds(measure.where)) continue;
      values.push(measure.of ? ask.number(measure.of) : exact(1n));
    }
    const total = values.reduce(plus, ZERO);
    if (measure.by === "sum" || measure.by === "count") return total;
    if (values.length === 0) return null;
    if (measure.by === "average") return over(total, exact(BigInt(values.length)));
    return values.reduce(measure.by === "min" ? least : greatest);
  }

  /** Σ of a value over others of the hierarchy as of the last day of the period. */
  private sumOfOthers(name: string, credit: CreditKind, where: Where): Exact {
    const day = lastDayOf(where.period);
    let total = ZERO;
    for (const other of this.othersOf(where.person, credit, day)) {
      const value = this.value(name, { ...where, person: other, asOf: day, component: null });
      if (typeof value === "object" && value !== null) total = plus(total, value);
    }
    return total;
  }

  private othersOf(person: string, credit: CreditKind, day: Day): string[] {
    const all = [...this.facts.people.keys()].toSorted();
    if (credit === "all") return all;
    if (credit === "own") return [person];
    const below = all.filter((other) => {
      if (other === person) return false;
      const chain = this.chain(other, day);
      return credit === "direct" ? chain[0] === person : chain.includes(person);
    });
    return credit === "team" ? [person, ...below] : below;
  }

  /** What everybody below earns by the same component: the base of a differential. */
  private lower(component: Component, where: Where): Exact {
    const others = this.othersOf(where.person, "below", lastDayOf(where.period));
    return others.map((other) => this.component(component.name, other, where.period).amount).reduce(plus, ZERO);
  }

  /** Managers of a person upwards, as of a day. */
  private chain(person: string, day: Day): string[] {
    const chain: string[] = [];
    for (let at = this.manager(person, day); at !== null; at = this.manager(at, day)) {
      if (at === person || chain.includes(at)) throw new Stopped("hierarchy-circle", { name: at });
      chain.push(at);
    }
    return chain;
  }

  private manager(person: string, day: Day): string | null {
    const found = this.cell(person, "manager", day);
    return typeof found === "string" && found !== "" ? found : null;
  }

  /** Credits of a kind in a span, in business order; the hierarchy is that of each transaction's day. */
  credits(person: string, kind: CreditKind, span: Span): Credit[] {
    const inside = ({ transaction: { date } }: Credit) => date >= span.from && date < span.to;
    const own = (this.facts.credits.get(person) ?? []).filter(inside);
    if (kind === "own") return own;
    if (kind === "all") return [...this.facts.credits.values()].flat().filter(inside).toSorted(inBusinessOrder);
    const team = this.team(person).filter(({ level, credit }) => inside(credit) && (kind !== "direct" || level === 1));
    const below = team.map(({ credit }) => credit);
    return kind === "team" ? [...own, ...below].toSorted(inBusinessOrder) : below;
  }

  private team(person: string): readonly TeamCredit[] {
    if (!this.isIndexed) this.indexTeams();
    return this.teams.get(person) ?? [];
  }

  private indexTeams(): void {
    this.isIndexed = true;
    for (const credit of [...this.facts.credits.values()].flat().toSorted(inBusinessOrder)) {
      this.chain(credit.participant, credit.transaction.date).forEach((manager, i) => {
        this.teams.set(manager, [...(this.teams.get(manager) ?? []), { credit, level: i + 1 }]);
      });
    }
  }

  spanOf(over: (Measure & { kind: "aggregate" })["over"], period: PayPeriod): Span {
    if (over === "period") return period;
    if (over === "ever") return { from: ALWAYS.from, to: period.to };
    return { from: payPeriodAt(lastDayOf(period), over, this.plan.yearStart).from, to: period.to };
  }

  /** Whether a row or a credit speaks of somebody in a period. */
  isKnownIn(person: string, period: Span): boolean {
    const { stretches, values } = this.person(person);
    const isListed = stretches.some(({ from, to }) => from < period.to && to > period.from) || values.size > 0;
    return isListed || this.credits(person, "own", period).length > 0;
  }

  /** The first day anything is known of a participant. */
  firstDay(person: string): Day | null {
    return this.facts.credits.get(person)?.[0]?.transaction.date ?? null;
  }

  private ofPerson(name: string, where: Where): Known {
    const { values } = this.person(where.person);
    if (values.size === 0) return this.cell(where.person, name, where.asOf);
    const key = this.keysOf(where.period).find((one) => (values.get(one)?.[name] ?? null) !== null);
    return key === undefined ? this.cell(where.person, name, where.asOf) : values.get(key)![name]!;
  }

  /** A value may be given for the period itself or for the quarter, half or year it lies in: the shortest counts; "" is every period. */
  private keysOf(period: PayPeriod): readonly string[] {
    const known = this.keys.get(period.key);
    if (known) return known;
    const around = (["month", "quarter", "half", "year"] as const).map(
      (interval) => payPeriodAt(lastDayOf(period), interval, this.plan.yearStart).key,
    );
    const keys = [...new Set([period.key, ...around, ""])];
    this.keys.set(period.key, keys);
    return keys;
  }

  /** A participant's column as of a day; the last row that covers the day and says something counts. */
  cell(person: string, name: string, day: Day): Known {
    const found = this.person(person).stretches.findLast(
      ({ from, to, cells }) => from <= day && day < to && cells[name] !== undefined && cells[name] !== null,
    );
    return found?.cells[name] ?? null;
  }

  private ofPeriod(name: string, { person, period }: Where): Known {
    const last = lastDayOf(period);
    const numbers: Readonly<Record<string, () => bigint>> = {
      period_start: () => BigInt(dayNumber(period.from)),
      period_end: () => BigInt(dayNumber(last)),
      period_days: () => BigInt(countedDays(period, this.plan.dayCount)),
      active_days: () => BigInt(this.activeDays(person, period)),
      month: () => BigInt(last.slice(5, 7)),
      quarter: () => BigInt(payPeriodAt(last, "quarter", this.plan.yearStart).key.slice(-1)),
      year: () => BigInt(payPeriodAt(last, "year", this.plan.yearStart).key),
    };
    if (name !== "active_share") return exact(numbers[name]!());
    const whole = this.plan.dayCount.basis === "actual-365" ? wholeDays(period) : countedDays(period, this.plan.dayCount);
    return whole === 0 ? null : exact(BigInt(this.activeDays(person, period)), BigInt(whole));
  }

  /** The part of a period in which the participant is there: hired, not left, not away. */
  activeSpans(person: string, period: Span): Span[] {
    const hired = this.dayCell(person, "hired", period);
    const left = this.dayCell(person, "left", period);
    const notCounted = this.plan.dayCount.startDay === "not-counted" && hired !== null && hired >= period.from;
    const from = hired === null ? period.from : notCounted ? addDays(hired, 1) : hired;
    const there = { from: from > period.from ? from : period.from, to: left !== null && left < period.to ? left : period.to };
    return without(there, this.person(person).absences);
  }

  private activeDays(person: string, period: Span): number {
    return this.activeSpans(person, period).reduce((days, span) => days + countedDays(span, this.plan.dayCount), 0);
  }

  dayCell(person: string, name: "hired" | "left", period: Span): Day | null {
    const { stretches } = this.person(person);
    const cell = stretches.findLast(({ cells, from }) => from < period.to && cells[name] !== undefined && cells[name] !== null)?.cells[
      name
    ];
    return typeof cell === "object" && cell !== null ? addDays("1970-01-01", Number(cell.n)) : null;
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

type TeamCredit = { readonly credit: Credit; readonly level: number };

export const inBusinessOrder = (a: Credit, b: Credit): number => {
  const [one, other] = [a.transaction, b.transaction];
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return a.participant < b.participant ? -1 : a.participant > b.participant ? 1 : a.class < b.class ? -1 : a.class > b.class ? 1 : 0;
};

function missing(name: string, of: string, { person, period }: Where, credit?: Credit): Stopped {
  const values = { name, of, participant: person, period: period.key };
  return new Stopped("value-missing", credit ? { ...values, transaction: credit.transaction.id, row: credit.transaction.row } : values);
}

/** actual/365: a year has 365 days even when it has 366; a shorter period the days it has. */
const wholeDays = (period: Span): number => Math.min(daysBetween(period.from, period.to), 365);

function without(span: Span, absences: readonly Span[]): Span[] {
  let rest: Span[] = span.from < span.to ? [span] : [];
  for (const gone of absences) {
    rest = rest.flatMap((part) => {
      if (gone.to <= part.from || gone.from >= part.to) return [part];
      return [
        { from: part.from, to: gone.from },
        { from: gone.to, to: part.to },
      ].filter(({ from, to }) => from < to && from >= part.from && to <= part.to);
    });
  }
  return rest;
}
