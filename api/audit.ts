import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day, page, paging } from "./common.ts";

export const auditEntry = z
  .object({
    seq: z.string(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    subjectLabel: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });

const filters = { q: z.string().max(100).optional(), action: z.string().max(60).optional(), from: day.optional(), to: day.optional() };
const access = { resource: "audit", action: "read" } as const;

export const auditRoutes = {
  "GET /api/audit": {
    access,
    summary: "Who did what, newest first. `q` finds author or subject; `from` and `to` are days of the company, both included.",
    query: z.object({ ...paging, ...filters }),
    reply: page(auditEntry),
  },
  "GET /api/audit/actions": { access, summary: "The kinds of action that occur.", reply: z.object({ rows: z.array(z.string()) }) },
  "POST /api/audit/verification": {
    access,
    summary: "Recompute the whole hash chain. Rows touched: all entries of the company.",
    reply: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("intact"), entries: z.number().int(), head: z.string() }),
      z.object({ kind: z.literal("broken"), entries: z.number().int(), seq: z.string(), why: z.enum(["changed", "missing", "head"]) }),
    ]),
  },
  "GET /api/audit.csv": {
    access: { resource: "audit", action: "export" },
    summary: "The filtered entries as CSV (at most 100,000).",
    query: z.object(filters),
    reply: z.string(),
    raw: true,
  },
} as const satisfies Routes;
