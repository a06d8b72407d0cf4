import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day, explanation, page, paging, periodKey, ppm, uuid, value } from "./common.ts";

const period = z.object({ key: z.string(), from: day, to: day });
const seat = z.object({
  positionId: uuid,
  personName: z.string().nullable(),
  title: z.string(),
  unitName: z.string(),
  isHead: z.boolean(),
});
const whyNot = z.enum(["actual-missing", "target-missing", "target-not-positive", "points-out-of-order"]);
const scoring = z.enum(["linear", "three-point"]);

export const scoreLine = z.object({
  code: z.string(),
  name: z.string(),
  metric: z.string(),
  scoring,
  weight: z.string(),
  /** Points the line can bring at 100 %, after re-weighting; null when the line is not calculable. */
  weightUsed: z.string().nullable(),
  actual: value,
  target: value,
  attainment: ppm.nullable(),
  factor: ppm.nullable(),
  isCapped: z.boolean(),
  score: z.string().nullable(),
  whyNot: whyNot.nullable(),
  /** The scoring function over actuals, and where this person stands on it. */
  curve: z.array(z.object({ actual: z.string(), factor: z.string() })),
  unit: z.enum(["amount", "rate", "number"]),
});

export const scorecardReply = z
  .object({
    seat,
    period,
    scheme: z.object({ name: z.string(), version: z.number().int(), missing: z.enum(["block", "reweight"]) }),
    /** Published: fixed by HR. Live: runs with the facts until the period ends. */
    state: z.enum(["live", "published"]),
    isPeriodOver: z.boolean(),
    score: z.string().nullable(),
    grade: z.string().nullable(),
    coefficient: z.string().nullable(),
    grades: z.array(z.object({ grade: z.string(), from: z.string(), coefficient: z.string() })),
    lines: z.array(scoreLine),
    explanation,
  })
  .meta({ id: "Scorecard" });

const scorecardRow = seat.extend({
  personId: uuid.nullable(),
  score: z.string().nullable(),
  grade: z.string().nullable(),
  coefficient: z.string().nullable(),
  state: z.enum(["live", "published"]),
  /** The line that loses most points. */
  weakest: z.object({ name: z.string(), factor: ppm }).nullable(),
});

const documentProblem = z.object({
  code: z.string(),
  path: z.string(),
  line: z.number().int().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
/** What is wrong with a scheme or plan text; empty when nothing is. */
export const textCheck = z.object({ problems: z.array(documentProblem), warnings: z.array(documentProblem) });
const text = z.string().min(1).max(50_000);
const schemeVersion = z.object({ id: uuid, name: z.string(), version: z.number().int(), validFrom: day, text: z.string() });

export const appraisalRoutes = {
  "GET /api/scorecards": {
    access: { resource: "scorecards", action: "read" },
    summary: "Scorecards in reach for a period, by position: the team list.",
    query: z.object({ period: periodKey, ...paging }),
    reply: page(scorecardRow).extend({ period: period.nullable() }),
    refusals: ["period-unknown"],
  },
  "GET /api/scorecards/:positionId": {
    access: { resource: "scorecards", action: "read" },
    summary: "One scorecard, live or published, with every line explained. The period is the scheme's own that holds the one asked for.",
    params: z.object({ positionId: uuid }),
    query: z.object({ period: periodKey }),
    reply: scorecardReply,
    refusals: ["period-unknown", "no-scheme"],
  },
  "POST /api/scorecard-publications": {
    access: { resource: "scorecards", action: "publish" },
    summary: "Publish all scorecards of a period that is over: from then on pay uses them and they no longer change.",
    body: z.object({ period: periodKey }),
    reply: z.object({ published: z.number().int(), waiting: z.number().int() }),
    refusals: ["period-unknown", "no-scheme", "period-not-over"],
  },
  "GET /api/schemes": {
    access: { resource: "schemes", action: "read" },
    summary: "All versions of the appraisal scheme, the latest first.",
    reply: z.object({ rows: z.array(schemeVersion) }),
  },
  "POST /api/scheme-checks": {
    access: { resource: "schemes", action: "write" },
    summary: "What is wrong with a scheme text; nothing is saved.",
    body: z.object({ text }),
    reply: textCheck,
  },
  "POST /api/schemes": {
    access: { resource: "schemes", action: "publish" },
    summary: "A new version of the scheme, in force from a day. Earlier versions stay as they are.",
    body: z.object({ text, validFrom: day }),
    reply: z.object({ id: uuid, name: z.string(), version: z.number().int() }),
    refusals: ["document-refused"],
  },
} as const satisfies Routes;
