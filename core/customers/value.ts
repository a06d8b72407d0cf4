import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";

/** Receipts × margin to date: backward-looking, exact. Without a margin it is revenue to date, under that name only. */
export const historicalValue = (receipts: Amount, margin: Ppm): Amount => divide(receipts * margin, PPM, "half-even");

/** Longest horizon of the simple value in years: 1 ÷ churn explodes as churn goes to zero. */
export const simpleYearsMax = 5;

/** Average order × orders a year × margin × years, where years = 1 ÷ yearly churn, at most five. Null when a part is missing. */
export function simpleValue(of: {
  readonly orders: bigint;
  readonly amount: Amount;
  readonly customers: bigint;
  readonly margin: Ppm | null;
  /** Yearly, in millionths. */
  readonly churn: Ppm | null;
}): { readonly value: Amount; readonly years: Ppm; readonly isCapped: boolean } | null {
  const { orders, amount, customers, margin, churn } = of;
  if (orders <= 0n || customers <= 0n || margin === null || churn === null || churn < 0n) return null;
  const cap = BigInt(simpleYearsMax) * PPM;
  const years = churn === 0n ? cap : divide(PPM * PPM, churn, "half-even");
  const isCapped = years >= cap;
  const used = isCapped ? cap : years;
  return { value: divide(amount * margin * used, customers * PPM * PPM, "half-even"), years: used, isCapped };
}

export type Standing = "active" | "cooling" | "at-risk" | "gone";
/** In words instead of a probability: reps act on words. */
export const standingOf = (alive: number): Standing =>
  alive >= 0.8 ? "active" : alive >= 0.5 ? "cooling" : alive >= 0.2 ? "at-risk" : "gone";

/** The same without a model, by the customer's own rhythm: silent for up to 1½, 3, 5 of the own intervals; null without a rhythm. */
export function standingByRhythm(silentDays: number, interval: number | null): Standing | null {
  if (interval === null) return null;
  const times = silentDays / Math.max(1, interval);
  return times <= 1.5 ? "active" : times <= 3 ? "cooling" : times <= 5 ? "at-risk" : "gone";
}
