import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../db/tx.ts";

export type AuditRow = {
  seq: string;
  at: string;
  userId: string | null;
  actor: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectLabel: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
};
export type AuditFilter = {
  readonly q?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

const columns = sql`seq::text, at, user_id as "userId", actor, action, subject_kind as "subjectKind", subject_id as "subjectId",
  subject_label as "subjectLabel", before, after, reason, request_id as "requestId"`;

/** Newest first, before `cursor`. */
export async function entries(tx: Tx, filter: AuditFilter, zone: string, cursor: string | undefined, limit: number): Promise<AuditRow[]> {
  return tx.rows(sql<AuditRow>`
    select ${columns} from audit_log where tenant_id = current_tenant() and seq < ${cursor ?? "9223372036854775807"}::bigint and ${matching(filter, zone)}
    order by audit_log.seq desc limit ${limit}`);
}

function matching({ q, action, from, to }: AuditFilter, zone: string): RawBuilder<unknown> {
  const like = `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const all = [sql`true`];
  if (q) all.push(sql`(actor ilike ${like} or subject_label ilike ${like} or subject_id = ${q})`);
  if (action) all.push(sql`action = ${action}`);
  if (from) all.push(sql`at >= (${from}::date)::timestamp at time zone ${zone}`);
  if (to) all.push(sql`at < (${to}::date + 1)::timestamp at time zone ${zone}`);
  return sql.join(all, sql` and `);
}

export async function actionsSeen(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(
    sql<{ action: string }>`select distinct action from audit_log where tenant_id = current_tenant() order by action`,
  );
  return rows.map((row) => row.action);
}
