import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, ppm, uuid } from "./common.ts";

const metric = z.enum(["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"]);
const year = z.coerce.number().int().min(2000).max(2199);
const positive = amount.refine((text) => !text.startsWith("-"), "not negative");
const share = z.number().int().min(0).max(100);

/** Bounds for one node, or for a class of seats: a title, "all", or "newcomer". Percent is of what the own past lets expect. */
const limit = z.strictObject({
  node: uuid.optional(),
  class: z.string().max(100).optional(),
  floor: positive.optional(),
  cap: positive.optional(),
  floorPercent: z.number().int().min(0).max(1000).optional(),
  capPercent: z.number().int().min(0).max(1000).optional(),
});

/** Everything an allocation is decided by. Saved as a scenario, or tried without saving. */
export const assumptions = z
  .strictObject({
    total: positive,
    /** How much each basis counts, against the others. */
    weights: z.strictObject({
      history: share,
      pipeline: share,
      potential: share,
      accounts: share,
      territory: share,
      headcount: share,
      "working-days": share,
    }),
    /** Yearly amounts are whole steps of this. */
    step: positive.refine((text) => Number(text) > 0, "above zero"),
    /** Share of full work in the first, second … month on the job, in millionths; after the last, all of it. */
    ramp: z.array(z.number().int().min(0).max(1_000_000)).max(24),
    /** Moves the days around Spring Festival to where they fall in the year planned. */
    alignFestival: z.boolean(),
    limits: z.array(limit).max(500).default([]),
    /** Numbers that stay as they are. */
    locks: z
      .array(z.strictObject({ node: uuid, amount: positive }))
      .max(5000)
      .default([]),
    /** Declared over-assignment of units; a unit without one keeps that of the draft. */
    over: z
      .array(z.strictObject({ unit: uuid, ppm: z.number().int().min(0).max(1_000_000) }))
      .max(500)
      .default([]),
    /** Vacant seats that are to be filled from a day on. */
    hires: z
      .array(z.strictObject({ node: uuid, from: day }))
      .max(1000)
      .default([]),
  })
  .meta({ id: "AllocationAssumptions" });

const often = z.object({ hits: z.number().int(), n: z.number().int(), share: ppm.nullable(), low: ppm.nullable(), high: ppm.nullable() });
export const attainability = z.object({
  own: often,
  peers: often,
  flag: z.enum(["too-high", "too-low", "fits", "unknown"]),
  reason: label,
});

const line = z.object({
  id: uuid,
  kind: z.enum(["unit", "position"]),
  name: z.string(),
  detail: z.string(),
  parentId: uuid.nullable(),
  depth: z.number().int(),
  year: amount,
  months: z.array(amount),
  /** The draft's present year. */
  before: amount.nullable(),
  /** Reached in the last twelve closed months. */
  lastYear: amount.nullable(),
  /** What the past lets expect of the year planned, ramp and absence included; null where it says nothing. */
  expected: amount.nullable(),
  /** Target ÷ expected. */
  stretch: ppm.nullable(),
  held: z.enum(["weight", "floor", "cap", "lock", "even", "given"]),
  capacity: ppm.nullable(),
  attainability: attainability.nullable(),
  explanation,
});

const spread = z.object({
  n: z.number().int(),
  median: ppm.nullable(),
  low: ppm.nullable(),
  high: ppm.nullable(),
  variation: ppm.nullable(),
  gini: ppm.nullable(),
});

export const allocationResult = z
  .object({
    metric,
    unit: z.enum(["amount", "count"]),
    year: z.number().int(),
    root: z.object({ id: uuid, name: z.string() }),
    total: amount,
    months: z.array(z.string()),
    asOf: day,
    /** Last closed day of the facts it was judged by. */
    factsUntil: day,
    lines: z.array(line),
    fairness: z.object({
      spread,
      peers: z.array(z.object({ name: z.string(), spread })),
      /** Rank correlation of last year's attainment with stretch; in millionths, null with too few pairs. */
      ratchet: z.object({ n: z.number().int(), rho: ppm.nullable(), low: ppm.nullable(), high: ppm.nullable() }),
      flags: z.object({ high: z.number().int(), low: z.number().int(), fits: z.number().int(), unknown: z.number().int() }),
    }),
    notes: z.array(label),
    /** The draft it would be written into, and the state of its cells below the root. */
    draft: z.object({ setId: uuid.nullable(), stamp: z.number().int() }),
  })
  .meta({ id: "AllocationResult" });

const scenario = z.object({
  id: uuid,
  name: z.string(),
  rootId: uuid,
  rootName: z.string(),
  assumptions,
  createdBy: z.string().nullable(),
  version: z.number().int(),
});

const write = { resource: "targets", action: "write" } as const;
const byId = z.object({ id: uuid });
const name = z.string().trim().min(1).max(60);
const computing = [
  "target-not-positive",
  "allocation-no-basis",
  "allocation-nobody",
  "allocation-floors-exceed",
  "allocation-caps-miss",
  "allocation-locks-exceed",
  "allocation-locks-miss",
  "allocation-bounds-cross",
  "allocation-step-too-coarse",
] as const;

export const allocationRoutes = {
  "GET /api/allocation": {
    access: write,
    summary:
      "Where an allocation of a metric and year starts: units one may allocate below, last year's result, saved scenarios, what was applied.",
    query: z.object({ metric: metric.default("signed-amount"), year: year.optional(), root: uuid.optional() }),
    reply: z.object({
      metric,
      unit: z.enum(["amount", "count"]),
      year: z.number().int(),
      root: z.object({ id: uuid, name: z.string() }),
      roots: z.array(z.object({ id: uuid, name: z.string(), depth: z.number().int() })),
      /** One who may not set the root's own number allocates what the draft gives it. */
      givenTotal: amount.nullable(),
      mayChooseTotal: z.boolean(),
      lastYear: amount,
      titles: z.array(z.string()),
      seats: z.array(z.object({ id: uuid, name: z.string(), title: z.string(), isVacant: z.boolean() })),
      scenarios: z.array(scenario),
      applications: z.array(
        z.object({ id: uuid, scenarioId: uuid, scenario: z.string(), at: z.string(), by: z.string().nullable(), mayUndo: z.boolean() }),
      ),
    }),
  },
  "POST /api/allocation-previews": {
    access: write,
    summary: "What these assumptions give: a number, months and reasons for every node, and how fair it is. Writes nothing.",
    body: z.strictObject({ metric, year, rootId: uuid, assumptions }),
    reply: allocationResult,
    refusals: computing,
  },
  "POST /api/allocation-scenarios": {
    access: write,
    summary: "Save assumptions under a name, to be compared with others.",
    body: z.strictObject({ id: uuid, metric, year, rootId: uuid, name, assumptions }),
    reply: z.object({ id: uuid, version: z.number().int() }),
  },
  "PUT /api/allocation-scenarios/:id": {
    access: write,
    summary: "Change a scenario.",
    params: byId,
    body: z.strictObject({ name, assumptions, version: z.number().int() }),
    reply: z.object({ id: uuid, version: z.number().int() }),
    refusals: ["version-moved"],
  },
  "DELETE /api/allocation-scenarios/:id": {
    access: write,
    summary: "Drop a scenario. Targets that were written from it stay.",
    params: byId,
    reply: z.object({}),
  },
  "GET /api/allocation-scenarios/:id/result": {
    access: write,
    summary: "What a saved scenario gives on today's facts.",
    params: byId,
    reply: allocationResult,
    refusals: computing,
  },
  "POST /api/allocation-scenarios/:id/application": {
    access: write,
    summary: "Write a scenario into the draft of the year (a new one when there is none), all or nothing; it can be taken back.",
    params: byId,
    /** Version of the scenario, and the stamp of the draft's cells, as they were seen. */
    body: z.strictObject({ version: z.number().int(), stamp: z.number().int() }),
    reply: z.object({ id: uuid, setId: uuid, nodes: z.number().int() }),
    refusals: [...computing, "version-moved", "allocation-moved", "allocation-no-draft", "target-locked"],
  },
  "POST /api/allocation-applications/:id/undoing": {
    access: write,
    summary: "Take an application back: the draft's cells stand as before, if nobody has gone on from it.",
    params: byId,
    reply: z.object({}),
    refusals: ["allocation-undone", "allocation-went-on", "targets-published"],
  },
} as const satisfies Routes;
