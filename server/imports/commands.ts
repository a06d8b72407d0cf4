import { createHash } from "node:crypto";
import { fields, type ImportKind } from "#core/imports/fields.ts";
import { guessMapping, missingFields, rowsOf, type TextRow } from "#core/imports/mapping.ts";
import { recordAudit, type AuditAuthor } from "../audit/record.ts";
import type { Tx } from "../db/tx.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { changesOwnPost } from "./own-post.ts";
import { planImport, type ImportPlan } from "./plan.ts";
import { readTable, type Table } from "./reading/read.ts";
import type { Encoding } from "./reading/text.ts";
import {
  fileOf,
  importById,
  insertImport,
  lockImport,
  moveOn,
  saveCounts,
  saveProblems,
  saveReading,
  type Import,
  type Mode,
  type Reading,
  type Shape,
} from "./store.ts";

const SAMPLE = 10;

export type Upload = {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly encoding?: Encoding | undefined;
};

/** Recognises a file and keeps it: encoding, separator, sheets, and a first guess of the columns. */
export async function createImport(tx: Tx, { kind, fileName, bytes, encoding }: Upload, author: AuditAuthor): Promise<Import | Refusal> {
  const table = await readTable(bytes, { send: SAMPLE, ...(encoding && { encoding }) });
  if (isRefusal(table)) return table;
  const id = await insertImport(tx, {
    kind,
    fileName,
    bytes,
    total: table.total,
    userId: author.userId,
    hash: createHash("sha256").update(bytes).digest(),
    reading: {
      encoding: table.form.encoding,
      delimiter: table.form.delimiter,
      sheet: table.form.sheet,
      columns: guessMapping(kind, table.header),
      constants: {},
    },
    shape: shapeOf(table),
  });
  await recordAudit(tx, author, {
    action: "import.upload",
    subjectKind: "import",
    subjectId: id,
    subjectLabel: fileName,
    after: { kind, rows: table.total },
  });
  return (await importById(tx, id))!;
}

function shapeOf({ form, header, lines }: Table): Shape {
  return { format: form.format, sheets: form.sheets, headers: header, sample: lines.slice(0, SAMPLE).map((line) => line.cells) };
}

export type Preview = { readonly found: Import; readonly plan: ImportPlan; readonly rows: readonly TextRow[] };

/** Says what the import would do with this reading, and keeps the answer. Writes no business data. */
export async function previewImport(tx: Tx, id: string, reading: Reading, mode: Mode, userId: string | null): Promise<Preview | Refusal> {
  const found = await lockImport(tx, id);
  if (!found) return refuse("not-found");
  if (!["uploaded", "previewed", "failed", "cancelled"].includes(found.state)) return refuse("import-not-ready");
  const table = await readWith(await fileOf(tx, id), reading);
  if (isRefusal(table)) return table;
  await saveReading(tx, id, reading, shapeOf(table), mode);
  const missing = missingFields(found.kind, reading.columns, reading.constants);
  if (missing.length > 0) return refuse("import-columns-missing", { fields: labelsOf(found.kind, missing) });
  const rows = rowsOf(table.lines, reading.columns, reading.constants);
  const plan = await planImport(tx, found.kind, rows);
  if (await changesOwnPost(tx, plan, userId)) return refuse("not-on-yourself");
  await keepOutcome(tx, id, plan, table);
  await moveOn(tx, id, [found.state], "previewed");
  return { found: (await importById(tx, id))!, plan, rows };
}

/** The columns as the file now reads (another encoding may show other headers), with a new guess when asked for none. */
export async function rereadImport(
  tx: Tx,
  found: Import,
  reading: Omit<Reading, "columns">,
): Promise<{ reading: Reading; shape: Shape } | Refusal> {
  const table = await readWith(await fileOf(tx, found.id), { ...reading, columns: {} }, SAMPLE);
  if (isRefusal(table)) return table;
  return { reading: { ...reading, columns: guessMapping(found.kind, table.header) }, shape: shapeOf(table) };
}

export function readWith(bytes: Buffer, { encoding, delimiter, sheet }: Reading, send?: number): Promise<Table | Refusal> {
  return readTable(bytes, { encoding, delimiter, sheet, ...(send !== undefined && { send }) });
}

export async function keepOutcome(tx: Tx, id: string, plan: ImportPlan, table: Table): Promise<void> {
  const byNo = new Map(table.lines.map((line) => [line.no, line.cells]));
  await saveCounts(tx, id, plan.counts);
  await saveProblems(tx, id, plan.problems, (no) => byNo.get(no) ?? []);
}

function labelsOf(kind: ImportKind, names: readonly string[]): string {
  return names.map((name) => fields[kind].find((field) => field.name === name)!.names["zh-CN"][0]).join("、");
}

/** Previewed → running; the job does the rest. */
export async function startRun(tx: Tx, id: string): Promise<Import | Refusal> {
  const found = await lockImport(tx, id);
  if (!found) return refuse("not-found");
  if (!(await moveOn(tx, id, ["previewed"], "running"))) return refuse("import-not-ready");
  return (await importById(tx, id))!;
}

/** Running → cancelled; the job notices before its next chunk and takes everything back. */
export async function cancelRun(tx: Tx, id: string): Promise<Import | Refusal> {
  if (!(await importById(tx, id))) return refuse("not-found");
  if (!(await moveOn(tx, id, ["running", "previewed", "uploaded"], "cancelled"))) return refuse("import-not-ready");
  return (await importById(tx, id))!;
}
