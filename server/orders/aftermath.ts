import { sql } from "kysely";
import { addDays, type Day, type Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";
import { announceDirt } from "../kpi/dirt.ts";
import { moveRollups, rebuildDays, rebuildRollups, standingOf, type Standing } from "../kpi/rollups.ts";

/** Orders about to change, and where they stand: small changes move single cells, large ones rebuild the days they span. */
export type Touched = { readonly orderIds: readonly string[]; readonly stands: Standing | Days; readonly hasReceipts: boolean };
/** First and last day on which orders or their receipts count; null when there are none yet. */
type Days = { readonly first: Day | null; readonly last: Day | null };

const SMALL = 200;

/** Ask before facts change: where they stand now. */
export async function touchOrders(tx: Tx, orderIds: readonly string[]): Promise<Touched> {
  const ids = [...new Set(orderIds)];
  await markStatementsDirty(tx, ids);
  return {
    orderIds: ids,
    stands: ids.length > SMALL ? await touchedDays(tx, ids) : await standingOf(tx, ids),
    hasReceipts: await hasReceipts(tx),
  };
}

/** Call when they have changed, in the same transaction: rollups agree with the facts, statements know they are stale. */
export async function settleOrders(tx: Tx, { orderIds, stands, ...before }: Touched): Promise<void> {
  await markStatementsDirty(tx, orderIds);
  await announceDirt(tx);
  // With its first receipt a tenant counts new customers by receipts instead of orders: all of them move.
  if (before.hasReceipts !== (await hasReceipts(tx))) return rebuildRollups(tx);
  if ("parts" in stands) return moveRollups(tx, orderIds, stands);
  const span = spanOf([stands, await touchedDays(tx, orderIds)]);
  if (span) await rebuildDays(tx, span);
}

function spanOf(all: readonly Days[]): Span | null {
  const days = all
    .flatMap(({ first, last }) => [first, last])
    .filter((day) => day !== null)
    .toSorted();
  return days.length === 0 ? null : { from: days[0]!, to: addDays(days.at(-1)!, 1) };
}

async function touchedDays(tx: Tx, orderIds: readonly string[]): Promise<Days> {
  const ids = sql`any(${orderIds as string[]}::uuid[])`;
  const row = await tx.row(sql<Days>`
    select min(day) as first, max(day) as last from (
      select unnest(array[signed_on, delivered_on]) as day from orders where tenant_id = current_tenant() and id = ${ids}
      union all select received_on from receipts where tenant_id = current_tenant() and order_id = ${ids}) d`);
  return row!;
}

/** Every position and day on which these orders or their receipts count: recompute finds its work there. */
async function markStatementsDirty(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = sql`any(${orderIds as string[]}::uuid[])`;
  await tx.run(sql`
    insert into statement_dirt (tenant_id, position_id, day)
    select distinct current_tenant(), position_id, day from (
      select c.position_id, unnest(array[o.signed_on, o.delivered_on]) as day
        from orders o join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id where o.tenant_id = current_tenant() and o.id = ${ids}
      union select c.position_id, r.received_on
        from receipts r join receipt_credits c on c.tenant_id = r.tenant_id and c.receipt_id = r.id where r.tenant_id = current_tenant() and r.order_id = ${ids}) d
    where day is not null
    on conflict (tenant_id, position_id, day) do update set marked_at = now()`);
}

async function hasReceipts(tx: Tx): Promise<boolean> {
  const row = await tx.row(sql<{ yes: boolean }>`select exists (select from receipts where tenant_id = current_tenant()) as yes`);
  return row!.yes;
}

/** Serialises the writers of facts of one tenant, so that an import sees no half of another. */
export async function lockFacts(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(4733, (current_tenant() % 2147483647)::int)`);
}
