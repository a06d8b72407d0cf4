import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

type Listener = (tenantId: bigint) => void;
const listeners = new Set<Listener>();

/** Called once a transaction that changed facts is in the database; returns how to stop. */
export function onDirt(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For whoever wrote notes of changed facts: those who wait hear of it when the transaction is in the database. */
export async function announceDirt(tx: Tx): Promise<void> {
  const tenant = await tx.row(sql<{ id: bigint }>`select current_tenant() as id`);
  tx.afterCommit(() => listeners.forEach((listener) => listener(tenant!.id)));
}

/** Something beside the facts changed for a whole span (targets, published scores): everyone with results in it is noted. */
export async function markSpanDirty(tx: Tx, { from, to }: Span): Promise<void> {
  await tx.run(sql`
    insert into statement_dirt (tenant_id, position_id, day)
    select tenant_id, position_id, min(day) from metric_rollups
    where tenant_id = current_tenant() and day >= ${from}::date and day < ${to}::date group by tenant_id, position_id order by position_id
    on conflict (tenant_id, position_id, day) do update set marked_at = now()`);
  await announceDirt(tx);
}

/** The same for some seats from a day on: another plan, another version of it. */
export async function markSeatsDirty(tx: Tx, positionIds: readonly string[], from: Day): Promise<void> {
  await tx.run(sql`
    insert into statement_dirt (tenant_id, position_id, day) select current_tenant(), id, ${from}::date from unnest(${positionIds as string[]}::uuid[]) as t(id) order by id
    on conflict (tenant_id, position_id, day) do update set marked_at = now()`);
  await announceDirt(tx);
}
