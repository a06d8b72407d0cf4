import { createRequire } from "node:module";
import { daysOf, weekday, type Day } from "#core/base/date.ts";

type DayDetail = { readonly work: boolean; readonly name: string };
// The package's ES build is not loadable by Node; its CommonJS one is.
const { getDayDetail } = createRequire(import.meta.url)("chinese-days") as { getDayDetail(day: Day): DayDetail };

export type OfficialDay = { readonly day: Day; readonly kind: "off" | "work"; readonly name: string };
export const SOURCE = "chinese-days 1.5.7";

/** Days off on weekdays and make-up days on weekends; null for a year whose calendar is not published yet. */
export function officialYear(year: number): OfficialDay[] | null {
  const days = daysOf({ from: `${year}-01-01`, to: `${year + 1}-01-01` }).flatMap((day): OfficialDay[] => {
    const { work, name } = getDayDetail(day);
    if (work === weekday(day) <= 5) return [];
    return [{ day, kind: work ? "work" : "off", name: name.split(",")[1] ?? name }];
  });
  return days.some((day) => day.kind === "off") ? days : null;
}
