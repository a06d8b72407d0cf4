import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { ImportKind } from "#core/imports/fields.ts";
import { guessMapping, textRows, type TextRow } from "#core/imports/mapping.ts";
import { insertRows } from "../db/bulk.ts";
import { packed, type Change } from "../db/keeper.ts";
import type { Tx } from "../db/tx.ts";
import { afterFacts, beforeFacts } from "./aftermath.ts";
import { importerOf } from "./kinds/index.ts";
import { lockFacts } from "../orders/aftermath.ts";
import { planImport, surroundingsOf, type ImportPlan } from "./plan.ts";

export type CommitOptions = {
  /** Remember what each row did, so that the import can be undone. */
  readonly importId?: string;
  /** Told how many objects are written; may throw to stop everything. */
  readonly onProgress?: (done: number, total: number) => Promise<void>;
};

const CHUNK = 5000;
const MANY = 1000;

/** Plans and writes rows of one kind in the caller's transaction: what is good is written, what is not comes back as problems. */
export async function commitRows(tx: Tx, kind: ImportKind, rows: readonly TextRow[], options: CommitOptions = {}): Promise<ImportPlan> {
  await lockFacts(tx);
  const plan = await planImport(tx, kind, rows, await surroundingsOf(tx));
  await commitPlan(tx, plan, options);
  return plan;
}

/** The same from a table with a header row, as a file has it; columns are recognised by their names. */
export function commitTable(
  tx: Tx,
  kind: ImportKind,
  table: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] },
  options: CommitOptions = {},
): Promise<ImportPlan> {
  return commitRows(tx, kind, textRows(table.rows, guessMapping(kind, table.header)), options);
}

export async function commitPlan(tx: Tx, { kind, changes }: ImportPlan, { importId, onProgress }: CommitOptions): Promise<void> {
  const { keeper, inOneGo } = importerOf(kind);
  const size = inOneGo ? Math.max(1, changes.length) : CHUNK;
  const touched = await beforeFacts(tx, kind, changes);
  for (let start = 0; start < changes.length; start += size) {
    const chunk = changes.slice(start, start + size);
    await keeper.write(tx, chunk);
    if (importId) await remember(tx, importId, kind, chunk, start);
    await onProgress?.(start + chunk.length, changes.length);
  }
  if (changes.length > MANY) await tx.run(sql`select refresh_statistics()`); // the planner would take a table it has never seen for empty
  if (changes.length > 0) await afterFacts(tx, touched);
}

/** Fingerprint of a state: undoing checks by it that nothing has changed since. */
export const fingerprint = (state: unknown): string => createHash("sha256").update(packed(state)).digest("base64url");

async function remember(tx: Tx, importId: string, kind: ImportKind, changes: readonly Change<unknown>[], start: number): Promise<void> {
  const rows = changes.map(({ id, key, before, after }, i) => [
    importId,
    start + i,
    kind,
    JSON.stringify({ id, key }),
    before === null ? null : packed(before),
    JSON.stringify(fingerprint(after)),
  ]);
  const columns = { import_id: "uuid", seq: "int", table_name: "text", row_key: "jsonb", before: "jsonb", after: "jsonb" };
  await insertRows(tx, "import_changes", columns, rows);
}

/** Everything an import did, last change first. */
export async function changesOf(tx: Tx, importId: string): Promise<{ id: string; key: string; before: string | null; after: string }[]> {
  return tx.rows(sql`
    select row_key->>'id' as id, row_key->>'key' as key, before::text as before, after #>> '{}' as after
    from import_changes where tenant_id = current_tenant() and import_id = ${importId} order by seq desc`);
}
