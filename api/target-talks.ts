import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, uuid } from "./common.ts";

/** Metrics that add up from child to parent: only these have trees. */
export const treeMetric = z.enum(["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"]);
export const fiscalYearNumber = z.coerce.number().int().min(2000).max(2199);
const text = z.string().trim().min(1).max(2_000);

/** One thing that happened around a target: who, when, which number and why. */
const trailEntry = z.object({
  id: z.string(),
  kind: z.enum([
    "proposal",
    "counter",
    "accepted",
    "declined",
    "withdrawn",
    "question",
    "comment",
    "submitted",
    "approved",
    "returned",
    "change-asked",
    "change-approved",
    "change-declined",
  ]),
  at: z.string(),
  by: z.string(),
  period: z.string().nullable(),
  amount: amount.nullable(),
  text: z.string(),
  evidence: z.string(),
});

export const targetTrail = z
  .object({
    nodeId: uuid,
    /** Of the year, in the version the reader may see: given from above, proposed from below, handed on to the level below. */
    given: amount.nullable(),
    proposed: amount.nullable(),
    assigned: amount.nullable(),
    proposedGap: amount.nullable(),
    assignedGap: amount.nullable(),
    /** The proposal that waits for an answer. */
    open: z
      .object({ id: uuid, side: z.enum(["up", "down"]), period: z.string(), amount, mayAccept: z.boolean(), mayWithdraw: z.boolean() })
      .nullable(),
    submission: z.object({ id: uuid, state: z.enum(["submitted", "approved", "returned"]), mayDecide: z.boolean() }).nullable(),
    isLocked: z.boolean(),
    mayPropose: z.boolean(),
    mayCounter: z.boolean(),
    mayRemark: z.boolean(),
    maySubmit: z.boolean(),
    mayLock: z.boolean(),
    entries: z.array(trailEntry),
  })
  .meta({ id: "TargetTrail" });

const read = { resource: "target-talks", action: "read" } as const;
const write = { resource: "target-talks", action: "write" } as const;
const edit = { resource: "targets", action: "write" } as const;
const about = { metric: treeMetric, year: z.number().int().min(2000).max(2199), nodeId: uuid };
const byId = z.object({ id: uuid });
const done = z.object({});

export const targetTalkRoutes = {
  "GET /api/target-nodes/:nodeId/trail": {
    access: read,
    summary: "Everything said and decided about one node's target of a metric and year, and what the reader may do next.",
    params: z.object({ nodeId: uuid }),
    query: z.object({ metric: treeMetric.default("signed-amount"), year: fiscalYearNumber }),
    reply: targetTrail,
  },
  "POST /api/target-proposals": {
    access: write,
    summary: "Propose a number: the holder for the own node, or the level above as an answer. It replaces the one that was open.",
    body: z.strictObject({
      id: uuid,
      ...about,
      period: z.string().max(10),
      amount,
      reason: text,
      evidence: z.string().max(2_000).default(""),
    }),
    reply: done,
    refusals: ["not-a-period", "target-not-positive", "proposal-taken"],
  },
  "POST /api/target-proposals/:id/acceptance": {
    access: write,
    summary: "Take the other side's number: it goes into the draft, spread over the months in their present proportion.",
    params: byId,
    reply: done,
    refusals: ["proposal-closed", "own-proposal", "target-not-positive", "no-draft", "target-locked"],
  },
  "POST /api/target-proposals/:id/closing": {
    access: write,
    summary: "Decline the other side's number with a reason, or withdraw the own one.",
    params: byId,
    body: z.strictObject({ reason: z.string().trim().max(2_000).default("") }),
    reply: done,
    refusals: ["proposal-closed", "reason-missing"],
  },
  "POST /api/target-remarks": {
    access: write,
    summary: "Ask or say something about a target one carries, leads or reads.",
    body: z.strictObject({ id: uuid, ...about, kind: z.enum(["question", "comment"]), text }),
    reply: done,
  },
  "POST /api/target-sets/:setId/submissions": {
    access: edit,
    summary: "Hand a subtree of the draft up for approval: it is closed to those below until it comes back.",
    params: z.object({ setId: uuid }),
    body: z.strictObject({ id: uuid, nodeId: uuid, note: z.string().trim().max(2_000).default("") }),
    reply: done,
    refusals: ["targets-published", "target-locked", "target-not-balanced"],
  },
  "POST /api/target-submissions/:id/decision": {
    access: edit,
    summary: "Approve a submitted subtree, or return it with a reason. Nobody decides on what he handed in himself.",
    params: byId,
    body: z.strictObject({ kind: z.enum(["approved", "returned"]), reason: z.string().trim().max(2_000).default("") }),
    reply: done,
    refusals: ["submission-decided", "own-submission", "reason-missing"],
  },
  "PUT /api/target-sets/:setId/locks/:nodeId": {
    access: edit,
    summary: "Lock or unlock a node of a draft with everything below it.",
    params: z.object({ setId: uuid, nodeId: uuid }),
    body: z.strictObject({ isLocked: z.boolean() }),
    reply: done,
    refusals: ["targets-published"],
  },
  "GET /api/target-sets/:setId/differences": {
    access: { resource: "targets", action: "read" },
    summary: "What a version differs in from another one, by node and month, among the nodes the reader sees.",
    params: z.object({ setId: uuid }),
    query: z.object({ from: uuid }),
    reply: z.object({
      from: z.number().int(),
      to: z.number().int(),
      rows: z.array(
        z.object({
          nodeId: uuid,
          name: z.string(),
          depth: z.number().int(),
          before: amount.nullable(),
          after: amount.nullable(),
          months: z.array(z.object({ period: z.string(), before: amount.nullable(), after: amount.nullable() })),
        }),
      ),
    }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
