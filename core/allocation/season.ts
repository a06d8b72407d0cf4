import { daysOf, type Day, type Span } from "../base/date.ts";
import { PPM, split, type Amount, type Ppm } from "../base/money.ts";
import { expectedFestivalOff, festivalWindow } from "../calendar/spring-festival.ts";
import { isWorkingDay, workingDays, type Holidays } from "../calendar/working-days.ts";

/** A stretch of a past month that lies in or outside the days around 春节, with what was reached in it. */
export type Piece = Span & { readonly month: number; readonly isFestival: boolean; readonly amount: Amount };

export type Season = {
  /** Shares of the twelve months to plan, in millionths, adding up to 1 000 000. */
  readonly months: readonly Ppm[];
  readonly kind: "history" | "working-days";
  /** Whether the days around 春节 were moved to where they fall next. */
  readonly isAligned: boolean;
};

/** The stretches a month falls into at the edges of the festival window: to ask for their amounts. */
export function piecesOf(month: Span): (Span & { readonly isFestival: boolean })[] {
  const window = festivalWindow(Number(month.from.slice(0, 4)));
  const from = window && window.from > month.from ? window.from : month.from;
  const to = window && window.to < month.to ? window.to : month.to;
  if (!window || from >= to) return [{ ...month, isFestival: false }];
  const all = [
    { from: month.from, to: from, isFestival: false },
    { from, to, isFestival: true },
    { from: to, to: month.to, isFestival: false },
  ];
  return all.filter((piece) => piece.from < piece.to);
}

/**
 * Month shares of the year to plan. Each calendar month brings its usual amount per working day outside the festival, the
 * festival its own per working day wherever it falls: so 2027, where New Year's Day is on 6 February, does not inherit the
 * January of 2025, where it was on 29 January. Without a positive history months share by working days.
 */
export function season(months: readonly Span[], past: readonly Piece[], holidays: Holidays, align: boolean): Season {
  const known = expecting(holidays, months);
  const days = months.map((month) => BigInt(workingDays(month, known).count));
  const festival = align
    ? rateOf(
        past.filter((piece) => piece.isFestival),
        holidays,
      )
    : null;
  const overall = rateOf(
    past.filter((piece) => !align || !piece.isFestival),
    holidays,
  );
  if (!overall || overall.amount <= 0n) return { months: shares(days), kind: "working-days", isAligned: false };
  const weights = months.map((month) => {
    const own = past.filter((piece) => piece.month === monthOf(month.from) && !(align && piece.isFestival));
    const usual = rateOf(own, holidays) ?? overall;
    return piecesOf(month).reduce((sum, piece) => {
      const rate = align && piece.isFestival ? (festival ?? usual) : usual;
      return sum + (positive(rate.amount) * BigInt(workingDays(piece, known).count) * PPM) / BigInt(rate.days);
    }, 0n);
  });
  if (weights.every((weight) => weight === 0n)) return { months: shares(days), kind: "working-days", isAligned: false };
  return { months: shares(weights), kind: "history", isAligned: align && festival !== null };
}

/** Days off around 春节 are expected where the official calendar is not published yet. */
export function expecting(holidays: Holidays, months: readonly Span[]): Holidays {
  const years = [...new Set(months.map((month) => Number(month.from.slice(0, 4))))].filter((year) => !holidays.years.has(year));
  if (years.length === 0) return holidays;
  return { ...holidays, off: new Set([...holidays.off, ...years.flatMap(expectedFestivalOff)]) };
}

type Rate = { readonly amount: Amount; readonly days: number };

/** Null where there was no working day at all. */
function rateOf(pieces: readonly Piece[], holidays: Holidays): Rate | null {
  const amount = pieces.reduce((sum, piece) => sum + piece.amount, 0n);
  const days = pieces.reduce((sum, piece) => sum + daysOf(piece).filter((day) => isWorkingDay(day, holidays)).length, 0);
  return days === 0 ? null : { amount, days };
}

const monthOf = (day: Day): number => Number(day.slice(5, 7));
const positive = (amount: Amount): Amount => (amount > 0n ? amount : 0n);

function shares(weights: readonly bigint[]): Ppm[] {
  return weights.every((weight) => weight === 0n)
    ? split(
        PPM,
        weights.map(() => 1n),
      )
    : split(PPM, weights);
}
