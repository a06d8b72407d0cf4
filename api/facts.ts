import { z } from "zod";
import { amount, day, page, paging, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";

const count = z.number().int();
const share = z.object({ person: z.string(), name: z.string(), positionId: uuid, sharePpm: count, amount });
const status = z.enum(["effective", "cancelled"]);

export const orderRow = z
  .object({
    id: uuid,
    code: z.string(),
    customer: z.string().nullable(),
    customerName: z.string().nullable(),
    signedOn: day,
    deliveredOn: day.nullable(),
    status,
    amount,
    tax: amount,
    freight: amount,
    territory: z.string(),
    channel: z.string(),
    version: count,
    credits: z.array(share),
  })
  .meta({ id: "Order" });
export const orderDetail = orderRow.extend({
  lines: z.array(
    z.object({
      line: count,
      product: z.string().nullable(),
      productName: z.string().nullable(),
      quantity: amount,
      amount,
      cost: amount.nullable(),
    }),
  ),
  plan: z.array(z.object({ line: count, dueOn: day, amount, received: amount })),
  receipts: z.array(z.object({ id: uuid, code: z.string(), receivedOn: day, amount })),
});

const customerRow = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    class: z.string(),
    industry: z.string(),
    region: z.string(),
    owner: z.string().nullable(),
    createdOn: day.nullable(),
    version: count,
  })
  .meta({ id: "Customer" });
const receiptRow = z
  .object({
    id: uuid,
    code: z.string(),
    order: z.string(),
    customerName: z.string().nullable(),
    receivedOn: day,
    amount,
    planLine: count.nullable(),
    isAdvance: z.boolean(),
  })
  .meta({ id: "Receipt" });

const search = { ...paging, q: z.string().max(100).optional() };
const dated = { ...search, from: day.optional(), to: day.optional() };

export const factRoutes = {
  "GET /api/orders": {
    access: { resource: "orders", action: "read" },
    summary: "Orders credited within the caller's reach, newest signing first; `to` is exclusive.",
    query: z.object({ ...dated, status: status.optional() }),
    reply: page(orderRow),
  },
  "GET /api/orders/:id": {
    access: { resource: "orders", action: "read" },
    summary: "One order with lines, credit, plan and receipts.",
    params: z.object({ id: uuid }),
    reply: orderDetail,
  },
  "PATCH /api/orders/:id": {
    access: { resource: "orders", action: "write" },
    summary: "Change an order. Credit is split anew, results follow at once, statements are recomputed.",
    params: z.object({ id: uuid }),
    body: z.object({
      version: count,
      amount: amount.optional(),
      status: status.optional(),
      signedOn: day.optional(),
      deliveredOn: day.nullable().optional(),
      credits: z
        .array(z.object({ person: z.string(), sharePpm: count.min(1).max(1_000_000) }))
        .max(50)
        .optional(),
      reason: z.string().max(500).optional(),
    }),
    reply: orderDetail,
    refusals: ["version-moved", "order-credit-refused", "order-lines-fix-amount"],
  },
  "GET /api/customers": {
    access: { resource: "customers", action: "read" },
    summary: "Customers within reach, by code.",
    query: z.object(search),
    reply: page(customerRow),
  },
  "GET /api/receipts": {
    access: { resource: "receipts", action: "read" },
    summary: "Receipts credited within reach, newest first.",
    query: z.object(dated),
    reply: page(receiptRow),
  },
} as const satisfies Routes;
