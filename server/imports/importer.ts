import type { Day } from "#core/base/date.ts";
import type { RowProblemCode } from "#core/imports/problems.ts";
import type { Entry } from "#core/imports/records.ts";
import type { Keeper } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";

type Values = Readonly<Record<string, string | number>>;
export type Report = {
  refuse(field: string, code: RowProblemCode, excerpt: string, values?: Values): null;
  warn(field: string, code: RowProblemCode, excerpt: string, values?: Values): void;
};
/** What an object becomes when a record is applied to it as it is (null: there is none yet). */
export type Maker<R, S> = (record: R, present: S | null, report: Report) => S | null;

/** What of the tenant an import depends on. */
export type Surroundings = {
  readonly today: Day;
  readonly timeZone: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly weekStart: number;
};

/** One kind of import: its key, its keeper, and how a record becomes a state once its references are looked up. */
export type Importer<R, S> = {
  readonly keyOf: (record: R) => string;
  readonly keeper: Keeper<S>;
  /** Written in one statement set, not in chunks: its objects refer to each other. */
  readonly inOneGo?: boolean;
  prepare(tx: Tx, entries: readonly Entry<R>[], around: Surroundings): Promise<Maker<R, S>>;
  /** The states when all rows are applied, by key: histories that several objects share are settled here. */
  finish?: (states: ReadonlyMap<string, S>) => ReadonlyMap<string, S>;
};
