import { z } from "zod";
import { problemCodes } from "#core/diagnosis/problems.ts";
import type { Routes } from "./contract.ts";
import { day, explanation, periodKey, uuid } from "./common.ts";
import { subject } from "./metrics.ts";

const read = { resource: "diagnosis-notes", action: "read" } as const;
const write = { resource: "diagnosis-notes", action: "write" } as const;
const one = z.object({ id: uuid });
const problem = z.enum(problemCodes);
const kind = z.enum(["interview", "customer", "observation", "resource"]);
const stance = z.enum(["for", "against", "open"]);
const note = z.string().trim().min(1).max(2_000);

export const diagnosisNote = z
  .object({
    id: uuid,
    problem,
    kind,
    stance,
    note: z.string(),
    notedOn: day,
    author: z.string(),
    isMine: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: "DiagnosisNote" });

/** A usual cause, held against the numbers it would show in and against what people said. */
export const cause = z
  .object({
    problem,
    area: z.enum(["work", "customers", "means"]),
    /** Each metric with its change on last year. */
    metrics: z.array(z.object({ value: explanation, yoy: explanation })),
    weighed: z.enum(["likely", "unlikely", "divided", "unasked"]),
    notes: z.array(diagnosisNote),
    /** Improvement plans made for this cause before, in reach of the reader. */
    plans: z.number().int(),
  })
  .meta({ id: "Cause" });

const filters = z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(300));
const savedAnalysis = z
  .object({ id: uuid, name: z.string(), filters, isShared: z.boolean(), isMine: z.boolean(), author: z.string() })
  .meta({ id: "SavedAnalysis" });

export const causeRoutes = {
  "GET /api/diagnosis/causes": {
    access: read,
    summary: "The catalogue of usual causes for a unit or person: linked metrics, and notes for and against each.",
    query: z.object({ period: periodKey, unit: uuid.optional(), position: uuid.optional() }),
    reply: z.object({ subject, causes: z.array(cause) }),
    refusals: ["period-unknown", "not-found"],
  },
  "POST /api/diagnosis-notes": {
    access: write,
    summary: "Notes what somebody said or what is lacking, for or against a cause.",
    body: z.strictObject({ id: uuid, unit: uuid.optional(), position: uuid.optional(), problem, kind, stance, note, notedOn: day }),
    reply: diagnosisNote,
    refusals: ["not-found"],
  },
  "PATCH /api/diagnosis-notes/:id": {
    access: write,
    summary: "Changes one's own note.",
    params: one,
    body: z.strictObject({ version: z.number().int(), stance, note }),
    reply: diagnosisNote,
    refusals: ["not-found", "version-moved"],
  },
  "DELETE /api/diagnosis-notes/:id": {
    access: write,
    summary: "Removes one's own note.",
    params: one,
    reply: z.object({}),
    refusals: ["not-found"],
  },
  "GET /api/saved-analyses": {
    access: { resource: "diagnosis", action: "read" },
    summary: "One's own saved questions and those others share. A question opens in the reader's own reach.",
    reply: z.object({ rows: z.array(savedAnalysis) }),
  },
  "POST /api/saved-analyses": {
    access: { resource: "diagnosis", action: "read" },
    summary: "Saves a question with its scope and period, never its answer.",
    body: z.strictObject({ id: uuid, name: z.string().trim().min(1).max(80), filters, isShared: z.boolean() }),
    reply: z.object({ id: uuid }),
  },
  "DELETE /api/saved-analyses/:id": {
    access: { resource: "diagnosis", action: "read" },
    summary: "Removes one's own saved question.",
    params: one,
    reply: z.object({}),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
