import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Column, Node, Tree } from "./tree.ts";

/** The sum of a column's months; null where none of them is set. */
export function amountIn(node: Node, column: Column): string | null {
  const set = column.months.map((i) => node.months[i] ?? null).filter((month) => month !== null);
  return set.length === 0 ? null : formatAmount(set.reduce((sum, month) => sum + parseAmount(month)!, 0n));
}

/** What people type: "12,000", "120万", "1.5 亿", full-width digits; null when it is no amount. */
export function typed(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[,，\s¥$]/g, "");
  const match = /^(\d+(?:\.\d+)?)(万|萬|亿|億)?$/.exec(plain);
  const amount = match ? parseAmount(match[1]!) : null;
  if (!match || amount === null) return null;
  const size = match[2] === undefined ? 1n : "万萬".includes(match[2]) ? 10_000n : 100_000_000n;
  return formatAmount(amount * size);
}

/** One decimal of 万 says enough, one of 亿 does not. */
const digitsFor = (amount: string): number => (amount.replace("-", "").split(".")[0]!.length > 8 ? 2 : 1);

/** How amounts of this tree read: money, or a plain count. */
export function useAmount(unit: Tree["unit"]) {
  const format = useFormat();
  return {
    text: (amount: string | null) =>
      amount === null ? "—" : unit === "count" ? format.plain(amount) : format.money(amount, digitsFor(amount)),
    exact: (amount: string | null) => (amount === null ? undefined : unit === "count" ? format.plain(amount) : format.exact(amount)),
  };
}
