import { type Backtest, backtest, type Origin, origins } from "./backtest.ts";
import { normalQuantile, studentQuantile } from "./distribution.ts";
import { type Method, tellers, type Told } from "./methods.ts";
import { seasonalNaive } from "./naive.ts";
import { type Note, prepared, type Refusal } from "./series.ts";

export type Asked = {
  readonly horizon: number;
  /** Observations in a cycle: 12 for months, 4 for quarters, 1 for none. */
  readonly frequency: number;
  readonly method: Method;
  /** Shares of a band, between 0 and 1. */
  readonly levels: readonly number[];
  /** True when what is forecast cannot fall below nothing: means and bounds stop at 0. */
  readonly isNonNegative?: boolean;
};

/** `lower` and `upper` are null where the series is too short to say; otherwise lower ≤ mean ≤ upper. */
export type Band = { readonly level: number; readonly lower: readonly (number | null)[]; readonly upper: readonly (number | null)[] };

export type Forecast = {
  readonly kind: "forecast";
  readonly method: Method;
  /** What was used in the end: a model's name, or what `auto` chose. */
  readonly model: string;
  readonly mean: readonly number[];
  readonly bands: readonly Band[];
  readonly backtest: Backtest | null;
  readonly notes: readonly Note[];
};

/**
 * The next values of a series with bands and a backtest. `auto` takes the combination; where that did not beat the seasonal naive
 * forecast in the backtest, the mean of both (and says so when even that did not). Every number in the answer is finite.
 */
export function forecast(values: readonly (number | null)[], asked: Asked): Forecast | Refusal {
  const ready = prepared(values);
  if (ready.kind === "refused") return ready;
  const { y, scale } = ready;
  const m = Math.max(1, asked.frequency);
  const past = origins(y, asked.horizon, m > 1 && y.length > 3 * m ? 2 * m + 1 : 4);
  const outcome = asked.method === "auto" ? chosen(y, asked.horizon, m, past) : named(asked.method, y, asked.horizon, m, past);
  if (outcome.kind === "refused") return outcome;

  const mean = Array.from(outcome.told.mean, (v) => clamped(v * scale, asked));
  const bands = asked.levels.map((level) => band(outcome.told, level, scale, asked));
  if (![...mean, ...bands.flatMap(({ lower, upper }) => [...lower, ...upper])].every((v) => v === null || Number.isFinite(v)))
    return { kind: "refused", why: "too-large" };
  const notes: Note[] = [
    ...ready.notes,
    ...(m > 1 && m >= y.length ? [{ kind: "cycle-longer-than-series", frequency: m } as const] : []),
    ...(bands.some(({ lower }) => lower.includes(null)) ? [{ kind: "too-short-for-band" } as const] : []),
    ...(outcome.backtest ? [] : [{ kind: "too-short-for-backtest" } as const]),
    ...((outcome.backtest?.mase ?? 0) >= 1 && !isNaive(outcome.told.model) ? [{ kind: "not-better-than-seasonal-naive" } as const] : []),
  ];
  return { kind: "forecast", method: asked.method, model: outcome.told.model, mean, bands, backtest: outcome.backtest, notes };
}

type Found = { readonly kind: "found"; readonly told: Told; readonly backtest: Backtest | null };

function named(method: Exclude<Method, "auto">, y: Float64Array, h: number, m: number, past: readonly Origin[]): Found | Refusal {
  const told = tellers[method](y, h, m);
  return told.kind === "refused"
    ? told
    : found(
        told,
        past,
        lookedBack(method, m, past).map(({ mean }) => mean),
        m,
      );
}

function chosen(y: Float64Array, h: number, m: number, past: readonly Origin[]): Found | Refusal {
  const told = tellers.combination(y, h, m);
  if (told.kind === "refused") return told;
  const before = lookedBack("combination", m, past);
  const first = found(
    told,
    past,
    before.map(({ mean }) => mean),
    m,
  );
  if ((first.backtest?.mase ?? 0) < 1 || isNaive(told.model)) return first;
  return found(
    halfway(told, y, m),
    past,
    before.map((each, j) => halfway(each, past[j]!.known, m).mean),
    m,
  );
}

/** What the method would have told at each moment; the moments that are too early for it come last and are left out. */
function lookedBack(method: Exclude<Method, "auto">, m: number, past: readonly Origin[]): Told[] {
  return past.map(({ known, actual }) => tellers[method](known, actual.length, m)).filter((each): each is Told => each.kind === "told");
}

const found = (told: Told, past: readonly Origin[], means: readonly Float64Array[], m: number): Found => ({
  kind: "found",
  told,
  backtest: means.length > 0 ? backtest(past.slice(0, means.length), means, m) : null,
});

function halfway(told: Told, y: Float64Array, m: number): Told {
  const plain = seasonalNaive(y, told.mean.length, m).mean;
  return { ...told, model: "combination+snaive", mean: told.mean.map((v, k) => (v + plain[k]!) / 2) };
}

const isNaive = (model: string) => model === "naive" || model === "snaive";
const clamped = (v: number, { isNonNegative }: Asked) => (isNonNegative ? Math.max(0, v) : v);

function band({ mean, sd, freedom }: Told, level: number, scale: number, asked: Asked): Band {
  const p = (1 + level) / 2;
  const reach = freedom === undefined ? normalQuantile(p) : studentQuantile(p, freedom);
  const at = (side: number) =>
    Array.from(mean, (v, k) => (Number.isFinite(sd[k]!) ? clamped((v + side * reach * sd[k]!) * scale, asked) : null));
  return { level, lower: at(-1), upper: at(1) };
}
