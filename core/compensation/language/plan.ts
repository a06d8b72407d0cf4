import type { RoundingMode } from "../../base/money.ts";
import type { Names } from "../../formula/check.ts";
import type { Exact } from "../../formula/exact.ts";
import type { Formula } from "../../formula/formula.ts";

/** How long something runs. A half-month is the 1st to the 15th, and the 16th to the end of the month. */
export const intervals = ["half-month", "month", "quarter", "half", "year"] as const;
export type Interval = (typeof intervals)[number];

/** One version of an incentive plan 激励方案 in typed form. Every policy that two honest people could read two ways is a field with a default. */
export type Plan = {
  readonly name: string;
  readonly currency: string;
  /** What the company's own facts give as transactions: orders on the day of signing or delivery, or every receipt. */
  readonly base: "signed" | "delivered" | "collected";
  /** How often it pays. */
  readonly period: Interval;
  /** Month the fiscal year starts in, 1 to 12. */
  readonly yearStart: number;
  readonly rounding: Rounding;
  readonly dayCount: DayCount;
  readonly inputs: { readonly transaction: Names; readonly participant: Names };
  readonly fx: "fixed" | "month" | "day" | "none";
  readonly measures: readonly Measure[];
  readonly components: readonly Component[];
  /** What is paid of the components, when it is not their sum. */
  readonly payout: Formula | null;
  readonly settlement: Settlement;
};

/** `line`: every line is rounded, then added. `total`: the component is rounded, and the residue goes to one line. */
export type Rounding = {
  readonly digits: number;
  readonly mode: RoundingMode;
  readonly level: "line" | "total";
  readonly residue: "last" | "largest";
};

/** actual: days over the days of the period. thirtieths: every month has 30. Weekdays are Monday to Friday. */
export type DayCount = {
  readonly basis: "actual" | "actual-365" | "thirtieths" | "weekdays";
  readonly startDay: "counted" | "not-counted";
};

/** Whose transactions: one's own, the team's below, both, the direct reports', everybody's. */
export const credits = ["own", "below", "team", "direct", "all"] as const;
export type Credit = (typeof credits)[number];

/** A named value of one participant and period. Formulas may use it by its name. */
export type Measure = { readonly name: string; readonly path: string } & (
  | { readonly kind: "value"; readonly body: Body }
  | {
      readonly kind: "aggregate";
      readonly by: "sum" | "count" | "min" | "max" | "average";
      readonly of: Formula | null;
      readonly where: Formula | null;
      readonly credit: Credit;
      /** From the start of which span the transactions count, up to the end of the period. */
      readonly over: Interval | "period" | "ever";
    }
  | {
      readonly kind: "others";
      /** The sum of a named value of others, or the place of one's own among them: 1 has the most. */
      readonly by: "sum" | "rank";
      readonly value: string;
      /** Which of them count. */
      readonly where: Formula | null;
      readonly credit: Credit;
    }
);

/** What a value comes from: a base, and what is done with it. */
export type Body = { readonly of: Formula | null; readonly shape: Shape; readonly times: Formula | null };

/** A rate, factor or per-unit amount multiplies the base; an amount stands for itself. */
export type Cell = { readonly kind: "rate" | "factor" | "per-unit" | "amount"; readonly value: Exact };
export type Axis = { readonly by: Formula; readonly from: readonly Exact[] };
/** The rule kinds. Bounds are half-open `[from, to)`; exactly on one belongs to the upper tier unless `tie` says lower. */
export type Shape =
  | { readonly kind: "formula"; readonly cases: readonly Case[] }
  | { readonly kind: "rate"; readonly cases: readonly Case[] }
  | {
      readonly kind: "tiers";
      /** marginal 超额累进 · whole 全额累进 · step (the amount of the tier reached) · interpolated (amounts, pro rata inside a tier). */
      readonly mode: "marginal" | "whole" | "step" | "interpolated";
      readonly tie: "upper" | "lower";
      /** What stands against the bounds; null: the base itself. */
      readonly by: Formula | null;
      /** Per transaction that accumulates: what adds up and stands against the bounds, when it is not the base (margin paid by tiers of revenue). */
      readonly counts: Formula | null;
      /** Bounds in percent of this amount; null: bounds are as they stand. */
      readonly quota: Formula | null;
      readonly tiers: readonly { readonly from: Exact; readonly cell: Cell }[];
      /** Where the last tier of amounts is full. */
      readonly end: Exact | null;
    }
  | {
      readonly kind: "matrix";
      readonly rows: Axis;
      readonly columns: Axis;
      readonly tie: "upper" | "lower";
      readonly cells: readonly (readonly Cell[])[];
    }
  | { readonly kind: "curve"; readonly by: Formula | null; readonly points: readonly { readonly at: Exact; readonly cell: Cell }[] };
/** First one that holds counts; without `when` it always does. */
export type Case = { readonly when: Formula | null; readonly gives: Formula };

/** One way of earning. */
export type Component = {
  readonly name: string;
  readonly path: string;
  /** Per transaction on its own; over transactions that add up in business order; or once a period. */
  readonly mode: "transaction" | "accumulated" | "period";
  readonly credit: Credit;
  readonly where: Formula | null;
  readonly gate: Formula | null;
  readonly body: Body | null;
  readonly pool: { readonly amount: Formula; readonly key: Formula } | null;
  readonly prizes: { readonly by: Formula; readonly amounts: readonly Exact[]; readonly ties: "share" | "all" } | null;
  /** After what span the accumulation starts again. */
  readonly span: Interval;
  /** Pays what is earned since the start of this span less what was paid before in it. */
  readonly lessPaid: Interval | null;
  readonly prorate: boolean;
  readonly floor: Formula | null;
  readonly cap: { readonly amount: Formula; readonly per: "transaction" | Interval; readonly excess: "lost" | "carried" } | null;
  readonly rounding: Rounding;
  readonly pay: readonly PayStep[];
  readonly clawback: Clawback | null;
  /** Counted and shown, paid or not: an intermediate value or points are not. */
  readonly pays: boolean;
  readonly unit: string;
  readonly amortise: { readonly months: number; readonly from: "date" | "next-month" } | null;
};

/** One part of an earning and when it falls due. */
export type PayStep = {
  readonly share: Exact;
  readonly on: "booking" | "delivery" | "invoice" | "collection" | "period-end" | "year-end";
  readonly afterMonths: number;
  readonly afterDays: number;
  /** A receipt that is a part releases its part, or nothing before the last one. */
  readonly partial: "pro-rata" | "when-complete";
};

/** What a transaction that reverses another takes back. */
export type Clawback = {
  readonly base: "original" | "remaining";
  readonly attainment: "reversed" | "kept";
  /** Share taken back by whole months, or by days, since the original. */
  readonly since: "months" | "days";
  readonly schedule: readonly { readonly from: Exact; readonly share: Exact }[];
};

export type Settlement = {
  readonly draw: {
    readonly amount: Formula;
    readonly recoverable: boolean;
    readonly surplus: "lost" | "carried";
    readonly recoveryMax: Formula | null;
    readonly when: Formula | null;
  } | null;
  readonly guarantee: Formula | null;
  readonly cap: { readonly amount: Formula; readonly excess: "lost" | "carried" } | null;
  readonly reserve: { readonly share: Exact; readonly releaseAfterMonths: number } | null;
  readonly negative: "carried" | "paid";
  readonly offsetMax: Formula | null;
  /** Somebody who leaves: what is held on uncollected money is paid, kept waiting, or lost. */
  readonly exit: { readonly held: "released" | "kept" | "lost"; readonly draw: "recovered" | "forgiven" };
};
