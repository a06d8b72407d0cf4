import type { Day, Span } from "../../base/date.ts";
import type { Exact } from "../../formula/exact.ts";
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
  /** In business order: by date, then id. The order of arrival never matters. */
  readonly credits: ReadonlyMap<string, readonly Credit[]>;
  readonly transactions: ReadonlyMap<string, Transaction>;
  readonly rates: readonly Rate[];
  readonly problems: readonly RowProblem[];
  /** Columns nobody declared: read past, and said. */
  readonly ignored: readonly string[];
};
export type Rate = { readonly from: string; readonly to: string; readonly date: Day | null; readonly rate: Exact };

export const ALWAYS: Span = { from: "0000-01-01", to: "9999-12-31" };
