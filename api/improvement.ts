import { z } from "zod";
import { problemCodes } from "#core/diagnosis/problems.ts";
import { factMetricCodes } from "#core/kpi/dictionary.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, periodKey, uuid, value } from "./common.ts";
import { finding } from "./diagnosis.ts";
import { subject } from "./metrics.ts";

const metric = z.enum(factMetricCodes);
const state = z.enum(["draft", "agreed", "closed"]);
const newAction = z.strictObject({ id: uuid, title: z.string().trim().min(1).max(200), dueOn: day });
const planned = z.object({
  id: uuid,
  title: z.string(),
  dueOn: day,
  isDone: z.boolean(),
  doneOn: day.nullable(),
  result: z.string(),
  version: z.number().int().nullable(),
});

export const planLine = z
  .object({
    id: uuid, title: z.string(), subject: z.string(), owner: z.string(), state, reviewOn: day,
    actions: z.number().int(), actionsDone: z.number().int(), awaitsMe: z.boolean(),
  })
  .meta({ id: "ImprovementPlanLine" }); // prettier-ignore

/** An agreement of two: what was found, who does what by when, and the metric that will prove it. */
export const improvementPlan = z
  .object({
    id: uuid,
    question: z.string(),
    title: z.string(),
    state,
    subject,
    period: z.string(),
    owner: z.object({ personId: uuid, positionId: uuid, name: z.string() }),
    metric,
    unit: z.string(),
    baseline: explanation,
    /** In the metric's own unit; the same as text to edit it. */
    expected: value,
    expectedText: z.string(),
    startOn: day,
    reviewOn: day,
    /** As it stood when the plan was made. */
    evidence: z.array(finding),
    actions: z.array(planned),
    /** SHA-256 of what is signed. */
    hash: z.string(),
    signatures: z.array(z.object({ role: z.enum(["owner", "manager"]), name: z.string(), at: z.string() })),
    /** Value so far against the baseline of as many working days. */
    progress: explanation.nullable(),
    closing: z.object({ name: z.string(), at: z.string(), note: z.string(), effect: explanation }).nullable(),
    maySign: z.enum(["owner", "manager"]).nullable(),
    mayEdit: z.boolean(),
    mayClose: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: "ImprovementPlan" });

const terms = {
  title: z.string().trim().min(1).max(120),
  /** Money in the currency's major unit, counts as numbers, rates in percent: at most four decimals. */
  expected: amount,
  reviewOn: day,
  actions: z.array(newAction).min(1).max(10),
};
const read = { resource: "improvement-plans", action: "read" } as const;
const write = { resource: "improvement-plans", action: "write" } as const;
const one = z.object({ id: uuid });

export const improvementRoutes = {
  "GET /api/improvement-plans": {
    access: read,
    summary: "Plans one owns, or that belong to somebody one leads; those that wait for one's signature first.",
    reply: z.object({ rows: z.array(planLine) }),
  },
  "POST /api/improvement-plans": {
    access: write,
    summary: "Makes a plan from findings of a diagnosis: they are worked out anew and kept as evidence.",
    body: z.strictObject({
      id: uuid,
      question: z.string().trim().min(1).max(200),
      unit: uuid.optional(),
      position: uuid.optional(),
      period: periodKey,
      findings: z.array(z.string().max(300)).min(1).max(10),
      ownerPersonId: uuid,
      metric,
      startOn: day,
      /** The usual cause it is made for, where it is one. */
      problem: z.enum(problemCodes).optional(),
      ...terms,
    }),
    reply: improvementPlan,
    refusals: ["not-found", "period-unknown", "finding-gone", "owner-cannot-see", "review-before-start", "plan-action-outside"],
  },
  "GET /api/improvement-plans/:id": {
    access: read,
    summary: "One plan with its evidence, signatures, actions and the progress against its baseline.",
    params: one,
    reply: improvementPlan,
    refusals: ["not-found"],
  },
  "PATCH /api/improvement-plans/:id": {
    access: write,
    summary: "Changes the terms of a plan that nobody has signed yet.",
    params: one,
    body: z.strictObject({ version: z.number().int(), ...terms }),
    reply: improvementPlan,
    refusals: ["not-found", "version-moved", "plan-signed", "review-before-start", "plan-action-outside"],
  },
  "POST /api/improvement-plans/:id/signatures": {
    access: write,
    summary: "Signs what one has read, by its hash: the owner for himself, whoever leads him as manager. Two signatures make it agreed.",
    params: one,
    body: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    reply: improvementPlan,
    refusals: ["not-found", "plan-changed", "plan-already-signed"],
  },
  "POST /api/improvement-plans/:id/closing": {
    access: write,
    summary: "Closes an agreed plan with its effect as it stands and a word on it.",
    params: one,
    body: z.strictObject({ note: z.string().trim().min(1).max(2_000) }),
    reply: improvementPlan,
    refusals: ["not-found", "plan-not-agreed"],
  },
} as const satisfies Routes;
