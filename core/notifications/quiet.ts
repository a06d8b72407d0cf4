import { addDays, type Day } from "../base/date.ts";
import { isWorkingDay, type Holidays } from "../calendar/working-days.ts";

/** A moment on the company's clock: the day, and the minute of that day (0 … 1439). */
export type Moment = { readonly day: Day; readonly minute: number };
/** Hours in which nothing is sent, in minutes of the day, half-open; from > to reaches over midnight. */
export type Quiet = { readonly from: number | null; readonly to: number | null; readonly workingDaysOnly: boolean };

const DAYS_MAX = 31;

/** The first moment from `now` on that is neither in the quiet hours nor, where asked, on a day off. */
export function sendableAt(now: Moment, quiet: Quiet, holidays: Holidays): Moment {
  let at = now;
  for (let i = 0; i < DAYS_MAX; i += 1) {
    if (quiet.workingDaysOnly && !isWorkingDay(at.day, holidays)) at = { day: addDays(at.day, 1), minute: 0 };
    else if (isQuiet(at.minute, quiet)) at = afterQuiet(at, quiet);
    else return at;
  }
  return at;
}

function isQuiet(minute: number, { from, to }: Quiet): boolean {
  if (from === null || to === null || from === to) return false;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

const afterQuiet = ({ day, minute }: Moment, { from, to }: Quiet): Moment =>
  from! > to! && minute >= from! ? { day: addDays(day, 1), minute: to! } : { day, minute: to! };
