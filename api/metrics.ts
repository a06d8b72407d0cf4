import { z } from "zod";
import { groups, units } from "#core/kpi/definition.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, page, paging, periodKey, ppm, uuid, value } from "./common.ts";

/** A code of the dictionary or one the company has given. */
const metric = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
const grain = z.enum(["day", "week", "month"]);
const nodeKind = z.enum(["unit", "position"]);
/** Whose numbers: one unit with all below it, or one position. Left out: the caller's own unit or seat. */
const whose = { unit: uuid.optional(), position: uuid.optional() };
const read = { resource: "metrics", action: "read" } as const;
const whoseRefusals = ["period-unknown"] as const;

export const subject = z.object({ kind: nodeKind, id: uuid, name: z.string(), detail: z.string() }).meta({ id: "MetricSubject" });
const period = z.object({ key: z.string(), from: day, to: day, /** Facts are counted up to this day (exclusive). */ doneTo: day });

/** A definition with its words as text keys: the same that explanations carry. */
export const metricDefinition = z
  .object({
    code: metric,
    version: z.string(),
    kind: z.enum(["sum", "ratio", "median", "derived", "calculated"]),
    group: z.enum(groups),
    unit: z.enum(units),
    direction: z.enum(["up", "down", "band", "none"]),
    grain: z.string(),
    /** Below this many rows the value says that its sample is small. */
    sampleMin: z.number().int(),
    /** Requirements it serves. */
    needs: z.array(z.string()).readonly(),
    name: label,
    formula: label,
    /** What goes wrong with it elsewhere, and the rule followed here. */
    pitfall: label,
    /** Written by the company itself. */
    isOwn: z.boolean(),
    measure: z.string().nullable(),
    dateField: z.string().nullable(),
    attribution: z.string().nullable(),
    filter: z.string().nullable(),
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    takesTargets: z.boolean(),
  })
  .meta({ id: "MetricDefinition" });

/** One metric of a subject and what it is held against; each explains itself down to its rows. */
const figure = z.object({
  metric,
  value: explanation,
  target: explanation.nullable(),
  attainment: explanation.nullable(),
  lastPeriod: explanation,
  lastYear: explanation,
  mom: explanation.nullable(),
  yoy: explanation.nullable(),
});

export const metricOverview = z
  .object({
    subject,
    /** From the widest unit the caller may see down to the subject. */
    crumbs: z.array(subject),
    /** Units and people directly below. */
    below: z.array(subject),
    period,
    time: explanation,
    /** Attainment of the signed amount against the progress expected now. */
    pace: z.object({ attainment: explanation, gap: explanation, needed: explanation, expected: ppm.nullable() }),
    figures: z.array(figure),
  })
  .meta({ id: "MetricOverview" });

export const metricTrend = z
  .object({
    metric,
    name: label,
    grain,
    isRunningTotal: z.boolean(),
    steps: z.array(
      z.object({
        key: z.string(),
        from: day,
        to: day,
        now: value.nullable(),
        lastYear: value,
        target: value.nullable(),
        isComplete: z.boolean(),
      }),
    ),
  })
  .meta({ id: "MetricTrend" });

const place = z.object({
  rank: z.number().int().nullable(),
  kind: nodeKind,
  id: uuid,
  name: z.string(),
  detail: z.string(),
  value,
  attainment: value,
  isOwn: z.boolean(),
  /** Whether the caller may read the numbers behind it. */
  canOpen: z.boolean(),
});

const rankMetric = z.enum(["signed-amount", "collected-amount", "deal-count", "new-customers", "attainment"]);

export const leaderboard = page(place)
  .extend({
    period,
    metric: rankMetric,
    by: z.enum(["person", "team"]),
    among: z.enum(["mine", "company"]),
    visibility: z.enum(["private", "team", "all"]),
    /** How many have a place, seen or not. */
    ranked: z.number().int(),
    /** Whether ranking teams shows anything to this caller. */
    hasTeams: z.boolean(),
    /** The caller reads the whole company: nothing is "mine". */
    seesAll: z.boolean(),
    /** The caller's own place with the way to the next attainment band; null for those who are not ranked. */
    own: place.extend({ target: value, next: z.object({ at: ppm, remaining: amount }).nullable() }).nullable(),
  })
  .meta({ id: "Leaderboard" });

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

export const metricRoutes = {
  "GET /api/metrics": {
    access: read,
    summary: "The dictionary: every metric with its formula, version, unit and direction.",
    reply: z.object({
      /** `spoken`: the syllables of the name, for a search by pinyin or initials. */
      rows: z.array(metricDefinition.extend({ spoken: z.string() })),
      /** Metrics of the company that are being written; for those who write them. */
      drafts: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  },
  "GET /api/metric-overview": {
    access: read,
    summary: "The metrics of one group of a unit or position for a period, against target, last period and last year.",
    query: z.object({ period: periodKey, group: z.enum(groups).default("result"), ...whose }),
    reply: metricOverview,
    refusals: whoseRefusals,
  },
  "GET /api/metrics/:metric/explanation": {
    access: read,
    summary: "One metric with its explanation down to the rows. Derived metrics are made of `of`.",
    params: z.object({ metric }),
    query: z.object({
      period: periodKey,
      of: metric.default("signed-amount"),
      /** Growth only: both periods by as many working days; both by the people who were there in both. */
      align: z.enum(["calendar", "working-days"]).default("calendar"),
      same: z.enum(["0", "1"]).default("0"),
      ...whose,
    }),
    reply: z.object({ subject, period, explanation }),
    refusals: whoseRefusals,
  },
  "GET /api/metrics/:metric/trend": {
    access: read,
    summary: "A metric over a period by day, week or month, or as a running total, with last year and target.",
    params: z.object({ metric }),
    query: z.object({ period: periodKey, grain: grain.default("month"), total: z.enum(["0", "1"]).default("0"), ...whose }),
    reply: metricTrend,
    refusals: whoseRefusals,
  },
  "GET /api/metrics/:metric/breakdown": {
    access: read,
    summary: "A metric of each unit and person directly below a unit.",
    params: z.object({ metric }),
    query: z.object({ period: periodKey, ...whose }),
    reply: z.object({ rows: z.array(subject.extend({ value: explanation, attainment: explanation.nullable() })) }),
    refusals: whoseRefusals,
  },
  "GET /api/metrics/:metric/rows": {
    access: read,
    summary: "The orders, receipts, customers or plan lines behind a metric, newest first: what is listed is what was counted.",
    params: z.object({ metric }),
    query: z.object({ period: periodKey.optional(), from: day.optional(), to: day.optional(), ...whose, ...paging }),
    reply: page(row),
    refusals: [...whoseRefusals, "bad-request"],
  },
  "GET /api/leaderboard": {
    access: read,
    summary: "Places of people or teams by a metric, as far as the company lets them be seen.",
    query: z.object({
      period: periodKey,
      metric: rankMetric.default("signed-amount"),
      by: z.enum(["person", "team"]).default("person"),
      among: z.enum(["mine", "company"]).default("mine"),
      ...paging,
    }),
    reply: leaderboard,
    refusals: whoseRefusals,
  },
} as const satisfies Routes;
