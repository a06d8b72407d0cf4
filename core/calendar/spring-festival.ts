import { addDays, type Day, type Span } from "../base/date.ts";

/** Lunar New Year's Day of 2000 to 2100, month and day: it moves between 21 January and 20 February. */
const NEW_YEARS = `0205 0124 0212 0201 0122 0209 0129 0218 0207 0126
  0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213
  0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202
  0123 0211 0201 0219 0208 0128 0215 0204 0124 0212 0202 0121 0209 0129 0217 0205 0126 0214 0203 0123
  0211 0131 0219 0207 0127 0215 0205 0124 0212 0202 0122 0209 0129 0217 0206 0126 0214 0203 0124 0210
  0130 0218 0207 0127 0215 0205 0125 0212 0201 0121 0209`.split(/\s+/);
const FIRST = 2000;

/** Business slows from a week before New Year's Day and is back a fortnight after it, at the Lantern Festival. */
const BEFORE = 7;
const AFTER = 14;

/** The first day of the lunar year that begins in this calendar year; null outside 2000 to 2100. */
export function lunarNewYear(year: number): Day | null {
  const text = NEW_YEARS[year - FIRST];
  return text === undefined ? null : `${year}-${text.slice(0, 2)}-${text.slice(2)}`;
}

/** The days around 春节 whose sales belong to the festival and not to the month they fall into, half-open. */
export function festivalWindow(year: number): Span | null {
  const day = lunarNewYear(year);
  return day === null ? null : { from: addDays(day, -BEFORE), to: addDays(day, AFTER + 1) };
}

/** Days off to expect while the official calendar of a year is not published: New Year's Eve and the seven days after it. */
export function expectedFestivalOff(year: number): Day[] {
  const day = lunarNewYear(year);
  return day === null ? [] : Array.from({ length: 8 }, (_, i) => addDays(day, i - 1));
}
