import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";

/**
 * What a closed period has paid a position by the rules, with the corrections booked since. Those from before it was published again are in it:
 * its rules pay them, and the statement takes off what they had paid elsewhere. Null: nothing there could be corrected.
 */
export async function paidIn(tx: Tx, positionId: string, period: string): Promise<Amount | null> {
  const row = await tx.row(sql<{ paid: Amount | null }>`
    select s.paid + coalesce((select sum(c.after - c.before) from pay_corrections c where c.tenant_id = s.tenant_id and c.position_id = s.position_id
      and c.period = s.period and c.booked_in is not null and c.noted_at > s.published_at), 0)::bigint as paid
    from published_statements s join pay_periods p on p.tenant_id = s.tenant_id and p.key = s.period and p.publication = s.publication
    where s.tenant_id = current_tenant() and s.position_id = ${positionId}::uuid and s.period = ${period}`);
  return row?.paid ?? null;
}

/** The one correction of a position and period that waits; none where nothing differs. Returns how many there are now. */
export async function keepWaiting(tx: Tx, positionId: string, period: string, before: Amount, after: Amount): Promise<number> {
  await tx.run(sql`
    delete from pay_corrections where tenant_id = current_tenant() and position_id = ${positionId}::uuid and period = ${period} and booked_in is null`);
  if (before === after) return 0;
  return tx.run(sql`
    insert into pay_corrections (tenant_id, id, position_id, period, before, after)
    values (current_tenant(), ${randomUUIDv7()}, ${positionId}::uuid, ${period}, ${before}, ${after})`);
}
