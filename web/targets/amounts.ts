import { formatAmount, parseAmount } from "#core/base/money.ts";
import type { Column, Node } from "./tree.ts";

export { typed, useAmount } from "../lib/amounts.ts";

/** The sum of a column's months; null where none of them is set. */
export function amountIn(node: Node, column: Column): string | null {
  const set = column.months.map((i) => node.months[i] ?? null).filter((month) => month !== null);
  return set.length === 0 ? null : formatAmount(set.reduce((sum, month) => sum + parseAmount(month)!, 0n));
}
