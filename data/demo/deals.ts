import { addDays, addMonths, type Day } from "#core/base/date.ts";
import { MAJOR, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY, FACTS_FROM, lineOf } from "./company.ts";
import type { Customer } from "./customers.ts";
import type { Credit, Order } from "./orders.ts";
import { holder, type Person, type Staff } from "./people.ts";
import { productsOf, type Product } from "./products.ts";
import type { Random } from "./random.ts";

export type Deal = {
  readonly customer: Customer;
  readonly product: Product;
  readonly owner: Person;
  readonly stage: string;
  readonly outcome: "open" | "won" | "lost";
  readonly amount: Amount;
  readonly createdOn: Day;
  readonly expectedOn: Day;
  readonly closedOn: Day | null;
  /** Who shares it besides the owner: of a won deal as its order says. */
  readonly credits: readonly Credit[];
};

const OPEN_STAGES = ["首次接触", "需求分析", "方案报价", "异议处理", "商务谈判"] as const;

/** Won deals stand behind real orders; for each there are as many lost ones as the win rate of the day says. */
export function deals(staff: Staff, customers: readonly Customer[], all: readonly Order[], rnd: Random): Deal[] {
  const won = all.filter((order) => !order.isCancelled && rnd.chance(dealChance(order))).map((order) => wonDeal(order, rnd));
  const lost = won.flatMap((deal) => {
    const rate = lineOf(deal.customer.line).winRate(deal.closedOn!);
    const count = Math.floor((1 - rate) / rate + rnd.next());
    return Array.from({ length: count }, () => lostDeal(deal, staff, customers, rnd)).filter((d) => d !== null);
  });
  return [...won, ...lost, ...openDeals(staff, customers, rnd)].toSorted(byCreation);
}

const byCreation = (a: Deal, b: Deal) => a.createdOn.localeCompare(b.createdOn) || a.customer.code.localeCompare(b.customer.code);

/** A customer's first months are won in a deal; later orders often come by themselves. */
function dealChance({ line, customer, signedOn }: Order): number {
  return customer.createdOn >= FACTS_FROM && signedOn < addMonths(customer.createdOn, 2) ? 0.35 : line.dealShare;
}

function wonDeal(order: Order, rnd: Random): Deal {
  const createdOn = addDays(order.signedOn, -rnd.int(12, 110));
  return {
    customer: order.customer,
    product: order.lines[0]!.product,
    owner: order.credits[0]!.person,
    stage: "签约成交",
    outcome: "won",
    amount: order.amount,
    createdOn,
    expectedOn: addDays(order.signedOn, rnd.int(-15, 10)),
    closedOn: order.signedOn,
    credits: order.credits,
  };
}

function lostDeal(like: Deal, staff: Staff, customers: readonly Customer[], rnd: Random): Deal | null {
  const closedOn = addDays(like.closedOn!, rnd.int(-25, 25));
  const customer = rnd.pick(customers.filter((c) => c.seat.unit === like.customer.seat.unit));
  const owner = holder(staff.stints, customer.seat.code, closedOn);
  if (!owner || closedOn > DEMO_TODAY || closedOn < FACTS_FROM) return null;
  const createdOn = addDays(closedOn, -rnd.int(10, 120));
  return {
    customer,
    owner,
    product: launched(customer, createdOn, rnd),
    stage: "输单",
    credits: [],
    outcome: "lost",
    amount: roughly(like.amount, rnd),
    createdOn,
    expectedOn: addDays(closedOn, rnd.int(-20, 20)),
    closedOn,
  };
}

function openDeals(staff: Staff, customers: readonly Customer[], rnd: Random): Deal[] {
  return customers
    .filter((c) => c.createdOn < DEMO_TODAY && rnd.chance(0.42))
    .flatMap((customer) => {
      const owner = holder(staff.stints, customer.seat.code, DEMO_TODAY);
      if (!owner) return [];
      const createdOn = addDays(DEMO_TODAY, -rnd.int(2, 130));
      const value = BigInt(Math.round(lineOf(customer.line).orderValue * rnd.skewed(0.7))) * MAJOR;
      return [
        {
          customer,
          owner,
          product: launched(customer, createdOn, rnd),
          stage: rnd.pick(OPEN_STAGES),
          outcome: "open" as const,
          amount: roughly(value, rnd),
          createdOn,
          expectedOn: addDays(DEMO_TODAY, rnd.int(-12, 75)),
          closedOn: null,
          credits: [],
        },
      ];
    });
}

const launched = (customer: Customer, day: Day, rnd: Random): Product =>
  rnd.pick(productsOf(customer.line).filter((product) => product.launchedOn <= day));

/** Estimates are round numbers. */
function roughly(amount: Amount, rnd: Random): Amount {
  const hundred = 100n * MAJOR;
  const estimate = (amount * BigInt(rnd.int(70, 150))) / 100n / hundred;
  return (estimate > 0n ? estimate : 1n) * hundred;
}
