import type pg from "pg";
import type { Table } from "./frames.ts";

/** Our tables with the columns that hold data of their own; the queue's schema and the migration notes stay out. */
export async function tables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely%'
    group by c.relname order by c.relname`);
  return rows;
}

/** The migrations this database has seen; none when it is not one of ours. */
export async function migrations(client: pg.ClientBase): Promise<string[]> {
  const {
    rows: [ours],
  } = await client.query<{ there: boolean }>("select to_regclass('public.kysely_migration') is not null as there");
  if (!ours!.there) return [];
  const { rows } = await client.query<{ name: string }>("select name from kysely_migration order by name");
  return rows.map((row) => row.name);
}

/** Every sequence, those behind identity columns included, with the last value it gave (null: none yet). */
export async function sequences(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    "select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null order by 1",
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.last]));
}

/** Tables whose rows even their owner sees one tenant at a time (he is no superuser on a company's server). */
export async function walledTables(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relforcerowsecurity
      and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`);
  return new Set(rows.map((row) => row.name));
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = ({ columns }: Table): string => columns.map(quoted).join(", ");
