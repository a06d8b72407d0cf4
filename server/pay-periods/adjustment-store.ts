import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";

export type AdjustmentRow = {
  id: string; positionId: string; personId: string | null; personName: string | null; title: string; unitName: string; period: string; amount: Amount; reason: string;
  state: "proposed" | "approved" | "refused"; madeBy: string | null; maker: string | null; madeAt: string; checker: string | null;
}; // prettier-ignore

/** Who held the seat on a day, as columns of a join to `x.position_id`. */
const seat = (day: Day) => sql`
  join position_versions v on v.tenant_id = x.tenant_id and v.position_id = x.position_id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
  left join org_unit_versions u on u.tenant_id = v.tenant_id and u.org_unit_id = v.org_unit_id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
  left join assignments a on a.tenant_id = x.tenant_id and a.position_id = x.position_id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
  left join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id`;
const seatColumns = sql`x.position_id as "positionId", h.id as "personId", h.name as "personName", v.title, coalesce(u.name, '') as "unitName"`;
const userName = (column: string) => sql`(select n.name from users n where n.tenant_id = x.tenant_id and n.id = ${sql.ref(`x.${column}`)})`;

export async function adjustmentsOf(tx: Tx, period: string, day: Day): Promise<AdjustmentRow[]> {
  return tx.rows(sql<AdjustmentRow>`
    select x.id, ${seatColumns}, x.period, x.amount, x.reason, x.state, x.made_by as "madeBy", ${userName("made_by")} as maker, x.made_at as "madeAt", ${userName("checked_by")} as checker
    from pay_adjustments x ${seat(day)} where x.tenant_id = current_tenant() and x.period = ${period} order by x.made_at`);
}

export type Adjustment = {
  id: string;
  positionId: string;
  period: string;
  amount: Amount;
  state: AdjustmentRow["state"];
  madeBy: string | null;
};

export async function lockAdjustment(tx: Tx, id: string): Promise<Adjustment | undefined> {
  return tx.row(sql<Adjustment>`
    select id, position_id as "positionId", period, amount, state, made_by as "madeBy" from pay_adjustments
    where tenant_id = current_tenant() and id = ${id}::uuid for update`);
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

type CorrectionRow = { id: string; positionId: string; personName: string | null; title: string; unitName: string; period: string; before: Amount; after: Amount; notedAt: string; bookedIn: string | null }; // prettier-ignore

/** Corrections of this period, and those that are or will be paid in it. */
export async function correctionsAt(tx: Tx, key: string, day: Day) {
  const rows = await tx.rows(sql<CorrectionRow>`
    select x.id, ${seatColumns}, x.period, x.before, x.after, x.noted_at as "notedAt", x.booked_in as "bookedIn"
    from pay_corrections x ${seat(day)} where x.tenant_id = current_tenant() and (x.period = ${key} or x.booked_in = ${key} or x.booked_in is null)
    order by x.noted_at`);
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    before: formatAmount(before),
    after: formatAmount(after),
    difference: formatAmount(after - before),
  }));
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
