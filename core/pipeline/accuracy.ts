import { addDays, daysBetween, type Day, type Span } from "../base/date.ts";
import { divide, type Amount, type Ppm, PPM } from "../base/money.ts";

/** How long before its end a forecast is judged: on the third day of the period, half-way, and seven days before the end. */
export const leads = ["start", "middle", "last-week"] as const;
export type Lead = (typeof leads)[number];

/** The last day whose calls count for a lead time. */
export function leadDay(period: Span, lead: Lead): Day {
  if (lead === "start") return addDays(period.from, 2);
  return lead === "middle" ? addDays(period.from, Math.floor(daysBetween(period.from, period.to) / 2)) : addDays(period.to, -8);
}

/** The call that was in force on a day: the latest made by then. */
export function inForce<C extends { readonly madeOn: Day; readonly seq: number }>(calls: readonly C[], on: Day): C | null {
  return calls.reduce<C | null>(
    (best, call) =>
      call.madeOn <= on && (!best || call.madeOn > best.madeOn || (call.madeOn === best.madeOn && call.seq > best.seq)) ? call : best,
    null,
  );
}

/** A forecast with what came. */
export type Pair = { readonly forecast: Amount; readonly actual: Amount };
export type Accuracy = {
  readonly count: number;
  /** Σ(F − A). */
  readonly error: Amount;
  /** Σ|A − F|. */
  readonly absolute: Amount;
  readonly actual: Amount;
  /** Σ|A − F| ÷ ΣA; null when ΣA is not above zero. */
  readonly wape: Ppm | null;
  /** Σ(F − A) ÷ ΣA: above zero is optimism, below is sandbagging. */
  readonly bias: Ppm | null;
  /** Mean of |A − F| ÷ A; null as soon as one A is not above zero or below a tenth of the mean: it would explode. */
  readonly mape: Ppm | null;
};

/** Errors of forecasts against actuals (kpi-dictionary §8). Half-up to the millionth. */
export function accuracy(pairs: readonly Pair[]): Accuracy {
  const error = pairs.reduce((sum, { forecast, actual }) => sum + forecast - actual, 0n);
  const absolute = pairs.reduce((sum, pair) => sum + distance(pair), 0n);
  const actual = pairs.reduce((sum, pair) => sum + pair.actual, 0n);
  const share = (part: bigint) => (actual > 0n ? divide(part * PPM, actual, "half-up") : null);
  const isLarge = pairs.length > 0 && pairs.every((pair) => pair.actual > 0n && pair.actual * 10n * BigInt(pairs.length) >= actual);
  const each = () => pairs.reduce((sum, pair) => sum + divide(distance(pair) * PPM, pair.actual, "half-up"), 0n);
  return {
    count: pairs.length,
    error,
    absolute,
    actual,
    wape: share(absolute),
    bias: share(error),
    mape: isLarge ? divide(each(), BigInt(pairs.length), "half-up") : null,
  };
}

function distance({ forecast, actual }: Pair): Amount {
  return forecast > actual ? forecast - actual : actual - forecast;
}

/** A probability given to a deal, and whether it was won. */
export type Given = { readonly ppm: number; readonly isWon: boolean };
export type Bin = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly won: number;
  readonly meanPpm: number | null;
};

/**
 * Reliability of given probabilities: tenths from 0 to 100 % with how many were given and how many won, and the Brier score (1950), the
 * mean squared distance between probability and outcome in millionths: 0 is perfect, 250 000 is a coin. Null without any.
 */
export function calibration(given: readonly Given[]): { readonly bins: readonly Bin[]; readonly brier: number | null } {
  const bins = Array.from({ length: 10 }, (_, i): Bin => {
    const inside = given.filter(({ ppm }) => Math.min(9, Math.floor(ppm / 100_000)) === i);
    const sum = inside.reduce((total, { ppm }) => total + ppm, 0);
    return {
      from: i * 100_000,
      to: (i + 1) * 100_000,
      count: inside.length,
      won: inside.filter(({ isWon }) => isWon).length,
      meanPpm: inside.length > 0 ? Math.round(sum / inside.length) : null,
    };
  });
  const squares = given.reduce((sum, { ppm, isWon }) => sum + (ppm / 1e6 - (isWon ? 1 : 0)) ** 2, 0);
  return { bins, brier: given.length > 0 ? Math.round((squares / given.length) * 1e6) : null };
}
