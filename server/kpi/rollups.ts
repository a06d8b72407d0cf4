import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { RolledMeasure as Measure } from "#core/kpi/measures.ts";
import type { Tx } from "../db/tx.ts";
import { customerIdentity, factSql, joinSeat, seatOn, type Narrowed } from "./facts.ts";

export const measures: readonly Measure[] = ["signed-amount", "delivered-amount", "collected-amount", "deal-count", "new-customers"];

/** One day of one position in one measure. */
export type Cell = { readonly measure: Measure; readonly day: Day; readonly positionId: string };

/**
 * Runs a change of these orders (their credits and receipts included) and leaves the rollups right, all in the
 * caller's transaction: cells touched before and after the change are computed anew from the facts.
 */
export async function keepingRollups<T>(tx: Tx, orderIds: readonly string[], change: () => Promise<T>): Promise<T> {
  const before = { cells: await touchedCells(tx, orderIds), hasReceipts: await hasReceipts(tx) };
  const result = await change();
  const after = { cells: await touchedCells(tx, orderIds), hasReceipts: await hasReceipts(tx) };
  await refreshCells(tx, [...before.cells, ...after.cells]);
  if (before.hasReceipts !== after.hasReceipts) await rebuildMeasure(tx, "new-customers");
  return result;
}

/** Every cell the facts of these orders stand in now. Ask before and after a change. */
export async function touchedCells(tx: Tx, orderIds: readonly string[]): Promise<Cell[]> {
  if (orderIds.length === 0) return [];
  const ids = sql`any(${orderIds as string[]}::uuid[])`;
  return tx.rows(sql<Cell>`
    with moved as (
      select 'signed-amount' as measure, o.signed_on as day, c.position_id from orders o
        join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id where o.tenant_id = current_tenant() and o.id = ${ids}
      union select 'delivered-amount', o.delivered_on, c.position_id from orders o
        join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
        where o.tenant_id = current_tenant() and o.delivered_on is not null and o.id = ${ids}
      union select 'collected-amount', r.received_on, c.position_id from receipts r
        join receipt_credits c on c.tenant_id = r.tenant_id and c.receipt_id = r.id where r.tenant_id = current_tenant() and r.order_id = ${ids})
    select measure, day, position_id as "positionId" from moved
    union select 'deal-count', day, position_id from moved where measure = 'signed-amount'
    union select 'new-customers', day, position_id from (${firstPurchaseCells(ids)}) first`);
}

/** Where the customers of these orders could count as new: any day one of them bought, any position credited for it. */
function firstPurchaseCells(orderIds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with company as (
      select ${customerIdentity} as identity from orders o join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
      where o.tenant_id = current_tenant() and o.id = ${orderIds}),
    bought as (
      select o.id, o.signed_on from customers k join orders o on o.tenant_id = k.tenant_id and o.customer_id = k.id
      where k.tenant_id = current_tenant() and ${customerIdentity} in (select identity from company))
    select r.received_on as day, c.position_id from bought b
      join receipts r on r.tenant_id = current_tenant() and r.order_id = b.id
      join order_credits c on c.tenant_id = current_tenant() and c.order_id = b.id
    union select b.signed_on, c.position_id from bought b
      join order_credits c on c.tenant_id = current_tenant() and c.order_id = b.id`;
}

/** Computes these cells anew from the facts, in the transaction that changed them. */
export async function refreshCells(tx: Tx, cells: readonly Cell[]): Promise<void> {
  for (const measure of measures) {
    const mine = cells.filter((cell) => cell.measure === measure);
    if (mine.length > 0) await refreshMeasure(tx, measure, mine);
  }
}

async function refreshMeasure(tx: Tx, measure: Measure, cells: readonly Cell[]): Promise<void> {
  const wanted = sql`(select distinct * from unnest(${cells.map((c) => c.day)}::date[], ${cells.map((c) => c.positionId)}::uuid[]) as w(day, position_id))`;
  await tx.run(sql`
    delete from metric_rollups r using ${wanted} w
    where r.tenant_id = current_tenant() and r.measure = ${measure} and r.day = w.day and r.position_id = w.position_id`);
  const narrowed: Narrowed = { positionIds: [...new Set(cells.map((c) => c.positionId))] };
  const facts = sql`select f.* from (${factSql(measure, narrowed)}) f join ${wanted} w on w.day = f.day and w.position_id = f.position_id`;
  await insertCells(tx, measure, facts);
}

/** All rollups of a span (or of all time) from the facts, set by set: for bulk imports and repairs. */
export async function rebuildRollups(tx: Tx, span?: Span): Promise<void> {
  for (const measure of measures) await rebuildMeasure(tx, measure, span);
}

/**
 * After a wide change of orders whose days all lie in the span: only these days are computed anew. New customers are the exception;
 * an order brought in for March can take away what counted as new in May.
 */
export async function rebuildDays(tx: Tx, span: Span): Promise<void> {
  for (const measure of measures) await rebuildMeasure(tx, measure, measure === "new-customers" ? undefined : span);
}

async function rebuildMeasure(tx: Tx, measure: Measure, span?: Span): Promise<void> {
  const inSpan = span ? sql`day >= ${span.from}::date and day < ${span.to}::date` : sql`true`;
  await tx.run(sql`delete from metric_rollups where tenant_id = current_tenant() and measure = ${measure} and ${inSpan}`);
  await insertCells(tx, measure, sql`select * from (${factSql(measure)}) f where ${inSpan}`);
}

async function insertCells(tx: Tx, measure: Measure, facts: RawBuilder<unknown>): Promise<void> {
  await tx.run(sql`
    insert into metric_rollups (tenant_id, measure, day, position_id, org_unit_id, customer_class, value, facts)
    ${cellsFrom(measure, facts)}`);
}

/** Facts summed to cells, each stamped with the unit its position belonged to on that day: one join for all, a look-up only where no version holds. */
function cellsFrom(measure: Measure, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select current_tenant() as tenant_id, ${measure}::text as measure, cell.day, cell.position_id, seat.org_unit_id, cell.customer_class, cell.value, cell.facts
    from (select day, position_id, customer_class, sum(value)::bigint as value, count(*)::int as facts from (${facts}) f group by day, position_id, customer_class) cell
    left join position_versions v on v.tenant_id = current_tenant() and v.position_id = cell.position_id
      and v.valid_from <= cell.day and (v.valid_to is null or v.valid_to > cell.day)
    cross join lateral (select coalesce(v.org_unit_id, (select seat.org_unit_id from ${seatOn(sql`cell.position_id`, sql`cell.day`)})) as org_unit_id) seat
    where seat.org_unit_id is not null`;
}

/** Puts the right unit on the rollups of positions whose history was changed. */
export async function restamp(tx: Tx, positionIds: readonly string[]): Promise<void> {
  if (positionIds.length === 0) return;
  await tx.run(sql`
    update metric_rollups r set org_unit_id = stamp.org_unit_id
    from (
      select distinct d.position_id, d.day, seat.org_unit_id from metric_rollups d ${joinSeat(sql`d.position_id`, sql`d.day`)}
      where d.tenant_id = current_tenant() and d.position_id = any(${positionIds as string[]}::uuid[])
    ) stamp
    where r.tenant_id = current_tenant() and r.position_id = stamp.position_id and r.day = stamp.day and r.org_unit_id <> stamp.org_unit_id`);
}

export type Difference = { measure: Measure; day: Day; positionId: string; rollup: bigint | null; facts: bigint | null };

/** Where rollups and facts disagree; nothing when all is well (used by `hengji doctor` and by tests). */
export async function rollupDifferences(tx: Tx, limit = 100): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const measure of measures) {
    const facts = sql`select * from (${factSql(measure)}) f`;
    found.push(
      ...(await tx.rows(sql<Difference>`
      select ${measure}::text as measure, coalesce(r.day, f.day) as day, coalesce(r.position_id, f.position_id) as "positionId", r.value as rollup, f.value as facts
      from (select * from metric_rollups where tenant_id = current_tenant() and measure = ${measure}) r
      full join (${cellsFrom(measure, facts)}) f using (day, position_id, org_unit_id, customer_class)
      where (r.value, r.facts) is distinct from (f.value, f.facts) limit ${limit}`)),
    );
  }
  return found.slice(0, limit);
}

async function hasReceipts(tx: Tx): Promise<boolean> {
  const row = await tx.row(sql<{ yes: boolean }>`select exists (select from receipts where tenant_id = current_tenant()) as yes`);
  return row!.yes;
}
