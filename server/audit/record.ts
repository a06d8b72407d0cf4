import { createHash } from "node:crypto";
import { sql } from "kysely";
import { isWebhookEvent } from "#core/webhooks/events.ts";
import type { Tx } from "../db/tx.ts";
import { queueEvent } from "../webhooks/store.ts";

/** What a change leaves behind. `pay` marks values that only the pay role may read later. */
export type AuditEntry = {
  readonly action: string; // "target.update"
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLabel?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
};

export type AuditAuthor = { readonly userId: string | null; readonly actor: string; readonly requestId: string | null; readonly at: Date };

type Head = { seq: bigint; hash: Buffer };

/** Appends to the tenant's chain in the caller's transaction: the change, its entry and what other programs are told of it live or die together. */
export async function recordAudit(tx: Tx, author: AuditAuthor, entry: AuditEntry): Promise<bigint> {
  const head = await lockHead(tx);
  const seq = head.seq + 1n;
  const row = { seq: seq.toString(), at: author.at.toISOString(), userId: author.userId, ...contentOf(author, entry) };
  const hash = chained(head.hash, row);
  await tx.run(sql`
    insert into audit_log (tenant_id, seq, at, user_id, actor, action, subject_kind, subject_id, subject_label, before, after, reason, request_id, prev, hash)
    values (current_tenant(), ${seq}, ${row.at}, ${author.userId}, ${author.actor}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
      ${entry.subjectLabel ?? null}, ${jsonOf(entry.before)}::jsonb, ${jsonOf(entry.after)}::jsonb, ${entry.reason ?? null}, ${author.requestId}, ${head.hash}, ${hash})`);
  if (isWebhookEvent(entry.action)) await queueEvent(tx, entry.action, { kind: entry.subjectKind, id: entry.subjectId }, author.at);
  await tx.run(sql`update audit_heads set seq = ${seq}, hash = ${hash} where tenant_id = current_tenant()`);
  return seq;
}

async function lockHead(tx: Tx): Promise<Head> {
  await tx.run(sql`insert into audit_heads (tenant_id, seq, hash) values (current_tenant(), 0, '\\x00') on conflict do nothing`);
  const head = await tx.row(sql<Head>`select seq, hash from audit_heads where tenant_id = current_tenant() for update`);
  return head!;
}

function contentOf(author: AuditAuthor, entry: AuditEntry) {
  return {
    actor: author.actor,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    subjectLabel: entry.subjectLabel ?? null,
    before: plain(entry.before),
    after: plain(entry.after),
    reason: entry.reason ?? null,
    requestId: author.requestId,
  };
}

/** SHA-256(prev ‖ canonical JSON): keys sorted, so that the stored jsonb gives the same bytes again. */
export function chained(prev: Buffer, row: unknown): Buffer {
  return createHash("sha256").update(prev).update(canonical(row)).digest();
}

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

function plain(value: unknown): unknown {
  const json = jsonOf(value);
  return json === null ? null : JSON.parse(json);
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v));
}
