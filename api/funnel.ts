import { z } from "zod";
import { day, explanation, page, paging, periodKey, ppm, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";
import { subject } from "./metrics.ts";

const count = z.number().int();
const read = { resource: "deals", action: "read" } as const;
const ability = z.enum(["market", "communication", "closing"]);
/** Whose deals: one unit with all below it, or one position. Left out: the caller's own unit or seat. */
const whose = { unit: uuid.optional(), position: uuid.optional(), pipeline: z.string().max(100).optional() };

/** Of those who entered, how many moved on so far. Rates in millionths; `expectedPpm` takes those pending as censored. */
const cohort = z.object({
  entered: count,
  movedOn: count,
  lost: count,
  pending: count,
  isMature: z.boolean(),
  /** Day from which the cohort can be judged; null when no stage time is known. */
  matureOn: day.nullable(),
  ppm: ppm.nullable(),
  expectedPpm: ppm.nullable(),
});

const stage = z.object({
  stage: z.string(),
  step: z.string(),
  cohort,
  /** Moves in the period, whenever the deal had entered. */
  snapshot: z.object({ forward: count, out: count }),
  /** Win rate from this stage, over the deals of two years. */
  win: z.object({ won: count, lost: count, n: count, ppm: ppm.nullable() }),
  /** Days in the stage: median, the stage's own 75th percentile, deals now in it, and those beyond the limit. */
  time: z.object({ median: z.number().nullable(), limit: z.number().nullable(), here: count, old: count }),
  explanation,
});

/** Days since creation with the shares of deals still without a win (Kaplan–Meier, interval), won, lost and neither (Aalen–Johansen). */
const curve = z.object({
  n: count,
  events: count,
  others: count,
  open: count,
  steps: z.array(z.object({ day: count, waiting: ppm, low: ppm, high: ppm, won: ppm, lost: ppm, open: ppm })),
});

export const funnelReply = z
  .object({
    subject,
    crumbs: z.array(subject),
    period: z.object({ key: z.string(), from: day, to: day }),
    pipeline: z.string(),
    pipelines: z.array(z.string()),
    stages: z.array(stage),
    abilities: z.array(z.object({ ability, stages: z.array(z.string()), cohort })),
    curve,
    figures: z.array(explanation),
    below: z.array(
      z.object({
        subject,
        open: count,
        old: count,
        cycleDays: z.number().nullable(),
        conversions: z.record(z.string(), cohort),
        created: cohort,
      }),
    ),
  })
  .meta({ id: "Funnel" });

const dealRow = z.object({
  id: uuid,
  code: z.string(),
  customer: z.string().nullable(),
  person: z.string().nullable(),
  stage: z.string(),
  outcome: z.enum(["open", "won", "lost"]),
  enteredOn: day,
  days: z.number(),
  amount: z.string().nullable(),
});

export const funnelRoutes = {
  "GET /api/funnel": {
    access: read,
    summary: "Funnel of a unit or position: cohort and snapshot conversion by stage, stage times, sales cycle, and everybody below.",
    query: z.object({ period: periodKey, ...whose }),
    reply: funnelReply,
    refusals: ["period-unknown"],
  },
  "GET /api/funnel/deals": {
    access: read,
    summary: "The deals behind a figure of the funnel: of one stage, one ability, or all created in the period.",
    query: z.object({
      period: periodKey,
      ...whose,
      part: z.enum(["entered", "moved-on", "lost", "pending", "old"]),
      stage: z.string().max(100).optional(),
      ability: ability.optional(),
      created: z.literal("1").optional(),
      ...paging,
      cursor: z
        .string()
        .regex(/^\d{1,7}$/)
        .optional(),
    }),
    reply: page(dealRow),
    refusals: ["period-unknown"],
  },
} as const satisfies Routes;
