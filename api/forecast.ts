import { z } from "zod";
import { changeKinds } from "#core/pipeline/changes.ts";
import { leads } from "#core/pipeline/accuracy.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, periodKey, ppm, reason, uuid } from "./common.ts";
import { subject } from "./metrics.ts";

const read = { resource: "forecast", action: "read" } as const;
const write = { resource: "forecast", action: "write" } as const;
const whose = { unit: uuid.optional(), position: uuid.optional() };
const wrongPeriod = ["period-unknown", "forecast-period"] as const;
const period = z.object({ key: z.string(), from: day, to: day });
const figures = z.object({ commit: amount, best: amount });
/** What somebody said about a place, with who and when; amounts are null where it was taken back. */
const call = z
  .object({
    kind: z.enum(["submission", "override"]),
    commit: amount.nullable(),
    best: amount.nullable(),
    note: z.string(),
    by: z.string().nullable(),
    madeOn: day,
    madeAt: z.string(),
  })
  .meta({ id: "ForecastCall" });

/** One place: what counts is the override, else the own submission, else the sum below. */
const place = z
  .object({
    kind: z.enum(["unit", "position"]),
    id: uuid,
    name: z.string(),
    detail: z.string(),
    submitted: call.nullable(),
    overridden: call.nullable(),
    rolledUp: figures.nullable(),
    counts: figures.nullable(),
    /** People below who have not said anything. */
    missing: z.number().int(),
    target: amount.nullable(),
    /** Signed in the period so far. */
    signed: amount,
    /** Open deals expected in the period. */
    open: amount,
    mayCall: z.enum(["submission", "override"]).nullable(),
  })
  .meta({ id: "ForecastPlace" });

const deal = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  customer: z.string(),
  owner: z.string(),
  stage: z.string(),
  category: z.enum(["omitted", "pipeline", "best-case", "commit"]),
  amount: amount.nullable(),
  expectedOn: day.nullable(),
  probability: ppm.nullable(),
  /** How often the expected day was put off. */
  pushes: z.number().int(),
  /** Whether the reader may change the deal, its category above all, and the version to change it by. */
  mayWrite: z.boolean(),
  version: z.number().int(),
});

const dealLine = z.object({ id: uuid, code: z.string(), name: z.string(), owner: z.string(), amount, expectedOn: day.nullable() });
const band = z.object({ level: z.number(), lower: z.string().nullable(), upper: z.string().nullable() });
const score = z.object({ mase: z.number().nullable(), smape: z.number(), wape: z.number().nullable(), bias: z.number().nullable() });

export const forecastRoutes = {
  "GET /api/forecast": {
    access: read,
    summary:
      "Pipeline forecast of a month or quarter: submissions, overrides and roll-up of a place and those directly below, open deals by category, coverage.",
    query: z.object({ period: periodKey, ...whose }),
    reply: z
      .object({
        subject,
        crumbs: z.array(subject),
        period,
        place,
        below: z.array(place),
        history: z.array(call),
        categories: z.array(
          z.object({ category: z.enum(["omitted", "pipeline", "best-case", "commit", "closed"]), amount, count: z.number().int() }),
        ),
        weighted: explanation,
        coverage: explanation,
        coverageRequired: explanation,
        deals: z.array(deal),
        /** Deals expected in the period; `deals` holds the largest. */
        dealCount: z.number().int(),
        snapshots: z.array(day),
      })
      .meta({ id: "ForecastBoard" }),
    refusals: wrongPeriod,
  },
  "POST /api/forecast-calls": {
    access: write,
    summary:
      "Say what a period will bring: a submission about the own seat or unit, an override about one below. Empty amounts take it back. Freezes the deals behind it.",
    body: z.strictObject({
      id: uuid,
      period: periodKey,
      nodeKind: z.enum(["unit", "position"]),
      nodeId: uuid,
      commit: amount.nullable(),
      best: amount.nullable(),
      note: z.string().max(500).default(""),
    }),
    reply: z.object({ kind: z.enum(["submission", "override"]) }),
    refusals: [...wrongPeriod, "forecast-over", "forecast-figures", "forecast-taken"],
  },
  "GET /api/forecast/changes": {
    access: read,
    summary:
      "What changed between two frozen snapshots: from the open pipeline then to that now, deal by deal; and what slipped since the start of the period.",
    query: z.object({ period: periodKey, since: day.optional(), ...whose }),
    reply: z
      .object({
        subject,
        period,
        since: day.nullable(),
        until: day.nullable(),
        from: amount,
        to: amount,
        changes: z.array(z.object({ kind: z.enum(changeKinds), amount, count: z.number().int(), deals: z.array(dealLine) })),
        slippage: explanation,
        slipped: z.array(dealLine.extend({ wasExpectedOn: day.nullable() })),
      })
      .meta({ id: "ForecastChanges" }),
    refusals: wrongPeriod,
  },
  "GET /api/forecast/accuracy": {
    access: read,
    summary:
      "How good submissions were at a fixed lead time, over the closed months of the last year, from what was frozen then; the caller's own first.",
    query: z.object({ lead: z.enum(leads).default("start"), ...whose }),
    reply: z
      .object({
        subject,
        lead: z.enum(leads),
        months: z.array(z.object({ key: z.string(), from: day, to: day })),
        rows: z.array(
          z.object({
            kind: z.enum(["unit", "position"]),
            id: uuid,
            name: z.string(),
            detail: z.string(),
            isOwn: z.boolean(),
            wape: explanation,
            bias: explanation,
            months: z.array(z.object({ key: z.string(), forecast: amount.nullable(), actual: amount })),
          }),
        ),
        calibration: z.object({
          lead: z.number().int(),
          count: z.number().int(),
          brier: z.number().int().nullable(),
          bins: z.array(
            z.object({
              from: z.number().int(),
              to: z.number().int(),
              count: z.number().int(),
              won: z.number().int(),
              meanPpm: z.number().int().nullable(),
            }),
          ),
        }),
      })
      .meta({ id: "ForecastAccuracy" }),
  },
  "GET /api/forecast/odds": {
    access: read,
    summary:
      "Win probability of the open deals of a place, learnt from the company's own closed deals and checked on later ones; or that there is not enough evidence. Made once a day; reading touches the open deals of the place.",
    query: z.object(whose),
    reply: z
      .object({
        subject,
        crumbs: z.array(subject),
        model: z.object({
          madeOn: day,
          /** "few": too few deals to learn from or to check on. "chance": no better than the base rate on deals it had not seen. */
          verdict: z.enum(["model", "few", "chance"]),
          /** Deals learnt from, as they stood on the first of each month between two days. */
          deals: z.number().int(),
          from: day,
          to: day,
          baseRate: ppm,
          /** On deals created since `since`, which the model had not seen. AUC and Brier scores as fractions of 1. */
          check: z
            .object({
              since: day.nullable(),
              n: z.number().int(),
              won: z.number().int(),
              auc: z.number(),
              aucLow: z.number(),
              aucHigh: z.number(),
              brier: z.number(),
              brierOfBase: z.number(),
              bins: z.array(z.object({ n: z.number().int(), predicted: ppm, rate: ppm, low: ppm, high: ppm })),
            })
            .nullable(),
          used: z.array(z.string()),
          leftOut: z.array(z.object({ name: z.string(), why: z.string() })),
          /** Heaviest first, in log odds. */
          weights: z.array(reason),
        }),
        /** Likeliest first; without a model there are none. */
        deals: z.array(
          z.object({
            id: uuid,
            code: z.string(),
            name: z.string(),
            customer: z.string(),
            owner: z.string(),
            stage: z.string(),
            category: deal.shape.category,
            amount: amount.nullable(),
            expectedOn: day.nullable(),
            probability: ppm,
            because: z.array(reason),
          }),
        ),
        count: z.number().int(),
        /** Σ amount × probability of all of them. */
        expected: amount,
      })
      .meta({ id: "WinProbabilities" }),
  },
  "GET /api/forecast/series": {
    access: read,
    summary:
      "Statistical forecast of any metric by months, with bands that were measured on the past, a backtest of several methods and the target beside it.",
    query: z.object({
      metric: z.string().max(60).default("signed-amount"),
      horizon: z.coerce.number().int().min(1).max(24).default(6),
      /** 1: months are compared per working day, and the calendar of the months to come is multiplied back. */
      workingDays: z.enum(["0", "1"]).default("1"),
      ...whose,
    }),
    reply: z
      .object({
        subject,
        metric: z.string(),
        unit: z.enum(["amount", "rate", "number"]),
        history: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
        ahead: z.array(z.object({ key: z.string(), mean: z.string(), bands: z.array(band), target: z.string().nullable() })),
        /** Why there is no forecast, where there is none. */
        refusal: label.nullable(),
        method: z.string(),
        explanation,
        backtests: z.array(
          z.object({ method: z.string(), isChosen: z.boolean(), origins: z.number().int(), horizon: z.number().int(), score }),
        ),
        notes: z.array(label),
      })
      .meta({ id: "SeriesForecast" }),
  },
} as const satisfies Routes;
