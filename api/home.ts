import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day, explanation, label, ppm, uuid } from "./common.ts";
import { role } from "./identity.ts";

export const searchKind = z.enum(["person", "unit", "customer"]);
export const found = z
  .object({ kind: searchKind, id: uuid, code: z.string(), label: z.string(), detail: z.string(), positionId: uuid.nullable() })
  .meta({ id: "Found" });

/** Something that waits for this person; the page turns `kind` and `values` into a sentence and a link. */
export const waiting = z
  .object({
    kind: z.enum([
      "action",
      "pace",
      "overdue-members",
      "member-behind",
      "import-problems",
      "calendar-missing",
      "no-targets",
      "letter-to-sign",
      "plan-to-sign",
      "statement-published",
      "disputes-open",
      "adjustments-waiting",
      "pay-to-approve",
    ]),
    id: z.string(),
    title: z.string(),
    dueOn: day.nullable(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    version: z.number().int().nullable(),
  })
  .meta({ id: "Waiting" });

/** One line of "my team" or "my units": attainment stands against time progress. */
export const standing = z
  .object({
    kind: z.enum(["position", "unit"]),
    id: uuid,
    name: z.string(),
    detail: z.string(),
    target: explanation,
    actual: explanation,
    attainment: explanation,
    gap: explanation,
    actionsOverdue: z.number().int(),
    lastTalkOn: day.nullable(),
  })
  .meta({ id: "Standing" });

export const home = z
  .object({
    today: day,
    period: z.string(),
    timeProgress: ppm,
    waiting: z.array(waiting),
    /** Name of the unit the numbers are of; null when they are the reader's own. */
    numbersOf: z.string().nullable(),
    numbers: z.array(explanation),
    standings: z.array(standing),
    standingsOf: label.nullable(),
  })
  .meta({ id: "Home" });

export const homeRoutes = {
  "GET /api/home": {
    access: "signed-in",
    summary: "The workbench: what needs me now, my numbers, my team or units, each within what I may see.",
    query: z.object({ period: z.string().max(10).optional() }),
    reply: home,
  },
  "GET /api/search": {
    access: "signed-in",
    summary: "Finds people, units and customers by name, code, full pinyin or initials, within what I may see.",
    query: z.object({ q: z.string().max(60), kind: searchKind.optional() }),
    reply: z.object({ rows: z.array(found) }),
  },
  "GET /api/demo-logins": {
    access: "public",
    summary: "The logins of the demo company; empty on an installation without one.",
    reply: z.object({ rows: z.array(z.object({ login: z.string(), password: z.string(), name: z.string(), role })) }),
  },
} as const satisfies Routes;
