import { addDays, type Day } from "#core/base/date.ts";
import { isOfficeDay } from "../company.ts";

const OPENS = 9 * 60;
const CLOSES = 18 * 60;

const at = (day: Day, minute: number): string =>
  `${day} ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** "2026-03-05 09:30" of a minute of a day. */
export const timeText = at;

/** The moment some working hours after another: nights, weekends and holidays do not count. */
export function afterWork(day: Day, minute: number, hours: number): { day: Day; minute: number } {
  let [on, now, left] = [day, Math.max(minute, OPENS), Math.round(hours * 60)];
  for (;;) {
    if (isOfficeDay(on) && now < CLOSES) {
      if (now + left <= CLOSES) return { day: on, minute: now + left };
      left -= CLOSES - now;
    }
    [on, now] = [addDays(on, 1), OPENS];
  }
}

/** The day itself or the next one on which offices are open. */
export function officeDayFrom(day: Day): Day {
  return isOfficeDay(day) ? day : officeDayFrom(addDays(day, 1));
}
