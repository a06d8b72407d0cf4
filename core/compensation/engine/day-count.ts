import { addDays, daysBetween, weekday, type Day, type Span } from "../../base/date.ts";
import type { DayCount } from "../language/plan.ts";

/** Days of a span by the plan's day count. Thirtieths: every whole month has 30, a part its days up to the 30th. */
export function countedDays(span: Span, { basis }: DayCount): number {
  const days = Math.max(0, daysBetween(span.from, span.to));
  if (basis === "thirtieths") return days === 0 ? 0 : thirtieths(span.to) - thirtieths(span.from);
  if (basis !== "weekdays") return days;
  let count = 0;
  for (let i = 0; i < days; i++) if (weekday(addDays(span.from, i)) <= 5) count++;
  return count;
}

const thirtieths = (day: Day): number =>
  Number(day.slice(0, 4)) * 360 + (Number(day.slice(5, 7)) - 1) * 30 + Math.min(30, Number(day.slice(8)) - 1);
