import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

type Coded = { code: string; id: string };

/** Ids by code of the rows of one table. */
export async function idsByCode(
  tx: Tx,
  table: "org_units" | "products" | "customers" | "orders" | "persons" | "positions" | "deals" | "leads",
  codes: Iterable<string | null>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(codes)].filter((code) => code !== null);
  const rows = await tx.rows(
    sql<Coded>`select code, id from ${sql.table(table)} where tenant_id = current_tenant() and code = any(${wanted}::text[])`,
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Ids by code, or by name where a name stands for one row only: files from elsewhere often carry names. */
export async function idsByCodeOrName(
  tx: Tx,
  table: "products" | "customers",
  words: Iterable<string | null>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(words)].filter((word) => word !== null);
  const byName = await tx.rows(sql<Coded>`
    select name as code, min(id::text) as id from ${sql.table(table)} where tenant_id = current_tenant() and name = any(${wanted}::text[]) group by name having count(*) = 1`);
  return new Map([...byName.map((row) => [row.code, row.id] as const), ...(await idsByCode(tx, table, wanted))]);
}
