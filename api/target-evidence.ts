import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, label, ppm, uuid } from "./common.ts";
import { attainability } from "./allocation.ts";

const metric = z.enum(["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"]);
const year = z.coerce.number().int().min(2000).max(2199);

/** The five letters with a reason each; twenty points a letter that is met, ten that is weak. */
const smart = z.object({
  score: z.number().int(),
  fields: z.array(z.object({ letter: z.enum(["S", "M", "A", "R", "T"]), state: z.enum(["met", "weak", "missing"]), reason: label })),
});
const checked = z.object({
  nodeId: uuid,
  kind: z.enum(["unit", "position"]),
  name: z.string(),
  detail: z.string(),
  unitName: z.string(),
  target: amount,
  smart,
});
const evidenceNote = z.object({
  id: uuid,
  text: z.string(),
  source: z.string(),
  file: z.object({ name: z.string(), type: z.string(), size: z.number().int() }).nullable(),
  by: z.string().nullable(),
  at: z.string(),
});

/** Kinds of files that may stand beside a note: what people send, nothing that runs. */
export const evidenceTypes = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "text/csv": "csv",
  "text/plain": "txt",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
} as const;
export const EVIDENCE_BYTES_MAX = 524_288;

const read = { resource: "targets", action: "read" } as const;

export const targetEvidenceRoutes = {
  "GET /api/smart-checks": {
    access: read,
    summary: "SMART check of every target in reach, the weakest first: of the published set, else of the draft for those who write it.",
    query: z.object({ metric: metric.default("signed-amount"), year: year.optional(), view: z.enum(["draft", "published"]).optional() }),
    reply: z.object({
      metric,
      unit: z.enum(["amount", "count"]),
      year: z.number().int(),
      state: z.enum(["draft", "published"]).nullable(),
      hasDraft: z.boolean(),
      rows: z.array(checked),
    }),
  },
  "GET /api/target-nodes/:nodeId/evidence": {
    access: read,
    summary: "What a target rests on: SMART check, past months, trend, pipeline, capacity, attainability, notes from outside.",
    params: z.object({ nodeId: uuid }),
    query: z.object({ metric: metric.default("signed-amount"), year, view: z.enum(["draft", "published"]).optional() }),
    reply: z.object({
      nodeId: uuid,
      name: z.string(),
      detail: z.string(),
      unit: z.enum(["amount", "count"]),
      target: amount.nullable(),
      smart: smart.nullable(),
      attainability: attainability.nullable(),
      history: z.array(z.object({ month: z.string(), amount: amount.nullable() })),
      lastYear: amount,
      /** The trend laid on the past, 1 000 000 is none; null where the past says nothing. */
      trend: ppm.nullable(),
      expected: amount.nullable(),
      pipeline: amount,
      capacity: ppm.nullable(),
      accounts: z.number().int(),
      factsUntil: day,
      notes: z.array(evidenceNote),
      mayAdd: z.boolean(),
    }),
  },
  "POST /api/target-nodes/:nodeId/evidence": {
    access: { resource: "targets", action: "write" },
    summary: "Put a note from outside beside a target, with a small file or without. By those who give the number; it stays.",
    params: z.object({ nodeId: uuid }),
    body: z.strictObject({
      id: uuid,
      metric,
      year,
      text: z.string().trim().min(1).max(2000),
      source: z.string().trim().max(200).default(""),
      file: z
        .strictObject({ name: z.string().trim().min(1).max(120), type: z.string().max(100), base64: z.string().max(700_000) })
        .optional(),
    }),
    reply: z.object({ id: uuid }),
    refusals: ["evidence-type", "evidence-size"],
  },
  "GET /api/target-evidence/:id/file": {
    access: read,
    summary: "The file beside a note.",
    params: z.object({ id: uuid }),
    reply: z.string(),
    raw: true,
  },
} as const satisfies Routes;
