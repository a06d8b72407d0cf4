import type { Day, Span } from "../../base/date.ts";
import type { Exact } from "../../formula/exact.ts";
import { intervals } from "../language/plan.ts";
import { payPeriodOf } from "./periods.ts";
import type { RowProblem } from "./tables.ts";

/** Exact numbers, texts and truths by their one spelling. Null is missing, not zero; days are counted from 1970. */
export type Cells = Readonly<Record<string, Exact | string | boolean | null>>;

export type Receipt = { readonly date: Day; readonly amount: Exact };

/** One piece of business, whole: what a participant is credited of it is a Credit. */
export type Transaction = {
  readonly id: string;
  readonly row: number;
  readonly date: Day;
  readonly cells: Cells;
  readonly reverses: string | null;
  readonly receipts: readonly Receipt[];
};

/** A participant's part of a transaction: money and quantity are taken times the share, nothing is rounded. */
export type Credit = {
  readonly transaction: Transaction;
  readonly participant: string;
  readonly share: Exact;
  readonly class: string;
  readonly cells: Cells;
};

/** What holds for a participant over a span; the last row that covers a day counts. */
export type Stretch = { readonly from: Day; readonly to: Day; readonly cells: Cells };
export type Person = {
  readonly id: string;
  readonly stretches: readonly Stretch[];
  /** Values given for one period, by its key; "" for every period. */
  readonly values: ReadonlyMap<string, Cells>;
  readonly absences: readonly Span[];
  readonly opening: readonly Opening[];
  readonly unreadable: readonly RowProblem[];
};

/** What a participant brings from before: money he owes, or debt of a draw. */
export type Opening = { readonly kind: "receivable" | "draw"; readonly date: Day; readonly amount: Exact };

export type Facts = {
  readonly people: ReadonlyMap<string, Person>;
  /** In business order. The order of arrival never matters. */
  readonly credits: ReadonlyMap<string, readonly Credit[]>;
  readonly transactions: ReadonlyMap<string, Transaction>;
  readonly rates: readonly Rate[];
  readonly problems: readonly RowProblem[];
  /** Columns nobody declared: read past, and said. */
  readonly ignored: readonly string[];
};
export type Rate = { readonly from: string; readonly to: string; readonly date: Day | null; readonly rate: Exact };

export const ALWAYS: Span = { from: "0000-01-01", to: "9999-12-31" };

/** The first and the last day of business: transactions, receipts, and the first day of each period a value is given for. */
export function daysOf({ transactions, people }: Facts, yearStart: number): { readonly first: Day; readonly last: Day } | null {
  let [first, last] = ["", ""];
  const see = (day: Day): void => {
    if (first === "" || day < first) first = day;
    if (day > last) last = day;
  };
  for (const { date, receipts } of transactions.values()) {
    see(date);
    for (const receipt of receipts) see(receipt.date);
  }
  for (const { values } of people.values()) for (const key of values.keys()) startOf(key, yearStart).forEach(see);
  return first === "" ? null : { first, last };
}

function startOf(key: string, yearStart: number): Day[] {
  const found = intervals.map((interval) => payPeriodOf(key, interval, yearStart)).find((one) => one !== null);
  return found ? [found.from] : [];
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** By date, then id; what takes something back stands behind the business of its day, or a refund could come before its sale. */
type Dated = Pick<Transaction, "id" | "date" | "reverses">;
export const byDateAndId = (a: Dated, b: Dated): number =>
  order(a.date, b.date) || Number(a.reverses !== null) - Number(b.reverses !== null) || order(a.id, b.id);
/** The parts of a transaction stand by participant, then class. */
export const inBusinessOrder = (a: Credit, b: Credit): number =>
  byDateAndId(a.transaction, b.transaction) || order(a.participant, b.participant) || order(a.class, b.class);
export const byDate = <T extends { readonly date: Day }>(a: T, b: T): number => order(a.date, b.date);
export const byFrom = <T extends { readonly from: Day }>(a: T, b: T): number => order(a.from, b.from);
