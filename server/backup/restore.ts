import { existsSync } from "node:fs";
import type pg from "pg";
import { withClient } from "../db/client.ts";
import { grantRuntime } from "../db/embedded/roles.ts";
import { startEmbedded } from "../db/embedded/start.ts";
import { migrate } from "../db/migrate.ts";
import { replaceSecret } from "./secret.ts";
import { migrations } from "./catalogue.ts";
import type { Manifest } from "./frames.ts";
import { loadBackup } from "./load.ts";
import { type Verified, verifyBackup } from "./read.ts";
import { BackupRefused } from "./refused.ts";

export type RestoreOptions = {
  readonly file: string;
  readonly passphrase: string;
  /** A server's database, which must be empty; without it the embedded database of `home`. */
  readonly databaseUrl: string | undefined;
  readonly home: string;
  /** Set the embedded data aside that are there now. */
  readonly replace: boolean;
  readonly log: (line: string) => void;
};

/** Nothing live is touched before the whole file has been read and found whole; then all of it appears at once. */
export async function restoreBackup(options: RestoreOptions): Promise<Verified> {
  const verified = await verifyBackup(options.file, options.passphrase);
  refuseNewer(verified.manifest.migrations);
  await (options.databaseUrl ? intoServer(options.databaseUrl, options, verified) : intoEmbedded(options, verified));
  if (verified.manifest.secret) await replaceSecret(options.home, verified.manifest.secret);
  return verified;
}

async function intoServer(url: string, { file, passphrase }: RestoreOptions, { manifest }: Verified): Promise<void> {
  await withClient(url, async (client) => {
    const {
      rows: [found],
    } = await client.query<{ tables: number }>(
      "select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
    );
    if (found!.tables === 0) return;
    if ((await hasCompanies(client)) || (await migrations(client)).join() !== manifest.migrations.join()) throw notEmpty();
  });
  await built(url, file, passphrase, manifest);
}

const notEmpty = () =>
  new BackupRefused(
    "not-empty",
    "目标数据库不是空的，未做任何改动。请新建一个空库，把 DATABASE_URL 指过去再恢复。",
    "The target database is not empty. Nothing was changed. Create an empty database, point DATABASE_URL at it and restore again.",
  );

/** Beside the live database; the two change names in one transaction. The former one stays as hengji_before_restore. */
async function intoEmbedded({ file, passphrase, home, replace, log }: RestoreOptions, { manifest }: Verified): Promise<void> {
  const embedded = await startEmbedded({ home, log });
  try {
    const inUse = await withClient(embedded.ownerUrl, hasCompanies);
    if (inUse && !replace) throw occupied();
    const beside = embedded.ownerUrl.replace("/hengji?", "/hengji_restoring?");
    const hub = embedded.ownerUrl.replace("/hengji?", "/postgres?");
    await withClient(hub, async (client) => {
      await client.query("drop database if exists hengji_restoring with (force)");
      await client.query("create database hengji_restoring");
    });
    await built(beside, file, passphrase, manifest);
    await withClient(beside, grantRuntime);
    await withClient(hub, swap);
  } finally {
    await embedded.stop();
  }
}

const occupied = () =>
  new BackupRefused(
    "has-data",
    "这里已有公司数据，未做任何改动。确认要换成备份的内容，请加 --replace（现有数据会另存为 hengji_before_restore）。",
    "There are companies here already. Nothing was changed. To put the backup in their place add --replace (they stay aside as hengji_before_restore).",
  );

/** The schema as it was when the backup was written, its rows, then the migrations made since. */
async function built(url: string, file: string, passphrase: string, manifest: Manifest): Promise<void> {
  await migrate(url, manifest.migrations.at(-1));
  await loadBackup(url, file, passphrase, manifest);
  await migrate(url);
}

/** A backup knows the migrations it was written under; one we do not have means it was written by a later version. */
function refuseNewer(names: readonly string[]): void {
  if (names.every((name) => existsSync(new URL(`../migrations/${name}.sql`, import.meta.url)))) return;
  throw new BackupRefused(
    "newer",
    "备份来自更新版本的衡绩，未做任何改动。请先升级。",
    "The backup comes from a newer Hengji. Nothing was changed. Upgrade first.",
  );
}

async function swap(client: pg.Client): Promise<void> {
  await client.query("drop database if exists hengji_before_restore with (force)");
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname in ('hengji', 'hengji_restoring')");
  await client.query(
    "begin; alter database hengji rename to hengji_before_restore; alter database hengji_restoring rename to hengji; commit",
  );
}

async function hasCompanies(client: pg.Client): Promise<boolean> {
  const {
    rows: [table],
  } = await client.query<{ there: boolean }>("select to_regclass('public.tenants') is not null as there");
  if (!table!.there) return false;
  const {
    rows: [found],
  } = await client.query<{ filled: boolean }>("select exists (select from tenants) as filled");
  return found!.filled;
}
