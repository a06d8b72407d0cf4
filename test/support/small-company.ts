import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type pg from "pg";
import { split, type Amount } from "#core/base/money.ts";
import type { Day } from "#core/base/date.ts";
import { openPool } from "#server/db/pool.ts";
import { inTransaction, type Tx } from "#server/db/tx.ts";
import { freshDatabase } from "./database.ts";

/** A company of one region with two teams and three sellers, with no facts yet. Wang moves from east to west on 1 July. */
export type SmallCompany = {
  readonly pool: pg.Pool;
  readonly tenantId: bigint;
  readonly units: { readonly company: string; readonly east: string; readonly west: string };
  readonly positions: { readonly li: string; readonly wang: string; readonly zhao: string };
  /** Work in one transaction as the server does. */
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

export const wangMoves: Day = "2026-07-01";
const start: Day = "2024-01-01";

export async function smallCompany(today: Day = "2026-09-15"): Promise<SmallCompany> {
  const pool = openPool((await freshDatabase()).url, { max: 4 });
  const tenantId = await inTransaction(pool, { tenantId: null }, async (tx) => {
    const row = await tx.row(
      sql<{ id: bigint }>`insert into tenants (code, name, today_fixed) values (${randomUUID()}, '小公司', ${today}) returning id`,
    );
    return row!.id;
  });
  const as = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { tenantId }, work);
  const units = { company: randomUUID(), east: randomUUID(), west: randomUUID() };
  const positions = { li: randomUUID(), wang: randomUUID(), zhao: randomUUID() };
  await as(async (tx) => {
    await addUnits(tx, units);
    await addSeat(tx, positions.li, "li", [[units.east, start, null]]);
    await addSeat(tx, positions.wang, "wang", [
      [units.east, start, wangMoves],
      [units.west, wangMoves, null],
    ]);
    await addSeat(tx, positions.zhao, "zhao", [[units.west, start, null]]);
  });
  return { pool, tenantId, units, positions, as };
}

async function addUnits(tx: Tx, { company, east, west }: SmallCompany["units"]): Promise<void> {
  for (const [id, code, parent] of [
    [company, "company", null],
    [east, "east", company],
    [west, "west", company],
  ] as const) {
    await tx.run(sql`insert into org_units values (current_tenant(), ${id}, ${code})`);
    await tx.run(sql`insert into org_unit_versions (tenant_id, org_unit_id, valid_from, name, kind, parent_id)
      values (current_tenant(), ${id}, ${start}, ${code}, ${parent ? "team" : "company"}, ${parent})`);
    await tx.run(sql`insert into org_closure values (current_tenant(), ${id}, ${id}, 0, ${start}, null)`);
    if (parent) await tx.run(sql`insert into org_closure values (current_tenant(), ${parent}, ${id}, 1, ${start}, null)`);
  }
}

async function addSeat(
  tx: Tx,
  id: string,
  code: string,
  versions: readonly (readonly [unit: string, from: Day, to: Day | null])[],
): Promise<void> {
  const personId = randomUUID();
  await tx.run(sql`insert into positions values (current_tenant(), ${id}, ${code})`);
  await tx.run(sql`insert into persons (tenant_id, id, code, name) values (current_tenant(), ${personId}, ${code}, ${code})`);
  await tx.run(sql`insert into assignments values (current_tenant(), ${randomUUID()}, ${personId}, ${id}, ${start}, null)`);
  for (const [unit, from, to] of versions) {
    await tx.run(sql`insert into position_versions (tenant_id, position_id, valid_from, valid_to, title, org_unit_id)
      values (current_tenant(), ${id}, ${from}, ${to}, '销售代表', ${unit})`);
  }
}

export async function addCustomer(tx: Tx, code: string, creditCode: string | null = null): Promise<string> {
  const id = randomUUID();
  await tx.run(
    sql`insert into customers (tenant_id, id, code, name, credit_code, class) values (current_tenant(), ${id}, ${code}, ${code}, ${creditCode}, 'A')`,
  );
  return id;
}

export type NewOrder = {
  readonly id?: string;
  readonly signedOn: Day;
  readonly deliveredOn?: Day;
  readonly customerId: string | null;
  readonly amount: Amount;
  /** Position → share in millionths. */
  readonly credits: Readonly<Record<string, number>>;
};

export async function addOrder(tx: Tx, order: NewOrder): Promise<string> {
  const { id = randomUUID() } = order;
  await tx.run(sql`insert into orders (tenant_id, id, code, customer_id, signed_on, delivered_on, amount)
    values (current_tenant(), ${id}, ${id}, ${order.customerId}, ${order.signedOn}, ${order.deliveredOn ?? null}, ${order.amount})`);
  const entries = Object.entries(order.credits);
  const parts = split(
    order.amount,
    entries.map(([, share]) => BigInt(share)),
  );
  for (const [i, [positionId, share]] of entries.entries()) {
    await tx.run(sql`insert into order_credits values (current_tenant(), ${id}, ${positionId}, null, ${share}, ${parts[i]!})`);
  }
  return id;
}

/** A receipt credited like its order. */
export async function addReceipt(tx: Tx, orderId: string, receivedOn: Day, amount: Amount): Promise<string> {
  const id = randomUUID();
  await tx.run(
    sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${id}, ${id}, ${orderId}, ${receivedOn}, ${amount})`,
  );
  const credits = await tx.rows(sql<{ positionId: string; sharePpm: number }>`
    select position_id as "positionId", share_ppm as "sharePpm" from order_credits where tenant_id = current_tenant() and order_id = ${orderId} order by position_id`);
  const parts = split(
    amount,
    credits.map((c) => BigInt(c.sharePpm)),
  );
  for (const [i, credit] of credits.entries())
    await tx.run(sql`insert into receipt_credits values (current_tenant(), ${id}, ${credit.positionId}, ${parts[i]!})`);
  return id;
}
