import { z } from "zod";

/** Exact decimal of at most four places, as text: "1234.5000". Never a JSON number. */
export const amount = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/);
/** Millionths as text: "848000" is 84.8 %. */
export const ppm = z.string().regex(/^-?\d+$/);
export const day = z.iso.date();
export const uuid = z.uuid();
/** Period of the fiscal calendar: "2026", "2026-H1", "2026-Q1", "2026-03", "2026-W05", or one day. */
export const periodKey = z.string().regex(/^\d{4}(-(H[12]|Q[1-4]|W\d{2}|\d{2}(-\d{2})?))?$/);

export const label = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() });
export const value = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("amount"), value: amount, currency: z.string() }),
  z.object({ kind: z.literal("rate"), ppm }),
  z.object({ kind: z.literal("number"), value: z.string(), unit: z.string().optional() }),
  z.object({ kind: z.literal("text"), value: z.string() }),
  z.object({ kind: z.literal("none"), why: z.enum(["missing", "not-applicable", "undefined"]) }),
]);

/** Mirrors core/explain/explanation.ts. */
export const explanation = z
  .object({
    of: z.string(),
    label,
    value,
    rule: label.optional(),
    version: z.string().optional(),
    combine: z.enum(["sum", "quotient", "product", "choice", "steps"]).optional(),
    get parts() {
      return z.array(explanation).readonly().optional();
    },
    rows: z
      .object({
        source: z.enum([
          "orders",
          "receipts",
          "collection-plan",
          "customers",
          "targets",
          "working-days",
          "deals",
          "activities",
          "quotes",
          "leads",
          "surveys",
          "complaints",
          "people",
          "actions",
        ]),
        count: z.number().int(),
        query: z.record(z.string(), z.string()),
      })
      .optional(),
    notes: z.array(label).readonly().optional(),
    /** How many rows a ratio, mean or median rests on, and from how many on it is trusted. */
    sample: z.object({ count: z.number().int(), min: z.number().int() }).optional(),
    /** Ends of the 95 % interval of a rate, in millionths. */
    interval: z.object({ low: ppm, high: ppm }).optional(),
    /** The share of rows that are complete for the metric, and what the others lack. */
    quality: z
      .object({
        ppm,
        rows: z.number().int(),
        reasons: z.array(z.object({ label, count: z.number().int() })).readonly(),
      })
      .optional(),
  })
  .meta({ id: "Explanation" });

/** Keyset paging: send back `next` as `cursor`; null means the end. */
export const paging = { cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });

/** RFC 9457 problem details; title, detail and remedy are in the reader's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  remedy: z.string().optional(),
  requestId: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problem>;

/** What moves a win probability: a feature, its word or number, and by how many log odds. */
export const reason = z.object({ name: z.string(), said: z.string(), moves: z.number() });
