import { addMonths } from "#core/base/date.ts";
import { periodAt, type Period } from "#core/calendar/period.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { perWorkingDay, withWorkingDays } from "#core/forecast/calendar-effect.ts";
import { type Asked, forecast, type Forecast } from "#core/forecast/forecast.ts";
import type { Method } from "#core/forecast/methods.ts";
import type { Note, Refusal as NoForecast } from "#core/forecast/series.ts";
import { exactOf, known, type Known } from "#core/kpi/quantity.ts";
import type { Contract } from "#api/index.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { definitionOf } from "../kpi/definitions.ts";
import { fiscalOf, mayHaveTargets, type Asked as SheetAsked } from "../kpi/sheet.ts";
import { metricValues } from "../kpi/store.ts";
import { subjectOf, type Caller, type Subject } from "../kpi/subject.ts";
import { publishedTargets } from "../targets/published.ts";

type Route = Contract["GET /api/forecast/series"];
const HISTORY = 48;
const LEVELS = [0.8, 0.95];
/** Shown beside the chosen one, so that the reader sees what it was better than. */
const RIVALS: readonly Method[] = ["combination", "snaive", "naive", "theta", "damped", "hw", "mean"];

/** GET /api/forecast/series: whole months only; the running one is not known yet. */
export async function seriesPage(ctx: Context<Route>): Promise<Reply<Route>> {
  const subject = await subjectOf(ctx, ctx.query);
  const metric = await definitionOf(ctx.tx, ctx.query.metric);
  if (!subject || !metric) return refuse("not-found");
  const months = monthsAround(ctx, ctx.query.horizon);
  const past = await historyOf(ctx, subject, metric, months.past);
  const shown = months.past.slice(past.skipped);
  const isSum = metric.kind === "sum";
  const { values, days, meanDays } = await adjusted(ctx, past.values, [...shown, ...months.ahead], isSum && ctx.query.workingDays === "1");
  const asked = {
    horizon: ctx.query.horizon,
    frequency: 12,
    levels: LEVELS,
    isNonNegative: past.values.every((v) => v === null || v >= 0),
  };
  const found = offered(values, asked);
  const base = { subject, metric: metric.code, unit: unitOf(metric) };
  const history = shown.map(({ key }, t) => ({ key, value: textOf(past.values[t]!, metric) }));
  if (found.kind === "refused") return { ...base, history, ...nothing(found, metric) };

  const back = (v: number, k: number) => (days ? withWorkingDays(v, days[shown.length + k]!, meanDays) : v);
  const targets = await targetsOf(ctx, subject, metric, months.ahead);
  const rivals = RIVALS.filter((method) => method !== found.model)
    .map((method) => forecast(values, { ...asked, method }))
    .filter((one): one is Forecast => one.kind === "forecast");
  return {
    ...base,
    history,
    ahead: months.ahead.map(({ key }, k) => ({
      key,
      mean: textOf(back(found.mean[k]!, k), metric)!,
      bands: found.bands.map(({ level, lower, upper }) => ({
        level,
        lower: lower[k] === null ? null : textOf(back(lower[k]!, k), metric),
        upper: upper[k] === null ? null : textOf(back(upper[k]!, k), metric),
      })),
      target: targets[k]!,
    })),
    refusal: null,
    method: found.model,
    explanation: why(found, metric, days !== null),
    backtests: [found, ...rivals].flatMap((one, i) =>
      one.backtest
        ? [
            {
              method: i === 0 ? found.model : one.model,
              isChosen: i === 0,
              origins: one.backtest.origins,
              horizon: one.backtest.horizon,
              score: one.backtest,
            },
          ]
        : [],
    ),
    notes: found.notes.map(noteOf),
  };
}

/** mase: how the default forecast of the signed amount did in its backtest against the same month of last year. */
export async function backtestRatio({ tx, tenant, subject }: SheetAsked): Promise<Explanation> {
  const metric = known("signed-amount");
  const caller = { tx, tenant };
  const past = await historyOf(caller, subject, metric, monthsAround(caller, 6).past);
  const found = forecast(past.values, { horizon: 6, frequency: 12, levels: [], method: "auto" });
  const mase = found.kind === "forecast" ? (found.backtest?.mase ?? null) : null;
  return {
    of: "mase",
    label: { key: "metrics.name.mase" },
    value: mase === null ? { kind: "none", why: "missing" } : { kind: "number", value: mase.toFixed(2), unit: "times" },
    rule: { key: "metrics.formula.mase" },
    version: "mase/1",
    notes: found.kind === "forecast" ? found.notes.map(noteOf) : [{ key: `forecast.refused.${found.why}` }],
  };
}

/** What does not beat the same month of last year is not offered: then that one is (kpi-dictionary §8, mase). */
function offered(values: readonly (number | null)[], asked: Omit<Asked, "method">): Forecast | NoForecast {
  const auto = forecast(values, { ...asked, method: "auto" });
  const isBeaten = auto.kind === "forecast" && (auto.backtest?.mase ?? 0) >= 1;
  return isBeaten ? forecast(values, { ...asked, method: "snaive" }) : auto;
}

type Where = Pick<Caller, "tx" | "tenant">;

function monthsAround({ tenant }: Pick<Caller, "tenant">, horizon: number): { past: Period[]; ahead: Period[] } {
  const fiscal = fiscalOf(tenant);
  const present = periodAt(tenant.today, "month", fiscal).from;
  const at = (n: number) => periodAt(addMonths(present, n), "month", fiscal);
  return { past: Array.from({ length: HISTORY }, (_, i) => at(i - HISTORY)), ahead: Array.from({ length: horizon }, (_, i) => at(i)) };
}

/** Months before the first booking are not zero but unknown, and are left out. */
async function historyOf(caller: Where, subject: Pick<Subject, "kind" | "id">, metric: Known, months: readonly Period[]) {
  const spans = months.map(({ key, from, to }) => ({ key, from, to }));
  const found = await metricValues(caller.tx, { metric, nodes: { kind: subject.kind, ids: [subject.id] }, spans });
  const values = months.map(({ key }) => {
    const quantity = found.of(subject.id, key);
    const exact = exactOf(metric, quantity);
    return exact === null ? null : Number(exact);
  });
  const skipped = Math.max(
    0,
    values.findIndex((v) => v !== null && v !== 0),
  );
  return { values: values.slice(skipped), skipped };
}

async function adjusted(caller: Caller, values: readonly (number | null)[], months: readonly Period[], isWanted: boolean) {
  if (!isWanted || months.length === 0) return { values, days: null, meanDays: 1 };
  const holidays = await holidaysIn(caller.tx, { from: months[0]!.from, to: months.at(-1)!.to });
  const days = months.map((month) => workingDays(month, holidays).count);
  return { ...perWorkingDay(values, days), days };
}

const unitOf = ({ unit }: Known): "amount" | "rate" | "number" =>
  unit === "amount" || unit === "amount-per-day" ? "amount" : unit === "rate" || unit === "points" ? "rate" : "number";

/** Floats of the exact integers, back as texts: amounts with two decimals, rates in millionths, the rest with two. */
function textOf(exact: number | null, metric: Known): string | null {
  if (exact === null) return null;
  const unit = unitOf(metric);
  if (unit === "rate") return String(Math.round(exact));
  return (exact / (unit === "amount" ? 10_000 : 1_000_000)).toFixed(2);
}

async function targetsOf({ tx }: Caller, subject: Subject, metric: Known, months: readonly Period[]): Promise<(string | null)[]> {
  if (!mayHaveTargets(metric.code)) return months.map(() => null);
  const found: (string | null)[] = [];
  for (const month of months) {
    const amount = (await publishedTargets(tx, metric.code, { kind: subject.kind, ids: [subject.id] }, month)).get(subject.id);
    found.push(amount === undefined ? null : (Number(amount) / 10_000).toFixed(2));
  }
  return found;
}

function nothing(refusal: NoForecast, metric: Known) {
  const label: Label = { key: `forecast.refused.${refusal.why}` };
  const explanation: Explanation = { of: metric.code, label: metric.label, value: { kind: "none", why: "missing" }, notes: [label] };
  return { ahead: [], refusal: label, method: "", explanation, backtests: [], notes: [] };
}

/** Why this method: what it is, how it did in the past, and what was done to the months before. */
function why({ model, backtest, notes }: Forecast, metric: Known, isPerDay: boolean): Explanation {
  const rate = (of: string, share: number | null): Explanation => ({
    of,
    label: { key: `forecast.part.${of}` },
    value: share === null ? { kind: "none", why: "undefined" } : { kind: "rate", ppm: String(Math.round(share * 1e6)) },
  });
  const ratio: Explanation["value"] =
    backtest?.mase == null ? { kind: "none", why: "missing" } : { kind: "number", value: backtest.mase.toFixed(2), unit: "times" };
  return {
    of: "series-forecast",
    label: metric.label,
    value: { kind: "text", value: model },
    rule: { key: `forecast.method.why.${model.replace("+", "-")}` },
    version: "series-forecast/1",
    combine: "steps",
    parts: [
      { of: "mase", label: { key: "metrics.name.mase" }, value: ratio, rule: { key: "metrics.formula.mase" } },
      rate("wape", backtest?.wape ?? null),
      rate("smape", backtest ? backtest.smape : null),
      rate("bias", backtest?.bias ?? null),
    ],
    notes: [
      ...(isPerDay ? [{ key: "forecast.note.working-days" }] : []),
      ...(backtest ? [{ key: "forecast.note.backtest", values: { origins: backtest.origins, horizon: backtest.horizon } }] : []),
      ...notes.map(noteOf),
    ],
  };
}

const noteOf = (note: Note): Label =>
  note.kind === "gaps-filled"
    ? { key: "forecast.note.gaps-filled", values: { n: note.count } }
    : note.kind === "cycle-longer-than-series"
      ? { key: "forecast.note.cycle-longer-than-series" }
      : { key: `forecast.note.${note.kind}` };
