import { addDays } from "#core/base/date.ts";
import { previous } from "#core/calendar/compare.ts";
import { periodAt, periodOf } from "#core/calendar/period.ts";
import type { Fiscal, Grain, Period } from "#core/calendar/period.ts";
import type { Label } from "./i18n.ts";

export type PeriodKind = Exclude<Grain, "day">;

/** The key's period, or the month of `today` when the address held nonsense. */
export function periodIn(key: string | undefined, fallback: PeriodKind, today: string, fiscal: Fiscal): Period {
  return (key ? periodOf(key, fiscal) : null) ?? periodAt(today, fallback, fiscal);
}

/** The period after (+1) or before (−1), of the same kind. */
export function nextTo(period: Period, step: 1 | -1, fiscal: Fiscal): Period {
  return step === 1 ? periodAt(period.to, period.grain, fiscal) : previous(period, fiscal);
}

/** The periods of a kind around a day, latest first: one to come, the present one and `count` before. */
export function periodsAround(today: string, kind: PeriodKind, count: number, fiscal: Fiscal): Period[] {
  const now = periodAt(today, kind, fiscal);
  const found = [periodAt(now.to, kind, fiscal), now];
  while (found.length < count + 2) found.push(periodAt(addDays(found.at(-1)!.from, -1), kind, fiscal));
  return found;
}

/** "2026年第2季度" through the common texts. */
export function periodLabel(key: string): Label {
  const [, kind = "", n = ""] = /^\d{4}-?([HQW]?)(\d*)/.exec(key) ?? [];
  const values = { year: Number(key.slice(0, 4)), n: Number(n || 1) };
  if (key.length === 10) return { key: "common.period.day", values: { day: key } };
  const names: Record<string, string> = { H: `half${values.n}`, Q: "quarter", W: "week" };
  return { key: `common.period.${names[kind] ?? (key.length === 7 ? "month" : "year")}`, values };
}
