import type { Misfit } from "#core/allocation/share-out.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";

/** "1,234,000" or "12.5": an amount inside a sentence of a refusal, without a currency. */
export const grouped = (amount: Amount): string => {
  const [whole, part] = formatAmount(amount)
    .replace(/\.?0+$/, "")
    .split(".") as [string, string?];
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part ? `${commas}.${part}` : commas;
};

/** The refusal of each way in which a whole does not fit. */
export const misfits = {
  "floors-exceed": "allocation-floors-exceed",
  "caps-miss": "allocation-caps-miss",
  "locks-exceed": "allocation-locks-exceed",
  "locks-miss": "allocation-locks-miss",
  "bounds-cross": "allocation-bounds-cross",
  "step-too-coarse": "allocation-step-too-coarse",
  nobody: "allocation-nobody",
} as const satisfies Record<Misfit["code"], string>;
