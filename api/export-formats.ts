import { z } from "zod";
import { bookings, fields, sources } from "#core/compensation/layout.ts";
import { periodKey, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";

const account = z.string().trim().min(1).max(60);
/** What each row is made of and in which columns; of a voucher also the accounts of each booking, null where it is not booked. */
const layout = z.strictObject({
  source: z.enum(sources),
  columns: z
    .array(z.strictObject({ title: z.string().trim().min(1).max(60), field: z.enum(fields), text: z.string().max(200) }))
    .min(1)
    .max(40)
    .readonly(),
  unit: z.enum(["major", "minor"]),
  accounts: z.partialRecord(z.enum(bookings), z.strictObject({ debit: account, credit: account }).nullable()),
});
const file = z.strictObject({ kind: z.enum(["csv", "xlsx"]), encoding: z.enum(["utf-8", "gbk"]) });
const name = z.string().trim().min(1).max(60);
const format = z.object({
  id: uuid,
  name,
  layout,
  file,
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.string(),
});

export const exportFormatRoutes = {
  "GET /api/export-formats": {
    access: { resource: "statements", action: "export" },
    summary: "The company's own files of a pay period, by name: columns, units, encoding, accounts.",
    reply: z.object({ rows: z.array(format) }),
  },
  "PUT /api/export-formats/:id": {
    access: { resource: "statements", action: "export" },
    summary: "Keeps a format; version 0 makes a new one, the version that was read changes it.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ name, layout, file, version: z.number().int().min(0) }),
    reply: z.object({ id: uuid, version: z.number().int() }),
    refusals: ["version-moved", "name-taken"],
  },
  "DELETE /api/export-formats/:id": {
    access: { resource: "statements", action: "export" },
    summary: "Removes a format; files made with it are not touched.",
    params: z.object({ id: uuid }),
    reply: z.object({ id: uuid }),
  },
  "POST /api/pay-periods/:key/export-preview": {
    access: { resource: "statements", action: "export" },
    summary:
      "The first rows of an approved period in a format that need not be kept yet, and the bookings that have no accounts. Writes nothing.",
    params: z.object({ key: periodKey }),
    body: z.strictObject({ layout }),
    reply: z.object({
      header: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      count: z.number().int(),
      unmapped: z.array(z.enum(bookings)),
    }),
    refusals: ["pay-period-state"],
  },
} as const satisfies Routes;
