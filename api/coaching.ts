import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day, explanation, uuid } from "./common.ts";
import { standing } from "./home.ts";

export const action = z
  .object({
    id: uuid,
    title: z.string(),
    ownerPersonId: uuid,
    ownerName: z.string(),
    dueOn: day,
    isDone: z.boolean(),
    doneOn: day.nullable(),
    result: z.string(),
    oneOnOneId: uuid.nullable(),
    version: z.number().int(),
  })
  .meta({ id: "Action" });

export const oneOnOne = z
  .object({
    id: uuid,
    heldOn: day,
    managerName: z.string(),
    notes: z.string(),
    /** As they stood when the talk was saved. */
    facts: z.array(explanation),
    actions: z.array(action),
    isMine: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: "OneOnOne" });

export const member = z
  .object({
    positionId: uuid,
    personId: uuid,
    name: z.string(),
    title: z.string(),
    unitName: z.string(),
    period: z.string(),
    facts: z.array(explanation),
    /** The weakest line of the live scorecard, for those who may read it. */
    weakest: explanation.nullable(),
    openActions: z.array(action),
    talks: z.array(oneOnOne),
    mayWrite: z.boolean(),
  })
  .meta({ id: "TeamMember" });

const newAction = z.strictObject({ id: uuid, title: z.string().trim().min(1).max(200), dueOn: day });

export const coachingRoutes = {
  "GET /api/team": {
    access: { resource: "one-on-ones", action: "write" },
    summary: "The members a manager talks with: standing, overdue actions, day of the last talk.",
    query: z.object({ period: z.string().max(10).optional() }),
    reply: z.object({ period: z.string(), timeProgress: z.string(), rows: z.array(standing) }),
  },
  "GET /api/team/:positionId": {
    access: { resource: "one-on-ones", action: "read" },
    summary: "One member: the facts of today, open actions, earlier talks. A member reads the own page.",
    params: z.object({ positionId: uuid }),
    reply: member,
    refusals: ["not-found"],
  },
  "POST /api/one-on-ones": {
    access: { resource: "one-on-ones", action: "write" },
    summary: "Saves a talk with its agreed actions; the facts of the moment are frozen with it.",
    body: z.strictObject({ id: uuid, positionId: uuid, heldOn: day, notes: z.string().max(10_000), actions: z.array(newAction).max(20) }),
    reply: oneOnOne,
    refusals: ["not-found", "talk-in-future", "action-before-talk"],
  },
  "PATCH /api/one-on-ones/:id": {
    access: { resource: "one-on-ones", action: "write" },
    summary: "Corrects the notes of a talk one has held oneself.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ version: z.number().int(), notes: z.string().max(10_000) }),
    reply: oneOnOne,
    refusals: ["not-found", "version-moved"],
  },
  "PATCH /api/actions/:id": {
    access: { resource: "actions", action: "write" },
    summary: "Ticks an action as done with its result, or takes the tick back.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ version: z.number().int(), isDone: z.boolean(), result: z.string().max(2_000).optional() }),
    reply: action,
    refusals: ["not-found", "version-moved"],
  },
} as const satisfies Routes;
