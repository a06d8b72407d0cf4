import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, ppm, uuid } from "./common.ts";
import { fiscalYearNumber, treeMetric } from "./target-talks.ts";

const theme = z.strictObject({
  name: z.string().trim().min(1).max(100),
  aim: z.string().trim().max(1_000).default(""),
  /** Weights in percent; all themes together make 100. */
  metrics: z
    .array(z.strictObject({ metric: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/), weight: z.number().int().min(1).max(100) }))
    .max(10),
});

/** A goal some years away, for the company as a whole: "2028: ¥300 million signed". Counts are whole. */
const goal = z.strictObject({ metric: treeMetric, year: z.number().int().min(2000).max(2199), amount });

const horizon = z.object({
  metric: treeMetric,
  unit: z.enum(["amount", "count"]),
  /** The last finished year, then every year up to the last goal. */
  years: z.array(
    z.object({
      year: z.number().int(),
      /** Of finished years, for who reaches the whole company; null where nothing was. */
      actual: amount.nullable(),
      /** The company's published target of the year. */
      target: amount.nullable(),
      goal: amount.nullable(),
      /** Where the same step every year would be: only for who may see what it starts from. */
      path: amount.nullable(),
      /** Published target less path: below zero the year leaves more to the later ones. */
      gap: amount.nullable(),
    }),
  ),
  /** From where the path starts to the last goal, and what lies between them a year on average. Null without a path. */
  step: z
    .object({
      from: z.object({ year: z.number().int(), amount }),
      to: z.object({ year: z.number().int(), amount }),
      each: amount,
    })
    .nullable(),
});

export const strategy = z
  .object({
    year: z.number().int(),
    /** 0 where nothing was written yet. */
    version: z.number().int(),
    vision: z.string(),
    themes: z.array(theme),
    goals: z.array(goal),
    horizons: z.array(horizon),
    by: z.string().nullable(),
    at: z.string().nullable(),
    mayWrite: z.boolean(),
    /** The scorecards a theme touches: the scheme in force today with its weights. Null: there is none, or the reader may not read schemes. */
    scheme: z
      .object({
        name: z.string(),
        version: z.number().int(),
        kpis: z.array(z.object({ metric: z.string(), name: z.string(), weight: z.string() })),
      })
      .nullable(),
    /** "Your number → team → company": the reader's own line upwards, target and attainment at each level. */
    cascade: z.array(
      z.object({
        metric: treeMetric,
        unit: z.enum(["amount", "count"]),
        levels: z.array(
          z.object({
            id: uuid,
            kind: z.enum(["unit", "position"]),
            name: z.string(),
            target: amount.nullable(),
            /** Above the reader's own reach in whole percent, and only of units of three sellers and more: nobody's result can be told from it. */
            attainment: ppm.nullable(),
            isMine: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "Strategy" });

export const strategyRoutes = {
  "GET /api/strategy": {
    access: { resource: "strategy", action: "read" },
    summary: "Vision, strategic themes and long-term goals with the path to them, and the reader's own line up to the company.",
    query: z.object({ year: fiscalYearNumber.optional() }),
    reply: strategy,
  },
  "PUT /api/strategy": {
    access: { resource: "strategy", action: "write" },
    summary: "Write the strategy of a year: a new version, the old one is kept.",
    body: z.strictObject({
      year: z.number().int().min(2000).max(2199),
      version: z.number().int().min(0),
      vision: z.string().trim().min(1).max(2_000),
      themes: z.array(theme).max(12),
      /** At most one for each metric and year. */
      goals: z.array(goal).max(30).default([]),
    }),
    reply: strategy,
    refusals: ["version-moved", "weights-not-whole", "goal-twice"],
  },
} as const satisfies Routes;
