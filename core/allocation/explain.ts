import { formatAmount, type Amount } from "../base/money.ts";
import type { Explanation, Label, Value } from "../explain/explanation.ts";
import type { Line } from "./assign.ts";

type Unit = { readonly currency: string } | "count";

/**
 * How one number of an allocation came about: what each basis gave, over-assignment on the way down, and what floor, cap, lock or
 * the bounds of others and the rounding step moved. The parts add up to the amount exactly.
 */
export function explainLine(line: Line, unit: Unit, notes: readonly Label[]): Explanation {
  const part = (of: string, key: string, amount: Amount): Explanation => ({ of, label: { key }, value: valueOf(amount, unit) });
  const moved = line.amount - line.plain;
  const basisParts = line.byBasis.map(({ basis, amount }) => part(basis, `allocation.basis.${basis}`, amount));
  const rest = line.plain - line.over - line.byBasis.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    of: "allocation",
    label: { key: "allocation.line" },
    value: valueOf(line.amount, unit),
    rule: { key: `allocation.held.${line.held}` },
    version: "1",
    combine: "sum",
    parts: [
      ...basisParts,
      ...(rest !== 0n ? [part("even", "allocation.basis.even", rest)] : []),
      ...(line.over !== 0n ? [part("over", "allocation.part.over", line.over)] : []),
      ...(moved !== 0n ? [part("bounds", `allocation.part.${movedBy(line)}`, moved)] : []),
    ],
    notes,
  };
}

function movedBy({ held }: Line): "floor" | "cap" | "lock" | "others" {
  return held === "floor" || held === "cap" || held === "lock" ? held : "others";
}

function valueOf(amount: Amount, unit: Unit): Value {
  const value = formatAmount(amount);
  return unit === "count" ? { kind: "number", value } : { kind: "amount", value, currency: unit.currency };
}
