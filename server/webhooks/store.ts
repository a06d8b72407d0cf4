import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { minutesUntilNext, TRIES_MAX } from "#core/webhooks/events.ts";
import type { Tx } from "../db/tx.ts";

export type Webhook = { id: string; name: string; address: string; events: string[]; isPaused: boolean; version: number };
export type WebhookRow = Webhook & { waiting: number; failed: number; lastAt: string | null };
export type Due = { id: string; webhookId: string; event: string; body: string; address: string; sealed: Buffer; tries: number };
export type DeliveryRow = {
  id: string; event: string; at: string; tries: number; answered: number | null; error: string; sentAt: string | null; failedAt: string | null; dueAt: string;
}; // prettier-ignore

export async function webhookRows(tx: Tx): Promise<WebhookRow[]> {
  return tx.rows(sql<WebhookRow>`
    select w.id, w.name, w.address, w.events, w.is_paused as "isPaused", w.version,
      count(d.id) filter (where d.sent_at is null and d.failed_at is null)::int as waiting, count(d.id) filter (where d.failed_at is not null)::int as failed, max(d.sent_at) as "lastAt"
    from webhooks w left join webhook_deliveries d on d.tenant_id = w.tenant_id and d.webhook_id = w.id
    where w.tenant_id = current_tenant() group by w.tenant_id, w.id order by w.made_at`);
}

export async function webhookRow(tx: Tx, id: string): Promise<Webhook | undefined> {
  return tx.row(sql<Webhook>`
    select id, name, address, events, is_paused as "isPaused", version from webhooks where tenant_id = current_tenant() and id = ${id}::uuid`);
}

/** False when the id is taken. */
export async function insertWebhook(tx: Tx, w: Pick<Webhook, "id" | "name" | "address" | "events">, sealed: Buffer): Promise<boolean> {
  return (await tx.run(sql`
    insert into webhooks (tenant_id, id, name, address, events, sealed) values (current_tenant(), ${w.id}, ${w.name}, ${w.address}, ${w.events}::text[], ${sealed})
    on conflict do nothing`)) === 1;
} // prettier-ignore

/** The new version; undefined when it moved meanwhile. */
export async function changeWebhook(tx: Tx, { id, name, address, events, isPaused, version }: Webhook): Promise<number | undefined> {
  const row = await tx.row(sql<{ version: number }>`
    update webhooks set name = ${name}, address = ${address}, events = ${events}::text[], is_paused = ${isPaused}, version = version + 1
    where tenant_id = current_tenant() and id = ${id}::uuid and version = ${version} returning version`);
  return row?.version;
}

export const removeWebhook = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from webhooks where tenant_id = current_tenant() and id = ${id}::uuid`);

/** One delivery for each that listens; `only` asks one webhook, whatever it listens to. */
export async function queueEvent(tx: Tx, event: string, subject: { kind: string; id: string }, at: Date, only?: string): Promise<void> {
  const whose = only ? sql`w.id = ${only}::uuid` : sql`not w.is_paused and w.events @> array[${event}]::text[]`;
  const listening = await tx.rows(sql<{ id: string; company: string }>`
    select w.id, t.code as company from webhooks w join tenants t on t.id = w.tenant_id where w.tenant_id = current_tenant() and ${whose}`);
  for (const { id: webhookId, company } of listening) {
    const id = randomUUIDv7();
    const body = JSON.stringify({ id, event, at: at.toISOString(), company, subject });
    await tx.run(sql`
      insert into webhook_deliveries (tenant_id, id, webhook_id, event, body, at, due_at)
      values (current_tenant(), ${id}, ${webhookId}, ${event}, ${body}, ${at.toISOString()}, ${at.toISOString()})`);
  }
}

/** The next one that is due, claimed for two minutes: a server that dies while it sends does not take the message with it. */
export async function claimDue(tx: Tx, now: Date): Promise<Due | undefined> {
  return tx.row(sql<Due>`
    update webhook_deliveries d set due_at = ${new Date(now.getTime() + 120_000).toISOString()}, tries = tries + 1
    from webhooks w where w.tenant_id = d.tenant_id and w.id = d.webhook_id and d.tenant_id = current_tenant() and d.id = (
      select n.id from webhook_deliveries n join webhooks h on h.tenant_id = n.tenant_id and h.id = n.webhook_id and not h.is_paused
      where n.tenant_id = current_tenant() and n.sent_at is null and n.failed_at is null and n.due_at <= ${now.toISOString()}
      order by n.due_at, n.id limit 1 for update of n skip locked)
    returning d.id, d.webhook_id as "webhookId", d.event, d.body, w.address, w.sealed, d.tries`);
}

export const noteSent = (tx: Tx, id: string, answered: number, now: Date): Promise<number> =>
  tx.run(
    sql`update webhook_deliveries set sent_at = ${now.toISOString()}, answered = ${answered}, error = '' where tenant_id = current_tenant() and id = ${id}`,
  );

/** Tried again later; given up after a day, and then nothing more is sent there until somebody has looked. */
export async function noteFailed(tx: Tx, { id, webhookId, tries }: Due, answered: number | null, error: string, now: Date): Promise<void> {
  const isOver = tries >= TRIES_MAX;
  const next = new Date(now.getTime() + minutesUntilNext(tries) * 60_000).toISOString();
  await tx.run(sql`
    update webhook_deliveries set answered = ${answered}, error = ${error.slice(0, 300)}, due_at = ${next}, failed_at = ${isOver ? now.toISOString() : null}
    where tenant_id = current_tenant() and id = ${id}`);
  if (isOver)
    await tx.run(sql`update webhooks set is_paused = true, version = version + 1 where tenant_id = current_tenant() and id = ${webhookId}`);
}

export async function deliveryRows(tx: Tx, webhookId: string): Promise<DeliveryRow[]> {
  return tx.rows(sql<DeliveryRow>`
    select id, event, at, tries, answered, error, sent_at as "sentAt", failed_at as "failedAt", due_at as "dueAt" from webhook_deliveries
    where tenant_id = current_tenant() and webhook_id = ${webhookId}::uuid order by at desc, id desc limit 50`);
}

/** Sent once more, whatever became of it. */
export const resend = (tx: Tx, webhookId: string, id: string, now: Date): Promise<number> =>
  tx.run(sql`update webhook_deliveries set sent_at = null, failed_at = null, tries = 0, due_at = ${now.toISOString()}
    where tenant_id = current_tenant() and webhook_id = ${webhookId}::uuid and id = ${id}::uuid`); // prettier-ignore
