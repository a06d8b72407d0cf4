import pg from "pg";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { recordAudit } from "./record.ts";
import { verifyAudit } from "./verify.ts";

let s: Stage;
let owner: pg.Client;
beforeAll(async () => {
  s = await stage();
  owner = new pg.Client({ connectionString: s.ownerUrl });
  await owner.connect();
  await s.within(async (tx) => {
    for (let i = 1; i <= 120; i += 1)
      await recordAudit(tx, author(i), {
        action: "order.change",
        subjectKind: "order",
        subjectId: `O-${i}`,
        subjectLabel: `订单 ${i}`,
        before: { amount: "1.10", n: i },
        after: { amount: "2.20", nested: { b: [1, "二"], a: null } },
      });
  });
});
afterAll(async () => {
  await owner.end();
  await s.close();
});

const author = (i: number) => ({
  userId: s.home.people.E002!.userId,
  actor: i % 2 ? "何敏" : "沈洁",
  requestId: null,
  at: new Date(Date.UTC(2026, 4, 1 + (i % 28), 16)),
});
const verdict = () => s.within(verifyAudit);

/** As the owner of the tables, triggers off: what a thief with the keys could do; put back afterwards. */
async function tampered(change: string): Promise<unknown> {
  await owner.query(
    "begin; set local session_replication_role = replica; create temp table kept on commit drop as select * from audit_log; create temp table heads on commit drop as select * from audit_heads",
  );
  await owner.query(change);
  await owner.query("commit");
  return verdict();
}

describe("the chain", () => {
  it("is intact after ordinary work", async () => {
    expect(await verdict()).toMatchObject({ kind: "intact", entries: 120 });
  });

  it("finds any tampering: 100 entries changed one at a time (G2)", async () => {
    const keep = await owner.query("select * from audit_log where tenant_id = $1 order by seq", [s.home.tenantId.toString()]);
    const fields = ["actor = 'X'", "after = '{}'", "at = at + interval '1 second'", "subject_id = 'Y'", "reason = 'because'"];
    for (let i = 0; i < 100; i += 1) {
      const seq = 1 + ((i * 7) % 120);
      const found = await tampered(
        `update audit_log set ${fields[i % fields.length]} where tenant_id = ${s.home.tenantId} and seq = ${seq}`,
      );
      expect(found, `entry ${seq}`).toMatchObject({ kind: "broken", seq: String(seq), why: "changed" });
      const old = keep.rows[seq - 1];
      await owner.query("begin; set local session_replication_role = replica");
      await owner.query(
        "update audit_log set actor = $1, after = $2, at = $3, subject_id = $4, reason = $5 where tenant_id = $6 and seq = $7",
        [old.actor, old.after, old.at, old.subject_id, old.reason, s.home.tenantId.toString(), seq],
      );
      await owner.query("commit");
    }
    expect(await verdict()).toMatchObject({ kind: "intact" });
  });

  it.each([
    ["an entry taken out", (t: bigint) => `delete from audit_log where tenant_id = ${t} and seq = 60`, "missing"],
    ["the tail cut off", (t: bigint) => `delete from audit_log where tenant_id = ${t} and seq > 50`, "missing"],
  ])("finds %s", async (_, change, why) => {
    await owner.query("create table audit_kept as select * from audit_log");
    const found = await tampered(change(s.home.tenantId));
    await owner.query(
      "begin; set local session_replication_role = replica; delete from audit_log; insert into audit_log select * from audit_kept; drop table audit_kept; commit",
    );
    expect(found).toMatchObject({ kind: "broken", why: why === "missing" ? expect.stringMatching(/missing|head/) : why });
    expect(await verdict()).toMatchObject({ kind: "intact" });
  });

  it.each([
    ["update audit_log set actor = 'X'"],
    ["delete from audit_log"],
    ["truncate audit_log"],
    ["alter table audit_log disable trigger all"],
    ["update audit_pay_values set before = null"],
  ])("the runtime cannot: %s (G1)", async (statement) => {
    for (const role of ["app", "pay"] as const) {
      await expect(s.within((tx) => tx.client.query(statement), s.home, role)).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  it("the owner is stopped by the trigger too", async () => {
    await expect(owner.query("delete from audit_log")).rejects.toThrow("append-only");
  });
});

describe("reading it", () => {
  it("pages without gap or repeat, filters by author, day of the company and text", async () => {
    const admin = await s.signedIn("admin");
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const reply: { rows: { seq: string }[]; next: string | null } = (
        await admin("GET", `/api/audit?limit=50${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...reply.rows.map((row) => row.seq));
      cursor = reply.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(120);
    // 16:00 UTC on 1 May is 00:00 on 2 May in Shanghai.
    const ofDay = (await admin("GET", "/api/audit?from=2026-05-02&to=2026-05-02&limit=200")).json();
    expect(ofDay.rows.map((row: { subjectId: string }) => row.subjectId).sort()).toEqual(["O-112", "O-28", "O-56", "O-84"]);
    expect((await admin("GET", `/api/audit?q=${encodeURIComponent("订单 77")}`)).json().rows).toHaveLength(1);
  });

  it("is for the administrator and the executive; a rep does not find it", async () => {
    for (const role of ["rep", "manager", "director", "hr", "finance"])
      expect((await (await s.signedIn(role))("GET", "/api/audit")).statusCode, role).toBe(404);
    expect((await (await s.signedIn("executive"))("GET", "/api/audit")).statusCode).toBe(200);
  });

  it("another company's chain is its own", async () => {
    const stranger = await s.signedIn("admin", s.other);
    expect((await stranger("GET", "/api/audit")).json().rows).toEqual([]);
    expect((await stranger("POST", "/api/audit/verification")).json()).toMatchObject({ kind: "intact", entries: 0 });
  });

  it("goes out as CSV that no spreadsheet runs", async () => {
    await s.within((tx) =>
      recordAudit(tx, author(1), { action: "order.change", subjectKind: "order", subjectId: "evil", subjectLabel: "=cmd|'/C calc'!A0" }),
    );
    const text = (await (await s.signedIn("admin"))("GET", "/api/audit.csv?q=evil")).body;
    expect(text.startsWith("\uFEFFseq,at,actor")).toBe(true);
    expect(text).toContain("'=cmd|");
    expect(await s.within((tx) => tx.row(sql<{ n: number }>`select count(*)::int as n from audit_log where subject_id = 'evil'`))).toEqual({
      n: 1,
    });
  });
});
