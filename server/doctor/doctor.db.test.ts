import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { config } from "#server/config.ts";
import { recordAudit } from "#server/audit/record.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction } from "#server/db/tx.ts";
import { makeCompany } from "#test/support/company.ts";
import { ask } from "#test/support/ask.ts";
import { freshDatabase } from "#test/support/database.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";

const home = mkdtempSync(join(tmpdir(), "hengji-doctor-"));
afterAll(() => rmSync(home, { recursive: true }));
const settings = config({ HENGJI_HOME: home });
const about = (findings: readonly Finding[], what: string) => findings.find((f) => f.what.includes(what))?.state;

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
    await ask(database.ownerUrl, "alter table persons no force row level security");
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

  it("recomputes the audit chain of every company, and sees an entry changed behind our back", async () => {
    const database = await freshDatabase();
    const pool = openPool(database.url);
    await inTransaction(pool, { tenantId: null }, async (tx) => {
      await makeCompany(tx);
      const author = { userId: null, actor: "cli", requestId: null, at: new Date("2026-06-18T01:02:03Z") };
      for (const id of ["a", "b"])
        await recordAudit(tx, author, { action: "target.update", subjectKind: "target", subjectId: id, after: { amount: 1 } });
    });
    await pool.end();
    expect(about(await examine({ ...database, settings }), "audit chain hengyuan")).toBe("good");
    await ask(
      database.ownerUrl,
      `alter table audit_log disable trigger user; update audit_log set after = '{"amount": 9}' where subject_id = 'a'`,
    );
    expect(about(await examine({ ...database, settings }), "audit chain hengyuan")).toBe("bad");
  });

  it("says in words when the database cannot be reached", async () => {
    const nowhere = "postgres://hengji@/hengji?host=/nowhere";
    expect(about(await examine({ ownerUrl: nowhere, url: nowhere, settings }), "database")).toBe("bad");
  });
});
