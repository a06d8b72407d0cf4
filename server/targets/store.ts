import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Period } from "#core/calendar/period.ts";
import { insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";

export type SetRow = {
  id: string;
  metric: string;
  fiscalYear: number;
  version: number;
  state: "draft" | "published";
  createdBy: string | null;
  makerId: string | null;
  createdAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
  note: string;
};

const columns = sql`s.id, s.metric, s.fiscal_year as "fiscalYear", s.version, case when p.set_id is null then 'draft' else 'published' end as state,
  maker.name as "createdBy", s.created_by as "makerId", s.created_at as "createdAt", publisher.name as "publishedBy", p.at as "publishedAt", s.note`;
const joined = sql`target_sets s
  left join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
  left join users maker on maker.tenant_id = s.tenant_id and maker.id = s.created_by
  left join users publisher on publisher.tenant_id = s.tenant_id and publisher.id = p.by_user`;

/** Versions of a metric and year, newest first. */
export async function setsOf(tx: Tx, metric: string, year: number): Promise<SetRow[]> {
  return tx.rows(sql<SetRow>`
    select ${columns} from ${joined} where s.tenant_id = current_tenant() and s.metric = ${metric} and s.fiscal_year = ${year} order by s.version desc`);
}

/** Fiscal years with published targets, oldest first. */
export async function publishedYears(tx: Tx): Promise<number[]> {
  const rows = await tx.rows(sql<{ year: number }>`
    select distinct s.fiscal_year as year from target_sets s join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
    where s.tenant_id = current_tenant() order by s.fiscal_year`);
  return rows.map(({ year }) => year);
}

/** Locked, so that an edit and a publication of the same set come one after the other. */
export async function lockSet(tx: Tx, id: string): Promise<SetRow | undefined> {
  await tx.run(sql`select id from target_sets where tenant_id = current_tenant() and id = ${id} for update`);
  return tx.row(sql<SetRow>`select ${columns} from ${joined} where s.tenant_id = current_tenant() and s.id = ${id}`);
}

export const setById = (tx: Tx, id: string): Promise<SetRow | undefined> =>
  tx.row(sql<SetRow>`select ${columns} from ${joined} where s.tenant_id = current_tenant() and s.id = ${id}`);

type NewSet = {
  readonly metric: string;
  readonly year: number;
  readonly note: string;
  readonly by: string;
  readonly base: SetRow | undefined;
};

/** A draft on top of the newest version: its months and over-assignments copied. */
export async function insertDraft(tx: Tx, { metric, year, note, by, base }: NewSet): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into target_sets (tenant_id, id, metric, fiscal_year, version, based_on, note, created_by)
    values (current_tenant(), ${id}, ${metric}, ${year}, ${(base?.version ?? 0) + 1}, ${base?.id ?? null}, ${note}, ${by})`);
  if (!base) return id;
  await tx.run(sql`
    insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount, basis, is_locked, reason)
    select tenant_id, ${id}, node_kind, node_id, period, period_from, period_to, amount, basis, is_locked, reason
    from targets where tenant_id = current_tenant() and set_id = ${base.id}`);
  await tx.run(sql`
    insert into target_over_assignments (tenant_id, set_id, node_id, ppm)
    select tenant_id, ${id}, node_id, ppm from target_over_assignments where tenant_id = current_tenant() and set_id = ${base.id}`);
  return id;
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  for (const table of [sql`targets`, sql`target_over_assignments`])
    await tx.run(sql`delete from ${table} where tenant_id = current_tenant() and set_id = ${id}`);
  await tx.run(sql`delete from target_sets where tenant_id = current_tenant() and id = ${id}`);
}

export async function publishSet(tx: Tx, id: string, by: string): Promise<void> {
  await tx.run(sql`insert into target_set_publications (tenant_id, set_id, by_user) values (current_tenant(), ${id}, ${by})`);
}

export type Cell = { readonly nodeId: string; readonly period: string; readonly amount: bigint; readonly version: number };

/** All months of a set, or those of some nodes. */
export async function cellsOf(tx: Tx, setId: string, nodeIds?: readonly string[]): Promise<Cell[]> {
  const some = nodeIds ? sql`and node_id = any(${nodeIds as string[]}::uuid[])` : sql``;
  return tx.rows(sql<Cell>`
    select node_id as "nodeId", period, amount, version from targets
    where tenant_id = current_tenant() and set_id = ${setId} and period ~ '^\\d{4}-\\d{2}$' ${some}`);
}

export async function overOf(tx: Tx, setId: string): Promise<Map<string, bigint>> {
  const rows = await tx.rows(sql<{ nodeId: string; ppm: number }>`
    select node_id as "nodeId", ppm from target_over_assignments where tenant_id = current_tenant() and set_id = ${setId}`);
  return new Map(rows.map(({ nodeId, ppm }) => [nodeId, BigInt(ppm)]));
}

export async function setOver(tx: Tx, setId: string, nodeId: string, ppm: number): Promise<void> {
  await tx.run(sql`
    insert into target_over_assignments (tenant_id, set_id, node_id, ppm) values (current_tenant(), ${setId}, ${nodeId}, ${ppm})
    on conflict (tenant_id, set_id, node_id) do update set ppm = excluded.ppm`);
}

export type NewCell = {
  readonly kind: "unit" | "position";
  readonly nodeId: string;
  readonly month: Period;
  readonly amount: bigint;
  readonly basis: string;
};
const types = {
  set_id: "uuid",
  node_kind: "text",
  node_id: "uuid",
  period: "text",
  period_from: "date",
  period_to: "date",
  amount: "bigint",
  basis: "text",
};

export async function writeCells(tx: Tx, setId: string, cells: readonly NewCell[]): Promise<void> {
  const rows = cells.map(({ kind, nodeId, month, amount, basis }) => [setId, kind, nodeId, month.key, month.from, month.to, amount, basis]);
  await insertRows(
    tx,
    "targets",
    types,
    rows,
    `on conflict (tenant_id, set_id, node_kind, node_id, period) do update set
    amount = excluded.amount, basis = excluded.basis, version = targets.version + 1`,
  );
}

/** Emptied months: missing, not zero. */
export async function clearCells(tx: Tx, setId: string, nodeId: string, months: readonly Period[]): Promise<void> {
  await tx.run(sql`
    delete from targets where tenant_id = current_tenant() and set_id = ${setId} and node_id = ${nodeId} and period = any(${months.map((m) => m.key)}::text[])`);
}
