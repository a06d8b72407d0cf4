import { z } from "zod";
import { amount, day, label, page, paging, ppm, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";
import { subject } from "./metrics.ts";

const count = z.number().int();
const read = { resource: "customers", action: "read" } as const;
const model = z.enum(["bgnbd", "pareto-nbd"]);
/** How likely a customer is still with us, in words: P(alive) from 80, 50 and 20 %, or the own rhythm where there is no model. */
const standing = z.enum(["active", "cooling", "at-risk", "gone"]);
/** Whose customers: one unit with all below it, or one position. Left out: the caller's own unit or seat. */
const asked = { unit: uuid.optional(), position: uuid.optional(), model: model.default("bgnbd") };

const customer = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  /** Days of purchase, the first one included. */
  purchases: count,
  lastOn: day,
  silentDays: count,
  /** Median days between two purchases; null below two. */
  interval: z.number().nullable(),
  standing: standing.nullable(),
  alivePpm: ppm.nullable(),
  /** Orders expected in the next 52 weeks. */
  expected: z.string().nullable(),
  revenueToDate: amount,
  /** Receipts × margin to date. */
  historical: amount.nullable(),
  /** Margin expected over 52 weeks, discounted; null without model or margin. */
  value: amount.nullable(),
});

export const customerValue = z
  .object({
    subject,
    crumbs: z.array(subject),
    below: z.array(subject),
    asOf: day,
    model,
    horizonWeeks: count,
    fit: z.object({
      isFitted: z.boolean(),
      customers: count,
      repeatBuyers: count,
      /** By name (r, alpha, a, b or s, beta), in weeks. */
      parameters: z.record(z.string(), z.number()).nullable(),
      logLikelihood: z.number().nullable(),
      /** Why there is no model, or why amounts are the customers' own means. */
      notes: z.array(label),
    }),
    /** Margin of two years of order lines that know their cost. */
    margin: z.object({ ppm: ppm.nullable(), lines: count, costed: count }),
    customers: count,
    revenueToDate: amount,
    value: amount.nullable(),
    segments: z.array(z.object({ standing: standing.nullable(), customers: count, revenueToDate: amount, value: amount.nullable() })),
    /** Worth winning back: cooling or at risk, the greatest amount to date first. */
    winBack: z.array(customer),
  })
  .meta({ id: "CustomerValue" });

export const customerValueRoutes = {
  "GET /api/customer-value": {
    access: read,
    summary: "What customers are worth and how likely they are to come back, by segment, with those worth winning back.",
    query: z.object(asked),
    reply: customerValue,
  },
  "GET /api/customer-value/customers": {
    access: read,
    summary: "The customers one by one, the most valuable first.",
    query: z.object({ ...asked, standing: standing.optional(), ...paging, cursor: z.string().regex(/^\d{1,7}$/).optional() }), // prettier-ignore
    reply: page(customer),
  },
} as const satisfies Routes;
