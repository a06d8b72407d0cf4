import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, periodKey, ppm, uuid, value } from "./common.ts";
import { treeMetric } from "./target-talks.ts";

const node = {
  id: uuid,
  kind: z.enum(["unit", "position"]),
  name: z.string(),
  detail: z.string(),
  depth: z.number().int(),
  mine: z.boolean(),
};
const metricCode = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);
export const comparison = z.enum(["at-least", "at-most", "between"]);

/** A target that does not add up from below. Values are exact integers of the metric's own unit, as text. */
export const singleTarget = z
  .object({
    metric: metricCode,
    label,
    period: z.string(),
    nodeId: uuid,
    name: z.string(),
    version: z.number().int(),
    comparison,
    value,
    upper: value.nullable(),
    stretch: value.nullable(),
    note: z.string(),
    by: z.string(),
    actual: value,
    attainment: ppm.nullable(),
    outcome: z.enum(["met", "stretch", "missed"]).nullable(),
    mayWrite: z.boolean(),
  })
  .meta({ id: "SingleTarget" });

const read = { resource: "targets", action: "read" } as const;
const exact = z.string().regex(/^-?\d{1,18}$/);

export const targetPaceRoutes = {
  "GET /api/target-pace": {
    access: read,
    summary:
      "Who is behind and since when: attainment against expected progress, the daily rate needed, where it lands. Statements: 2 for all nodes, 2 a week for those behind.",
    query: z.object({ metric: treeMetric.default("signed-amount"), period: periodKey.optional() }),
    reply: z.object({
      metric: treeMetric,
      unit: z.enum(["amount", "count"]),
      period: z.string(),
      days: z.object({ done: z.number().int(), left: z.number().int(), unknownYears: z.array(z.number().int()) }),
      time: explanation,
      rows: z.array(
        z.object({
          ...node,
          target: amount.nullable(),
          actual: amount.nullable(),
          attainment: explanation,
          gap: explanation,
          needed: explanation,
          expected: ppm.nullable(),
          landing: amount.nullable(),
          state: z.enum(["ahead", "on-track", "behind", "far-behind"]).nullable(),
          since: day.nullable(),
        }),
      ),
    }),
    refusals: ["not-a-period"],
  },
  "GET /api/target-overview": {
    access: read,
    summary: "Several metrics side by side for every node in reach: target, actual and attainment of a week, month, quarter, half or year.",
    query: z.object({ metrics: z.string().max(200).default("signed-amount,collected-amount,new-customers"), period: periodKey.optional() }),
    reply: z.object({
      period: z.string(),
      metrics: z.array(z.object({ code: treeMetric, unit: z.enum(["amount", "count"]) })),
      nodes: z.array(
        z.object({
          ...node,
          cells: z.array(z.object({ target: amount.nullable(), actual: amount.nullable(), attainment: ppm.nullable() })),
        }),
      ),
      /** The same line through time, of the first node in reach: week, month, quarter, year, and the published years together. */
      horizons: z.array(z.object({ key: z.string(), cells: z.array(amount.nullable()) })),
    }),
    refusals: ["not-a-period"],
  },
  "GET /api/single-targets": {
    access: read,
    summary: "Targets with a comparison (at least, at most, range) of a period, with what is reached.",
    query: z.object({ period: periodKey.optional() }),
    reply: z.object({
      period: z.string(),
      metrics: z.array(z.object({ code: metricCode, label, unit: z.string() })),
      nodes: z.array(z.object({ id: uuid, name: z.string() })),
      rows: z.array(singleTarget),
    }),
    refusals: ["not-a-period"],
  },
  "PUT /api/single-targets": {
    access: { resource: "targets", action: "write" },
    summary: "Set or take back a target with a comparison for a node one stands above; the old value is kept.",
    body: z.strictObject({
      metric: metricCode,
      period: periodKey,
      nodeId: uuid,
      version: z.number().int().min(0),
      comparison,
      /** Null takes the target back. */
      value: exact.nullable(),
      upper: exact.nullable().default(null),
      stretch: exact.nullable().default(null),
      note: z.string().trim().max(500).default(""),
    }),
    reply: z.object({}),
    refusals: ["version-moved", "not-a-period", "no-such-metric", "range-turned", "stretch-easier"],
  },
} as const satisfies Routes;
