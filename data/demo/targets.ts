import { addMonths, type Day } from "#core/base/date.ts";
import { divide, MAJOR, split, type Amount } from "#core/base/money.ts";
import type { Receipt } from "./collection.ts";
import { DEMO_TODAY, lineOf } from "./company.ts";
import { creditedAmounts, type Order } from "./orders.ts";
import { HEADQUARTERS, regionOf, regions, teams } from "./organisation.ts";
import { holder, type Seat, type Staff } from "./people.ts";
import type { Random } from "./random.ts";
import { moneyText, type Sheet } from "./sheet.ts";

export const targetMetrics = ["signed-amount", "collected-amount", "new-customers"] as const;
export type TargetMetric = (typeof targetMetrics)[number];
/** Twelve monthly amounts of a node. New customers are counted in whole units of an amount. */
export type YearTarget = {
  readonly metric: TargetMetric;
  readonly node: string;
  readonly year: number;
  readonly months: readonly Amount[];
};

export const targetYears = [2025, 2026] as const;
const OVER_ASSIGNMENT_PERCENT = 4n; // 快消 gives its people four percent more than the team has to bring
const RECEIPT_LAG = 1; // money follows signing by about a month

// Whoever signs in as the rep stands near the middle, so that each page has something to show.
const SHOWN_SEAT = "T41-2";

/** What each seat brought, month by month: "2026-03" → amount. */
type Actuals = ReadonlyMap<string, ReadonlyMap<string, Amount>>;

/** Yearly targets of seats from what they can do, added up to teams, regions and the company. */
export function yearTargets(staff: Staff, all: readonly Order[], paid: readonly Receipt[], rnd: Random): YearTarget[] {
  const actuals = { "signed-amount": signed(all), "collected-amount": collected(paid), "new-customers": won(paid) };
  return targetMetrics.flatMap((metric) =>
    targetYears.flatMap((year) => treeOfYear(metric, year, seatTargets(metric, year, staff, actuals[metric], rnd), staff)),
  );
}

type SeatTarget = { readonly seat: Seat; readonly months: readonly Amount[] };

function seatTargets(metric: TargetMetric, year: number, staff: Staff, actuals: Actuals, rnd: Random): SeatTarget[] {
  const selling = staff.seats.filter((seat) => seat.line !== null);
  return selling.flatMap((seat) => {
    const open = monthsOf(year).map((month) => holder(staff.stints, seat.code, month) !== null);
    return open.includes(true) ? [{ seat, months: seatMonths(metric, year, seat, open, actuals, rnd) }] : [];
  });
}

const monthsOf = (year: number): Day[] => Array.from({ length: 12 }, (_, i) => addMonths(`${year}-01-01`, i));

function seatMonths(metric: TargetMetric, year: number, seat: Seat, open: readonly boolean[], actuals: Actuals, rnd: Random): Amount[] {
  const weights = seasonWeights(metric, seat, open);
  const elapsed = monthsOf(year).reduce((sum, month, i) => sum + weights[i]! * elapsedShare(month), 0);
  const brought = monthsOf(year).reduce((sum, month) => sum + (actuals.get(seat.code)?.get(month.slice(0, 7)) ?? 0n), 0n);
  const whole = weights.reduce((a, b) => a + b, 0);
  const perMille = BigInt(Math.round((1000 * whole) / Math.max(elapsed, 0.1) / attainment(metric, seat, rnd)));
  const step = metric === "new-customers" ? MAJOR : 1000n * MAJOR;
  const steps = divide(brought * perMille, 1000n * step, "half-up");
  return split(
    steps > 0n ? steps : 1n,
    weights.map((w) => BigInt(Math.round(w * 1000))),
  ).map((part) => part * step);
}

/** People plan with the season of their line, less sharply than it really comes. */
function seasonWeights(metric: TargetMetric, seat: Seat, open: readonly boolean[]): number[] {
  const { season } = lineOf(seat.line!);
  return open.map((isOpen, i) => {
    const at = metric === "collected-amount" ? (i + 12 - RECEIPT_LAG) % 12 : i;
    return isOpen ? 0.3 + 0.7 * season[at]! : 0;
  });
}

/** How much of a month has passed on DEMO_TODAY; the last third of a month weighs more. */
function elapsedShare(month: Day): number {
  if (addMonths(month, 1) <= DEMO_TODAY) return 1;
  return month > DEMO_TODAY ? 0 : (Number(DEMO_TODAY.slice(8)) / 30) * 0.86;
}

/** Middle of the line, with real differences between people. */
function attainment(metric: TargetMetric, seat: Seat, rnd: Random): number {
  const middle = lineOf(seat.line!).attainment;
  const of = { "signed-amount": middle.signed, "collected-amount": middle.collected, "new-customers": middle.newCustomers };
  const drawn = of[metric] * (1 + 0.2 * rnd.normal());
  return seat.code === SHOWN_SEAT ? 0.95 : Math.min(1.55, Math.max(0.42, drawn));
}

function signed(all: readonly Order[]): Actuals {
  return collect(
    all
      .filter((order) => !order.isCancelled)
      .flatMap((order) => creditedAmounts(order).map(({ seat, amount }) => ({ seat: seat.code, day: order.signedOn, amount }))),
  );
}

function collected(paid: readonly Receipt[]): Actuals {
  return collect(
    paid.flatMap(({ order, receivedOn, amount }) => {
      const parts = split(
        amount,
        order.credits.map((credit) => BigInt(credit.percent)),
      );
      return order.credits.map(({ seat }, i) => ({ seat: seat.code, day: receivedOn, amount: parts[i]! }));
    }),
  );
}

/** A customer is won on the day of the first money it pays. */
function won(paid: readonly Receipt[]): Actuals {
  const seen = new Set<string>();
  const firsts = paid.filter(({ order, amount }) => amount > 0n && !seen.has(order.customer.code) && seen.add(order.customer.code));
  return collect(firsts.map(({ order, receivedOn }) => ({ seat: order.credits[0]!.seat.code, day: receivedOn, amount: MAJOR })));
}

function collect(facts: readonly { seat: string; day: Day; amount: Amount }[]): Actuals {
  const all = new Map<string, Map<string, Amount>>();
  for (const { seat, day, amount } of facts) {
    const months = all.get(seat) ?? new Map<string, Amount>();
    months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0n) + amount);
    all.set(seat, months);
  }
  return all;
}

const added = (parts: readonly (readonly Amount[])[]): Amount[] =>
  Array.from({ length: 12 }, (_, i) => parts.reduce((sum, months) => sum + months[i]!, 0n));

function treeOfYear(metric: TargetMetric, year: number, seats: readonly SeatTarget[], staff: Staff): YearTarget[] {
  const target = (node: string, months: readonly Amount[]): YearTarget => ({ metric, node, year, months });
  const ofTeams = teams.map(({ unit }) => target(unit, teamMonths(metric, unit, seats)));
  const ofRegions = regions.map((region) =>
    target(region, added(ofTeams.filter((t) => regionOf(t.node, `${year}-01-01`) === region).map((t) => t.months))),
  );
  const company = target(HEADQUARTERS, added(ofRegions.map((r) => r.months)));
  return [company, ...ofRegions, ...ofTeams, ...seats.flatMap(({ seat, months }) => personal(metric, year, seat, months, staff))];
}

function teamMonths(metric: TargetMetric, unit: string, seats: readonly SeatTarget[]): Amount[] {
  const months = added(seats.filter(({ seat }) => seat.unit === unit).map((s) => s.months));
  const isOverAssigned = metric === "signed-amount" && teams.find((t) => t.unit === unit)!.line === "consumer";
  if (!isOverAssigned) return months;
  const step = 1000n * MAJOR;
  return months.map((amount) => divide(amount * 100n, (100n + OVER_ASSIGNMENT_PERCENT) * step, "half-up") * step);
}

/** A seat's target is carried by whoever holds it on the first of the month. */
function personal(metric: TargetMetric, year: number, seat: Seat, months: readonly Amount[], staff: Staff): YearTarget[] {
  const holders = monthsOf(year).map((month) => holder(staff.stints, seat.code, month)?.code ?? null);
  const people = [...new Set(holders)].filter((code) => code !== null);
  return people.map((node) => ({ metric, node, year, months: months.map((amount, i) => (holders[i] === node ? amount : 0n)) }));
}

export function targetSheet(all: readonly YearTarget[]): Sheet {
  return { header: ["指标", "部门或工号", "期间", "目标值"], rows: all.flatMap(targetRows) };
}

function targetRows({ metric, node, year, months }: YearTarget): string[][] {
  return months
    .map((amount, i) => [metric, node, `${year}-${String(i + 1).padStart(2, "0")}`, moneyText(amount)])
    .filter((_, i) => months[i]! > 0n);
}
