import { z } from "zod";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, label, page, paging, periodKey, ppm, uuid } from "./common.ts";
import { subject } from "./metrics.ts";

const read = { resource: "diagnosis", action: "read" } as const;
/** Whose: one unit with all below it, or one position. Left out: the caller's own unit or seat. */
const whose = { unit: uuid.optional(), position: uuid.optional() };

export const findingKinds = [
  "child-behind", "cell-behind", "mix", "lost-customers", "fewer-orders", "smaller-orders", "fewer-new", "collection", "stage", "follow-through", "coverage", "gained",
] as const; // prettier-ignore

/** One cause in plain words: what it is worth, the proof down to the rows, one next step, and what to be careful about. */
export const finding = z
  .object({
    key: z.string(),
    kind: z.enum(findingKinds),
    tone: z.enum(["problem", "strength"]),
    title: label,
    /** Money missing or gained; null where the cause has no price. */
    amount: amount.nullable(),
    explanation,
    next: z.object({ label, path: z.string() }),
    caution: label.nullable(),
  })
  .meta({ id: "Finding" });

const period = z.object({ key: z.string(), from: day, to: day, /** Facts are counted up to this day (exclusive). */ doneTo: day });

/** What stands behind a shortfall: the gap by who is below, driver trees that add up, findings by their worth. */
export const diagnosis = z
  .object({
    subject,
    crumbs: z.array(subject),
    below: z.array(subject),
    period,
    /** Days of last year the same days are held against. */
    base: z.object({ from: day, to: day }),
    gap: explanation,
    trees: z.array(explanation),
    findings: z.array(finding),
    /** Keys of the three to begin with. */
    start: z.array(z.string()),
    /** What could not be looked at, and why. */
    absent: z.array(label),
    /** Fact rows read to answer. */
    rowsTouched: z.number().int(),
  })
  .meta({ id: "Diagnosis" });

export const drillBy = ["class", "region", "category", "person", "customer"] as const;
const cell = {
  class: z.string().max(60).optional(),
  region: z.string().max(60).optional(),
  category: z.string().max(60).optional(),
  person: uuid.optional(),
};

export const drillRow = z
  .object({ key: z.string(), label: z.string(), now: amount, before: amount, change: amount, orders: z.number(), ordersBefore: z.number() })
  .meta({ id: "DrillRow" });

const why = z.enum(["too-few", "constant-x", "constant-y", "no-variation-left"]).nullable();
/** Decimal texts with the 95 % interval; `why` says why there is no number, `q` is adjusted for all tests of its list. */
const estimate = { value: z.string().nullable(), low: z.string().nullable(), high: z.string().nullable(), why, q: z.string().nullable() };

/** How the work is done: where deals are lost, what goes along with good results, whose customers are seen. */
export const processDiagnosis = z
  .object({
    subject,
    span: z.object({ from: day, to: day }),
    people: z.object({ own: z.number().int(), peers: z.number().int(), /** Who the peers are. */ filter: label }),
    stages: z.array(
      z.object({
        stage: z.string(),
        entered: z.number().int(),
        passed: z.number().int(),
        peersEntered: z.number().int(),
        peersPassed: z.number().int(),
        difference: z.object({ value: ppm, low: ppm, high: ppm }).nullable(),
        days: z.number().nullable(),
        peersDays: z.number().nullable(),
        /** What the peers' conversion in this stage would have been worth. */
        loss: amount,
        isCertain: z.boolean(),
      }),
    ),
    habits: z.object({
      sellers: z.number().int(),
      contrasts: z.array(
        z.object({
          habit: z.string(),
          top: z.string().nullable(),
          topN: z.number().int(),
          rest: z.string().nullable(),
          restN: z.number().int(),
          ...estimate,
        }),
      ),
      links: z.array(z.object({ habit: z.string(), by: z.enum(["ranks", "within"]), n: z.number().int(), ...estimate })),
    }),
    coverage: z.object({
      classes: z.array(
        z.object({
          class: z.string(),
          customers: z.number().int(),
          touched: z.number().int(),
          visits: z.number().int(),
          minutes: z.number().int(),
          timeShare: ppm.nullable(),
          value: amount,
          valueShare: ppm.nullable(),
        }),
      ),
      untouched: z.array(z.object({ code: z.string(), name: z.string(), lastOn: day.nullable(), value: amount })),
    }),
    absent: z.array(label),
  })
  .meta({ id: "ProcessDiagnosis" });

export const diagnosisRoutes = {
  "GET /api/diagnosis/process": {
    access: read,
    summary:
      "Twelve months of work: conversion and time of each stage against peers, the best quarter against the rest, coverage by class.",
    query: z.object({ period: periodKey, ...whose }),
    reply: processDiagnosis,
    refusals: ["period-unknown", "not-found"],
  },
  "GET /api/diagnosis": {
    access: read,
    summary: "Why the signed amount of a unit or person differs from its target and from last year: findings by money, each with proof.",
    query: z.object({ period: periodKey, ...whose }),
    reply: diagnosis,
    refusals: ["period-unknown", "not-found"],
  },
  "GET /api/diagnosis/start": {
    access: read,
    summary: "Start here: at most three findings of the caller's own unit or seat, from few rows.",
    query: z.object({ period: periodKey.optional() }),
    reply: z.object({ period: z.string(), subject: subject.nullable(), findings: z.array(finding), rowsTouched: z.number().int() }),
    refusals: ["period-unknown"],
  },
  "GET /api/diagnosis/drill": {
    access: read,
    summary: "One step down the guided path: the signed amount and its change by class, region, product group, person or customer.",
    query: z.object({ period: periodKey, by: z.enum(drillBy), ...whose, ...cell }),
    reply: z.object({ subject, period, base: z.object({ from: day, to: day }), total: drillRow, rows: z.array(drillRow) }),
    refusals: ["period-unknown", "not-found"],
  },
  "GET /api/diagnosis/rows": {
    access: read,
    summary: "The orders behind a cell of the drill path, the latest first.",
    query: z.object({ from: day, to: day, ...whose, ...cell, ...paging }),
    reply: page(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    refusals: ["bad-request", "not-found"],
  },
} as const satisfies Routes;
