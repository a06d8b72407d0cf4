import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { withClient } from "#server/db/client.ts";
import { ask } from "#test/support/ask.ts";
import { makeCompany } from "#test/support/company.ts";
import { freshDatabase } from "#test/support/database.ts";
import { startInstalledPostgres } from "#test/support/installed-postgres.ts";
import { temporaryHome } from "#test/support/server.ts";
import { inDatabase } from "#test/support/urls.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import { startEmbedded } from "#server/db/embedded/start.ts";
import { quoted, tables } from "./catalogue.ts";
import { type RestoreOptions, restoreBackup } from "./restore.ts";
import { writeBackup } from "./write.ts";

const folder = mkdtempSync(join(tmpdir(), "hengji-backup-"));
const passphrase = "correct horse battery staple";
const secret = "c2VjcmV0";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let source: string;
let file: string;
beforeAll(async () => {
  const database = await freshDatabase();
  source = database.ownerUrl;
  await fillWithCompanies(database.url, database.ownerUrl);
  file = await backedUp(source, "source");
});

async function fillWithCompanies(url: string, ownerUrl: string): Promise<void> {
  const pool = openPool(url);
  for (const code of ["hengyuan", "jiahe"]) await inTransaction(pool, { tenantId: null }, (tx) => makeCompany(tx, code));
  await pool.end();
  // What a text format may stumble over: breaks, tabs, backslashes, the sign for null, quotes, other scripts.
  await ask(ownerUrl, `update persons set name = E'a\\tb\\nc\\\\N\\\\.\\r"x" 𠮷🀄', email = '\\N' where code = 'E013'`);
}

async function backedUp(ownerUrl: string, name: string): Promise<string> {
  const path = join(folder, `${name}.hengji`);
  await writeBackup({ ownerUrl, file: path, passphrase, secret });
  return path;
}

/** Count and hash of the ordered rows of every table, and the schema's constraints, policies and triggers. */
function fingerprint(url: string): Promise<Record<string, unknown>> {
  return withClient(url, async (client) => {
    const print: Record<string, unknown> = {};
    for (const { name } of await tables(client)) {
      const { rows } = await client.query(
        `select count(*)::int as count, md5(coalesce(string_agg(t::text, chr(10) order by t::text collate "C"), '')) as hash from ${quoted(name)} t`,
      );
      print[name] = rows[0];
    }
    const schema =
      await client.query(`select md5(string_agg(line, chr(10) order by line collate "C")) as hash, count(*)::int as lines from (
      select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated as line from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
      union all select relname || relrowsecurity || relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      union all select tgrelid::regclass || tgname || tgenabled::text from pg_trigger where not tgisinternal) as lines`);
    return { ...print, schema: schema.rows[0] };
  });
}

async function emptyDatabase(name: string, ownerUrl = inject("database").ownerUrl, options = ""): Promise<string> {
  const full = `${inject("database").prefix}_${name}_${process.pid}`;
  await ask(ownerUrl, `create database ${full} ${options}`);
  return inDatabase(ownerUrl, full);
}

const into = (databaseUrl: string | undefined, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({ file, passphrase, databaseUrl, home: folder, replace: false, log: () => undefined, ...more });

describe("backup and restore", { timeout: 120_000 }, () => {
  it("gives every table back, row for row, with keys, walls and triggers in force", async () => {
    const target = await emptyDatabase("same");
    await into(target);
    const wanted = await fingerprint(source);
    expect(wanted.persons).toMatchObject({ count: 28 });
    expect(await fingerprint(target)).toEqual(wanted);
  });

  it("goes on counting where the source stopped", async () => {
    const target = await emptyDatabase("sequence");
    await into(target);
    const next = "insert into tenants (code, name) values ('next', 'Next') returning id";
    expect(await ask(target, next)).toEqual(await ask(source, `with made as (${next}) select id from made`));
    await ask(source, "delete from tenants where code = 'next'");
  });

  it("is a snapshot: what is written meanwhile is in it whole or not at all", async () => {
    const database = await freshDatabase();
    await fillWithCompanies(database.url, database.ownerUrl);
    let writing = true;
    const writer = (async () => {
      for (let i = 0; writing; i += 1)
        await ask(
          database.ownerUrl,
          `with t as (insert into tenants (code, name) values ('t${i}', 'T') returning id)
        insert into audit_heads select id, 0, '' from t`,
        );
    })();
    const path = await backedUp(database.ownerUrl, "busy");
    writing = false;
    await writer;
    const target = await emptyDatabase("busy");
    await into(target, { file: path });
    expect(
      await ask(
        target,
        "select count(*)::int from tenants t left join audit_heads h on h.tenant_id = t.id where h.tenant_id is null and code like 't%'",
      ),
    ).toBe(0);
  });

  it("works for the owner of a company's server, who is no superuser and stands before the walls himself", async () => {
    await ask(
      source,
      `do $$ begin create role hengji_dba login password 'x' createrole; exception when duplicate_object then null; end $$`,
    );
    await ask(source, "grant hengji_app, hengji_pay to hengji_dba with admin option");
    const asDba = (url: string) => url.replace(/\/\/[^@]*@/, "//hengji_dba:x@");
    const [mine, other] = [
      asDba(await emptyDatabase("dba1", undefined, "owner hengji_dba")),
      asDba(await emptyDatabase("dba2", undefined, "owner hengji_dba")),
    ];
    await into(mine);
    const again = await backedUp(mine, "dba");
    await into(other, { file: again });
    expect(await fingerprint(inDatabase(source, /\/([^/?]*)(?:\?|$)/.exec(other.replace(/^.*@/, ""))![1]!))).toEqual(
      await fingerprint(source),
    );
  });

  it("refuses a database that holds something", async () => {
    await expect(into(source)).rejects.toMatchObject({ code: "not-empty" });
    const strange = await emptyDatabase("strange");
    await ask(strange, "create table letters (text text)");
    await expect(into(strange)).rejects.toMatchObject({ code: "not-empty" });
    expect(await ask(strange, "select count(*)::int from pg_class where relnamespace = 'public'::regnamespace")).toBe(1);
  });

  it.each([
    ["a wrong passphrase", { passphrase: "another passphrase" }, "wrong-passphrase"],
    ["a file cut short", { file: join(folder, "short") }, "damaged"],
    ["a file with one bit changed", { file: join(folder, "bit") }, "damaged"],
  ])("refuses %s before touching anything", async (_, change, code) => {
    const bytes = readFileSync(file);
    writeFileSync(join(folder, "short"), bytes.subarray(0, Math.floor(bytes.length / 2)));
    bytes[bytes.length - 100]! ^= 8;
    writeFileSync(join(folder, "bit"), bytes);
    const target = await emptyDatabase(`refused${code.length}${_.length}`);
    await expect(into(target, change)).rejects.toMatchObject({ code });
    expect(await ask(target, "select count(*)::int from pg_class where relnamespace = 'public'::regnamespace")).toBe(0);
  });

  it("writes a file only its owner can read, and never over another", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(writeBackup({ ownerUrl: source, file, passphrase, secret })).rejects.toMatchObject({ code: "file-exists" });
  });
});

/** The embedded side is the same whatever server the run is on: said once, in the run on the embedded database. */
const isOnServer = Boolean(process.env.HENGJI_TEST_DATABASE_URL);

describe.skipIf(isOnServer)("between the embedded database and a server", { timeout: 120_000 }, () => {
  const home = temporaryHome();
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const inHome = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
    const embedded = await startEmbedded({ home, log: () => undefined });
    return work(embedded.ownerUrl).finally(() => embedded.stop());
  };

  it("restores into a new embedded database, the installation's key included", async () => {
    await into(undefined, { home });
    expect(await inHome(fingerprint)).toEqual(await fingerprint(source));
    expect(readFileSync(join(home, "secret.key"), "utf8")).toBe(secret);
    expect(statSync(join(home, "secret.key")).mode & 0o777).toBe(0o600);
  });

  it("replaces an embedded database only when told to, and keeps the former one aside", async () => {
    await inHome((url) => ask(url, "update tenants set name = '改过的公司'"));
    await expect(into(undefined, { home })).rejects.toMatchObject({ code: "has-data" });
    expect(await inHome((url) => ask(url, "select count(*)::int from tenants where name = '改过的公司'"))).toBe(2);
    await into(undefined, { home, replace: true });
    expect(await inHome(fingerprint)).toEqual(await fingerprint(source));
    expect(
      await inHome((url) => ask(inDatabase(url, "hengji_before_restore"), "select count(*)::int from tenants where name = '改过的公司'")),
    ).toBe(2);
  });

  it("refuses while the server is running on the data", async () => {
    await inHome(() => expect(into(undefined, { home, replace: true })).rejects.toMatchObject({ code: "already-running" }));
  });

  it("carries the data from 18 to an older server and back", async ({ skip }) => {
    const server = await startInstalledPostgres();
    if (!server) return skip("no PostgreSQL server is installed here");
    try {
      await ask(server.ownerUrl, "create database away");
      const away = inDatabase(server.ownerUrl, "away");
      await into(away, { file: await inHome((url) => backedUp(url, "home")) });
      const { schema: _, ...rows } = await fingerprint(source);
      expect(await fingerprint(away)).toMatchObject(rows);
      const back = await emptyDatabase("back");
      await into(back, { file: await backedUp(away, "away") });
      expect(await fingerprint(back)).toEqual(await fingerprint(source));
    } finally {
      await server.stop();
    }
  });
});
