/** Why a participant's period cannot be computed; the rows or names concerned are in `values`. */
export type Stop = { readonly code: StopCode; readonly values: Readonly<Record<string, string | number>> };
export type StopCode =
  | "value-missing"
  | "divided-by-zero"
  | "formula-over-budget"
  | "rows-unreadable"
  | "original-unknown"
  | "original-later"
  | "quota-not-positive"
  | "tiers-not-ascending"
  | "hierarchy-circle"
  | "pool-key-negative"
  | "pool-key-zero"
  | "pool-differs"
  | "earlier-period-stopped"
  | "rate-missing";

/** Thrown and caught inside this folder only; outside, a stop is a value. */
export class Stopped extends Error {
  readonly stop: Stop;
  constructor(code: StopCode, values: Stop["values"]) {
    super(code);
    this.stop = { code, values };
  }
}
