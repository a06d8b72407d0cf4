import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day } from "./common.ts";

const kind = z.enum(["off", "work"]);
export const calendarYear = z
  .object({
    year: z.number().int(),
    /** Null: nobody has told which days are off; only weekends count. */
    source: z.string().nullable(),
    version: z.number().int(),
    days: z.array(z.object({ day, kind, name: z.string() })),
    workingDays: z.array(z.object({ month: z.string(), count: z.number().int() })),
    /** The next year is missing although it is near. */
    nextMissing: z.number().int().nullable(),
    mayWrite: z.boolean(),
  })
  .meta({ id: "CalendarYear" });

const byYear = z.object({ year: z.coerce.number().int().min(2000).max(2199) });
const write = { resource: "calendar", action: "write" } as const;

export const calendarRoutes = {
  "GET /api/calendar/:year": {
    access: { resource: "calendar", action: "read" },
    summary: "Days off and make-up days of a calendar year, and its working days by month.",
    params: byYear,
    reply: calendarYear,
  },
  "PUT /api/calendar/:year/days/:day": {
    access: write,
    summary: "Make a day a day off, a make-up day (work), or what its weekday says (null).",
    params: byYear.extend({ day }),
    body: z.strictObject({ kind: kind.nullable(), name: z.string().trim().max(40).default(""), version: z.number().int() }),
    reply: calendarYear,
    refusals: ["version-moved", "day-of-other-year"],
  },
  "POST /api/calendar/:year/seed": {
    access: write,
    summary: "Take the official Chinese calendar of a year that is published; what was edited in that year is replaced.",
    params: byYear,
    reply: calendarYear,
    refusals: ["calendar-not-published"],
  },
} as const satisfies Routes;
