import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, uuid } from "./common.ts";

const move = z.strictObject({ accountId: uuid, toId: uuid });
const name = z.string().trim().min(1).max(60);
const moves = z.array(move).min(1).max(2000);
const write = { resource: "targets", action: "write" } as const;
const byId = z.object({ id: uuid });

const plan = z.object({
  id: uuid,
  name: z.string(),
  effectiveOn: day,
  moves: z.array(z.object({ accountId: uuid, fromId: uuid, toId: uuid })),
  createdBy: z.string().nullable(),
  appliedAt: z.string().nullable(),
  version: z.number().int(),
});

export const territoryRoutes = {
  "GET /api/territories": {
    access: write,
    summary:
      "Seats below a unit with their accounts: bought, potential, open deals and work of twelve months, and targets still ahead. At most 5,000 accounts, the largest first.",
    query: z.object({ root: uuid.optional() }),
    reply: z
      .object({
        root: z.object({ id: uuid, name: z.string() }),
        roots: z.array(z.object({ id: uuid, name: z.string(), depth: z.number().int() })),
        seats: z.array(
          z.object({
            id: uuid,
            name: z.string(),
            title: z.string(),
            unitName: z.string(),
            /** Published targets of signed amount from today on, by month. */
            ahead: z.array(z.object({ from: day, amount })),
          }),
        ),
        accounts: z.array(
          z.object({
            id: uuid,
            code: z.string(),
            name: z.string(),
            ownerId: uuid,
            class: z.string(),
            industry: z.string(),
            region: z.string(),
            bought: amount,
            potential: amount,
            pipeline: amount,
            activities: z.number().int(),
          }),
        ),
        accountsLeftOut: z.number().int(),
        plans: z.array(plan),
        mayApply: z.boolean(),
      })
      .meta({ id: "Territories" }),
  },
  "POST /api/territory-plans": {
    access: write,
    summary: "Save moves of accounts from a day on as a plan. Nothing changes hands yet.",
    body: z.strictObject({ id: uuid, rootId: uuid, name, effectiveOn: day, moves }),
    reply: z.object({ id: uuid, version: z.number().int() }),
  },
  "PUT /api/territory-plans/:id": {
    access: write,
    summary: "Change a plan that has not been applied.",
    params: byId,
    body: z.strictObject({ name, effectiveOn: day, moves, version: z.number().int() }),
    reply: z.object({ id: uuid, version: z.number().int() }),
    refusals: ["version-moved", "territory-applied"],
  },
  "DELETE /api/territory-plans/:id": {
    access: write,
    summary: "Drop a plan that has not been applied.",
    params: byId,
    reply: z.object({}),
    refusals: ["territory-applied"],
  },
  "POST /api/territory-plans/:id/application": {
    access: { resource: "customers", action: "write" },
    summary: "Accounts and their open deals change hands, from the plan's day on and not before; all or none, with an audit entry.",
    params: byId,
    body: z.strictObject({ version: z.number().int() }),
    reply: z.object({ accounts: z.number().int(), deals: z.number().int() }),
    refusals: ["version-moved", "territory-applied", "territory-not-yet", "territory-moved"],
  },
} as const satisfies Routes;
