import { assert } from "./assert.ts";

/**
 * Ten-thousandths of the major unit (1 yuan = 10_000n): what order systems deliver, exactly.
 * The currency stands once on the container (tenant, plan, statement), never mixed inside one sum.
 */
export type Amount = bigint;

/** Millionths. 4.65 % is 46_500n. A rate multiplies an amount; nothing else does. */
export type Ppm = bigint;

export const PPM = 1_000_000n;
export const MAJOR: Amount = 10_000n;

export type RoundingMode = "half-up" | "half-even" | "down";

/** n ÷ d to an integer. Half-up and half-even act on the magnitude, so that −x rounds to −(x rounded). */
export function divide(n: bigint, d: bigint, mode: RoundingMode): bigint {
  assert(d !== 0n, "nobody divides by zero");
  const negative = n < 0n !== d < 0n;
  const [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const whole = a / b;
  const twice = (a % b) * 2n;
  const up = mode !== "down" && (twice > b || (twice === b && (mode === "half-up" || whole % 2n === 1n)));
  const result = up ? whole + 1n : whole;
  return negative ? -result : result;
}

/** Rounds an amount to the currency's minor unit (`digits` decimals; 2 for CNY, 0 for JPY). */
export function roundTo(amount: Amount, digits: number, mode: RoundingMode): Amount {
  assert(digits >= 0 && digits <= 4, "amounts carry at most four decimals");
  const unit = 10n ** BigInt(4 - digits);
  return divide(amount, unit, mode) * unit;
}

/**
 * Splits a whole by weights so that the parts add up to it exactly (largest remainder, Hamilton 1792;
 * ties go to the earlier part). A zero weight gets nothing. A negative whole mirrors the positive split.
 */
export function split(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  assert(total > 0n && weights.every((w) => w >= 0n), "weights are shares of a whole");
  if (whole < 0n) return split(-whole, weights).map((part) => -part);

  const parts = weights.map((w) => (whole * w) / total);
  const spare = Number(whole - parts.reduce((a, b) => a + b, 0n));
  const byRemainder = weights
    .map((w, i) => ({ i, remainder: (whole * w) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  for (const { i } of byRemainder.slice(0, spare)) parts[i]! += 1n;
  return parts;
}

const AMOUNT_TEXT = /^(-?)(\d{1,15})(?:\.(\d{1,4}))?$/;

/** "1234.5" → 12_345_000n. Null when it is not a plain decimal of at most four places: nothing is guessed. */
export function parseAmount(text: string): Amount | null {
  const match = AMOUNT_TEXT.exec(text);
  if (!match) return null;
  const e4 = BigInt(match[2]! + (match[3] ?? "").padEnd(4, "0"));
  return match[1] ? -e4 : e4;
}

/** 12_345_000n → "1234.5000": the form that crosses the wire. */
export function formatAmount(amount: Amount): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
