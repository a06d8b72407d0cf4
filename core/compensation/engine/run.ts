import { addMonths } from "../../base/date.ts";
import { minus, ONE, plus, roundedTo, times, ZERO, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import { componentMade } from "./component.ts";
import type { Line, Made } from "./made.ts";
import { daysOf, type Facts } from "./facts.ts";
import { lastDayOf, payPeriods, type PayPeriod } from "./periods.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { rateOn } from "./rates.ts";
import { openingOf, settled, type Carried, type Settled } from "./settle.ts";
import { sum } from "./shape.ts";
import { Stopped, type Stop } from "./stop.ts";
import { World, type Where } from "./world.ts";

/** One participant's statement 提成单 of one period, or why there is none. */
export type Statement =
  | {
      readonly kind: "statement";
      readonly participant: string;
      readonly period: PayPeriod;
      readonly measures: readonly { readonly name: string; readonly value: Exact | string | boolean | null }[];
      readonly components: readonly Made[];
      /** The names the payout formula uses, with what stood under them. */
      readonly terms: readonly { readonly name: string; readonly value: Exact | string | boolean | null }[];
      /** Of the components that pay, by the payout formula when there is one. */
      readonly earned: Exact;
      readonly pieces: readonly Piece[];
      readonly settled: Settled;
      /** What is earned and waits, at the end of the period. */
      readonly held: Exact;
      /** In the participant's own currency, when it is another one. */
      readonly payout: { readonly currency: string; readonly amount: Exact } | null;
      readonly amortisation: readonly Amortised[];
    }
  | { readonly kind: "stopped"; readonly participant: string; readonly period: PayPeriod; readonly stop: Stop };
export type Amortised = { readonly component: string; readonly transaction: string; readonly month: string; readonly amount: Exact };

/**
 * Who is under the plan when the facts speak of others too: only members are paid, share a pool or take part in a contest. `asked`: whose
 * statements are wanted. `carried`: what an earlier version of the plan has left for each.
 */
export type Given = {
  readonly members?: ReadonlySet<string>;
  readonly asked?: ReadonlySet<string>;
  readonly carried?: ReadonlyMap<string, Carried | null>;
};

/** Every statement of the periods asked for, participant by participant. Pure: same plan and facts, same result, whatever their order. */
export const statementsOf = (plan: Plan, facts: Facts, periods: readonly PayPeriod[], given: Given = {}): Statement[] =>
  runOf(plan, facts, periods, given).statements;

/** The statements with what each participant takes along into a next version of the plan; null: stopped, so nothing is known. */
export function runOf(plan: Plan, facts: Facts, periods: readonly PayPeriod[], given: Given = {}) {
  const world = new World(plan, facts, componentMade, given.members ?? null);
  const asked = world.people.ids.filter((person) => world.isMember(person) && (given.asked?.has(person) ?? true));
  const carried = new Map<string, Carried | null>();
  const statements = asked.flatMap((person) => {
    const before = given.carried?.get(person);
    const made = statementsOfPerson(world, person, periods, before === undefined ? openingOf(world.people.person(person)) : before);
    carried.set(person, made.carried);
    return made.statements;
  });
  return { statements, carried };
}

/**
 * Whether a settlement hangs on the ones before it: money that waits or is taken back, debts, excess, what was paid to date. When it does
 * not, one period may be computed alone; what a component needs of earlier ones it asks for itself.
 */
export function hangsOnEarlier({ components, settlement }: Plan): boolean {
  const waits = components.some(
    ({ pay, clawback, lessPaid, cap }) =>
      clawback !== null ||
      lessPaid !== null ||
      cap?.excess === "carried" ||
      pay.some((step) => step.on !== "booking" || step.afterMonths > 0 || step.afterDays > 0),
  );
  return waits || settlement.draw !== null || settlement.reserve !== null || settlement.cap?.excess === "carried";
}

/** The periods the facts speak of: from the first day of business to the last, receipts and given values included. */
export function periodsOf(plan: Plan, facts: Facts): PayPeriod[] {
  const days = daysOf(facts, plan.yearStart);
  return days ? payPeriods(days.first, days.last, plan.period, plan.yearStart) : [];
}

type OfPerson = { readonly statements: Statement[]; readonly carried: Carried | null };

function statementsOfPerson(world: World, person: string, periods: readonly PayPeriod[], before: Carried | null): OfPerson {
  const { unreadable } = world.people.person(person);
  let carried = before;
  let stoppedIn = "";
  const statements = periods.flatMap((period): Statement[] => {
    if (carried === null) return [stopped(person, period, { code: "earlier-period-stopped", values: { period: stoppedIn } })];
    const outcome: Statement =
      unreadable.length > 0 ? stopped(person, period, rowsStop(unreadable)) : attempted(world, person, period, carried);
    if (outcome.kind === "stopped") stoppedIn = period.key;
    carried = outcome.kind === "stopped" ? null : outcome.settled.carried;
    return isEmpty(world, person, period, outcome) ? [] : [outcome];
  });
  return { statements, carried };
}

const rowsStop = (rows: Facts["problems"]): Stop => ({
  code: "rows-unreadable",
  values: { rows: rows.map(({ table, row }) => `${table} ${row}`).join(", "), count: rows.length, first: rows[0]!.code },
});

const stopped = (participant: string, period: PayPeriod, stop: Stop): Statement => ({ kind: "stopped", participant, period, stop });

function attempted(world: World, person: string, period: PayPeriod, carried: Carried): Statement {
  try {
    return made(world, person, period, carried);
  } catch (thrown) {
    if (thrown instanceof Stopped) return stopped(person, period, thrown.stop);
    throw thrown;
  }
}

function made(world: World, person: string, period: PayPeriod, carried: Carried): Statement {
  const { plan } = world;
  const where: Where = { person, period, asOf: lastDayOf(period), component: null };
  const components = plan.components.map(({ name }) => world.component(name, person, period));
  const paying = components.filter(({ component }) => component.pays);
  const total = sum(paying);
  const ask = world.ask(where, "payout");
  const earned =
    plan.payout && world.teams.isThere(person, period, "team")
      ? roundedTo(ask.number(plan.payout), plan.rounding.digits, plan.rounding.mode)
      : total;
  const pieces = [...paying.flatMap((one) => piecesOf(world, one, person, period)), ...beyond(minus(earned, total), period)];
  const result = settled(world, where, pieces, carried);
  return {
    kind: "statement",
    participant: person,
    period,
    measures: plan.measures.map(({ name }) => ({ name, value: valueOf(world, name, where) })),
    components,
    terms: (plan.payout?.uses ?? []).map((name) => ({ name, value: valueOf(world, name, where) })),
    earned,
    pieces,
    settled: result,
    held: sum([...result.carried.waiting, ...result.carried.reserves]),
    payout: payoutOf(world, where, result.paid),
    amortisation: components.flatMap(amortised),
  };
}

/** What a payout formula makes of the components beyond their sum falls due with the period. */
function beyond(amount: Exact, period: PayPeriod): Piece[] {
  if (amount.n === 0n) return [];
  return [
    {
      component: "",
      transaction: null,
      earnedIn: period.key,
      on: "period-end",
      share: ONE,
      amount,
      due: lastDayOf(period),
      waitsFor: null,
    },
  ];
}

/** A measure nobody needed may be missing; that stops nothing. */
function valueOf(world: World, name: string, where: Where): Exact | string | boolean | null {
  try {
    return world.value(name, where);
  } catch (thrown) {
    if (thrown instanceof Stopped) return null;
    throw thrown;
  }
}

function payoutOf(world: World, where: Where, paid: Exact): { currency: string; amount: Exact } | null {
  const { plan } = world;
  const currency = world.people.cell(where.person, "pay_currency", where.asOf);
  if (typeof currency !== "string" || currency.toUpperCase() === plan.currency) return null;
  const rate = rateOn(plan, world.facts.rates, plan.currency, currency.toUpperCase(), where.asOf);
  if (rate === null) throw new Stopped("rate-missing", { name: `${plan.currency} → ${currency.toUpperCase()}`, date: where.asOf });
  return { currency: currency.toUpperCase(), amount: roundedTo(times(paid, rate), plan.rounding.digits, plan.rounding.mode) };
}

/** Cost of obtaining a contract over its months (ASC 340-40; 合同取得成本): equal parts to the minor unit, the last one holds the residue. */
function amortised({ component, lines }: Made): Amortised[] {
  const { amortise, rounding } = component;
  if (!amortise) return [];
  return lines.flatMap((line) => (line.credit && line.amount.n !== 0n ? monthly(component.name, line, amortise, rounding.digits) : []));
}

function monthly(
  component: string,
  line: Line,
  { months, from }: { months: number; from: "date" | "next-month" },
  digits: number,
): Amortised[] {
  const part = roundedTo({ n: line.amount.n, d: line.amount.d * BigInt(months) }, digits, "half-up");
  const first = addMonths(`${line.date.slice(0, 7)}-01`, from === "date" ? 0 : 1);
  let given = ZERO;
  return Array.from({ length: months }, (_, i) => {
    const amount = i === months - 1 ? minus(line.amount, given) : part;
    given = plus(given, amount);
    return { component, transaction: line.credit!.transaction.id, month: addMonths(first, i).slice(0, 7), amount };
  });
}

/** Nothing is shown of who was not there, earned nothing and is owed nothing. */
function isEmpty(world: World, person: string, period: PayPeriod, outcome: Statement): boolean {
  if (outcome.kind === "stopped") return false;
  return (
    !world.teams.isThere(person, period, "team") && outcome.earned.n === 0n && outcome.settled.entries.length === 0 && outcome.held.n === 0n
  );
}
