import { z } from "zod";
import type { Routes } from "./contract.ts";
import { day, page, paging, uuid } from "./common.ts";
import { role } from "./identity.ts";

const dated = { from: day, to: day.nullable() };
const unitKind = z.enum(["company", "region", "team"]);

export const orgUnit = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    kind: unitKind,
    parentId: uuid.nullable(),
    depth: z.number().int(),
    headName: z.string().nullable(),
    people: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: "OrgUnit" });

export const unitRecord = z
  .object({
    unit: orgUnit,
    history: z.array(z.object({ ...dated, name: z.string(), kind: unitKind, parentName: z.string().nullable() })),
    members: z.array(
      z.object({
        personId: uuid.nullable(),
        personCode: z.string().nullable(),
        name: z.string().nullable(),
        positionId: uuid,
        title: z.string(),
        isHead: z.boolean(),
      }),
    ),
    mayWrite: z.boolean(),
  })
  .meta({ id: "UnitRecord" });

const personLine = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  unitId: uuid.nullable(),
  unitName: z.string().nullable(),
  hiredOn: day.nullable(),
  leftOn: day.nullable(),
});

export const personRecord = z
  .object({
    person: personLine.extend({ email: z.string().nullable(), phone: z.string().nullable(), version: z.number().int() }),
    posts: z.array(
      z.object({
        ...dated,
        positionId: uuid,
        positionCode: z.string(),
        title: z.string(),
        unitId: uuid,
        unitCode: z.string(),
        unitName: z.string(),
        managerCode: z.string().nullable(),
        managerName: z.string().nullable(),
        isHead: z.boolean(),
        isSelling: z.boolean(),
      }),
    ),
    roles: z.array(z.object({ ...dated, role, unitName: z.string() })),
    hasUser: z.boolean(),
    mayWrite: z.boolean(),
  })
  .meta({ id: "PersonRecord" });

const post = {
  title: z.string().trim().min(1).max(60),
  unit: z.string().min(1).max(60),
  manager: z.string().max(60).nullable(),
  role,
  from: day,
  isSelling: z.boolean().default(true),
};
const byId = z.object({ id: uuid });
const readPeople = { resource: "people", action: "read" } as const;
const writePeople = { resource: "people", action: "write" } as const;
const writeUnits = { resource: "organisation", action: "write" } as const;

export const peopleRoutes = {
  "GET /api/organisation": {
    access: { resource: "organisation", action: "read" },
    summary: "The units as of a day, in reading order, with head and number of people.",
    query: z.object({ on: day.optional() }),
    reply: z.object({ on: day, units: z.array(orgUnit), mayWrite: z.boolean() }),
  },
  "GET /api/units/:id": {
    access: { resource: "organisation", action: "read" },
    summary: "A unit as of a day: people, and how it was before.",
    params: byId,
    query: z.object({ on: day.optional() }),
    reply: unitRecord,
  },
  "POST /api/units": {
    access: writeUnits,
    summary: "A new unit from a day on.",
    body: z.strictObject({
      code: z.string().trim().min(1).max(60),
      name: z.string().trim().min(1).max(100),
      kind: unitKind,
      parent: z.string().max(60).nullable(),
      from: day,
    }),
    reply: z.object({ id: uuid }),
    refusals: ["code-taken", "row-refused"],
  },
  "POST /api/units/:id/changes": {
    access: writeUnits,
    summary: "From a day on the unit has another name, kind or parent. Results before that day stay where they were.",
    params: byId,
    body: z.strictObject({
      version: z.number().int(),
      name: z.string().trim().min(1).max(100),
      kind: unitKind,
      parent: z.string().max(60).nullable(),
      from: day,
    }),
    reply: unitRecord,
    refusals: ["row-refused", "version-moved"],
  },
  "GET /api/people": {
    access: readPeople,
    summary: "People by employee number; `q` finds name, number or pinyin; people who left only on request.",
    query: z.object({ ...paging, q: z.string().max(60).optional(), unitId: uuid.optional(), left: z.enum(["yes", "no"]).default("no") }),
    reply: page(personLine),
  },
  "GET /api/people/:id": {
    access: readPeople,
    summary: "A person with posts, managers and roles over time.",
    params: byId,
    reply: personRecord,
  },
  "POST /api/people": {
    access: writePeople,
    summary: "Hire: a person on a post from a day on, with a role.",
    body: z.strictObject({
      code: z.string().trim().min(1).max(60),
      name: z.string().trim().min(1).max(60),
      email: z.string().max(200).nullable().default(null),
      phone: z.string().max(40).nullable().default(null),
      ...post,
    }),
    reply: z.object({ id: uuid }),
    refusals: ["code-taken", "row-refused"],
  },
  "PATCH /api/people/:id": {
    access: writePeople,
    summary: "Correct name, mail or phone.",
    params: byId,
    body: z.strictObject({
      version: z.number().int(),
      name: z.string().trim().min(1).max(60).optional(),
      email: z.string().max(200).nullable().optional(),
      phone: z.string().max(40).nullable().optional(),
    }),
    reply: personRecord,
    refusals: ["version-moved"],
  },
  "POST /api/people/:id/transfers": {
    access: writePeople,
    summary: "From a day on another post: title, unit, manager, role. Back-dated moves take results along from that day.",
    params: byId,
    body: z.strictObject({ version: z.number().int(), ...post }),
    reply: personRecord,
    refusals: ["row-refused", "not-on-yourself", "version-moved"],
  },
  "POST /api/people/:id/leaving": {
    access: writePeople,
    summary:
      "The person's first day no longer employed: the post ends, and once the day has come the login is shut and every session ends.",
    params: byId,
    body: z.strictObject({ version: z.number().int(), on: day }),
    reply: personRecord,
    refusals: ["row-refused", "not-on-yourself", "version-moved"],
  },
} as const satisfies Routes;
