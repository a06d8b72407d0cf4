import type pg from "pg";
import { withClient } from "../db/client.ts";
import { columnList, quoted, tables as tablesOf } from "./catalogue.ts";
import { copyIn } from "./copy.ts";
import type { Frame, Manifest, Table } from "./frames.ts";
import { contents } from "./read.ts";
import { BackupRefused, damaged } from "./refused.ts";

type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/**
 * Puts the rows of a verified backup into a database of the same migrations, in one transaction. Foreign keys are
 * taken off and put back, which checks every reference; triggers rest, because what they wrote is in the backup.
 */
export async function loadBackup(ownerUrl: string, file: string, passphrase: string, manifest: Manifest): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query("begin");
    await refuseOtherShape(client, manifest.tables);
    const keys = await foreignKeys(client);
    const walled = await forcedTables(client);
    await takeOff(client, manifest.tables, keys, walled);
    await fill(client, manifest.tables, contents(file, passphrase));
    await putBack(client, manifest.tables, keys, walled);
    await client.query("commit");
    await client.query("analyze");
  });
}

async function takeOff(client: pg.Client, tables: readonly Table[], keys: readonly ForeignKey[], walled: readonly string[]): Promise<void> {
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${quoted(name)}`);
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} disable trigger user`);
  for (const name of walled) await client.query(`alter table ${quoted(name)} no force row level security`);
  await client.query(`truncate ${tables.map((table) => quoted(table.name)).join(", ")}`);
}

async function putBack(client: pg.Client, tables: readonly Table[], keys: readonly ForeignKey[], walled: readonly string[]): Promise<void> {
  for (const { table, name, definition } of keys) await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  for (const name of walled) await client.query(`alter table ${quoted(name)} force row level security`);
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} enable trigger user`);
}

async function fill(client: pg.Client, tables: readonly Table[], source: AsyncGenerator<Frame>): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  for await (const frame of source) {
    if (Buffer.isBuffer(frame)) throw damaged("order");
    if (frame.kind === "end") await setSequences(client, frame.sequences);
    if (frame.kind !== "rows") continue;
    const table = byName.get(frame.table);
    if (!table) throw damaged(frame.table);
    await copyIn(client, `copy ${quoted(table.name)} (${columnList(table)}) from stdin`, rowsUntilSum(source));
  }
}

/** The data frames up to the sum that ends the table; the generator itself stays open for the next one. */
async function* rowsUntilSum(source: AsyncGenerator<Frame>): AsyncGenerator<Buffer> {
  while (true) {
    const { done, value } = await source.next();
    if (done) throw damaged("end");
    if (!Buffer.isBuffer(value)) return;
    yield value;
  }
}

async function setSequences(client: pg.Client, sequences: Record<string, string>): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) await client.query("select setval($1::regclass, $2::bigint)", [quoted(name), last]);
}

async function refuseOtherShape(client: pg.Client, wanted: readonly Table[]): Promise<void> {
  const shape = (tables: readonly Table[]) => JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].sort()]));
  if (shape(await tablesOf(client)) === shape(wanted)) return;
  throw new BackupRefused(
    "other-shape",
    "目标库的表结构与备份不一致，未做任何改动。请用写出这份备份的版本恢复，再升级。",
    "The target database is not shaped as the backup. Nothing was changed. Restore with the version that wrote it, then upgrade.",
  );
}

async function foreignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by 1, 2`);
  return rows;
}

async function forcedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity and not relispartition order by 1",
  );
  return rows.map((row) => row.name);
}
