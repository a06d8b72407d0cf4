import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ImportKind } from "#core/imports/fields.ts";
import type { Mapping } from "#core/imports/mapping.ts";
import type { RowProblem } from "#core/imports/problems.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";
import type { Counts } from "./plan.ts";
import type { Delimiter, Encoding } from "./reading/text.ts";

export type State = "uploaded" | "previewed" | "running" | "done" | "failed" | "cancelled" | "undone";
export type Mode = "all-or-nothing" | "good-rows";
export type Reading = {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly sheet: number;
  readonly columns: Mapping;
  readonly constants: Readonly<Record<string, string>>;
};
/** How the file looked when it was uploaded; kept beside the reading in the mapping column. */
export type Shape = {
  readonly format: "csv" | "xlsx";
  readonly sheets: readonly string[];
  readonly headers: readonly string[];
  readonly sample: readonly (readonly string[])[];
};
export type Message = { readonly code: string; readonly values: Readonly<Record<string, string | number>> };
export type Import = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly state: State;
  readonly mode: Mode;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly by: string | null;
  readonly total: number;
  readonly done: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  readonly warnings: number;
  readonly message: Message | null;
  readonly version: number;
  readonly encoding: Encoding;
  readonly mapping: Omit<Reading, "encoding"> & Shape;
};

const columns = sql`
  i.id, i.kind, i.file_name as "fileName", i.state, i.mode, i.created_at as "createdAt", i.finished_at as "finishedAt", u.name as by,
  i.rows_total as total, i.rows_done as done, i.rows_new as new, i.rows_changed as changed, i.rows_same as same, i.rows_refused as refused,
  i.warnings, i.message, i.version, i.encoding, i.mapping`;
const source = sql`imports i left join users u on u.tenant_id = i.tenant_id and u.id = i.created_by`;

export async function insertImport(
  tx: Tx,
  i: {
    kind: ImportKind;
    fileName: string;
    hash: Buffer;
    bytes: Buffer;
    reading: Reading;
    shape: Shape;
    total: number;
    userId: string | null;
  },
): Promise<string> {
  const id = randomUUIDv7();
  const { encoding, ...reading } = i.reading;
  await tx.run(sql`
    insert into imports (tenant_id, id, kind, file_name, file_hash, file, encoding, mapping, rows_total, created_by)
    values (current_tenant(), ${id}, ${i.kind}, ${i.fileName}, ${i.hash}, ${i.bytes}, ${encoding}, ${JSON.stringify({ ...reading, ...i.shape })}::jsonb, ${i.total}, ${i.userId})`);
  return id;
}

export async function importById(tx: Tx, id: string): Promise<Import | undefined> {
  return tx.row(sql<Import>`select ${columns} from ${source} where i.tenant_id = current_tenant() and i.id = ${id}`);
}

export async function lockImport(tx: Tx, id: string): Promise<Import | undefined> {
  return tx.row(sql<Import>`select ${columns} from ${source} where i.tenant_id = current_tenant() and i.id = ${id} for no key update of i`);
}

/** Newest first; ids are in order of time. */
export async function importsBefore(tx: Tx, cursor: string | undefined, limit: number): Promise<Import[]> {
  const before = cursor === undefined ? sql`true` : sql`i.id < ${cursor}::uuid`;
  return tx.rows(
    sql<Import>`select ${columns} from ${source} where i.tenant_id = current_tenant() and ${before} order by i.id desc limit ${limit}`,
  );
}

export async function fileOf(tx: Tx, id: string): Promise<Buffer> {
  const row = await tx.row(sql<{ file: Buffer }>`select file from imports where tenant_id = current_tenant() and id = ${id}`);
  return row!.file;
}

export async function saveReading(tx: Tx, id: string, { encoding, ...reading }: Reading, shape: Shape, mode: Mode): Promise<void> {
  await tx.run(sql`
    update imports set encoding = ${encoding}, mapping = ${JSON.stringify({ ...reading, ...shape })}::jsonb, mode = ${mode}, version = version + 1
    where tenant_id = current_tenant() and id = ${id}`);
}

/** Moves an import on, if it is still where it is thought to be. */
export async function moveOn(tx: Tx, id: string, from: readonly State[], to: State, message: Message | null = null): Promise<boolean> {
  const isOver = ["done", "failed", "cancelled", "undone"].includes(to);
  const moved = await tx.run(sql`
    update imports set state = ${to}, message = ${message === null ? null : JSON.stringify(message)}::jsonb, version = version + 1,
      finished_at = case when ${isOver} then coalesce(finished_at, now()) end, undone_at = case when ${to} = 'undone' then now() end,
      rows_done = case when ${to} = 'running' then 0 else rows_done end
    where tenant_id = current_tenant() and id = ${id} and state = any(${from as State[]}::text[])`);
  return moved === 1;
}

export async function saveCounts(tx: Tx, id: string, c: Counts): Promise<void> {
  await tx.run(sql`
    update imports set rows_total = ${c.total}, rows_new = ${c.new}, rows_changed = ${c.changed}, rows_same = ${c.same}, rows_refused = ${c.refused},
      warnings = ${c.warnings}, version = version + 1 where tenant_id = current_tenant() and id = ${id}`);
}

export async function saveProgress(tx: Tx, id: string, done: number): Promise<State | undefined> {
  const row = await tx.row(
    sql<{ state: State }>`update imports set rows_done = ${done} where tenant_id = current_tenant() and id = ${id} returning state`,
  );
  return row?.state;
}

/** What is kept of the problems of one import; more than this is counted, not listed. */
const PROBLEMS_KEPT = 20_000;

export async function saveProblems(
  tx: Tx,
  id: string,
  problems: readonly RowProblem[],
  cellsOf: (no: number) => readonly string[],
): Promise<void> {
  await tx.run(sql`delete from import_problems where tenant_id = current_tenant() and import_id = ${id}`);
  const rows = problems
    .slice(0, PROBLEMS_KEPT)
    .map((p, i) => [
      id,
      i,
      p.no,
      p.severity,
      p.field,
      p.excerpt,
      p.code,
      JSON.stringify(p.values),
      JSON.stringify(cellsOf(p.no).map((cell) => cell.slice(0, 500))),
    ]);
  const types = {
    import_id: "uuid",
    seq: "int",
    row_no: "int",
    severity: "text",
    field: "text",
    excerpt: "text",
    code: "text",
    '"values"': "jsonb",
    raw: "jsonb",
  };
  await insertRows(tx, "import_problems", types, rows);
}

export type StoredProblem = RowProblem & { readonly seq: number; readonly raw: readonly string[] };

export async function problemsAfter(
  tx: Tx,
  id: string,
  after: number,
  limit: number,
  severity?: RowProblem["severity"],
): Promise<StoredProblem[]> {
  const only = severity === undefined ? sql`true` : sql`severity = ${severity}`;
  return tx.rows(sql<StoredProblem>`
    select seq, row_no as no, severity, field, excerpt, code, "values", raw from import_problems
    where tenant_id = current_tenant() and import_id = ${id} and seq > ${after} and ${only} order by seq limit ${limit}`);
}

/** A run holds this lock as long as it lives: who can take it knows that nobody runs. */
export const runLock = (id: string) => sql`hashtextextended(${id}, 4734)`;

export async function runningImports(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`select id from imports where tenant_id = current_tenant() and state = 'running'`);
  return rows.map((row) => row.id);
}
