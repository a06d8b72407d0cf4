import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useFormat } from "./use-format.ts";

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

/** A week's share of a count has decimals: two are enough. */
const counted = (amount: string): string => String(Math.round(Number(amount) * 100) / 100);

/** How amounts of a metric read: money, or a plain count. */
export function useAmount(unit: "amount" | "count") {
  const format = useFormat();
  return {
    text: (amount: string | null) =>
      amount === null ? "—" : unit === "count" ? format.plain(counted(amount)) : format.money(amount, digitsFor(amount)),
    exact: (amount: string | null) => (amount === null ? undefined : unit === "count" ? format.plain(amount) : format.exact(amount)),
  };
}
