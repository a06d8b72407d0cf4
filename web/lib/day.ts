import { parseDay, type Day } from "#core/base/date.ts";

/** What people type for a day: "2026-6-18", "2026/06/18", "2026年6月18日", "20260618", full-width digits; null when it is none. */
export function typedDay(text: string): Day | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  return match ? parseDay(`${match[1]}-${match[2]!.padStart(2, "0")}-${match[3]!.padStart(2, "0")}`) : null;
}
