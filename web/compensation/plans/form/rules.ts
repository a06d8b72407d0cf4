import { withList, withValue, type Path } from "./edit.ts";
import type { AmountKind, Rule, Tier } from "./model.ts";

/** A rate of five per cent is no five yuan a piece: another kind of rule begins with a number of its own. */
const beginnings: Readonly<Record<AmountKind, string>> = { rate: "1%", factor: "1", "per-unit": "10", amount: "100" };

export function turned(text: string, path: Path, rule: Rule, next: AmountKind | "tiers"): string {
  const rate = rule.kind === "single" ? rule.key === "rate" && rule.value : rule.kind === "tiers" && rule.tiers[0]?.kind === "rate" && rule.tiers[0].value;
  const bare = rule.kind === "single" ? withValue(text, [...path, rule.key], "") : withValue(text, [...path, "tiers"], "");
  if (next === "tiers") return withList(bare, [...path, "tiers"], [{ from: "0", rate: rate || beginnings.rate }]);
  return withValue(bare, [...path, next], (next === "rate" && rate) || beginnings[next]);
} // prettier-ignore

const sizeOf = (from: string): number => Number.parseFloat(from.replaceAll(",", "")) * (from.includes("万") ? 10_000 : 1);
export const isBelow = (tiers: readonly Tier[], i: number): boolean => i > 0 && sizeOf(tiers[i]!.from) <= sizeOf(tiers[i - 1]!.from);
/** A beginning for a further tier: as far again, in the same words. */
export const above = (from: string): string => {
  const size = Number.parseFloat(from.replaceAll(",", "")) || 0;
  const rest = from.replace(/^[\d.,]+/, "");
  return `${size === 0 ? (rest === "%" ? 50 : 100_000) : size * 2}${rest}`;
};
