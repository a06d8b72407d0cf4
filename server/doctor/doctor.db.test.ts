import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { config } from "#server/config.ts";
import { freshDatabase } from "#test/support/database.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";

const home = mkdtempSync(join(tmpdir(), "hengji-doctor-"));
afterAll(() => rmSync(home, { recursive: true }));
const settings = config({ HENGJI_HOME: home });
const about = (findings: readonly Finding[], what: string) => findings.find((f) => f.what.includes(what))?.state;

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

describe("hengji doctor", () => {
  it("finds a new installation in order, but for settings that tests switch off", async () => {
    const findings = await examine({ ...(await freshDatabase()), settings });
    const good = ["Node", "login role", "tenant wall", "migrations"];
    expect(good.map((what) => about(findings, what))).toEqual(good.map(() => "good"));
  });

  it("tells whether fsync is on (an embedded server of tests has it off)", async () => {
    const database = await freshDatabase();
    const found = (await examine({ ...database, settings })).find((f) => f.what === "fsync");
    expect(found).toMatchObject(found?.found === "on" ? { state: "good" } : { state: "bad", found: "off", remedy: "fsync = on" });
  });

  it("sees a table whose wall was taken down", async () => {
    const database = await freshDatabase();
    await run(database.ownerUrl, "alter table persons no force row level security");
    const found = (await examine({ ...database, settings })).find((f) => f.what.includes("tenant wall"));
    expect(found).toMatchObject({ state: "bad", found: "persons" });
  });

  it("sees a server that logs in as someone who steps over the wall", async () => {
    const { ownerUrl } = await freshDatabase();
    expect(about(await examine({ ownerUrl, url: ownerUrl, settings }), "login role")).toBe("bad");
  });

  it("sees a key that others can read, and says the command", async () => {
    writeFileSync(join(home, "secret.key"), "x", { mode: 0o644 });
    const found = (await examine({ ...(await freshDatabase()), settings })).find((f) => f.what.includes("secret.key"));
    expect(found).toMatchObject({ state: "bad", remedy: `chmod 600 ${join(home, "secret.key")}` });
  });

  it("says in words when the database cannot be reached", async () => {
    const nowhere = "postgres://hengji@/hengji?host=/nowhere";
    expect(about(await examine({ ownerUrl: nowhere, url: nowhere, settings }), "database")).toBe("bad");
  });
});
