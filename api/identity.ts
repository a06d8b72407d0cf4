import { z } from "zod";
import type { Routes } from "./contract.ts";
import { uuid } from "./common.ts";

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
  "GET /api/me": { access: "signed-in", summary: "Who I am, what I may, and my settings.", reply: me },
} as const satisfies Routes;
