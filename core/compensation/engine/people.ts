import { addDays, type Day, type Span } from "../../base/date.ts";
import type { Exact } from "../../formula/exact.ts";
import { dayOf } from "../../formula/evaluate.ts";
import type { Plan } from "../language/plan.ts";
import { countedDays } from "./day-count.ts";
import type { Facts, Person } from "./facts.ts";
import { lastDayOf, payPeriodAt, type PayPeriod } from "./periods.ts";

export type Known = Exact | string | boolean | null;

const EMPTY: Omit<Person, "id"> = { stretches: [], values: new Map(), absences: [], opening: [], unreadable: [] };

/** Who is there when, and what was said of them. */
export class People {
  readonly ids: readonly string[];
  private readonly plan: Plan;
  private readonly people: Facts["people"];
  private readonly keys = new Map<string, readonly string[]>();

  constructor(plan: Plan, { people }: Facts) {
    this.plan = plan;
    this.people = people;
    this.ids = [...people.keys()].toSorted();
  }

  person(id: string): Person {
    return this.people.get(id) ?? { id, ...EMPTY };
  }

  /** A participant's column as of a day; the last row that covers the day and says something counts. */
  cell(person: string, name: string, day: Day): Known {
    const found = this.person(person).stretches.findLast(({ from, to, cells }) => from <= day && day < to && isSaid(cells[name]));
    return found?.cells[name] ?? null;
  }

  /** A value given for the period, else for the quarter, half or year it lies in, else the participant's column as of the day. */
  given(person: string, name: string, period: PayPeriod, asOf: Day): Known {
    const { values } = this.person(person);
    const key = values.size === 0 ? undefined : this.keysOf(period).find((one) => isSaid(values.get(one)?.[name]));
    return key === undefined ? this.cell(person, name, asOf) : values.get(key)![name]!;
  }

  /** The keys a value of the period may stand under, the shortest first; "" is every period. */
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

  /** Hired, not left, and a row or a value speaks of the period. */
  isListed(person: string, period: PayPeriod): boolean {
    const { stretches, values } = this.person(person);
    const isSpokenOf =
      stretches.some(({ from, to }) => from < period.to && to > period.from) || this.keysOf(period).some((key) => values.has(key));
    return isSpokenOf && this.isEmployed(person, period);
  }

  isEmployed(person: string, period: Span): boolean {
    const { from, to } = this.employed(person, period);
    return from < to;
  }

  /** The part of a period in which the participant is there: hired, not left, not away. */
  activeSpans(person: string, period: Span): Span[] {
    return without(this.employed(person, period), this.person(person).absences);
  }

  activeDays(person: string, period: Span): number {
    return this.activeSpans(person, period).reduce((days, span) => days + countedDays(span, this.plan.dayCount), 0);
  }

  private employed(person: string, period: Span): Span {
    const hired = this.dayCell(person, "hired", period);
    const left = this.dayCell(person, "left", period);
    const notCounted = this.plan.dayCount.startDay === "not-counted" && hired !== null && hired >= period.from;
    const from = hired === null ? period.from : notCounted ? addDays(hired, 1) : hired;
    return { from: from > period.from ? from : period.from, to: left !== null && left < period.to ? left : period.to };
  }

  dayCell(person: string, name: "hired" | "left", period: Span): Day | null {
    const found = this.person(person).stretches.findLast(({ cells, from }) => from < period.to && isSaid(cells[name]));
    const cell = found?.cells[name];
    return typeof cell === "object" && cell !== null ? dayOf(cell) : null;
  }
}

const isSaid = (cell: Known | undefined): boolean => cell !== undefined && cell !== null;

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
