import { z } from "zod";
import { textCheck } from "./appraisal.ts";
import { amount, day, periodKey, ppm, uuid } from "./common.ts";
import { planTrial } from "./compensation.ts";
import type { Routes } from "./contract.ts";

const text = z.string().min(1).max(50_000);
const head = z.object({ id: uuid, name: z.string(), version: z.number().int() });
const one = z.object({ id: uuid });

/** A version of an incentive plan: its text is what pays. */
const plan = head.extend({
  validFrom: day,
  state: z.enum(["draft", "published", "in-force", "replaced"]),
  publishedAt: z.string().nullable(),
  authorName: z.string().nullable(),
  isOwn: z.boolean(),
  text: z.string(),
  /** Positions it pays today, and how many of their holders have accepted it; null for a reader who sees his own plan only. */
  payees: z.number().int().nullable(),
  signed: z.number().int().nullable(),
  /** For whoever it pays: whether he may accept it, and when he has. */
  maySign: z.boolean(),
  signedAt: z.string().nullable(),
});
const assignment = z.object({
  positionId: uuid,
  code: z.string(),
  personName: z.string().nullable(),
  title: z.string(),
  unitName: z.string(),
  planName: z.string().nullable(),
  from: day.nullable(),
  /** Values of this person that stand in no fact, by the name the plan asks for: 目标奖金, a personal rate. */
  personal: z.record(z.string(), z.string()),
  /** Said of this position, or of its title. */
  by: z.enum(["position", "title"]).nullable(),
});
const titled = z.object({
  title: z.string(),
  seats: z.number().int(),
  planName: z.string().nullable(),
  from: day.nullable(),
  personal: z.record(z.string(), z.string()),
});

export const planRoutes = {
  "GET /api/plans": {
    access: { resource: "plans", action: "read" },
    summary: "Incentive plans by version, the latest first: all of them for HR, finance and executives, the own ones for whoever they pay.",
    reply: z.object({ rows: z.array(plan) }),
  },
  "POST /api/plan-checks": {
    access: { resource: "plans", action: "write" },
    summary: "What is wrong with a plan text; nothing is saved.",
    body: z.object({ text }),
    reply: textCheck,
  },
  "POST /api/plan-trials": {
    access: { resource: "plans", action: "write" },
    summary: "Tries a text of the plan language: its problems, its tests, and each one's pay beside the plan in force. Nothing is saved.",
    body: z.strictObject({ text, period: periodKey }),
    reply: planTrial,
    refusals: ["period-unknown"],
  },
  "POST /api/plan-scenarios": {
    access: { resource: "plans", action: "write" },
    summary:
      "What a text would cost if all business of the fiscal year so far had been smaller or larger by a tenth, two, three: cost, cost of business, and how pay is spread. Nothing is saved. Cost: the facts of one trial, computed seven times.",
    body: z.strictObject({ text, period: periodKey }),
    reply: z
      .object({
        problems: textCheck.shape.problems,
        plan: z.object({ name: z.string(), period: z.string() }).nullable(),
        scenarios: z.array(
          z.object({
            /** Of the business as it was: "1100000" is a tenth more. */
            share: ppm,
            business: amount,
            earned: amount,
            /** Earned of the business; null without any. */
            ratio: ppm.nullable(),
            payees: z.number().int(),
            stopped: z.number().int(),
            /** A tenth of the payees earn less than `low`, half less than `middle`, a tenth more than `high`. */
            low: amount.nullable(),
            middle: amount.nullable(),
            high: amount.nullable(),
          }),
        ),
      })
      .meta({ id: "PlanScenarios" }),
    refusals: ["period-unknown"],
  },
  "GET /api/plans/:id/review": {
    access: { resource: "plans", action: "publish" },
    summary: "A draft for its second person: what it says differently from the version in force, and who would get more or less.",
    params: one,
    query: z.object({ period: periodKey }),
    reply: planTrial.extend({
      changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
      against: head.nullable(),
    }),
    refusals: ["period-unknown"],
  },
  "POST /api/plans": {
    access: { resource: "plans", action: "write" },
    summary: "A new version of a plan as a draft, in force from a day once it is published.",
    body: z.object({ text, validFrom: day }),
    reply: head,
    refusals: ["document-refused"],
  },
  "DELETE /api/plans/:id": {
    access: { resource: "plans", action: "write" },
    summary: "Drops a draft; a published version stays for ever.",
    params: one,
    reply: z.object({ id: uuid }),
    refusals: ["plan-published"],
  },
  "POST /api/plans/:id/publication": {
    access: { resource: "plans", action: "publish" },
    summary: "Publish a plan version; whoever wrote it cannot publish it.",
    params: one,
    reply: head,
    refusals: ["plan-published", "own-draft", "plan-tests-failed"],
  },
  "POST /api/plans/:id/signature": {
    access: { resource: "plans", action: "read" },
    summary: "Accepts the published version that pays the reader: read and signed, with the hash of its text.",
    params: one,
    reply: z.object({ id: uuid, signedAt: z.string() }),
    refusals: ["plan-already-accepted"],
  },
  "GET /api/plans/:id/pdf": {
    access: { resource: "plans", action: "read" },
    summary: "The plan on paper, with its hash and the reader's acceptance.",
    params: one,
    reply: z.any(),
    raw: true,
  },
  "GET /api/plan-assignments": {
    access: { resource: "plans", action: "write" },
    summary: "Every selling position with the plan that pays it.",
    reply: z.object({ rows: z.array(assignment), titles: z.array(titled), planNames: z.array(z.string()) }),
  },
  "PUT /api/plan-assignments": {
    access: { resource: "plans", action: "write" },
    summary:
      "Puts positions under a plan from a day on, with personal values where there are some. What was before stays for the days before.",
    body: z.strictObject({
      planName: z.string(),
      positionIds: z.array(uuid).min(1).max(2000),
      from: day,
      personal: z.record(z.string().max(60), z.string().max(60)).default({}),
    }),
    reply: z.object({ assigned: z.number().int() }),
    refusals: ["plan-name-unknown", "pay-period-state"],
  },
  "PUT /api/plan-titles": {
    access: { resource: "plans", action: "write" },
    summary:
      "Puts everybody of a title under a plan from a day on, newcomers included; null takes it away. What is said of a position goes before it, value by value.",
    body: z.strictObject({
      title: z.string().trim().min(1).max(100),
      planName: z.string().nullable(),
      from: day,
      personal: z.record(z.string().max(60), z.string().max(60)).default({}),
    }),
    reply: z.object({ seats: z.number().int() }),
    refusals: ["plan-name-unknown", "pay-period-state"],
  },
} as const satisfies Routes;
