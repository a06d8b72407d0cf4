import { weekday, type Day } from "../base/date.ts";
import type { Moment } from "./quiet.ts";

export type Cadence = "daily" | "weekly" | "monthly";
export type Schedule = {
  readonly cadence: Cadence;
  readonly weekday: number | null;
  readonly atMinute: number;
  readonly lastOn: Day | null;
};

/** Once on each of its days, from its minute on; monthly is the first of the month. A day that was missed is not made up for. */
export function isDue({ cadence, weekday: on, atMinute, lastOn }: Schedule, { day, minute }: Moment): boolean {
  if (lastOn !== null && lastOn >= day) return false;
  if (minute < atMinute) return false;
  if (cadence === "weekly") return weekday(day) === (on ?? 1);
  return cadence === "daily" || day.endsWith("-01");
}
