import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteKey } from "#api/index.ts";
import type { Route } from "#api/contract.ts";
import { tokenAreas, writableAreas, type TokenArea } from "#core/program-keys/areas.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { hashPassword } from "./password.ts";
import { isForKey } from "./program-key.ts";

let on: Stage;
const PASSWORD = "回款要及时，对账要仔细";
type Wish = { areas?: TokenArea[]; mayWrite?: boolean; days?: number; password?: string };

beforeAll(async () => {
  on = await stage();
  const hash = await hashPassword(PASSWORD);
  for (const company of [on.home, on.other])
    await on.within((tx) => tx.run(sql`update users set password_hash = ${hash} where tenant_id = current_tenant()`), company);
});
afterAll(() => on.close());

async function made(who: string, { areas = ["pay"], mayWrite = false, days = 30, password = PASSWORD }: Wish = {}) {
  const id = randomUUIDv7();
  const reply = await (await on.signedIn(who))("POST", "/api/me/access-tokens", { id, name: "财务系统", areas, mayWrite, days, password });
  return { id, reply, secret: reply.statusCode === 200 ? reply.json<{ secret: string }>().secret : "" };
}

/** A program: no cookie, no header of our pages, only the key. */
const by =
  (secret: string): Client =>
  (method, url, body) =>
    on.app.inject({ method, url, headers: { authorization: `Bearer ${secret}` }, ...(body !== undefined && { payload: body }) });
const code = (reply: { json(): unknown }): string => (reply.json() as { code: string }).code;

describe("a key for programs", () => {
  it("lets a payroll program read what finance may read, and says who it is", async () => {
    const { secret } = await made("finance");
    const program = by(secret);
    expect(secret).toMatch(/^hj_[\w-]{43}$/);
    expect((await program("GET", "/api/pay-periods")).statusCode).toBe(200);
    expect((await program("GET", "/api/statements?period=2026-05")).statusCode).toBe(200);
    const [row] = (await (await on.signedIn("finance"))("GET", "/api/me/access-tokens")).json().rows;
    expect(row).toMatchObject({ name: "财务系统", areas: ["pay"], mayWrite: false, usedOn: "2026-06-18" });
  });

  it("never reaches further than its owner: a rep's key sees the rep's own, as his browser does", async () => {
    const { secret } = await made("E013", { areas: ["pay", "business", "metrics"] });
    const [program, browser] = [by(secret), await on.signedIn("E013")];
    const { E013, E014 } = on.home.people;
    for (const path of ["/api/statements?period=2026-05", "/api/deals", "/api/customers", `/api/statements/${E014!.positionId}?period=2026-05`, `/api/statements/${E013!.positionId}?period=2026-05`, "/api/pay-periods"]) {
      const [a, b] = [await program("GET", path), await browser("GET", path)];
      expect([path, a.statusCode]).toEqual([path, b.statusCode]);
      if (a.statusCode === 200) expect(a.json()).toEqual(b.json());
    }
  }); // prettier-ignore

  it("is good for its areas only", async () => {
    const program = by((await made("finance", { areas: ["metrics"] })).secret);
    for (const path of ["/api/statements?period=2026-05", "/api/deals", "/api/me", "/api/home", "/api/users", "/api/audit"]) {
      const reply = await program("GET", path);
      expect([path, reply.statusCode, code(reply)]).toEqual([path, 403, "not-for-tokens"]);
    }
  });

  it("writes only where it may, and never scores or pay", async () => {
    const phone = { path: `/api/people/${on.home.people.E014!.personId}`, body: { version: 1, phone: "13800000008" } };
    const reader = by((await made("hr", { areas: ["people", "pay", "imports"] })).secret);
    const writer = by((await made("hr", { areas: ["people", "pay", "imports"], mayWrite: true })).secret);
    expect(code(await reader("PATCH", phone.path, phone.body))).toBe("not-for-tokens");
    expect((await writer("PATCH", phone.path, phone.body)).statusCode).toBe(200);
    expect(code(await writer("POST", "/api/pay-periods/2026-05/publication", { version: 1, disputeDays: 3 }))).toBe("not-for-tokens");
  });

  it("does nothing that takes a person: of all routes a key with everything opens none that publishes, signs, or is about accounts", () => {
    const all = { id: "", name: "", areas: Object.keys(tokenAreas) as TokenArea[], mayWrite: true };
    const open = (Object.keys(contract) as RouteKey[]).filter((key) => isForKey(all, contract[key] as Route, key.split(" ")[0]!));
    const resourceOf = (key: RouteKey) => (contract[key] as Route).access as { resource: string; action: string };
    const writes = open.filter((key) => !key.startsWith("GET "));
    expect(open.length).toBeGreaterThan(80);
    expect(writes.filter((key) => resourceOf(key).action === "publish")).toEqual([]);
    expect(writes.filter((key) => ["statements", "plans", "scorecards", "schemes", "pay-disputes", "target-letters", "one-on-ones"].includes(resourceOf(key).resource))).toEqual([]);
    expect(open.filter((key) => ["users", "settings", "audit"].includes(resourceOf(key).resource))).toEqual([]);
    expect(open.filter((key) => /session|password|totp|access-tokens|setup/.test(key))).toEqual([]);
    expect(writes.filter((key) => /target|decision|locks|submissions|strategy|publication|signature/.test(key))).toEqual([]);
    expect(writableAreas).not.toContain("pay");
  }); // prettier-ignore

  it("is made with the present password, by whom it acts for, for a year at most", async () => {
    expect(code((await made("finance", { password: "geraten" })).reply)).toBe("present-password-wrong");
    expect((await made("finance", { days: 367 })).reply.statusCode).toBe(400);
    expect((await made("finance", { areas: [] })).reply.statusCode).toBe(400);
  });

  it("cannot make another key, nor end one", async () => {
    const { id, secret } = await made("admin", { areas: ["people"], mayWrite: true });
    const body = { id: randomUUIDv7(), name: "x", areas: ["people"], mayWrite: true, days: 1, password: PASSWORD };
    expect(code(await by(secret)("POST", "/api/me/access-tokens", body))).toBe("not-for-tokens");
    expect(code(await by(secret)("DELETE", `/api/access-tokens/${id}`))).toBe("not-for-tokens");
  });

  it("ends at once: by its owner, by the administrator, on its day, with the account", async () => {
    const works = async (secret: string) => (await by(secret)("GET", "/api/pay-periods")).statusCode;
    const [own, other, late, disabled] = [await made("finance"), await made("finance"), await made("finance"), await made("E003")];
    expect((await (await on.signedIn("finance"))("DELETE", `/api/me/access-tokens/${own.id}`)).statusCode).toBe(200);
    expect((await (await on.signedIn("admin"))("DELETE", `/api/access-tokens/${other.id}`)).statusCode).toBe(200);
    await on.within((tx) => tx.run(sql`update access_tokens set expires_at = now() - interval '1 second' where id = ${late.id}::uuid`));
    expect([await works(own.secret), await works(other.secret), await works(late.secret), await works(disabled.secret)]).toEqual([401, 401, 401, 200]);
    await on.within((tx) => tx.run(sql`update users set disabled_at = now() where tenant_id = current_tenant() and id = ${on.home.people.E003!.userId}::uuid`));
    expect(await works(disabled.secret)).toBe(401);
    await on.within((tx) => tx.run(sql`update users set disabled_at = null where tenant_id = current_tenant() and id = ${on.home.people.E003!.userId}::uuid`));
  }); // prettier-ignore

  it("is not ended by somebody else, and never counts beside a cookie", async () => {
    const { id, secret } = await made("finance");
    expect((await (await on.signedIn("E013"))("DELETE", `/api/me/access-tokens/${id}`)).statusCode).toBe(404);
    const cookie = (await on.signedIn("finance"))("GET", "/api/pay-periods", undefined, { authorization: "Bearer hj_falsch" });
    expect((await cookie).statusCode).toBe(401);
    expect((await by(`${secret}x`)("GET", "/api/pay-periods")).statusCode).toBe(401);
    for (const wrong of ["", "hj_", "x".repeat(5000), "hj_' or 1=1 --"]) expect((await by(wrong)("GET", "/api/pay-periods")).statusCode).toBe(401);
  }); // prettier-ignore

  it("stays in its company", async () => {
    const program = by((await made("finance", { areas: ["people"] })).secret);
    const stranger = on.other.people.E013!.personId;
    expect((await program("GET", `/api/people/${on.home.people.E013!.personId}`)).statusCode).toBe(200);
    expect((await program("GET", `/api/people/${stranger}`)).statusCode).toBe(404);
  });

  it("leaves its name, and never its secret, in what is written down", async () => {
    const { secret } = await made("hr", { areas: ["people"], mayWrite: true });
    const { personId } = on.home.people.E015!;
    const { version } = (await by(secret)("GET", `/api/people/${personId}`)).json().person;
    expect((await by(secret)("PATCH", `/api/people/${personId}`, { version, phone: "13800000009" })).statusCode).toBe(200);
    const written = await on.within((tx) =>
      tx.rows(sql<{ text: string }>`select a::text as text from audit_log a where tenant_id = current_tenant() union all select k::text from idempotency_keys k`),
    );
    const all = written.map(({ text }) => text).join("\n");
    expect(all).toContain("何敏 · 财务系统");
    expect(all).not.toContain(secret);
    expect(all).not.toContain(secret.slice(3));
  }); // prettier-ignore
});
