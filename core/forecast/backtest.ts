import { naive, seasonalNaive } from "./naive.ts";

/**
 * How a method would have done: forecasts from several moments of the past, each with only what was known then.
 * Percentages are fractions (0.14 = 14 %); null where the actuals add up to nothing.
 */
export type Backtest = {
  readonly origins: number;
  readonly horizon: number;
  /** MAE ÷ MAE of the seasonal naive forecast on the same days (after Hyndman & Koehler 2006): below 1 it is worth having. */
  readonly mase: number | null;
  /** Mean of 2|A − F| ÷ (|A| + |F|), between 0 and 2. */
  readonly smape: number;
  /** Σ|A − F| ÷ Σ|A|. */
  readonly wape: number | null;
  /** Σ(F − A) ÷ ΣA: above 0 it promised too much. */
  readonly bias: number | null;
};

export type Origin = { readonly known: Float64Array; readonly actual: Float64Array };

const ORIGINS = 3;

/**
 * The moments to look back from: three, a third of the horizon apart, the last one so that the whole horizon is known. With a short series
 * the horizon is cut to a quarter of it. Nothing when fewer than `least` values would be left to learn from.
 */
export function origins(y: Float64Array, h: number, least: number): Origin[] {
  const n = y.length;
  const horizon = Math.max(1, Math.min(h, n - least, Math.max(Math.floor(n / 4), n > 3 * h ? h : 1)));
  const step = Math.ceil(horizon / ORIGINS);
  const found: Origin[] = [];
  for (let j = 0; j < ORIGINS; j += 1) {
    const at = n - horizon - j * step;
    if (at < least) break;
    found.push({ known: y.subarray(0, at), actual: y.subarray(at, at + horizon) });
  }
  return found;
}

/** Scores of forecasts made from the given moments. */
export function backtest(from: readonly Origin[], made: readonly Float64Array[], m: number): Backtest {
  let [absolute, naiveAbsolute, signed, total, size, relative, count] = [0, 0, 0, 0, 0, 0, 0];
  from.forEach(({ known, actual }, j) => {
    const plain = m > 1 ? seasonalNaive(known, actual.length, m).mean : naive(known, actual.length).mean;
    actual.forEach((a, k) => {
      const f = made[j]![k]!;
      absolute += Math.abs(a - f);
      naiveAbsolute += Math.abs(a - plain[k]!);
      signed += f - a;
      total += a;
      size += Math.abs(a);
      relative += a === f ? 0 : (2 * Math.abs(a - f)) / (Math.abs(a) + Math.abs(f));
      count += 1;
    });
  });
  return {
    origins: from.length,
    horizon: from[0]?.actual.length ?? 0,
    mase: ratio(absolute, naiveAbsolute),
    smape: count > 0 ? relative / count : 0,
    wape: ratio(absolute, size),
    bias: Math.abs(total) > 1e-9 * size ? ratio(signed, total) : null,
  };
}

/** Null where there is nothing to divide by, or so little (a billionth) that the quotient says nothing and may be no number at all. */
function ratio(part: number, whole: number): number | null {
  return Math.abs(whole) > 1e-9 * Math.abs(part) ? part / whole : null;
}
