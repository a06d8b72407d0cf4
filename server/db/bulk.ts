import { sql } from "kysely";
import type { Tx } from "./tx.ts";

/** Column name → PostgreSQL type; both come from code, never from a caller's data. */
export type Columns = Readonly<Record<string, string>>;

const CHUNK = 10_000;

/** Inserts many rows with one statement per ten thousand: one array parameter per column. `tenant_id` is put in front. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: readonly (readonly unknown[])[],
  onConflict = "",
): Promise<void> {
  const names = Object.keys(columns);
  const text = `insert into ${table} (tenant_id, ${names.join(", ")})
    select (select current_tenant()), * from unnest(${Object.values(columns)
      .map((type, i) => `$${i + 1}::${type}[]`)
      .join(", ")}) ${onConflict}`;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    await tx.client.query(
      text,
      names.map((_, column) => chunk.map((row) => row[column])),
    );
  }
}

/** Deletes the rows of the tenant whose column is one of the ids. */
export async function deleteByIds(tx: Tx, table: string, column: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    sql`delete from ${sql.table(table)} where tenant_id = current_tenant() and ${sql.ref(column)} = any(${ids as string[]}::uuid[])`,
  );
}
