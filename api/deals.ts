import { z } from "zod";
import { amount, day, page, paging, ppm, reason, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";

const count = z.number().int();
const outcome = z.enum(["open", "won", "lost"]);
const category = z.enum(["omitted", "pipeline", "best-case", "commit"]);
const lostKind = z.enum(["competitor", "no-decision", "derailed"]);
const activityKind = z.enum(["visit", "call", "meeting", "proposal", "promotion", "follow-up"]);
const share = z.object({ person: z.string(), name: z.string(), sharePpm: count });

const dealRow = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    customer: z.string().nullable(),
    product: z.string().nullable(),
    owner: z.string().nullable(),
    ownerPositionId: uuid.nullable(),
    pipeline: z.string(),
    stage: z.string(),
    /** The day it entered its present stage; unknown for deals that came without a history. */
    stageSince: day.nullable(),
    outcome,
    category,
    amount: amount.nullable(),
    createdOn: day.nullable(),
    expectedOn: day.nullable(),
    closedOn: day.nullable(),
    nextStep: z.string(),
    nextStepOn: day.nullable(),
    /** Times the expected close was moved to a later day. */
    pushes: count,
    /** Longer in its stage than three quarters of the deals that left it. */
    isStale: z.boolean(),
    version: count,
  })
  .meta({ id: "Deal" });

const stage = z.object({
  pipeline: z.string(),
  name: z.string(),
  kind: outcome,
  probabilityPpm: count.nullable(),
  step: z.string(),
  /** What must be true before a deal may stand here, in the company's words. */
  criteria: z.string(),
  /** Days within which three quarters of the deals leave it; null where fewer than eight have. */
  usualDays: count.nullable(),
});

/** What happened to a deal, newest first; which fields are filled depends on `kind`. */
const happening = z.object({
  on: day,
  kind: z.enum(["move", "change", "activity", "quote"]),
  by: z.string().nullable(),
  stage: z.string().nullable(),
  field: z.enum(["expected_on", "amount", "owner", "category"]).nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  activity: activityKind.nullable(),
  text: z.string(),
});

export const dealRecord = dealRow.extend({
  customerName: z.string().nullable(),
  productName: z.string().nullable(),
  ownerCode: z.string().nullable(),
  source: z.string(),
  lostKind: lostKind.nullable(),
  lostReasons: z.array(z.string()),
  competitor: z.string(),
  split: z.array(share),
  overlay: z.array(share),
  timeline: z.array(happening),
  stages: z.array(stage),
  /** Of an open deal, where the company's own deals teach something: as GET /api/forecast/odds, made once a day. */
  odds: z.object({ probability: ppm, because: z.array(reason) }).nullable(),
  mayWrite: z.boolean(),
});

const filters = {
  q: z.string().max(100).optional(),
  owner: uuid.optional(),
  stage: z.string().max(100).optional(),
  outcome: outcome.optional(),
  category: category.optional(),
  /** Expected close from this day on, and before that one. */
  closingFrom: day.optional(),
  closingTo: day.optional(),
  stale: z.literal("yes").optional(),
  pushed: z.coerce.number().int().min(1).max(50).optional(),
};
const sort = z.enum(["code", "amount", "-amount", "expected", "-expected", "created", "-created"]).default("code");
const totals = z.object({ count, amount, weighted: amount });

const byId = z.object({ id: uuid });
const version = count.min(1);
const reasons = z.array(z.string().trim().min(1).max(60)).max(8);
const shares = z.array(z.strictObject({ person: z.string().min(1).max(60), sharePpm: count.min(1).max(1_000_000) })).max(20);
const read = { resource: "deals", action: "read" } as const;
const write = { resource: "deals", action: "write" } as const;

export const dealRoutes = {
  "GET /api/deals": {
    access: read,
    summary: "Deals owned or shared within reach, filtered and sorted; the first page carries the totals of all that match.",
    query: z.object({ ...paging, ...filters, sort }),
    reply: page(dealRow).extend({ totals: totals.nullable() }),
  },
  "GET /api/deals.csv": {
    access: { resource: "deals", action: "export" },
    summary: "The deals that match, as a file.",
    query: z.object({ ...filters, sort }),
    reply: z.string(),
    raw: true,
  },
  "GET /api/deal-board": {
    access: read,
    summary: "One pipeline by stage: count, amount and weighted amount of each, with its largest deals.",
    query: z.object({ ...filters, pipeline: z.string().max(100).default("default") }),
    reply: z.object({
      pipelines: z.array(z.string()),
      totals,
      columns: z.array(stage.extend({ count, amount, weighted: amount, deals: z.array(dealRow) })),
    }),
  },
  "GET /api/deals/:id": { access: read, summary: "One deal with everything that happened to it.", params: byId, reply: dealRecord },
  "POST /api/deals": {
    access: write,
    summary: "Write a new deal down: it enters its stage today and belongs to its owner alone. The same id twice is one deal.",
    body: z.strictObject({
      /** Made by the caller. */
      id: uuid,
      name: z.string().trim().min(1).max(200),
      /** Code of a customer within reach. */
      customer: z.string().min(1).max(60).optional(),
      /** An open stage of the default pipeline; left out: its first one. */
      stage: z.string().min(1).max(100).optional(),
      amount: amount.nullable().optional(),
      expectedOn: day.nullable().optional(),
      category: category.default("pipeline"),
      /** Code of a person within reach; left out: oneself. */
      owner: z.string().min(1).max(60).optional(),
      source: z.string().trim().max(100).default(""),
      nextStep: z.string().trim().max(200).default(""),
      nextStepOn: day.nullable().optional(),
    }),
    reply: dealRecord,
    refusals: ["deal-stage-unknown", "deal-amount-negative", "deal-owner-refused", "deal-customer-unknown"],
  },
  "PATCH /api/deals/:id": {
    access: write,
    summary: "Change an open deal. A new stage, date, amount, owner or category is written into its history in the same transaction.",
    params: byId,
    body: z.strictObject({
      version,
      name: z.string().trim().min(1).max(200).optional(),
      stage: z.string().min(1).max(100).optional(),
      amount: amount.nullable().optional(),
      expectedOn: day.nullable().optional(),
      category: category.optional(),
      owner: z.string().min(1).max(60).optional(),
      split: shares.optional(),
      nextStep: z.string().trim().max(200).optional(),
      nextStepOn: day.nullable().optional(),
      lostKind: lostKind.optional(),
      lostReasons: reasons.optional(),
      competitor: z.string().trim().max(100).optional(),
    }),
    reply: dealRecord,
    refusals: [
      "version-moved",
      "deal-closed",
      "deal-stage-unknown",
      "deal-amount-negative",
      "deal-split-refused",
      "deal-owner-refused",
      "deal-loss-incomplete",
    ],
  },
  "POST /api/deals/:id/closing": {
    access: write,
    summary: "Won needs an amount; lost needs its kind, a reason, and the competitor where one won.",
    params: byId,
    body: z.strictObject({
      version,
      outcome: z.enum(["won", "lost"]),
      closedOn: day,
      amount: amount.optional(),
      lostKind: lostKind.optional(),
      lostReasons: reasons.optional(),
      competitor: z.string().trim().max(100).optional(),
    }),
    reply: dealRecord,
    refusals: ["version-moved", "deal-closed", "deal-close-day", "deal-won-without-amount", "deal-loss-incomplete"],
  },
  "POST /api/deals/:id/reopening": {
    access: write,
    summary: "A closed deal goes on in a stage; its history keeps that it was closed.",
    params: byId,
    body: z.strictObject({ version, stage: z.string().min(1).max(100) }),
    reply: dealRecord,
    refusals: ["version-moved", "deal-open", "deal-stage-unknown"],
  },
  "POST /api/deals/:id/activities": {
    access: write,
    summary: "Note what was done for the deal; it counts for the position of whoever notes it.",
    params: byId,
    body: z.strictObject({
      id: uuid,
      kind: activityKind,
      doneOn: day.optional(),
      contact: z.string().trim().max(100).default(""),
      purpose: z.string().trim().max(200).default(""),
      outcome: z.string().trim().min(1).max(500),
      nextStep: z.string().trim().max(200).default(""),
      minutes: count.min(1).max(1440).optional(),
    }),
    reply: dealRecord,
    refusals: ["activity-day", "activity-without-post"],
  },
} as const satisfies Routes;
