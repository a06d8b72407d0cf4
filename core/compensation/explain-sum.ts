import { divide, formatAmount } from "../base/money.ts";
import type { Explanation, Label, Value } from "../explain/explanation.ts";
import { decimalText, exactOf, minus, sumOf, type Exact } from "../formula/exact.ts";

/** A part with its exact amount. */
export type Term = { readonly exact: Exact; readonly explanation: Explanation };

/** What is shown of a fraction; the rounding part is reckoned from it, so that the parts re-add to the last digit. */
const shortened = (value: Exact): Exact => exactOf(decimalText(value, 12))!;

/** More than four decimals cannot cross as an amount; then the decimal is shown as a number. */
export function money(value: Exact, currency: string): Value {
  return 10_000n % value.d === 0n
    ? { kind: "amount", value: formatAmount((value.n * 10_000n) / value.d), currency }
    : { kind: "number", value: decimalText(value, 12), unit: currency };
}

/** A sum whose parts re-add: what rounding moved is a part of its own. */
export function summed(of: string, label: Label, total: Exact, terms: readonly Term[], currency: string, rounding = "compensation.explain.rounding"): Explanation {
  const moved = minus(shortened(total), sumOf(terms.map(({ exact }) => shortened(exact))));
  const rest: Explanation[] = moved.n === 0n ? [] : [{ of: "rounding", label: { key: rounding }, value: { kind: "number", value: decimalText(moved, 12) } }];
  return { of, label, value: money(total, currency), combine: "sum", parts: [...terms.map(({ explanation }) => explanation), ...rest] };
} // prettier-ignore

/** To ten-thousandths, half-up: how an amount crosses to a page. */
export const amountOf = (value: Exact): bigint => divide(value.n * 10_000n, value.d, "half-up");
