import { sql } from "kysely";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Keeper } from "../db/keeper.ts";

/** State → column and its PostgreSQL type. */
type ColumnsOf<S> = { readonly [K in keyof S]: readonly [column: string, type: string] };

/**
 * Keeper of a table whose rows stand for themselves, found by their code; where a code has several rows
 * (`keyOf` says which one is meant) all of them are read and the others left alone.
 */
export function coded<S extends { readonly code: string }>(
  table: string,
  columns: ColumnsOf<S>,
  { keyOf = (state: S): string => state.code, isVersioned = false } = {},
): Keeper<S> {
  const names = Object.keys(columns) as (keyof S & string)[];
  const types = Object.fromEntries([["id", "uuid"], ...names.map((name) => columns[name])]);
  const selected = sql.join(names.map((name) => sql`${sql.ref(columns[name][0])} as ${sql.ref(name)}`));
  const updated = names.map((name) => `${columns[name][0]} = excluded.${columns[name][0]}`).join(", ");
  return {
    async load(tx, keys) {
      const codes = [...new Set(keys.map((key) => key.split("\n")[0]!))];
      const rows = await tx.rows(sql<S & { id: string }>`
        select id, ${selected} from ${sql.table(table)} where tenant_id = current_tenant() and code = any(${codes}::text[])`);
      const found = rows.map(({ id, ...state }) => [keyOf(state as unknown as S), { id, state: state as unknown as S }] as const);
      const wanted = new Set(keys);
      return new Map(found.filter(([key]) => wanted.has(key)));
    },
    async write(tx, changes) {
      const rows = changes.map(({ id, after }) => [id, ...names.map((name) => after[name])]);
      const version = isVersioned ? `, version = ${table}.version + 1` : "";
      await insertRows(tx, table, types, rows, `on conflict (tenant_id, id) do update set ${updated}${version}`);
    },
    remove: (tx, objects) =>
      deleteByIds(
        tx,
        table,
        "id",
        objects.map((o) => o.id),
      ),
  };
}
