import { z } from "zod";
import { areaNames } from "#core/program-keys/areas.ts";
import type { Routes } from "./contract.ts";
import { page, paging, uuid } from "./common.ts";

export const role = z.enum(["rep", "manager", "director", "hr", "finance", "executive", "admin"]);

/** Everything the shell needs to draw itself for this person. */
export const me = z
  .object({
    userId: uuid,
    name: z.string(),
    personId: uuid.nullable(),
    positionId: uuid.nullable(),
    roles: z.array(role),
    can: z.array(z.string()), // "targets:write"
    locale: z.enum(["zh-CN", "zh-TW", "en"]),
    theme: z.enum(["system", "light", "dark"]),
    numberStyle: z.enum(["wan", "full"]),
    totpEnabled: z.boolean(),
    version: z.number().int(),
    tenant: z.object({
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      fiscalStartMonth: z.number().int(),
      weekStart: z.number().int(),
      rankVisibility: z.enum(["private", "team", "all"]),
      isDemo: z.boolean(),
      today: z.string(),
    }),
  })
  .meta({ id: "Me" });

const password = z.string().min(1).max(200);
const code = z.strictObject({ code: z.string().min(6).max(20) });

export const user = z
  .object({
    id: uuid,
    login: z.string(),
    name: z.string(),
    personId: uuid.nullable(),
    personCode: z.string().nullable(),
    roles: z.array(role),
    hasPassword: z.boolean(),
    totpEnabled: z.boolean(),
    disabledAt: z.string().nullable(),
    lastSignIn: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: "User" });
const byId = z.object({ id: uuid });
const link = z.object({ link: z.string() });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A key for programs: `usedOn` is the last day it was used. */
const accessToken = z.object({
  id: z.uuid(),
  name: z.string(),
  areas: z.array(z.enum(areaNames)),
  mayWrite: z.boolean(),
  madeAt: z.string(),
  expiresAt: z.string(),
  usedOn: z.string().nullable(),
});

export const identityRoutes = {
  "POST /api/session": {
    access: "public",
    summary: "Sign in; sets the session cookie. Asks for a one-time code when the user has switched it on.",
    body: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200), code: z.string().max(20).optional() }),
    reply: z.object({ kind: z.enum(["signed-in", "needs-code"]) }),
    refusals: ["sign-in-refused", "too-many-tries"],
  },
  "DELETE /api/session": { access: "signed-in", summary: "Sign out.", reply: z.object({}) },
  "PATCH /api/me": {
    access: "signed-in",
    summary: "Change my language, theme and number style.",
    body: z.strictObject({
      version: z.number().int(),
      locale: z.enum(["zh-CN", "zh-TW", "en"]).optional(),
      theme: z.enum(["system", "light", "dark"]).optional(),
      numberStyle: z.enum(["wan", "full"]).optional(),
    }),
    reply: me,
    refusals: ["version-moved"],
  },
  "GET /api/me/sessions": {
    access: "signed-in",
    summary: "Where I am signed in.",
    reply: z.object({
      rows: z.array(z.object({ id: z.string(), startedAt: z.string(), expiresAt: z.string(), userAgent: z.string(), isThis: z.boolean() })),
    }),
  },
  "POST /api/me/sessions/ending": {
    access: "signed-in",
    summary: "Sign out everywhere but here.",
    reply: z.object({ ended: z.number().int() }),
  },
  "GET /api/me/access-tokens": {
    access: "signed-in",
    summary: "My keys for programs, without their secrets.",
    reply: z.object({ rows: z.array(accessToken) }),
  },
  "POST /api/me/access-tokens": {
    access: "signed-in",
    summary: "A key for a program, which acts as me in these areas until a day. The secret is in this answer and nowhere else.",
    body: z.strictObject({
      id: z.uuid(),
      name: z.string().trim().min(1).max(60),
      areas: z.array(z.enum(areaNames)).min(1),
      mayWrite: z.boolean(),
      days: z.number().int().min(1).max(366),
      password: z.string().max(200),
    }),
    reply: z.object({ id: z.uuid(), secret: z.string() }),
    refusals: ["present-password-wrong", "too-many-tries", "too-many-tokens", "not-for-tokens"],
  },
  "DELETE /api/me/access-tokens/:id": {
    access: "signed-in",
    summary: "Ends one of my keys at once.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({}),
    refusals: ["not-found", "not-for-tokens"],
  },
  "GET /api/access-tokens": {
    access: { resource: "users", action: "read" },
    summary: "Every key for programs of the company, with whose it is.",
    reply: z.object({ rows: z.array(accessToken.extend({ owner: z.string() })) }),
  },
  "DELETE /api/access-tokens/:id": {
    access: { resource: "users", action: "write" },
    summary: "Ends anybody's key at once.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({}),
    refusals: ["not-found", "not-for-tokens"],
  },
  "PUT /api/me/password": {
    access: "signed-in",
    summary: "Change my password; my other sessions end.",
    body: z.strictObject({ current: password, password }),
    reply: z.object({}),
    refusals: ["present-password-wrong", "password-too-short", "password-too-common", "too-many-tries"],
  },
  "POST /api/me/totp": {
    access: "signed-in",
    summary: "A new seed for one-time codes; in force after the first code.",
    reply: z.object({ secret: z.string(), uri: z.string() }),
    refusals: ["second-factor-on"],
  },
  "PUT /api/me/totp": {
    access: "signed-in",
    summary: "Switch one-time codes on; answers the recovery codes, once.",
    body: code,
    reply: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: ["code-refused", "too-many-tries"],
  },
  "POST /api/me/totp/removal": {
    access: "signed-in",
    summary: "Switch one-time codes off.",
    body: code,
    reply: z.object({}),
    refusals: ["code-refused", "too-many-tries"],
  },
  "POST /api/password": {
    access: "public",
    summary: "Set the password by an invite or reset link; it works once.",
    body: z.strictObject({ token: z.string().min(1).max(200), password }),
    reply: z.object({}),
    refusals: ["link-used-up", "password-too-short", "password-too-common"],
  },
  "POST /api/setup": {
    access: "public",
    summary: "The first company and its administrator, with the token of the server's console; from this machine only.",
    body: z.strictObject({
      token: z.string().min(1).max(200),
      company: z.string().trim().min(1).max(100),
      name: z.string().trim().min(1).max(100),
      login: z.string().trim().min(2).max(200),
      password,
      /** Of all money of the company; rows in another currency are refused. It cannot be changed later. */
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default("CNY"),
      /** IANA name; where the company's days begin. */
      timeZone: z.string().max(60).refine(isTimeZone).default("Asia/Shanghai"),
    }),
    reply: z.object({}),
    refusals: ["link-used-up", "password-too-short", "password-too-common"],
  },
  "GET /api/users": {
    access: { resource: "users", action: "read" },
    summary: "Users of the company with the roles their positions give them.",
    query: z.object({ ...paging, q: z.string().max(100).optional() }),
    reply: page(user),
  },
  "POST /api/users": {
    access: { resource: "users", action: "write" },
    summary: "A login for a person; answers the one-time invite link.",
    body: z.strictObject({ personId: uuid, login: z.string().trim().min(2).max(200) }),
    reply: link.extend({ id: uuid }),
    refusals: ["login-taken", "person-has-user"],
  },
  "POST /api/users/:id/reset-link": {
    access: { resource: "users", action: "write" },
    summary: "A one-time link with which the user sets a new password.",
    params: byId,
    reply: link,
    refusals: ["not-on-yourself"],
  },
  "POST /api/users/:id/disabling": {
    access: { resource: "users", action: "write" },
    summary: "Disable: every session ends at once.",
    params: byId,
    reply: user,
    refusals: ["not-on-yourself"],
  },
  "DELETE /api/users/:id/disabling": {
    access: { resource: "users", action: "write" },
    summary: "Enable again.",
    params: byId,
    reply: user,
    refusals: ["not-on-yourself"],
  },
  "GET /api/me": { access: "signed-in", summary: "Who I am, what I may, and my settings.", reply: me },
} as const satisfies Routes;
