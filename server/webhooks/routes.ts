import { randomBytes } from "node:crypto";
import type { Contract } from "#api/index.ts";
import { sealSecret } from "../auth/totp.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { isAllowedAddress } from "./guard.ts";
import * as store from "./store.ts";
import type { WebhookEvent } from "#core/webhooks/events.ts";

export function webhooks(server: Server): void {
  const mayBeInside = server.config.hooksInside;
  implement(server, "GET /api/webhooks", async ({ tx }) => ({ rows: (await store.webhookRows(tx)).map((one) => ({ ...one, events: one.events as WebhookEvent[] })) }));
  implement(server, "POST /api/webhooks", async ({ tx, body, audit }) => {
    if (!isAllowedAddress(body.address, mayBeInside)) return refuse("webhook-address-refused");
    const key = `hwk_${randomBytes(24).toString("base64url")}`;
    if (!(await store.insertWebhook(tx, body, sealSecret(server.secret, body.id, key)))) return refuse("not-found");
    await audit({ action: "webhook.create", subjectKind: "webhook", subjectId: body.id, subjectLabel: body.name, after: { address: body.address, events: body.events } });
    return { id: body.id, key };
  });
  implement(server, "PATCH /api/webhooks/:id", async ({ tx, params, body, audit }) => {
    if (!isAllowedAddress(body.address, mayBeInside)) return refuse("webhook-address-refused");
    const before = await store.webhookRow(tx, params.id);
    if (!before) return refuse("not-found");
    const version = await store.changeWebhook(tx, { ...body, id: params.id });
    if (version === undefined) return refuse("version-moved", {}, before);
    await audit({ action: "webhook.change", subjectKind: "webhook", subjectId: params.id, subjectLabel: body.name, before, after: { ...body, version } });
    return { id: params.id, version };
  });
  implement(server, "DELETE /api/webhooks/:id", async ({ tx, params, audit }) => {
    const before = await store.webhookRow(tx, params.id);
    if (!before) return refuse("not-found");
    await store.removeWebhook(tx, params.id);
    await audit({ action: "webhook.remove", subjectKind: "webhook", subjectId: params.id, subjectLabel: before.name, before });
    return { id: params.id };
  });
  implement(server, "POST /api/webhooks/:id/trial", trial);
  implement(server, "GET /api/webhooks/:id/deliveries", async ({ tx, params }) => {
    if (!(await store.webhookRow(tx, params.id))) return refuse("not-found");
    return { rows: await store.deliveryRows(tx, params.id) };
  });
  implement(server, "POST /api/webhooks/:id/deliveries/:deliveryId/resending", async ({ tx, params, audit, now }) => {
    if ((await store.resend(tx, params.id, params.deliveryId, now)) === 0) return refuse("not-found");
    await audit({ action: "webhook.resend", subjectKind: "webhook", subjectId: params.id, after: { delivery: params.deliveryId } });
    return { id: params.deliveryId };
  });
} // prettier-ignore

async function trial({ tx, params, audit, now }: Context<Contract["POST /api/webhooks/:id/trial"]>) {
  const webhook = await store.webhookRow(tx, params.id);
  if (!webhook) return refuse("not-found");
  if (webhook.isPaused) return refuse("webhook-paused");
  await store.queueEvent(tx, "ping", { kind: "webhook", id: params.id }, now, params.id);
  await audit({ action: "webhook.trial", subjectKind: "webhook", subjectId: params.id, subjectLabel: webhook.name });
  return { id: params.id };
}
