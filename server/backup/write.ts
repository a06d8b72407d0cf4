import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { withClient } from "../db/client.ts";
import { columnList, migrations, quoted, sequences, tables, walledTables } from "./catalogue.ts";
import { sealed } from "./cipher.ts";
import { copyOut } from "./copy.ts";
import { type Frame, type Sum, type Table, frame } from "./frames.ts";
import { BackupRefused } from "./refused.ts";

export type Written = { readonly file: string; readonly tables: number; readonly rows: number; readonly bytes: number };
export type BackupOptions = {
  readonly ownerUrl: string;
  readonly file: string;
  readonly passphrase: string;
  readonly secret: string | null;
};

/** Writes one consistent snapshot of all our data while people go on working; the file appears only when it is whole. */
export async function writeBackup({ ownerUrl, file, passphrase, secret }: BackupOptions): Promise<Written> {
  const part = `${file}.part`;
  const count = { tables: 0, rows: 0 };
  await refuseExisting(file);
  try {
    await withClient(ownerUrl, async (client) => {
      await refuseEmpty(client);
      await client.query("begin isolation level repeatable read, read only");
      const plain = Readable.from(framed(snapshot(client, secret, count)), { objectMode: false });
      await pipeline(plain, createGzip({ level: 6 }), (zipped) => sealed(zipped, passphrase), createWriteStream(part, { mode: 0o600 }));
    });
    await toDisk(part);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { file, ...count, bytes: (await stat(file)).size };
}

async function* framed(contents: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const content of contents) yield frame(content);
}

async function* snapshot(client: pg.Client, secret: string | null, count: { tables: number; rows: number }): AsyncGenerator<Frame> {
  const all = await tables(client);
  const {
    rows: [server],
  } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  const shared = { at: new Date().toISOString(), server: server!.version, secret, tables: all };
  yield { kind: "manifest", format: 1, migrations: await migrations(client), ...shared };
  const tenants = await tenantIds(client);
  const walled = await walledTables(client);
  for (const table of all) {
    const sum = yield* rowsOf(client, table, walled.has(table.name) ? tenants : [null]);
    count.tables += 1;
    count.rows += sum.rows;
  }
  yield { kind: "end", tables: all.length, sequences: await sequences(client) };
}

async function* rowsOf(client: pg.Client, table: Table, tenants: readonly (string | null)[]): AsyncGenerator<Frame, Sum> {
  yield { kind: "rows", table: table.name };
  const hash = createHash("sha256");
  const total = { rows: 0, bytes: 0 };
  for (const tenant of tenants) {
    if (tenant !== null) await client.query("select set_config('app.tenant', $1, true)", [tenant]);
    for await (const data of copyOut(client, `copy (select ${columnList(table)} from ${quoted(table.name)}) to stdout`)) {
      hash.update(data);
      total.rows += linesIn(data);
      total.bytes += data.length;
      yield data;
    }
  }
  const sum: Sum = { kind: "sum", table: table.name, ...total, sha256: hash.digest("hex") };
  yield sum;
  return sum;
}

/** COPY's text form writes a line break inside a value as \n: each line is one row. */
export function linesIn(data: Buffer): number {
  let lines = 0;
  for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, at + 1)) lines += 1;
  return lines;
}

async function tenantIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id::text from tenants order by id");
  return rows.map((row) => row.id);
}

async function refuseEmpty(client: pg.Client): Promise<void> {
  if ((await migrations(client)).length > 0) return;
  throw new BackupRefused("empty", "这里还没有数据可备份。", "There are no data to back up here yet.");
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new BackupRefused(
      "file-exists",
      `${file} 已存在，不会覆盖。请换一个文件名。`,
      `${file} exists and is not overwritten. Choose another name.`,
    );
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, "r+");
  await handle.sync().finally(() => handle.close());
}
