import { z } from "zod";
import type { Routes } from "./contract.ts";

export const companySettings = z
  .object({
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    fiscalStartMonth: z.number().int(),
    weekStart: z.number().int(),
    rankVisibility: z.enum(["private", "team", "all"]),
    version: z.number().int(),
    mayWrite: z.boolean(),
  })
  .meta({ id: "CompanySettings" });

export const settingsRoutes = {
  "GET /api/settings": { access: { resource: "settings", action: "read" }, summary: "Settings of the company.", reply: companySettings },
  "PATCH /api/settings": {
    access: { resource: "settings", action: "write" },
    summary: "Change them. The fiscal year's start cannot move once targets exist: their periods are named by it.",
    body: z.strictObject({
      version: z.number().int(),
      name: z.string().trim().min(1).max(100).optional(),
      fiscalStartMonth: z.number().int().min(1).max(12).optional(),
      weekStart: z.number().int().min(1).max(7).optional(),
      rankVisibility: z.enum(["private", "team", "all"]).optional(),
    }),
    reply: companySettings,
    refusals: ["version-moved", "fiscal-year-in-use"],
  },
} as const satisfies Routes;
