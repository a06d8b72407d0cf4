import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, uuid } from "./common.ts";
import { fiscalYearNumber, treeMetric } from "./target-talks.ts";

const kind = z.enum(["adjust", "hand-over", "spread"]);
const change = {
  metric: treeMetric,
  year: z.number().int().min(2000).max(2199),
  kind,
  nodeId: uuid,
  /** The successor, for a hand-over. */
  toNodeId: uuid.optional(),
  /** First day of a month of the year, not before the present one. */
  effectiveFrom: day,
  /** What the months from that day on become together, for an adjustment. */
  amount: amount.optional(),
};
/** Levels above the reader's reach tell their change only. */
const line = z.object({ nodeId: uuid, name: z.string(), before: amount.nullable(), after: amount.nullable(), change: amount.nullable() });
const effect = z.object({ lines: z.array(line), gaps: z.array(line) });
const read = { resource: "target-talks", action: "read" } as const;
const write = { resource: "target-talks", action: "write" } as const;
const refusals = ["change-in-past", "change-incomplete", "nobody-to-take", "targets-empty", "target-not-positive"] as const;

export const targetChangeRoutes = {
  "GET /api/target-changes": {
    access: read,
    summary: "Change requests in reach, open ones first, and published targets that nobody carries any more.",
    query: z.object({ year: fiscalYearNumber.optional() }),
    reply: z.object({
      year: z.number().int(),
      rows: z.array(
        z.object({
          id: uuid,
          metric: treeMetric,
          unit: z.enum(["amount", "count"]),
          kind,
          nodeId: uuid,
          name: z.string(),
          toName: z.string().nullable(),
          effectiveFrom: day,
          amount: amount.nullable(),
          /** What those months are in the version that counts now. */
          present: amount.nullable(),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
          state: z.enum(["open", "approved", "declined"]),
          decidedBy: z.string().nullable(),
          decidedAt: z.string().nullable(),
          decisionReason: z.string(),
          mayDecide: z.boolean(),
        }),
      ),
      orphans: z.array(
        z.object({
          nodeId: uuid,
          name: z.string(),
          unitName: z.string(),
          metric: treeMetric,
          unit: z.enum(["amount", "count"]),
          /** From the present month on. */
          left: amount,
          successors: z.array(z.object({ nodeId: uuid, name: z.string() })),
        }),
      ),
    }),
  },
  "POST /api/target-changes/preview": {
    access: write,
    summary: "What a change would do to the nodes it touches and to the gap of every level above. Writes nothing.",
    body: z.strictObject(change),
    reply: effect,
    refusals,
  },
  "POST /api/target-changes": {
    access: write,
    summary: "Ask for a change of a published target with a reason: for the own one, or one of those below.",
    body: z.strictObject({ id: uuid, ...change, reason: z.string().trim().min(1).max(2_000) }),
    reply: effect,
    refusals,
  },
  "POST /api/target-changes/:id/decision": {
    access: write,
    summary: "Approve a change: it becomes a new published version from its day on, the old one is kept. Or decline it with a reason.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ kind: z.enum(["approved", "declined"]), reason: z.string().trim().max(2_000).default("") }),
    reply: z.object({}),
    refusals: ["change-decided", "own-change", "reason-missing", ...refusals],
  },
} as const satisfies Routes;
