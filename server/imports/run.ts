import { sql } from "kysely";
import type { Pool } from "pg";
import { rowsOf } from "#core/imports/mapping.ts";
import { recordAudit, type AuditAuthor } from "../audit/record.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { keepOutcome, readWith } from "./commands.ts";
import { commitPlan } from "./commit.ts";
import { lockFacts } from "../orders/aftermath.ts";
import { changesOwnPost } from "./own-post.ts";
import { planImport, type ImportPlan } from "./plan.ts";
import type { Table } from "./reading/read.ts";
import { fileOf, importById, moveOn, runLock, runningImports, saveProgress, type Import } from "./store.ts";

export type RunRequest = { readonly tenantId: bigint; readonly importId: string; readonly author: AuditAuthor };

class Stopped extends Error {}

/**
 * Writes a previewed import: one database transaction for everything, so that a crash, a cancel or a refused row
 * leaves nothing of it. Progress goes through a connection of its own and is seen meanwhile.
 */
export async function runImport(pool: Pool, request: RunRequest): Promise<void> {
  const { tenantId, importId } = request;
  const outcome = await attempt(pool, request).catch((error: unknown) => {
    if (error instanceof Stopped) return undefined; // cancelled: its state says so already
    void inTransaction(pool, { tenantId }, (tx) =>
      moveOn(tx, importId, ["running"], "failed", { code: "unexpected", values: { requestId: importId } }),
    ).catch(() => undefined);
    throw error;
  });
  if (isRefusal(outcome))
    await inTransaction(pool, { tenantId }, (tx) =>
      moveOn(tx, importId, ["running"], "failed", { code: outcome.code, values: outcome.values }),
    );
}

async function attempt(pool: Pool, { tenantId, importId, author }: RunRequest): Promise<Refusal | undefined> {
  const source = await inTransaction(pool, { tenantId }, async (tx) => ({
    found: await importById(tx, importId),
    bytes: await fileOf(tx, importId),
  }));
  if (source.found?.state !== "running") return undefined;
  const table = await readWith(source.bytes, readingOf(source.found));
  if (isRefusal(table)) return table;
  const refused = await inTransaction(pool, { tenantId }, (tx) => write(tx, pool, { tenantId, importId, author }, source.found!, table));
  return refused;
}

async function write(
  tx: Tx,
  pool: Pool,
  { tenantId, importId, author }: RunRequest,
  found: Import,
  table: Table,
): Promise<Refusal | undefined> {
  await tx.run(sql`select pg_advisory_xact_lock(${runLock(importId)})`);
  await lockFacts(tx);
  const reading = readingOf(found);
  const plan = await planImport(tx, found.kind, rowsOf(table.lines, reading.columns, reading.constants));
  if (await changesOwnPost(tx, plan, author.userId)) return refuse("not-on-yourself");
  const isRefused = found.mode === "all-or-nothing" && plan.counts.refused > 0;
  if (isRefused) return refuse("import-has-refused-rows", { refused: plan.counts.refused });
  const report = progress(pool, tenantId, importId, table.total);
  await report(0, 1);
  await commitPlan(tx, plan, { importId, onProgress: report });
  await finish(tx, importId, author, found, plan, table);
  return undefined;
}

const readingOf = ({ encoding, mapping }: Import) => ({
  encoding,
  delimiter: mapping.delimiter,
  sheet: mapping.sheet,
  columns: mapping.columns,
  constants: mapping.constants,
});

function progress(pool: Pool, tenantId: bigint, importId: string, rows: number) {
  return async (done: number, total: number): Promise<void> => {
    const state = await inTransaction(pool, { tenantId }, (tx) =>
      saveProgress(tx, importId, total === 0 ? rows : Math.floor((rows * done) / total)),
    );
    if (state !== "running") throw new Stopped();
  };
}

async function finish(tx: Tx, importId: string, author: AuditAuthor, found: Import, plan: ImportPlan, table: Table): Promise<void> {
  await keepOutcome(tx, importId, plan, table);
  await saveProgress(tx, importId, table.total);
  if (!(await moveOn(tx, importId, ["running"], "done"))) throw new Stopped();
  await recordAudit(tx, author, {
    action: "import.run",
    subjectKind: "import",
    subjectId: importId,
    subjectLabel: found.fileName,
    after: { kind: found.kind, ...plan.counts },
  });
}

/** After a crash nobody runs what still says "running": it is told so, and can be started again. */
export async function endInterrupted(pool: Pool): Promise<void> {
  const tenants = await inTransaction(pool, { tenantId: null }, (tx) => tx.rows(sql<{ id: bigint }>`select id from tenants`));
  for (const { id: tenantId } of tenants) {
    await inTransaction(pool, { tenantId }, async (tx) => {
      for (const importId of await runningImports(tx)) {
        const free = await tx.row(sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(${runLock(importId)}) as ok`);
        if (free?.ok) await moveOn(tx, importId, ["running"], "failed", { code: "import-interrupted", values: {} });
      }
    });
  }
}
