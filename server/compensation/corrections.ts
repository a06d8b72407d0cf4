import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Amount } from "#core/base/money.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Tx } from "../db/tx.ts";
import type { Computed } from "./compute.ts";

/**
 * What a closed period would pay now, beside what it has paid (with the corrections already booked): the difference waits for the next
 * open period. Noted again it replaces what was waiting; a difference that is gone is noted no more. Returns how many differ.
 */
export async function noteCorrections(tx: Tx, period: string, computed: readonly Computed[]): Promise<number> {
  let count = 0;
  for (const { about, statement } of computed) {
    if (statement.kind === "stopped") continue; // what cannot be computed corrects nothing: the stop stands on the page
    const paid = await paidOf(tx, about.seat.positionId, period);
    if (paid !== null) count += await note(tx, about.seat.positionId, period, paid, amountOf(statement.settled.paid));
  }
  return count;
}

/** Null: the closed period has no statement of this position that could be corrected. */
async function paidOf(tx: Tx, positionId: string, period: string): Promise<Amount | null> {
  const row = await tx.row(sql<{ paid: Amount | null; booked: Amount }>`
    select s.paid, coalesce((select sum(c.after - c.before) from pay_corrections c where c.tenant_id = s.tenant_id and c.position_id = s.position_id
      and c.period = s.period and c.booked_in is not null), 0)::bigint as booked
    from published_statements s join pay_periods p on p.tenant_id = s.tenant_id and p.key = s.period and p.publication = s.publication
    where s.tenant_id = current_tenant() and s.position_id = ${positionId}::uuid and s.period = ${period}`);
  return row?.paid === null || row === undefined ? null : row.paid + row.booked;
}

async function note(tx: Tx, positionId: string, period: string, before: Amount, after: Amount): Promise<number> {
  await tx.run(sql`delete from pay_corrections where tenant_id = current_tenant() and position_id = ${positionId}::uuid and period = ${period} and booked_in is null`);
  if (before === after) return 0;
  return tx.run(sql`
    insert into pay_corrections (tenant_id, id, position_id, period, before, after)
    values (current_tenant(), ${randomUUIDv7()}, ${positionId}::uuid, ${period}, ${before}, ${after})`);
} // prettier-ignore
