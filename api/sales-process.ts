import { z } from "zod";
import type { Routes } from "./contract.ts";

const kind = z.enum(["open", "won", "lost"]);
const ppm = z.number().int().min(0).max(1_000_000);
const stage = z.object({
  name: z.string(),
  kind,
  /** What must be true before a deal may stand here. */
  criteria: z.string(),
  /** Chance of a win from here until the company's own history says better, in millionths. */
  probabilityPpm: ppm.nullable(),
});
const pipeline = z.string().trim().min(1).max(60);

export const salesProcess = z
  .object({
    pipeline: z.string(),
    /** All pipelines of the company; "default" where it has one. */
    pipelines: z.array(z.string()),
    /** Zero until it is saved here for the first time. */
    version: z.number().int(),
    mayWrite: z.boolean(),
    /** `open`: deals that stand in it now; `deals`: deals that ever stood in it. */
    stages: z.array(stage.extend({ open: z.number().int(), deals: z.number().int() })),
    history: z.array(
      z.object({ version: z.number().int(), savedAt: z.string(), savedBy: z.string(), note: z.string(), stages: z.array(stage) }),
    ),
  })
  .meta({ id: "SalesProcess" });

export const salesProcessRoutes = {
  "GET /api/sales-process": {
    access: { resource: "sales-process", action: "read" },
    summary: "The stages of a pipeline in their order, with how many deals stand or stood in each, and every earlier version.",
    query: z.object({ pipeline: pipeline.default("default") }),
    reply: salesProcess,
  },
  "PUT /api/sales-process": {
    access: { resource: "sales-process", action: "write" },
    summary:
      "Saves the stages as the next version. A new name goes along into the history of deals; a new order has funnels, conversion and stuck stages counted anew over the past; frozen forecasts stay as they were.",
    body: z.strictObject({
      pipeline: pipeline.default("default"),
      version: z.number().int(),
      /** Why, for whoever reads the history. */
      note: z.string().trim().min(1).max(200),
      stages: z
        .array(
          z.strictObject({
            /** Its present name; null for a new stage. */
            was: z.string().max(100).nullable(),
            name: z.string().trim().min(1).max(100),
            kind,
            criteria: z.string().trim().max(500),
            probabilityPpm: ppm.nullable(),
          }),
        )
        .min(1)
        .max(30),
    }),
    reply: salesProcess,
    refusals: ["version-moved", "stage-twice", "stage-in-use", "stage-ends"],
  },
} as const satisfies Routes;
