import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, label, ppm, uuid } from "./common.ts";

const metric = z.enum(["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"]);
const nodeKind = z.enum(["unit", "position"]);
const month = z.string().regex(/^\d{4}-\d{2}$/);

/** One node of the tree with its twelve months; null where nothing is set (missing is not zero). */
export const targetNode = z
  .object({
    id: uuid,
    kind: nodeKind,
    code: z.string(),
    name: z.string(),
    /** Title of a position; kind of a unit. */
    detail: z.string(),
    parentId: uuid.nullable(),
    depth: z.number().int(),
    months: z.array(amount.nullable()),
    year: amount.nullable(),
    /** Sum of the row versions: moves with every change of the node. */
    version: z.number().int(),
    overPpm: ppm,
    /** Target with declared over-assignment less the sum of the children; null where it has none, or none of them is set. */
    gap: amount.nullable(),
    gapState: z.enum(["balanced", "open", "over"]).nullable(),
    /** Reached so far in the year, and that as a share of the year's target. */
    actual: amount.nullable(),
    attainment: ppm.nullable(),
    mayWrite: z.boolean(),
    mine: z.boolean(),
    /** Of the reader's own scope; the line above it shows targets only. */
    inReach: z.boolean(),
    /** What whoever carries it, or those below together, propose for the year; null when nobody asks for another number. */
    proposed: amount.nullable(),
    /** Closed to edits: locked, or handed up for approval, here or above. */
    isLocked: z.boolean(),
    submission: z.enum(["submitted", "approved", "returned"]).nullable(),
  })
  .meta({ id: "TargetNode" });

const targetSet = z.object({
  id: uuid,
  version: z.number().int(),
  state: z.enum(["draft", "published"]),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  note: z.string(),
  /** Drafted by the reader: somebody else publishes it. */
  isMine: z.boolean(),
  /** Counts up with every change of any cell; who publishes sends back what was seen. */
  stamp: z.number().int(),
});

export const targetTree = z
  .object({
    metric,
    unit: z.enum(["amount", "count"]),
    year: z.number().int(),
    asOf: day,
    months: z.array(z.object({ key: month, from: day, to: day })),
    set: targetSet.nullable(),
    versions: z.array(targetSet),
    mayDraft: z.boolean(),
    mayDrop: z.boolean(),
    mayPublish: z.boolean(),
    nodes: z.array(targetNode),
  })
  .meta({ id: "TargetTree" });

const how = z.strictObject({
  rootKind: nodeKind,
  rootId: uuid,
  /** The amount to break down; absent means the node's present year. */
  amount: amount.optional(),
  nodes: z.enum(["history", "equal", "manual"]),
  phasing: z.enum(["history", "working-days", "equal"]),
  /** Round parts to whole steps of this amount. */
  step: amount,
  /** Shares by hand, for basis "manual"; a child without one gets nothing. */
  shares: z.array(z.strictObject({ nodeId: uuid, share: z.number().int().min(0).max(1_000_000) })).default([]),
  /** Nodes that keep their present year. */
  locked: z.array(uuid).default([]),
  version: z.number().int(),
});

const line = z.object({
  id: uuid,
  kind: nodeKind,
  name: z.string(),
  depth: z.number().int(),
  before: amount.nullable(),
  year: amount,
  months: z.array(amount),
  reason: label,
  phasing: label,
  notes: z.array(label),
});

const read = { resource: "targets", action: "read" } as const;
const write = { resource: "targets", action: "write" } as const;
const publish = { resource: "targets", action: "publish" } as const;
const bySet = z.object({ setId: uuid });
const unchangeable = ["targets-published", "version-moved", "not-on-yourself", "target-locked"] as const;

export const targetRoutes = {
  "GET /api/targets": {
    access: read,
    summary:
      "Target tree of a metric and fiscal year: what is published, or the draft when it is asked for or nothing is published. Rows touched: 12 × visible nodes.",
    query: z.object({
      metric: metric.default("signed-amount"),
      year: z.coerce.number().int().min(2000).max(2199).optional(),
      setId: uuid.optional(),
      /** The draft being worked on, for those who may write; without it the newest published version. */
      view: z.enum(["draft", "published"]).optional(),
    }),
    reply: targetTree,
  },
  "POST /api/target-sets": {
    access: write,
    summary: "A new draft: a copy of the newest version, or an empty one.",
    body: z.strictObject({ metric, year: z.number().int().min(2000).max(2199), note: z.string().max(500).default("") }),
    reply: z.object({ id: uuid }),
    refusals: ["draft-exists"],
  },
  "DELETE /api/target-sets/:setId": {
    access: write,
    summary: "Throw a draft away.",
    params: bySet,
    reply: z.object({}),
    refusals: ["targets-published"],
  },
  "POST /api/target-sets/:setId/publication": {
    access: publish,
    summary: "Publish a draft that somebody else has made, as it was seen: from now on it counts and is never changed.",
    params: bySet,
    body: z.strictObject({ stamp: z.number().int() }),
    reply: z.object({}),
    refusals: ["targets-published", "targets-empty", "own-targets", "targets-moved"],
  },
  "PUT /api/target-sets/:setId/cells": {
    access: write,
    summary: "Set one cell: a month, or a quarter, half or year that is spread over its months in their present proportion.",
    params: bySet,
    body: z.strictObject({ nodeKind, nodeId: uuid, period: z.string().max(10), amount: amount.nullable(), version: z.number().int() }),
    reply: targetNode,
    refusals: [...unchangeable, "target-not-positive", "not-a-period"],
  },
  "PUT /api/target-sets/:setId/over-assignments/:nodeId": {
    access: write,
    summary: "Declare how much more than a unit's own target its children carry together.",
    params: bySet.extend({ nodeId: uuid }),
    body: z.strictObject({ ppm: z.number().int().min(0).max(1_000_000) }),
    reply: z.object({}),
    refusals: unchangeable,
  },
  "POST /api/target-sets/:setId/decomposition/preview": {
    access: write,
    summary: "What a decomposition would give, with a reason per line. Writes nothing.",
    params: bySet,
    body: how,
    reply: z.object({ lines: z.array(line) }),
    refusals: ["target-not-positive", "nothing-to-share-among", "locked-exceed-whole", "locked-miss-whole", "share-negative"],
  },
  "POST /api/target-sets/:setId/decomposition": {
    access: write,
    summary: "Break a node's year down to all below it and over the months; the same computation as the preview.",
    params: bySet,
    body: how,
    reply: z.object({ lines: z.array(line) }),
    refusals: [
      ...unchangeable,
      "target-not-positive",
      "nothing-to-share-among",
      "locked-exceed-whole",
      "locked-miss-whole",
      "share-negative",
    ],
  },
} as const satisfies Routes;
