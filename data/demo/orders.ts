import { addDays, addMonths, daysOf, weekday, type Day } from "#core/base/date.ts";
import { divide, split, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY, FACTS_FROM, isOfficeDay, lineOf, type Line } from "./company.ts";
import type { Customer } from "./customers.ts";
import { holder, type Person, type Seat, type Staff, type Stint } from "./people.ts";
import { productsOf, type Product } from "./products.ts";
import type { Random } from "./random.ts";

export type OrderLine = { readonly product: Product; readonly quantity: number; readonly list: Amount; readonly amount: Amount };
export type Credit = { readonly seat: Seat; readonly person: Person; readonly percent: number };
export type Order = {
  readonly code: string;
  readonly line: Line;
  readonly customer: Customer;
  readonly signedOn: Day;
  readonly deliveredOn: Day | null;
  readonly isCancelled: boolean;
  readonly lines: readonly OrderLine[];
  readonly amount: Amount;
  readonly tax: Amount;
  readonly freight: Amount;
  readonly credits: readonly Credit[];
  readonly channel: string;
};
type Draft = Omit<Order, "code">;

/** All orders of the 24 months, by signing day; codes count up within a month as an order system gives them. */
export function orders(staff: Staff, all: readonly Customer[], rnd: Random): Order[] {
  const drafts = staff.seats
    .filter((seat) => seat.line !== null)
    .flatMap((seat) =>
      ordersOfSeat(
        seat,
        staff,
        all.filter((c) => c.seat === seat),
        rnd.fork(seat.code),
      ),
    )
    .toSorted((a, b) => a.signedOn.localeCompare(b.signedOn) || a.customer.code.localeCompare(b.customer.code));
  const seen = new Map<string, number>();
  return drafts.map((draft) => ({ ...draft, code: orderCode(draft.signedOn, seen) }));
}

function orderCode(day: Day, seen: Map<string, number>): string {
  const month = `SO${day.slice(2, 4)}${day.slice(5, 7)}`;
  seen.set(month, (seen.get(month) ?? 0) + 1);
  return `${month}-${String(seen.get(month)).padStart(4, "0")}`;
}

function ordersOfSeat(seat: Seat, staff: Staff, own: readonly Customer[], rnd: Random): Draft[] {
  const bought = new Set<string>();
  return staff.stints
    .filter((stint) => stint.seat.code === seat.code)
    .flatMap((stint) => {
      const skill = rnd.between(0.65, 1.35) * (seat.role === "manager" ? 0.45 : 1);
      return monthsOf(stint).flatMap((month) => ordersOfMonth(month, stint, skill, own, bought, staff, rnd));
    });
}

function monthsOf({ from, to }: Stint): Day[] {
  const months: Day[] = [];
  for (let month = FACTS_FROM; month < DEMO_TODAY; month = addMonths(month, 1)) {
    if (from < addMonths(month, 1) && (to === null || month < to)) months.push(month);
  }
  return months;
}

function ordersOfMonth(
  month: Day,
  stint: Stint,
  skill: number,
  own: readonly Customer[],
  bought: Set<string>,
  staff: Staff,
  rnd: Random,
): Draft[] {
  const line = lineOf(stint.seat.line!);
  const expected = line.ordersPerMonth * skill * ramp(stint, month) * line.season[Number(month.slice(5, 7)) - 1]! * line.story(month);
  const count = Math.floor(expected * rnd.between(0.8, 1.2) + rnd.next());
  const days = sellingDays(month, line);
  return Array.from({ length: count }, () => rnd.weighted(days, dayWeight))
    .toSorted()
    .filter((day) => stint.from <= day && (stint.to === null || day < stint.to) && day <= DEMO_TODAY)
    .flatMap((day) => draftOrder(day, stint, line, own, bought, staff, rnd) ?? []);
}

/** Newcomers need four months to come up to speed. */
function ramp({ from, person }: Stint, month: Day): number {
  if (person.hiredOn < from) return 1;
  const months = (Date.parse(month) - Date.parse(from)) / (30 * 86_400_000);
  return Math.min(1, 0.3 + 0.2 * Math.max(0, months));
}

function sellingDays(month: Day, line: Line): Day[] {
  const days = daysOf({ from: month, to: addMonths(month, 1) });
  return days.filter((day) => (line.code === "consumer" ? weekday(day) !== 7 : isOfficeDay(day)));
}

/** The last week of a month is busier, the last week of a quarter much more so. */
function dayWeight(day: Day): number {
  if (Number(day.slice(8)) < 23) return 1;
  return Number(day.slice(5, 7)) % 3 === 0 ? 2.6 : 1.5;
}

function draftOrder(
  day: Day,
  { seat, person }: Stint,
  line: Line,
  own: readonly Customer[],
  bought: Set<string>,
  staff: Staff,
  rnd: Random,
): Draft | null {
  const customer = buyer(day, own, bought, rnd);
  if (!customer) return null;
  bought.add(customer.code);
  const items = orderLines(day, line, rnd);
  const amount = items.reduce((sum, item) => sum + item.amount, 0n);
  const deliveredOn = addDays(day, rnd.int(...line.deliveryDays));
  const isCancelled = rnd.chance(0.015);
  return {
    line,
    customer,
    signedOn: day,
    lines: items,
    amount,
    isCancelled,
    deliveredOn: isCancelled || deliveredOn > DEMO_TODAY ? null : deliveredOn,
    tax: cents(divide(amount * BigInt(line.taxRate), 100n, "half-up")),
    freight: line.code === "consumer" ? cents(divide(amount * BigInt(rnd.int(4, 12)), 1000n, "half-up")) : 0n,
    credits: credits(day, seat, person, line, staff, rnd),
    channel: channelOf(seat, line, rnd),
  };
}

/** Somebody new who has not bought yet comes first; otherwise the better classes buy more often. */
function buyer(day: Day, own: readonly Customer[], bought: ReadonlySet<string>, rnd: Random): Customer | null {
  const known = own.filter((c) => c.createdOn <= day);
  if (known.length === 0) return null;
  const waiting = known.filter((c) => !bought.has(c.code));
  if (waiting.length > 0 && rnd.chance(0.55)) return rnd.pick(waiting);
  return rnd.weighted(known, (c) => ({ A: 5, B: 2.5, C: 1 })[c.class]);
}

function orderLines(day: Day, line: Line, rnd: Random): OrderLine[] {
  const value = line.orderValue * rnd.skewed(line.valueSpread);
  const onSale = productsOf(line.code).filter((product) => product.launchedOn <= day);
  const chosen = rnd.shuffled(onSale).slice(
    0,
    rnd.weighted([1, 2, 3], (n) => 4 - n),
  );
  return chosen.map((product) => {
    const price = Number(product.listPrice) / 10_000;
    const quantity = Math.max(1, Math.round((value / chosen.length / price) * rnd.between(0.7, 1.3)));
    const list = product.listPrice * BigInt(quantity);
    return { product, quantity, list, amount: cents(divide(list * BigInt(rnd.int(820, 1000)), 1000n, "half-up")) };
  });
}

const cents = (amount: Amount): Amount => divide(amount, 100n, "half-up") * 100n;

/** A colleague of the same team who is there on that day takes 40 or 30 percent of a shared order. */
function credits(day: Day, seat: Seat, person: Person, line: Line, staff: Staff, rnd: Random): Credit[] {
  const mates = staff.seats.filter((s) => s.unit === seat.unit && s.code !== seat.code && s.role === "rep" && s.line !== null);
  const present = mates.flatMap((mate) => {
    const colleague = holder(staff.stints, mate.code, day);
    return colleague ? [{ seat: mate, person: colleague }] : [];
  });
  if (present.length === 0 || !rnd.chance(line.splitShare)) return [{ seat, person, percent: 100 }];
  const percent = rnd.pick([60, 70]);
  return [
    { seat, person, percent },
    { ...rnd.pick(present), percent: 100 - percent },
  ];
}

function channelOf(seat: Seat, line: Line, rnd: Random): string {
  const byTeam: Readonly<Record<string, string>> = { T21: "商超", T22: "电商", T23: "经销", T24: "经销" };
  return byTeam[seat.unit] ?? rnd.pick(line.channels);
}

/** What each credited seat gets of an order, to the last ten-thousandth. */
export function creditedAmounts(order: Order): { seat: Seat; amount: Amount }[] {
  const parts = split(
    order.amount,
    order.credits.map((credit) => BigInt(credit.percent)),
  );
  return order.credits.map(({ seat }, i) => ({ seat, amount: parts[i]! }));
}
