import type { Reply } from "../lib/client.ts";

export type Plan = Reply<"GET /api/improvement-plans/:id">;
export type Metric = Plan["metric"];
/** What a manager can prove in weeks, each with its unit as it is typed. */
export const provable = [
  ["signed-amount", "amount"],
  ["collected-amount", "amount"],
  ["deal-count", "count"],
  ["new-customers", "count"],
  ["collection-rate-plan", "rate"],
  ["aov-order", "amount"],
] as const satisfies readonly (readonly [Metric, "amount" | "count" | "rate"])[];

/** Which metric would show that a finding is solved. */
export const proofOf = (kinds: readonly string[]): Metric =>
  kinds.every((kind) => kind === "collection") ? "collection-rate-plan" : "signed-amount";

/** At most four decimals, as the wire takes it; null when it is no number. */
export function decimal(text: string): string | null {
  const plain = text.replaceAll(/[,，\s]/g, "");
  return /^-?\d{1,15}(\.\d{1,4})?$/.test(plain) ? plain : null;
}

/** "2026-06-18 09:30": stamps are shown to the minute, in the reader's own zone. */
export const minute = (at: string): string => {
  const on = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${on.getFullYear()}-${two(on.getMonth() + 1)}-${two(on.getDate())} ${two(on.getHours())}:${two(on.getMinutes())}`;
};
