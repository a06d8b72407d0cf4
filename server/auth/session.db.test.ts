import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { stage, type Stage } from "#test/support/company.ts";
import { hashPassword } from "./password.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  const hash = await hashPassword("correct horse");
  await s.within((tx) => tx.run(sql`update users set password_hash = ${hash} where tenant_id = current_tenant()`));
});
afterAll(() => s.close());

describe("signing in", () => {
  it("opens a session whose cookie the page cannot read and of which only a hash is kept", async () => {
    const reply = await s.nobody("POST", "/api/session", { login: " E013@Hengyuan ", password: "correct horse" });
    expect(reply.json()).toEqual({ kind: "signed-in" });
    const cookie = reply.cookies.find((c) => c.name === "hengji")!;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
    expect(Buffer.from(cookie.value, "base64url").length).toBe(32);
    const me = await s.app.inject({ url: "/api/me", cookies: { hengji: cookie.value } });
    expect(me.json()).toMatchObject({ name: "张伟", roles: ["rep"], tenant: { name: "恒远科技", today: "2026-06-18" } });
    const stored = await s.within((tx) => tx.rows(sql<{ hash: Buffer }>`select token_hash as hash from sessions`));
    expect(stored.some((row) => row.hash.toString("base64url") === cookie.value)).toBe(false);
  });

  it("says the same of a wrong password and of a login nobody has", async () => {
    const wrong = await s.nobody("POST", "/api/session", { login: "e014@hengyuan", password: "wrong" });
    const unknown = await s.nobody("POST", "/api/session", { login: "nobody@hengyuan", password: "wrong" });
    const plain = (body: string) => body.replace(/"requestId":"[^"]*"/, "");
    expect(wrong.statusCode).toBe(401);
    expect(plain(wrong.body)).toBe(plain(unknown.body));
  });

  it("keeps my settings, and refuses them over a change I have not seen", async () => {
    const rep = await s.signedIn("rep");
    const { version } = (await rep("GET", "/api/me")).json();
    expect((await rep("PATCH", "/api/me", { version, theme: "dark" })).json()).toMatchObject({ theme: "dark", version: version + 1 });
    expect((await rep("PATCH", "/api/me", { version, theme: "light" })).statusCode).toBe(409);
  });

  it("signs out", async () => {
    const rep = await s.signedIn("rep");
    expect((await rep("DELETE", "/api/session")).statusCode).toBe(200);
    expect((await rep("GET", "/api/me")).statusCode).toBe(401);
  });
});
