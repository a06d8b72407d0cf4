import { z } from "zod";
import { comparableMetrics } from "#core/diagnosis/comparison.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, periodKey, uuid, value } from "./common.ts";
import { subject } from "./metrics.ts";

const metric = z.enum(comparableMetrics);
const read = { resource: "diagnosis", action: "read" } as const;
const write = { resource: "benchmarks", action: "write" } as const;

/** A number from elsewhere: an industry report, a list, a rule of the house. Its source and day stand beside it. */
export const benchmark = z
  .object({ id: uuid, name: z.string(), source: z.string(), asOf: day, value, /** Own value less the benchmark. */ difference: value })
  .meta({ id: "Benchmark" });

/** One metric held against its own past, like peers and benchmarks. */
export const comparison = z
  .object({
    subject,
    period: z.string(),
    metric,
    own: explanation,
    /** Period on period, year on year, and twelve months against the twelve before. */
    history: z.array(explanation),
    /** The best of the last eight finished periods of the same length. */
    best: z.object({ period: z.string(), value }).nullable(),
    peers: z.object({
      /** Who the peers are, in words. */
      filter: label,
      /** For a unit a sum is taken per selling head. */
      isPerHead: z.boolean(),
      own: value,
      /** Null: fewer than five, nothing is compared. */
      place: z.object({ n: z.number().int(), rank: z.number().int().nullable(), median: value, topQuartile: value }).nullable(),
    }),
    benchmarks: z.array(benchmark),
  })
  .meta({ id: "Comparison" });

export const comparisonRoutes = {
  "GET /api/diagnosis/comparison": {
    access: read,
    summary: "One metric of a unit or person against its own past, against like peers, and against benchmarks.",
    query: z.object({
      period: periodKey,
      unit: uuid.optional(),
      position: uuid.optional(),
      metric: metric.default("signed-amount"),
      /** Year on year by as many working days, so that Spring Festival and make-up days do not look like a change. */
      align: z.enum(["date", "working-days"]).default("date"),
    }),
    reply: comparison,
    refusals: ["period-unknown", "not-found"],
  },
  "POST /api/benchmarks": {
    access: write,
    summary: "Enters a benchmark: money in the major unit, counts as numbers, rates in percent.",
    body: z.strictObject({
      id: uuid,
      metric,
      name: z.string().trim().min(1).max(120),
      source: z.string().trim().min(1).max(200),
      asOf: day,
      value: amount,
    }),
    reply: z.object({ id: uuid }),
  },
  "DELETE /api/benchmarks/:id": {
    access: write,
    summary: "Removes a benchmark.",
    params: z.object({ id: uuid }),
    reply: z.object({}),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
