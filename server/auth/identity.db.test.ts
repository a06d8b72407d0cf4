import { generate } from "otplib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { inTransaction } from "../db/tx.ts";
import { hashPassword } from "./password.ts";
import { issueToken } from "./tokens.ts";

const good = "三月的雨落在江南的岸上";
const wordy = "a quiet river at dawn";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  const hash = await hashPassword(wordy);
  await s.within((tx) => tx.run(sql`update users set password_hash = ${hash} where tenant_id = current_tenant()`));
});
afterAll(() => s.close());

const code = (reply: { json(): { code: string } }): string => reply.json().code;
const idOf = (person: string): string => s.home.people[person]!.userId;
const cookieOf = (reply: Awaited<ReturnType<Client>>): string => reply.cookies.find((c) => c.name === "hengji")!.value;

describe("a password", () => {
  it.each([
    ["too short", "short", "password-too-short"],
    ["a common one", "Password123", "password-too-common"],
    ["one key held down", "aaaaaaaaaaaa", "password-too-common"],
    ["the login with a digit", "e014e014e014", null],
  ])("%s", async (_, password, refused) => {
    const rep = await s.signedIn("E014");
    const reply = await rep("PUT", "/api/me/password", { current: wordy, password });
    expect(refused ? code(reply) : reply.statusCode).toBe(refused ?? 200);
    if (!refused) await rep("PUT", "/api/me/password", { current: password, password: wordy });
  });

  it("is changed with the present one only, and the other sessions end", async () => {
    const [here, there] = [await s.signedIn("E015"), await s.signedIn("E015")];
    expect(code(await here("PUT", "/api/me/password", { current: "wrong", password: good }))).toBe("present-password-wrong");
    expect((await here("PUT", "/api/me/password", { current: wordy, password: good })).statusCode).toBe(200);
    expect((await here("GET", "/api/me")).statusCode).toBe(200);
    expect((await there("GET", "/api/me")).statusCode).toBe(401);
  });
});

describe("links", () => {
  it("a reset link works once, ends all sessions, and its address is ours whatever the Host header says", async () => {
    const admin = await s.signedIn("admin");
    const rep = await s.signedIn("E013");
    const { link } = (await admin("POST", `/api/users/${idOf("E013")}/reset-link`, undefined, { host: "evil.example" })).json<{
      link: string;
    }>();
    expect(link.startsWith("/password?token=")).toBe(true);
    const token = link.split("=")[1]!;
    expect((await s.nobody("POST", "/api/password", { token, password: "short" })).statusCode).toBe(422);
    expect((await s.nobody("POST", "/api/password", { token, password: good })).statusCode).toBe(200);
    expect(code(await s.nobody("POST", "/api/password", { token, password: good }))).toBe("link-used-up");
    expect((await rep("GET", "/api/me")).statusCode).toBe(401);
    expect((await s.nobody("POST", "/api/session", { login: "e013@hengyuan", password: good })).statusCode).toBe(200);
  });

  it("an old link is worth nothing, nor one of another kind", async () => {
    const account = { tenantId: s.home.tenantId, userId: idOf("E014") };
    const old = await inTransaction(s.pool, { tenantId: null }, (tx) => issueToken(tx, "reset", account, new Date("2026-01-01")));
    expect(code(await s.nobody("POST", "/api/password", { token: old, password: good }))).toBe("link-used-up");
    const setUp = await inTransaction(s.pool, { tenantId: null }, (tx) => issueToken(tx, "setup", null, new Date()));
    expect(code(await s.nobody("POST", "/api/password", { token: setUp, password: good }))).toBe("link-used-up");
  });

  it("the first set-up is over once a company exists", async () => {
    const token = await inTransaction(s.pool, { tenantId: null }, (tx) => issueToken(tx, "setup", null, new Date()));
    const body = { token, company: "新公司", name: "某人", login: "someone", password: good };
    expect(code(await s.nobody("POST", "/api/setup", body))).toBe("link-used-up");
  });
});

describe("users", () => {
  it("an invited person sets the password; until then nobody signs in", async () => {
    const admin = await s.signedIn("admin");
    const personId = s.home.people.E023!.personId;
    await s.within((tx) => tx.run(sql`update users set person_id = null where tenant_id = current_tenant() and id = ${idOf("E023")}`));
    const reply = await admin("POST", "/api/users", { personId, login: "Shan.Wen@Hengyuan.cn" });
    expect(code(await admin("POST", "/api/users", { personId, login: "again@x" }))).toBe("person-has-user");
    expect((await s.nobody("POST", "/api/session", { login: "shan.wen@hengyuan.cn", password: good })).statusCode).toBe(401);
    await s.nobody("POST", "/api/password", { token: reply.json<{ link: string }>().link.split("=")[1], password: good });
    expect((await s.nobody("POST", "/api/session", { login: "shan.wen@hengyuan.cn", password: good })).statusCode).toBe(200);
  });

  it("a login is unique in the installation, across companies", async () => {
    const admin = await s.signedIn("admin");
    await s.within((tx) => tx.run(sql`update users set person_id = null where tenant_id = current_tenant() and id = ${idOf("E022")}`));
    expect(code(await admin("POST", "/api/users", { personId: s.home.people.E022!.personId, login: "e013@other" }))).toBe("login-taken");
  });

  it("a disabled user is out at once and comes back when enabled", async () => {
    const admin = await s.signedIn("admin");
    const manager = await s.signedIn("E021");
    expect((await admin("POST", `/api/users/${idOf("E021")}/disabling`)).json()).toMatchObject({ login: "e021@hengyuan" });
    expect((await manager("GET", "/api/me")).statusCode).toBe(401);
    expect((await s.nobody("POST", "/api/session", { login: "e021@hengyuan", password: wordy })).statusCode).toBe(401);
    await admin("DELETE", `/api/users/${idOf("E021")}/disabling`);
    expect((await s.nobody("POST", "/api/session", { login: "e021@hengyuan", password: wordy })).statusCode).toBe(200);
  });

  it("nobody acts on himself", async () => {
    const admin = await s.signedIn("admin");
    for (const act of ["reset-link", "disabling"])
      expect(code(await admin("POST", `/api/users/${idOf("E004")}/${act}`))).toBe("not-on-yourself");
  });

  it("pages by login and finds by name", async () => {
    const admin = await s.signedIn("admin");
    const first = (await admin("GET", "/api/users?limit=5")).json<{ rows: { login: string }[]; next: string }>();
    const second = (await admin("GET", `/api/users?limit=5&cursor=${first.next}`)).json<{ rows: { login: string }[] }>();
    expect(first.rows).toHaveLength(5);
    expect(second.rows[0]!.login > first.rows[4]!.login).toBe(true);
    expect((await admin("GET", `/api/users?q=${encodeURIComponent("王海涛")}`)).json()).toMatchObject({
      rows: [{ login: "e011@hengyuan", roles: ["manager"] }],
    });
  });
});

describe("one-time codes (E6)", () => {
  it("are asked for once switched on; a code works once, a recovery code too", async () => {
    const finance = await s.signedIn("finance");
    const { secret } = (await finance("POST", "/api/me/totp")).json<{ secret: string }>();
    expect(code(await finance("PUT", "/api/me/totp", { code: "000000" }))).toBe("code-refused");
    const now = await generate({ secret });
    const { recoveryCodes } = (await finance("PUT", "/api/me/totp", { code: now })).json<{ recoveryCodes: string[] }>();
    expect(recoveryCodes).toHaveLength(10);
    expect(code(await finance("POST", "/api/me/totp"))).toBe("second-factor-on");

    const signIn = (given?: string) =>
      s.nobody("POST", "/api/session", { login: "e003@hengyuan", password: wordy, ...(given && { code: given }) });
    expect((await signIn()).json()).toEqual({ kind: "needs-code" });
    expect((await signIn(now)).statusCode).toBe(401);
    expect((await signIn(recoveryCodes[0])).json()).toEqual({ kind: "signed-in" });
    expect((await signIn(recoveryCodes[0])).statusCode).toBe(401);
  });
});

describe("guessing (E5)", () => {
  it("one account takes ten wrong tries; the owner still gets in from a browser he has used", async () => {
    const home = await s.nobody("POST", "/api/session", { login: "e010@hengyuan", password: wordy });
    const cookies = Object.fromEntries(home.cookies.map((c) => [c.name, c.value]));
    const guesses = [];
    for (let i = 0; i < 12; i++)
      guesses.push(await s.nobody("POST", "/api/session", { login: "e010@hengyuan", password: `guess number ${i}` }));
    expect(guesses.map((g) => g.statusCode).filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    const owner = await s.app.inject({
      method: "POST",
      url: "/api/session",
      payload: { login: "e010@hengyuan", password: wordy },
      headers: { "x-hengji": "1" },
      cookies,
    });
    expect(owner.statusCode).toBe(200);
  });
});

describe("sessions (E1, E3)", () => {
  it("the id changes at sign-in, and a planted one is dead afterwards", async () => {
    const first = cookieOf(await s.nobody("POST", "/api/session", { login: "e012@hengyuan", password: wordy }));
    const again = await s.app.inject({
      method: "POST",
      url: "/api/session",
      payload: { login: "e012@hengyuan", password: wordy },
      headers: { "x-hengji": "1" },
      cookies: { hengji: first },
    });
    expect(cookieOf(again)).not.toBe(first);
    expect((await s.app.inject({ url: "/api/me", cookies: { hengji: first } })).statusCode).toBe(401);
  });

  it("signs out everywhere but here", async () => {
    const [here, there] = [await s.signedIn("hr"), await s.signedIn("hr")];
    expect((await here("GET", "/api/me/sessions")).json<{ rows: unknown[] }>().rows).toHaveLength(2);
    expect((await here("POST", "/api/me/sessions/ending")).json()).toEqual({ ended: 1 });
    expect((await there("GET", "/api/me")).statusCode).toBe(401);
    expect((await here("GET", "/api/me")).statusCode).toBe(200);
  });
});
