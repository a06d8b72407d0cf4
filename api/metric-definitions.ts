import { z } from "zod";
import { groups, units } from "#core/kpi/definition.ts";
import { attributions, filterFields } from "#core/kpi/slice.ts";
import type { Routes } from "./contract.ts";
import { day, explanation, label, periodKey, uuid } from "./common.ts";
import { metricDefinition, subject } from "./metrics.ts";

const write = { resource: "metrics", action: "write" } as const;
/** Codes of a company's own metrics begin with x-, so that they never meet one of the dictionary. */
const code = z
  .string()
  .max(40)
  .regex(/^x-[a-z0-9]+(-[a-z0-9]+)*$/);
const values = z.array(z.string().min(1).max(100)).max(50).readonly().optional();
const filter = {
  customerClass: values,
  industry: values,
  region: values,
  productCategory: values,
  productTag: values,
  channel: values,
  dealSource: values,
};
const chosen = z.strictObject({
  measure: z.string().max(40),
  filter: z.strictObject(filter),
  attribution: z.enum(attributions),
});
const decimal = z.string().max(20);

/** A metric as a company writes it: a measure, a ratio of two, or a formula over metrics ("gross_profit ÷ signed_amount"). */
export const writtenMetric = z
  .strictObject({
    name: z.string().trim().min(1).max(40),
    note: z.string().max(500),
    group: z.enum(groups),
    direction: z.enum(["up", "down", "band", "none"]),
    /** Below this many rows a ratio or median says that its sample is small. */
    sampleMin: z.number().int().min(1).max(1000),
    /** Plain decimals; of a rate in percent: "25" is 25 %. */
    goal: z.strictObject({ atLeast: decimal.optional(), atMost: decimal.optional() }),
    shape: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("sum"), of: chosen }),
      z.strictObject({ kind: z.literal("ratio"), above: chosen, below: chosen }),
      z.strictObject({ kind: z.literal("formula"), text: z.string().min(1).max(4000), unit: z.enum(["amount", "rate", "count"]) }),
    ]),
  })
  .meta({ id: "WrittenMetric" });

const problem = z.object({
  code: z.string(),
  path: z.string(),
  /** The character of the formula it stands at. */
  at: z.number().int().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const version = z.object({
  no: z.number().int(),
  state: z.enum(["draft", "published"]),
  validFrom: day.nullable(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  /** Moves with every edit of the draft. */
  version: z.number().int(),
  written: writtenMetric,
});

const metricPage = z
  .object({
    definition: metricDefinition.nullable(),
    versions: z.array(version),
    /** What it is made of: measures of facts, and metrics. */
    reads: z.array(z.object({ kind: z.enum(["measure", "metric"]), code: z.string(), name: label })),
    /** What would change with it. */
    usedBy: z.array(z.object({ kind: z.enum(["metric", "target", "scheme"]), name: label })),
    mayWrite: z.boolean(),
  })
  .meta({ id: "MetricPage" });

const unitKind = z.enum(["unit", "position"]);

export const metricDefinitionRoutes = {
  "GET /api/metrics/:metric": {
    access: { resource: "metrics", action: "read" },
    summary: "One metric: its definition, versions, what it reads and what uses it.",
    params: z.object({ metric: z.string().max(40) }),
    reply: metricPage,
  },
  "GET /api/metric-measures": {
    access: write,
    summary: "What a metric can be built of: measures with the filters each allows, the values of the filters, names for formulas.",
    reply: z.object({
      measures: z.array(
        z.object({
          code: z.string(),
          name: label,
          unit: z.string(),
          dateField: z.string(),
          attribution: z.string(),
          filters: z.array(z.enum(filterFields)),
        }),
      ),
      choices: z.array(z.object({ field: z.enum(filterFields), values: z.array(z.string()) })),
      names: z.array(z.object({ name: z.string(), code: z.string(), label, unit: z.enum(units) })),
    }),
  },
  "POST /api/metric-previews": {
    access: write,
    summary: "What is wrong with a definition, and what it would show on the facts as they are. Nothing is kept.",
    body: z.strictObject({ code, written: writtenMetric, period: periodKey, unit: uuid.optional(), position: uuid.optional() }),
    reply: z.object({
      problems: z.array(problem),
      subject: subject.nullable(),
      explanation: explanation.nullable(),
      below: z.array(z.object({ kind: unitKind, id: uuid, name: z.string(), value: explanation })),
    }),
    refusals: ["period-unknown"],
  },
  "PUT /api/metric-definitions/:code/draft": {
    access: write,
    summary: "Writes the draft of a company's own metric; version 0 begins one.",
    params: z.object({ code }),
    body: z.strictObject({ written: writtenMetric, version: z.number().int().min(0) }),
    reply: version,
    refusals: ["version-moved"],
  },
  "DELETE /api/metric-definitions/:code/draft": {
    access: write,
    summary: "Throws the draft away; what is published stays.",
    params: z.object({ code }),
    reply: z.object({}),
  },
  "POST /api/metric-definitions/:code/publication": {
    access: write,
    summary: "Publishes the draft from a day on. A published version is never edited.",
    params: z.object({ code }),
    body: z.strictObject({ validFrom: day, version: z.number().int() }),
    reply: version,
    refusals: ["version-moved", "metric-unsound", "metric-day-taken"],
  },
  "GET /api/metric-settings": {
    access: { resource: "metrics", action: "read" },
    summary:
      "What the company has decided about its metrics: usual collection rate, days of grace, satisfaction, hours of the working day.",
    reply: z.object({
      collectionRate: z.enum(["plan", "balance"]),
      graceDays: z.number().int(),
      csat: z.enum(["top-two", "mean"]),
      dayStarts: z.string(),
      dayEnds: z.string(),
      version: z.number().int(),
      mayWrite: z.boolean(),
    }),
  },
  "PUT /api/metric-settings": {
    access: write,
    summary: "Decides these; every number counted by them says so.",
    body: z.strictObject({
      collectionRate: z.enum(["plan", "balance"]),
      graceDays: z.number().int().min(0).max(365),
      csat: z.enum(["top-two", "mean"]),
      dayStarts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      dayEnds: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      version: z.number().int().min(0),
    }),
    reply: z.object({ version: z.number().int() }),
    refusals: ["version-moved", "day-ends-early"],
  },
} as const satisfies Routes;
