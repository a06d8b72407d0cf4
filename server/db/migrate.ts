import { readdir, readFile } from "node:fs/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { surviveLoss } from "./pool.ts";
import { prepareQueues } from "../jobs/queues.ts";

const folder = new URL("../migrations/", import.meta.url);

/** Forward only; each file is one transaction. The order is the file name. */
async function migrations() {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return Object.fromEntries(names.map((name, i) => [name.replace(/\.sql$/, ""), { up: (db: Kysely<unknown>) => run(db, texts[i]!) }]));
}

async function run(db: Kysely<unknown>, text: string): Promise<void> {
  await sql.raw(text).execute(db);
}

/** Brings the database of `ownerUrl` up to date (or to one migration: a restore) and returns the names of those it ran. */
export async function migrate(ownerUrl: string, upTo?: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  surviveLoss(pool);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: migrations } });
    const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest());
    if (error) throw error;
    const ran = (results ?? []).filter((r) => r.status === "Success").map((r) => r.migrationName);
    await prepareQueues(ownerUrl);
    return ran;
  } finally {
    await db.destroy();
  }
}
