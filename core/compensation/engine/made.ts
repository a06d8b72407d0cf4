import type { Day } from "../../base/date.ts";
import type { Exact } from "../../formula/exact.ts";
import type { Component } from "../language/plan.ts";
import type { Credit } from "./facts.ts";
import type { Part, Shaped, Tiers } from "./shape.ts";

/** One row of a component: a transaction, a stretch of days, or a step that is no transaction (a cap, a true-up). */
export type Line = {
  readonly kind: "transaction" | "stretch" | "period" | "true-up" | "cap" | "floor" | "carried" | "less-paid";
  readonly credit: Credit | null;
  readonly date: Day;
  readonly base: Exact | null;
  /** The running sum before and behind the line. */
  readonly accumulatedBefore: Exact | null;
  readonly accumulated: Exact | null;
  readonly parts: readonly Part[];
  readonly exact: Exact;
  /** Rounded by the plan's rule; the lines add up to the component. */
  readonly amount: Exact;
  /** Why nothing was earned: no rule held, below the first tier; or that it takes back an earlier line. */
  readonly reason: Shaped["reason"] | "clawback" | null;
};
/** Final: taken from an earlier period as it was paid there, so this period's factor does not touch it. */
export type Draft = Omit<Line, "amount"> & { readonly isFinal?: boolean };
export type Made = {
  readonly component: Component;
  readonly amount: Exact;
  readonly lines: readonly Line[];
  /** Before times, floor and cap; what later periods of a span are compared with. */
  readonly raw: Exact;
  readonly gate: boolean;
  readonly factor: Exact | null;
  readonly excess: Exact;
  readonly opening: Exact;
  readonly accumulated: Exact | null;
  /** The tiers of a period or of a running sum, bounds in amounts; null where each transaction has its own or there are none. */
  readonly tiers: Tiers | null;
};
/** The lines before times, floor and cap. */
export type Raw = {
  readonly lines: readonly Draft[];
  readonly opening: Exact;
  readonly accumulated: Exact | null;
  /** What the earlier periods of the span have earned: months are rounded on the running sum, so that a quarter adds up to its own rounding. */
  readonly earlier?: Exact;
};
