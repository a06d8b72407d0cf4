import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, label, uuid, value } from "./common.ts";
import { comparison } from "./target-pace.ts";
import { action } from "./coaching.ts";
import { fiscalYearNumber, treeMetric } from "./target-talks.ts";

/** What a target letter says, frozen when it is issued; amounts of a count are whole numbers with four decimals. No pay in it. */
export const letterContent = z
  .object({
    company: z.string(),
    person: z.object({ name: z.string(), code: z.string(), title: z.string(), unit: z.string() }),
    year: z.number().int(),
    currency: z.string(),
    targets: z.array(
      z.object({ metric: treeMetric, unit: z.enum(["amount", "count"]), version: z.number().int(), year: amount, quarters: z.array(amount), months: z.array(z.object({ key: z.string(), amount: amount.nullable() })) }),
    ), // prettier-ignore
    /** Targets with a comparison (≥, ≤, range); absent where there are none. */
    singles: z
      .array(
        z.object({
          metric: z.string(),
          label,
          period: z.string(),
          comparison,
          value,
          upper: value.nullable(),
          stretch: value.nullable(),
          note: z.string(),
        }),
      )
      .optional(),
    actions: z.array(z.object({ title: z.string(), dueOn: day, path: z.string() })),
    conditions: z.string(),
  })
  .meta({ id: "TargetLetterContent" });

const row = z.object({
  id: uuid,
  personName: z.string(),
  title: z.string(),
  unitName: z.string(),
  issue: z.number().int(),
  issuedAt: z.string(),
  issuedBy: z.string().nullable(),
  signedAt: z.string().nullable(),
  /** The published targets have changed since: a new issue is due, and a new signature. */
  isStale: z.boolean(),
  remindedAt: z.string().nullable(),
  mine: z.boolean(),
});

export const targetLetter = row
  .extend({ hash: z.string(), signedName: z.string().nullable(), maySign: z.boolean(), content: letterContent })
  .meta({ id: "TargetLetter" });

const read = { resource: "target-letters", action: "read" } as const;
const write = { resource: "target-letters", action: "write" } as const;
const byId = z.object({ id: uuid });

export const targetLetterRoutes = {
  "GET /api/target-letters": {
    access: read,
    summary: "Who has been given a target letter of a year and who has signed it; the newest issue of each person in reach.",
    query: z.object({ year: fiscalYearNumber.optional() }),
    reply: z.object({ year: z.number().int(), mayIssue: z.boolean(), due: z.number().int(), rows: z.array(row) }),
  },
  "POST /api/target-letters": {
    access: write,
    summary:
      "Issue letters from the published targets to everybody in reach who has none, or whose targets have changed. Never to oneself.",
    body: z.strictObject({ year: z.number().int().min(2000).max(2199), conditions: z.string().trim().max(4_000).default("") }),
    reply: z.object({ issued: z.number().int() }),
    refusals: ["no-letter-due"],
  },
  "GET /api/target-letters/:id": {
    access: read,
    summary: "One letter as it was issued.",
    params: byId,
    reply: targetLetter,
    refusals: ["not-found"],
  },
  "GET /api/target-letters/:id/pdf": {
    access: read,
    summary: "The letter as a PDF in the reader's language.",
    params: byId,
    reply: z.unknown(),
    raw: true,
    refusals: ["not-found"],
  },
  "POST /api/target-letters/:id/signature": {
    access: read,
    summary: "Sign the own letter: the hash of what was read, and the name as written. Once signed it stays signed.",
    params: byId,
    body: z.strictObject({ hash: z.string().max(64), name: z.string().trim().min(1).max(100) }),
    reply: targetLetter,
    refusals: ["letter-signed", "letter-moved", "letter-name"],
  },
  "POST /api/target-letters/:id/reminders": {
    access: write,
    summary: "Remind whoever has not signed: it stands on the workbench.",
    params: byId,
    reply: z.object({}),
    refusals: ["letter-signed"],
  },
  "GET /api/target-nodes/:nodeId/plan": {
    access: { resource: "actions", action: "read" },
    summary: "How a node's target is to be reached: its actions with owner, date and path, and who may own one.",
    params: z.object({ nodeId: uuid }),
    query: z.object({ year: fiscalYearNumber }),
    reply: z.object({
      owners: z.array(z.object({ personId: uuid, name: z.string() })),
      actions: z.array(action.extend({ path: z.string() })),
    }),
  },
  "POST /api/target-nodes/:nodeId/plan": {
    access: { resource: "actions", action: "write" },
    summary: "Add an action to a target's plan: it lands on its owner's workbench.",
    params: z.object({ nodeId: uuid }),
    body: z.strictObject({
      id: uuid,
      metric: treeMetric,
      year: z.number().int().min(2000).max(2199),
      ownerPersonId: uuid,
      title: z.string().trim().min(1).max(200),
      path: z.string().trim().max(500).default(""),
      dueOn: day,
    }),
    reply: z.object({}),
    refusals: ["action-overdue"],
  },
} as const satisfies Routes;
