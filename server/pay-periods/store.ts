import { gunzipSync, gzipSync } from "node:zlib";
import { randomUUIDv7 } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Input } from "../compensation/input.ts";
import type { PeriodState } from "../compensation/life-store.ts";
import type { Tx } from "../db/tx.ts";

export type PeriodRow = {
  key: string; from: Day; to: Day; state: PeriodState; publication: number; version: number; hash: string | null; disputeUntil: Day | null;
  publishedBy: string | null; publishedAt: string | null; publisher: string | null; approvedBy: string | null; approvedAt: string | null; approver: string | null;
  closedAt: string | null; closer: string | null; reopenBy: string | null; reopenAt: string | null; reopenReason: string | null; reopener: string | null;
}; // prettier-ignore

const nameOf = (column: string) => sql`(select u.name from users u where u.tenant_id = p.tenant_id and u.id = ${sql.ref(`p.${column}`)})`;
const columns = sql`p.key, p.period_from as "from", p.period_to as "to", p.state, p.publication, p.version, p.hash, p.dispute_until as "disputeUntil",
  p.published_by as "publishedBy", p.published_at as "publishedAt", ${nameOf("published_by")} as publisher, p.approved_by as "approvedBy", p.approved_at as "approvedAt",
  ${nameOf("approved_by")} as approver, p.closed_at as "closedAt", ${nameOf("closed_by")} as closer,
  p.reopen_by as "reopenBy", p.reopen_at as "reopenAt", p.reopen_reason as "reopenReason", ${nameOf("reopen_by")} as reopener`;

/** The period, locked until the transaction ends: two people never take a step at the same time. */
export async function lockPeriod(tx: Tx, key: string): Promise<PeriodRow | undefined> {
  return tx.row(sql<PeriodRow>`select ${columns} from pay_periods p where p.tenant_id = current_tenant() and p.key = ${key} for update`);
}

export async function periodRow(tx: Tx, key: string): Promise<PeriodRow | undefined> {
  return tx.row(sql<PeriodRow>`select ${columns} from pay_periods p where p.tenant_id = current_tenant() and p.key = ${key}`);
}

export async function periodRows(tx: Tx): Promise<(PeriodRow & { payout: Amount | null })[]> {
  return tx.rows(sql<PeriodRow & { payout: Amount | null }>`
    select ${columns}, (select sum(s.payout)::bigint from published_statements s where s.tenant_id = p.tenant_id and s.period = p.key and s.publication = p.publication and p.state <> 'open') as payout
    from pay_periods p where p.tenant_id = current_tenant() order by p.period_from desc, p.key limit 60`);
}

/** A period somebody takes the first step of gets its row. */
export async function openPeriod(tx: Tx, { key, from, to }: Span & { key: string }): Promise<PeriodRow> {
  await tx.run(sql`
    insert into pay_periods (tenant_id, key, period_from, period_to) values (current_tenant(), ${key}, ${from}::date, ${to}::date) on conflict do nothing`);
  return (await lockPeriod(tx, key))!;
}

/** One step further; the version counts up, so that whoever looked at an older state is told. */
async function move(tx: Tx, key: string, change: RawBuilder<unknown>): Promise<void> {
  await tx.run(sql`update pay_periods set ${change}, version = version + 1 where tenant_id = current_tenant() and key = ${key}`);
}

type Publication = { publication: number; hash: string; disputeUntil: Day; by: string };
export const setPublished = (tx: Tx, key: string, { publication, hash, disputeUntil, by }: Publication): Promise<void> =>
  move(tx, key, sql`state = 'published', publication = ${publication}, hash = ${hash}, dispute_until = ${disputeUntil}::date, published_by = ${by}, published_at = now(),
    approved_by = null, approved_at = null, closed_by = null, closed_at = null, reopen_by = null, reopen_at = null, reopen_reason = null`); // prettier-ignore
export const setApproved = (tx: Tx, key: string, by: string): Promise<void> =>
  move(tx, key, sql`state = 'approved', approved_by = ${by}, approved_at = now()`);
export const setClosed = (tx: Tx, key: string, by: string): Promise<void> =>
  move(tx, key, sql`state = 'closed', closed_by = ${by}, closed_at = now()`);
export const setOpen = (tx: Tx, key: string): Promise<void> => move(tx, key, sql`state = 'open', dispute_until = null, reopen_by = null`);
export const noteReopening = (tx: Tx, key: string, by: string, reason: string): Promise<void> =>
  move(tx, key, sql`reopen_by = ${by}, reopen_at = now(), reopen_reason = ${reason}`);

/** Whether a person is paid in a publication. */
export async function isPaidIn(tx: Tx, personId: string, { key, publication }: Pick<PeriodRow, "key" | "publication">): Promise<boolean> {
  const row = await tx.row(sql`
    select 1 from published_statements where tenant_id = current_tenant() and period = ${key} and publication = ${publication} and person_id = ${personId}::uuid limit 1`);
  return row !== undefined;
} // prettier-ignore

export type PublishedRow = {
  positionId: string; code: string; personId: string | null; planId: string; payout: Amount | null; paid: Amount | null; document: string; hash: string;
}; // prettier-ignore

export async function insertPublished(tx: Tx, period: string, publication: number, rows: readonly PublishedRow[]): Promise<void> {
  await tx.run(sql`
    insert into published_statements (tenant_id, id, period, publication, position_id, person_id, plan_id, payout, paid, document, hash)
    select current_tenant(), s.id, ${period}, ${publication}, s.position_id, s.person_id, s.plan_id, s.payout, s.paid, s.document, s.hash
    from unnest(${rows.map(() => randomUUIDv7())}::uuid[], ${rows.map((r) => r.positionId)}::uuid[], ${rows.map((r) => r.personId)}::uuid[], ${rows.map((r) => r.planId)}::uuid[],
      ${rows.map((r) => r.payout)}::bigint[], ${rows.map((r) => r.paid)}::bigint[], ${rows.map((r) => gzipSync(r.document))}::bytea[], ${rows.map((r) => r.hash)}::text[])
      as s(id, position_id, person_id, plan_id, payout, paid, document, hash)`);
}

export async function insertInput(tx: Tx, period: string, publication: number, part: number, input: Input): Promise<void> {
  const body = gzipSync(JSON.stringify(input));
  await tx.run(sql`insert into publication_inputs (tenant_id, period, publication, part, input) values (current_tenant(), ${period}, ${publication}, ${part}, ${body})`);
} // prettier-ignore

/** What a publication was made of, part by part: never all of it at once. */
export async function* inputsOf(tx: Tx, period: string, publication: number): AsyncGenerator<Input> {
  for (let part = 0; ; part++) {
    const row = await tx.row(sql<{ input: Buffer }>`
      select input from publication_inputs where tenant_id = current_tenant() and period = ${period} and publication = ${publication} and part = ${part}`);
    if (!row) return;
    yield JSON.parse(gunzipSync(row.input).toString("utf8")) as Input;
  }
}

/** A statement of a publication without what it says. */
export type Published = { positionId: string; personId: string | null; code: string; payout: Amount | null; hash: string };

/** The statements of a publication, by position. */
export async function publishedOf(tx: Tx, period: string, publication: number): Promise<Published[]> {
  return tx.rows(published(period, publication, "", 1_000_000, sql``));
}

const TOGETHER = 200;

/** The same with their documents, each turned into what is wanted of it before the next are read. */
export async function publishedAs<T>(tx: Tx, period: string, publication: number, wanted: (one: Published & { document: string }) => T): Promise<T[]> {
  const made: T[] = [];
  for (let after = ""; ;) {
    const rows = await tx.rows(published<{ zipped: Buffer }>(period, publication, after, TOGETHER, sql`, s.document as zipped`));
    made.push(...rows.map(({ zipped, ...row }) => wanted({ ...row, document: gunzipSync(zipped).toString("utf8") })));
    if (rows.length < TOGETHER) return made;
    after = rows.at(-1)!.code;
  }
} // prettier-ignore

const published = <More = unknown>(period: string, publication: number, after: string, limit: number, more: RawBuilder<unknown>) =>
  sql<Published & More>`
    select s.position_id as "positionId", s.person_id as "personId", p.code, s.payout, s.hash ${more} from published_statements s
    join positions p on p.tenant_id = s.tenant_id and p.id = s.position_id
    where s.tenant_id = current_tenant() and s.period = ${period} and s.publication = ${publication} and p.code > ${after} order by p.code limit ${limit}`;

/** What each was paid in a period: as published, else as it was computed last. */
export async function payoutsOf(tx: Tx, key: string): Promise<Map<string, Amount>> {
  const rows = await tx.rows(sql<{ positionId: string; payout: Amount }>`
    select st.position_id as "positionId", coalesce(s.payout, st.payout) as payout from statements st
    left join pay_periods p on p.tenant_id = st.tenant_id and p.key = st.period and p.state <> 'open'
    left join published_statements s on s.tenant_id = p.tenant_id and s.period = p.key and s.publication = p.publication and s.position_id = st.position_id
    where st.tenant_id = current_tenant() and st.period = ${key} and st.document->>'stop' is null`);
  return new Map(rows.map((row) => [row.positionId, row.payout]));
}
