import { generate } from "otplib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { wayIn } from "./user.ts";

const first = "山寺桃花始盛开时";
const password = `${first}四月`;

let s: Stage;
beforeAll(async () => void (s = await stage()));
afterAll(() => s.close());

const signIn = (code?: string) => s.nobody("POST", "/api/session", { login: "e004@hengyuan", password, ...(code && { code }) });
const link = (withoutCode: boolean) => wayIn(s.pool, "E004@hengyuan", { withoutCode, now: new Date() });

it("the only administrator, password forgotten, comes back in by a link from the machine", async () => {
  const token = await link(false);
  expect((await s.nobody("POST", "/api/password", { token, password })).statusCode).toBe(200);
  expect((await signIn()).json()).toEqual({ kind: "signed-in" });
});

it("with the phone lost too, the second factor goes off by name only, and every session with it", async () => {
  const admin = await s.signedIn("admin");
  const { secret } = (await admin("POST", "/api/me/totp")).json<{ secret: string }>();
  expect((await admin("PUT", "/api/me/totp", { code: await generate({ secret }) })).statusCode).toBe(200);
  await link(false);
  expect((await signIn()).json()).toEqual({ kind: "needs-code" });
  await link(true);
  expect((await admin("GET", "/api/me")).statusCode).toBe(401);
  expect((await signIn()).json()).toEqual({ kind: "signed-in" });
});

it("leaves its entries in the audit log, signed by the command line", async () => {
  const { rows } = (await (await s.signedIn("executive"))("GET", "/api/audit?q=cli")).json<{ rows: { action: string }[] }>();
  expect(rows.map((row) => row.action)).toEqual(["user.reset-link", "user.second-factor.off", "user.reset-link", "user.reset-link"]);
});

it("tells a login nobody has", async () => {
  await expect(wayIn(s.pool, "nobody@hengyuan", { withoutCode: false, now: new Date() })).rejects.toThrow("no such login: nobody@hengyuan");
});
