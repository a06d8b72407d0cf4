import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";

export type AdjustmentRow = {
  id: string; positionId: string; period: string; amount: Amount; reason: string;
  state: "proposed" | "approved" | "refused"; madeBy: string | null; maker: string | null; madeAt: string; checker: string | null;
}; // prettier-ignore

const userName = (column: string) => sql`(select n.name from users n where n.tenant_id = x.tenant_id and n.id = ${sql.ref(`x.${column}`)})`;
const columns = sql`x.id, x.position_id as "positionId", x.period, x.amount, x.reason, x.state, x.made_by as "madeBy", ${userName("made_by")} as maker,
  x.made_at as "madeAt", ${userName("checked_by")} as checker`;

export async function adjustmentsOf(tx: Tx, period: string): Promise<AdjustmentRow[]> {
  return tx.rows(sql<AdjustmentRow>`
    select ${columns} from pay_adjustments x where x.tenant_id = current_tenant() and x.period = ${period} order by x.made_at`);
}

export async function lockAdjustment(tx: Tx, id: string): Promise<AdjustmentRow | undefined> {
  return tx.row(
    sql<AdjustmentRow>`select ${columns} from pay_adjustments x where x.tenant_id = current_tenant() and x.id = ${id}::uuid for update`,
  );
}

export async function insertAdjustment(
  tx: Tx,
  given: { positionId: string; period: string; amount: Amount; reason: string; disputeId: string | null; by: string },
): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into pay_adjustments (tenant_id, id, position_id, period, amount, reason, dispute_id, made_by)
    values (current_tenant(), ${id}, ${given.positionId}::uuid, ${given.period}, ${given.amount}, ${given.reason}, ${given.disputeId}::uuid, ${given.by})`);
  return id;
}

export async function decideAdjustment(tx: Tx, id: string, state: "approved" | "refused", by: string): Promise<void> {
  await tx.run(sql`
    update pay_adjustments set state = ${state}, checked_by = ${by}, checked_at = now() where tenant_id = current_tenant() and id = ${id}::uuid`);
}

export async function waitingAdjustments(tx: Tx, period: string): Promise<number> {
  const row = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from pay_adjustments where tenant_id = current_tenant() and period = ${period} and state = 'proposed'`);
  return row!.count;
}

export type CorrectionRow = {
  id: string;
  positionId: string;
  period: string;
  before: Amount;
  after: Amount;
  notedAt: string;
  bookedIn: string | null;
};

/** Corrections of this period, and those that are or will be paid in it. */
export async function correctionsAt(tx: Tx, key: string): Promise<CorrectionRow[]> {
  return tx.rows(sql<CorrectionRow>`
    select id, position_id as "positionId", period, before, after, noted_at as "notedAt", booked_in as "bookedIn" from pay_corrections
    where tenant_id = current_tenant() and (period = ${key} or booked_in = ${key} or booked_in is null) order by noted_at`);
}

/** What waited is paid in this period. */
export async function bookCorrections(tx: Tx, ids: readonly string[], period: string): Promise<void> {
  await tx.run(sql`update pay_corrections set booked_in = ${period} where tenant_id = current_tenant() and booked_in is null and id = any(${ids as string[]}::uuid[])`);
} // prettier-ignore

/** A publication is taken back: its corrections wait again, with what has been noted since. */
export async function unbookCorrections(tx: Tx, period: string): Promise<void> {
  await tx.run(sql`
    update pay_corrections b set after = w.after from pay_corrections w
    where b.tenant_id = current_tenant() and b.booked_in = ${period} and w.tenant_id = b.tenant_id and w.position_id = b.position_id and w.period = b.period and w.booked_in is null`);
  await tx.run(sql`
    delete from pay_corrections w using pay_corrections b
    where w.tenant_id = current_tenant() and w.booked_in is null and b.tenant_id = w.tenant_id and b.position_id = w.position_id and b.period = w.period and b.booked_in = ${period}`);
  await tx.run(sql`update pay_corrections set booked_in = null where tenant_id = current_tenant() and booked_in = ${period}`);
}

/** An opened period computes itself: nothing waits to correct it. */
export async function dropWaitingCorrections(tx: Tx, period: string): Promise<void> {
  await tx.run(sql`delete from pay_corrections where tenant_id = current_tenant() and period = ${period} and booked_in is null`);
}
