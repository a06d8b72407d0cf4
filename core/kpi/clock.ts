import { addDays } from "../base/date.ts";
import { divide } from "../base/money.ts";
import { isWorkingDay, type Holidays } from "../calendar/working-days.ts";

/** The hours of a working day, "09:00" to "18:00", in the company's own time. */
export type WorkingHours = { readonly starts: string; readonly ends: string };

/** Longer waits than this are cut: a lead of five years ago teaches nothing in minutes. */
const daysMax = 1_830;

/**
 * Minutes of working time between two local stamps "2026-06-12 17:30": Friday 17:30 to Monday 9:30 is one hour.
 * Days off count nothing, make-up days count in full; an end before the beginning is no wait at all.
 */
export function workingMinutes(from: string, to: string, hours: WorkingHours, holidays: Holidays): number {
  const last = to.slice(0, 10);
  let minutes = 0;
  let day = from.slice(0, 10);
  for (let i = 0; day <= last && i < daysMax; i += 1, day = addDays(day, 1)) {
    if (!isWorkingDay(day, holidays)) continue;
    const [opens, closes] = [minuteOf(hours.starts), minuteOf(hours.ends)];
    const begins = day === from.slice(0, 10) ? Math.max(opens, minuteOf(from.slice(11))) : opens;
    const ends = day === last ? Math.min(closes, minuteOf(to.slice(11))) : closes;
    minutes += Math.max(0, ends - begins);
  }
  return minutes;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The middle value; of an even number the mean of the two in the middle, rounded half to even. Null of none. */
export function median(values: readonly bigint[]): bigint | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : divide(sorted[middle - 1]! + sorted[middle]!, 2n, "half-even");
}
