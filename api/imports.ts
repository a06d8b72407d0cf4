import { z } from "zod";
import { importKinds } from "#core/imports/fields.ts";
import { page, paging, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";

export const importKind = z.enum(importKinds);
const encoding = z.enum(["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"]);
const delimiter = z.enum([",", ";", "\t", "|"]);
const mode = z.enum(["all-or-nothing", "good-rows"]);
const count = z.number().int();

/** How the file is read and which column gives which field. Saved with the import; send it back changed to preview again. */
export const reading = z.object({
  encoding,
  delimiter,
  sheet: count.min(0),
  columns: z.record(z.string(), count.min(0).max(300)),
  constants: z.record(z.string(), z.string().max(500)),
});

export const importSummary = z
  .object({
    id: uuid,
    kind: importKind,
    fileName: z.string(),
    state: z.enum(["uploaded", "previewed", "running", "done", "failed", "cancelled", "undone"]),
    mode,
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
    by: z.string().nullable(),
    total: count,
    done: count,
    new: count,
    changed: count,
    same: count,
    refused: count,
    warnings: count,
    /** Why it failed, in the reader's language. */
    message: z.object({ title: z.string(), remedy: z.string() }).nullable(),
    version: count,
  })
  .meta({ id: "Import" });

const field = z.object({ name: z.string(), label: z.string(), isRequired: z.boolean(), example: z.string() });

export const importDetail = importSummary.extend({
  format: z.enum(["csv", "xlsx"]),
  sheets: z.array(z.string()),
  reading,
  headers: z.array(z.string()),
  /** The first rows as read, for choosing columns. */
  sample: z.array(z.array(z.string())),
  fields: z.array(field),
});

export const rowProblem = z.object({
  row: count,
  severity: z.enum(["refused", "warning"]),
  field: z.string(),
  excerpt: z.string(),
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
});
const effect = z.enum(["new", "changed", "same", "refused"]);

const mine = { access: { resource: "imports", action: "write" } } as const;
const params = z.object({ id: uuid });

export const importRoutes = {
  "GET /api/imports": {
    access: { resource: "imports", action: "read" },
    summary: "Imports, newest first.",
    query: z.object(paging),
    reply: page(importSummary),
  },
  "POST /api/imports": {
    ...mine,
    summary: "Upload a file (body: application/octet-stream). It is recognised, nothing is written yet.",
    query: z.object({ kind: importKind, fileName: z.string().min(1).max(200), encoding: encoding.optional() }),
    reply: importDetail,
    refusals: ["import-kind-refused", "file-not-a-sheet", "file-empty", "file-encoding", "file-bomb"],
  },
  "GET /api/imports/:id": {
    access: { resource: "imports", action: "read" },
    summary: "One import: state, counts, progress, how it is read.",
    params,
    reply: importDetail,
  },
  "POST /api/imports/:id/reading": {
    ...mine,
    summary: "Read the first rows again with another encoding, separator or sheet, and guess the columns anew. Keeps nothing.",
    params,
    body: reading.omit({ columns: true }),
    reply: importDetail,
    refusals: ["file-encoding"],
  },
  "POST /api/imports/:id/preview": {
    ...mine,
    summary: "Read with these columns and say what would happen. The same computation as the run; nothing is written.",
    params,
    body: z.object({ reading, mode }),
    reply: z.object({
      import: importSummary,
      rows: z.array(z.object({ row: count, effect, cells: z.record(z.string(), z.string()) })),
      problems: z.array(rowProblem),
    }),
    refusals: ["import-columns-missing", "import-not-ready", "not-on-yourself"],
  },
  "GET /api/imports/:id/problems": {
    access: { resource: "imports", action: "read" },
    summary: "Refused rows and warnings, with reason and remedy in the reader's language.",
    params,
    query: z.object({ ...paging, severity: z.enum(["refused", "warning"]).optional() }),
    reply: page(rowProblem),
  },
  "POST /api/imports/:id/run": {
    ...mine,
    summary: "Write it, as a job: follow with GET.",
    params,
    reply: importSummary,
    refusals: ["import-not-ready"],
  },
  "POST /api/imports/:id/cancellation": {
    ...mine,
    summary: "Stop a running import; nothing of it stays.",
    params,
    reply: importSummary,
    refusals: ["import-not-ready"],
  },
  "POST /api/imports/:id/undoing": {
    ...mine,
    summary: "Take back everything a finished import wrote, unless it has been changed or used since.",
    params,
    reply: importSummary,
    refusals: ["import-not-ready", "import-undo-changed", "import-undo-depends", "not-on-yourself"],
  },
  "GET /api/imports/:id/errors.csv": {
    access: { resource: "imports", action: "read" },
    summary: "The refused rows as a file: original columns, then reason and remedy.",
    params,
    reply: z.string(),
    raw: true,
  },
  "GET /api/import-templates/:kind": {
    ...mine,
    summary: "An empty file with the right columns and one example row.",
    params: z.object({ kind: importKind }),
    reply: z.string(),
    raw: true,
  },
} as const satisfies Routes;
