import { z } from "zod";
import { webhookEvents } from "#core/webhooks/events.ts";
import { uuid } from "./common.ts";
import type { Routes } from "./contract.ts";

const name = z.string().trim().min(1).max(60);
const address = z.string().trim().min(1).max(500);
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length);
const one = z.object({ id: uuid });
const webhook = z.object({
  id: uuid,
  name: z.string(),
  address: z.string(),
  events: z.array(z.enum(webhookEvents)),
  /** By hand, or because nothing could be delivered for a day. */
  isPaused: z.boolean(),
  version: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  lastAt: z.string().nullable(),
});
const delivery = z.object({
  id: uuid,
  event: z.string(),
  at: z.string(),
  tries: z.number().int(),
  /** The status the receiver answered with; null when there was no answer. */
  answered: z.number().int().nullable(),
  error: z.string(),
  sentAt: z.string().nullable(),
  failedAt: z.string().nullable(),
  dueAt: z.string(),
});

export const webhookRoutes = {
  "GET /api/webhooks": {
    access: { resource: "settings", action: "write" },
    summary: "Addresses of other programs that are told when something has happened.",
    reply: z.object({ rows: z.array(webhook) }),
  },
  "POST /api/webhooks": {
    access: { resource: "settings", action: "write" },
    summary:
      "Registers an https address outside this network (inside it where the operator allows). The key that signs is told once, in this reply.",
    body: z.strictObject({ id: uuid, name, address, events }),
    reply: z.object({ id: uuid, key: z.string() }),
    refusals: ["webhook-address-refused"],
  },
  "PATCH /api/webhooks/:id": {
    access: { resource: "settings", action: "write" },
    summary: "Changes name, address and events, pauses or goes on; what waits is sent when it goes on.",
    params: one,
    body: z.strictObject({ name, address, events, isPaused: z.boolean(), version: z.number().int() }),
    reply: z.object({ id: uuid, version: z.number().int() }),
    refusals: ["webhook-address-refused", "version-moved"],
  },
  "DELETE /api/webhooks/:id": {
    access: { resource: "settings", action: "write" },
    summary: "Takes an address out, with what was still to be sent there.",
    params: one,
    reply: z.object({ id: uuid }),
  },
  "POST /api/webhooks/:id/trial": {
    access: { resource: "settings", action: "write" },
    summary: "Sends the event `ping` there within seconds.",
    params: one,
    reply: z.object({ id: uuid }),
    refusals: ["webhook-paused"],
  },
  "GET /api/webhooks/:id/deliveries": {
    access: { resource: "settings", action: "write" },
    summary: "The last fifty messages with what became of each.",
    params: one,
    reply: z.object({ rows: z.array(delivery) }),
  },
  "POST /api/webhooks/:id/deliveries/:deliveryId/resending": {
    access: { resource: "settings", action: "write" },
    summary: "Sends one message again; its id stays the same, so that a receiver can tell.",
    params: one.extend({ deliveryId: uuid }),
    reply: z.object({ id: uuid }),
  },
} as const satisfies Routes;
