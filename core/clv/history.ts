import { daysBetween, type Day } from "../base/date.ts";
import type { Amount } from "../base/money.ts";

/** One purchase as it stands in the books. */
export type Purchase = { readonly customer: string; readonly on: Day; readonly amount: Amount };

/** All purchases of one customer on one day, put together: models of repeat buying count days, not receipts. */
export type BuyingDay = { readonly on: Day; readonly amount: Amount };

/**
 * What the models need of a customer: repeat purchases x, days from the first to the last of them (t_x), days from the
 * first to the end of observation (T), and the mean amount of the repeat purchases (null without any).
 */
export type History = {
  readonly customer: string;
  readonly frequency: number;
  readonly recencyDays: number;
  readonly ageDays: number;
  /** Mean of the repeat purchases in the major unit; a float, for statistics only. */
  readonly repeatValue: number | null;
  /** Everything bought until the end, exact. */
  readonly amountToDate: Amount;
  /** Days on which this customer bought after the end, within the data. */
  readonly bought: { readonly later: number };
};

export type Histories = {
  readonly histories: readonly History[];
  /** Customers whose first purchase is after the end: they were not known yet. */
  readonly newcomersLater: number;
  /** Days whose returns exceed their purchases: no purchase, so left out. */
  readonly returnDays: number;
};

/** Histories by customer as of `end` (that day counts). Purchases after it are only counted, to test the model against. */
export function historiesOf(purchases: readonly Purchase[], end: Day): Histories {
  let returnDays = 0;
  let newcomersLater = 0;
  const histories: History[] = [];
  for (const [customer, days] of buyingDays(purchases)) {
    const kept = days.filter((day) => day.amount >= 0n);
    returnDays += days.length - kept.length;
    const until = kept.filter((day) => day.on <= end);
    if (until.length === 0) newcomersLater += Number(kept.length > 0);
    else histories.push(historyOf(customer, until, kept.length - until.length, end));
  }
  return { histories, newcomersLater, returnDays };
}

/** Buying days of each customer in order of time; customers in order of their first row. */
export function buyingDays(purchases: readonly Purchase[]): ReadonlyMap<string, readonly BuyingDay[]> {
  const byCustomer = new Map<string, Map<Day, Amount>>();
  for (const { customer, on, amount } of purchases) {
    const days = byCustomer.get(customer) ?? new Map<Day, Amount>();
    days.set(on, (days.get(on) ?? 0n) + amount);
    byCustomer.set(customer, days);
  }
  const inOrder = (days: ReadonlyMap<Day, Amount>) =>
    [...days].map(([on, amount]) => ({ on, amount })).sort((a, b) => (a.on < b.on ? -1 : 1));
  return new Map([...byCustomer].map(([customer, days]) => [customer, inOrder(days)]));
}

function historyOf(customer: string, days: readonly BuyingDay[], later: number, end: Day): History {
  const [first, ...repeats] = days;
  const sum = (of: readonly BuyingDay[]) => of.reduce((total, day) => total + day.amount, 0n);
  return {
    customer,
    frequency: repeats.length,
    recencyDays: daysBetween(first!.on, days.at(-1)!.on),
    ageDays: daysBetween(first!.on, end),
    repeatValue: repeats.length === 0 ? null : Number(sum(repeats)) / 10_000 / repeats.length,
    amountToDate: sum(days),
    bought: { later },
  };
}

const REGULAR = 0.1;

/**
 * Buying like clockwork is billing, not choice: true when at least half of the customers with four purchases or more have
 * intervals that vary by less than 10 % (coefficient of variation). Needs ten such customers to speak.
 */
export function looksContractual(purchases: readonly Purchase[]): boolean {
  const series = [...buyingDays(purchases).values()].filter((days) => days.length >= 4);
  const regular = series.filter((days) => variation(days.slice(1).map((day, i) => daysBetween(days[i]!.on, day.on))) < REGULAR);
  return series.length >= 10 && regular.length * 2 >= series.length;
}

function variation(numbers: readonly number[]): number {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length) / mean;
}
