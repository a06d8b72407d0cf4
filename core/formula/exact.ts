import { assert } from "../base/assert.ts";
import { divide, type RoundingMode } from "../base/money.ts";

/** An exact fraction in lowest terms, `d` > 0: what a score or a rate is until its one declared rounding. */
export type Exact = { readonly n: bigint; readonly d: bigint };

/** n ÷ d as a fraction in lowest terms; the sign stands on the numerator. */
export function exact(n: bigint, d = 1n): Exact {
  if (d === 1n) return { n, d };
  assert(d !== 0n, "nobody divides by zero");
  if (d < 0n) return exact(-n, -d);
  const common = gcd(n < 0n ? -n : n, d);
  return common === 1n ? { n, d } : { n: n / common, d: d / common };
}

export const ZERO: Exact = { n: 0n, d: 1n };
export const ONE: Exact = { n: 1n, d: 1n };

/** Money is mostly in the same hundredths: alike denominators need no product. */
export const plus = (a: Exact, b: Exact): Exact => (a.d === b.d ? exact(a.n + b.n, a.d) : exact(a.n * b.d + b.n * a.d, a.d * b.d));
export const minus = (a: Exact, b: Exact): Exact => (a.d === b.d ? exact(a.n - b.n, a.d) : exact(a.n * b.d - b.n * a.d, a.d * b.d));
export const times = (a: Exact, b: Exact): Exact => (b === ONE ? a : exact(a.n * b.n, a.d * b.d));
export const over = (a: Exact, b: Exact): Exact => exact(a.n * b.d, a.d * b.n);

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Σ. As long as denominators are alike, numerators add up and lowest terms are found once, at the end. */
export function sumOf(values: readonly Exact[]): Exact {
  let [n, d] = [0n, 1n];
  for (const value of values) {
    if (value.d === d) n += value.n;
    else [n, d] = [n * value.d + value.n * d, d * value.d];
    if (d > SMALL) ({ n, d } = exact(n, d));
  }
  return exact(n, d);
}

export const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b);

/** Rounds to `digits` decimals by a declared mode; the only way back from a fraction to a decimal. */
export function roundedTo(x: Exact, digits: number, mode: RoundingMode): Exact {
  if (x.d === 1n) return x;
  const scale = tenTo(digits);
  if (scale === x.d) return x;
  return exact(divide(x.n * scale, x.d, mode), scale);
}

/** A decimal text of at most `digits` places, half-up, without trailing zeros: for showing, not for reckoning. */
export function decimalText(x: Exact, digits = 6): string {
  if (x.d === 1n) return x.n.toString();
  const scaled = divide(x.n * tenTo(digits), x.d, "half-up");
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const point = text.length - digits;
  let end = text.length;
  while (end > point && text.charCodeAt(end - 1) === 48) end--;
  return `${scaled < 0n ? "-" : ""}${text.slice(0, point)}${end > point ? `.${text.slice(point, end)}` : ""}`;
}

const tens = Array.from({ length: 20 }, (_, digits) => 10n ** BigInt(digits));
/** A power of ten: asked for with every number that is rounded or shown. */
export const tenTo = (digits: number): bigint => tens[digits] ?? 10n ** BigInt(digits);

/** The fraction as text that loses nothing, "5/6" or "12": how inputs of a result are stored. */
export const fractionText = (x: Exact): string => (x.d === 1n ? `${x.n}` : `${x.n}/${x.d}`);

/** "12.5" → 25/2, "5/6" → 5/6. Null when it is not a plain decimal of at most 12 places or a fraction: nothing is guessed. */
export function exactOf(text: string): Exact | null {
  const fraction = /^(-?\d{1,60})\/(\d{1,60})$/.exec(text);
  if (fraction) return /^0+$/.test(fraction[2]!) ? null : exact(BigInt(fraction[1]!), BigInt(fraction[2]!));
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return null;
  const places = match[3] ?? "";
  const n = BigInt(match[2]! + places);
  return exact(match[1] ? -n : n, 10n ** BigInt(places.length));
}

/** Greatest common divisor of what is not negative (Euclid). Once both fit a machine word, the processor's own division goes on: as exact, and faster. */
export function gcd(a: bigint, b: bigint): bigint {
  if (b === 0n) return a;
  if (b >= SMALL) return gcd(b, a % b);
  let x = Number(b) | 0;
  for (let y = Number(a % b) | 0; y !== 0;) {
    const rest = (x % y) | 0;
    x = y;
    y = rest;
  }
  return x === 1 ? 1n : BigInt(x);
}

const SMALL = 2n ** 31n;
