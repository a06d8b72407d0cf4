import { parseAmount } from "../base/money.ts";
import type { Value } from "../explain/explanation.ts";

export type Comparison = "below" | "above";
/** What a threshold is written in: an amount in the company's currency, a rate in millionths, or a plain number. */
export type ThresholdKind = "amount" | "rate" | "number";

export const thresholdKind = (unit: string): ThresholdKind =>
  unit === "amount" || unit === "amount-per-day" ? "amount" : unit === "rate" || unit === "points" ? "rate" : "number";

/** Whether the text is a threshold of that kind: a decimal of at most four places, or whole millionths. */
export function isThreshold(text: string, kind: ThresholdKind): boolean {
  return kind === "rate" ? /^-?\d{1,12}$/.test(text) : parseAmount(text) !== null;
}

/**
 * Whether a value lies beyond its threshold; on the threshold it does not. Null when there is no value: what is missing
 * or undefined neither fires nor calms an alert.
 */
export function isCrossed(value: Value, comparison: Comparison, threshold: string): boolean | null {
  const [found, limit] = value.kind === "rate" ? [BigInt(value.ppm), BigInt(threshold)] : [decimal(value), parseAmount(threshold)];
  if (found === null || limit === null) return null;
  return comparison === "below" ? found < limit : found > limit;
}

const decimal = (value: Value): bigint | null => (value.kind === "amount" || value.kind === "number" ? parseAmount(value.value) : null);

export type Step = { readonly isFiring: boolean; readonly isNews: boolean };

/** Fires once when it is crossed and again only after it has been back; without a value everything stays as it was. */
export function nextState(wasFiring: boolean, crossed: boolean | null): Step {
  const isFiring = crossed ?? wasFiring;
  return { isFiring, isNews: isFiring && !wasFiring };
}
