import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { split } from "#core/base/money.ts";
import { matchReceipts } from "#core/kpi/collection.ts";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";
import type { Keeper } from "../db/keeper.ts";

export type ReceiptState = {
  readonly code: string;
  readonly orderId: string;
  readonly receivedOn: Day;
  readonly amount: bigint;
  readonly planLine: number | null;
  readonly isAdvance: boolean;
};
export type PlanLineState = { readonly orderId: string; readonly line: number; readonly dueOn: Day; readonly amount: bigint };

const columns = {
  id: "uuid",
  code: "text",
  order_id: "uuid",
  received_on: "date",
  amount: "bigint",
  plan_line_no: "int",
  is_advance: "boolean",
};

export const receipts: Keeper<ReceiptState> = {
  async load(tx, codes) {
    const rows = await tx.rows(sql<ReceiptState & { id: string }>`
      select id, code, order_id as "orderId", received_on as "receivedOn", amount, plan_line_no as "planLine", is_advance as "isAdvance"
      from receipts where tenant_id = current_tenant() and code = any(${codes as string[]}::text[])`);
    return new Map(rows.map(({ id, ...state }) => [state.code, { id, state }]));
  },
  async write(tx, changes) {
    const rows = changes.map(({ id, after: r }) => [id, r.code, r.orderId, r.receivedOn, r.amount, r.planLine, r.isAdvance]);
    const updated = Object.keys(columns)
      .filter((name) => name !== "id")
      .map((name) => `${name} = excluded.${name}`);
    await insertRows(
      tx,
      "receipts",
      columns,
      rows,
      `on conflict (tenant_id, id) do update set ${updated.join(", ")}, version = receipts.version + 1`,
    );
    const orderIds = [...new Set(changes.flatMap((c) => [c.after.orderId, ...(c.before ? [c.before.orderId] : [])]))];
    await recreditReceipts(tx, orderIds);
    await rematch(tx, orderIds);
  },
  async remove(tx, objects) {
    const ids = objects.map((o) => o.id);
    const touched = await tx.rows(
      sql<{ id: string }>`select distinct order_id as id from receipts where tenant_id = current_tenant() and id = any(${ids}::uuid[])`,
    );
    await deleteByIds(tx, "receipts", "id", ids);
    await rematch(
      tx,
      touched.map((row) => row.id),
    );
  },
};

/** Lines of collection plans; their key is "order line", their id the order's. */
export const planLines: Keeper<PlanLineState> = {
  async load(tx, keys) {
    const rows = await tx.rows(sql<PlanLineState & { key: string }>`
      select o.code || ' ' || l.line_no as key, l.order_id as "orderId", l.line_no as line, l.due_on as "dueOn", l.amount
      from collection_plan_lines l join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
      where l.tenant_id = current_tenant() and o.code = any(${[...new Set(keys.map(orderOf))]}::text[])`);
    const wanted = new Set(keys);
    return new Map(rows.filter((row) => wanted.has(row.key)).map(({ key, ...state }) => [key, { id: state.orderId, state }]));
  },
  async write(tx, changes) {
    const rows = changes.map(({ after: l }) => [l.orderId, l.line, l.dueOn, l.amount]);
    await insertRows(
      tx,
      "collection_plan_lines",
      { order_id: "uuid", line_no: "int", due_on: "date", amount: "bigint" },
      rows,
      "on conflict (tenant_id, order_id, line_no) do update set due_on = excluded.due_on, amount = excluded.amount",
    );
    await rematch(tx, [...new Set(changes.map((c) => c.after.orderId))]);
  },
  async remove(tx, objects) {
    const lines = objects.map(({ id, key }) => ({ id, line: Number(key.slice(key.lastIndexOf(" ") + 1)) }));
    await tx.run(sql`
      delete from collection_plan_lines l using unnest(${lines.map((l) => l.id)}::uuid[], ${lines.map((l) => l.line)}::int[]) as gone(id, line)
      where l.tenant_id = current_tenant() and l.order_id = gone.id and l.line_no = gone.line`);
    await rematch(tx, [...new Set(objects.map((o) => o.id))]);
  },
};

const orderOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));

type Credited = { receiptId: string; amount: bigint; receivedOn: Day; positionIds: string[]; shares: number[] };

/** Each receipt of these orders is split like its order, exactly. */
export async function recreditReceipts(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const found = await tx.rows(sql<Credited>`
    select r.id as "receiptId", r.amount, r.received_on as "receivedOn", array_agg(c.position_id::text order by c.position_id) as "positionIds", array_agg(c.share_ppm order by c.position_id) as shares
    from receipts r join order_credits c on c.tenant_id = r.tenant_id and c.order_id = r.order_id
    where r.tenant_id = current_tenant() and r.order_id = any(${orderIds as string[]}::uuid[]) group by r.id, r.amount, r.received_on`);
  await tx.run(sql`
    delete from receipt_credits c using receipts r
    where c.tenant_id = current_tenant() and r.tenant_id = current_tenant() and r.id = c.receipt_id and r.order_id = any(${orderIds as string[]}::uuid[])`);
  const rows = found.flatMap(({ receiptId, amount, receivedOn, positionIds, shares }) => {
    const parts = split(amount, shares.map(BigInt));
    return positionIds.map((positionId, i) => [receiptId, positionId, parts[i], receivedOn]);
  });
  await insertRows(tx, "receipt_credits", { receipt_id: "uuid", position_id: "uuid", amount: "bigint", received_on: "date" }, rows);
}

type PlanRow = { orderId: string; lineNo: number; dueOn: Day; amount: bigint };
type PaidRow = { orderId: string; id: string; receivedOn: Day; amount: bigint; lineNo: number | null };

/** Which receipt paid which plan line of these orders, worked out anew (core/kpi/collection). */
export async function rematch(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = sql`any(${orderIds as string[]}::uuid[])`;
  const plans = await tx.rows(sql<PlanRow>`
    select order_id as "orderId", line_no as "lineNo", due_on as "dueOn", amount from collection_plan_lines where tenant_id = current_tenant() and order_id = ${ids}`);
  const paid = await tx.rows(sql<PaidRow>`
    select order_id as "orderId", id, received_on as "receivedOn", amount, plan_line_no as "lineNo" from receipts where tenant_id = current_tenant() and order_id = ${ids}`);
  await deleteByIds(tx, "receipt_matches", "order_id", orderIds);
  const receiptsOf = Map.groupBy(paid, (row) => row.orderId);
  const rows = [...Map.groupBy(plans, (row) => row.orderId)].flatMap(([orderId, lines]) =>
    merged(matchReceipts(lines, receiptsOf.get(orderId) ?? []).matches).map((m) => [
      orderId,
      m.lineNo,
      m.receiptId,
      m.dueOn,
      m.receivedOn,
      m.amount,
    ]),
  );
  await insertRows(
    tx,
    "receipt_matches",
    { order_id: "uuid", line_no: "int", receipt_id: "uuid", due_on: "date", received_on: "date", amount: "bigint" },
    rows,
  );
}

type Match = ReturnType<typeof matchReceipts>["matches"][number];

/** One row per line and receipt. */
function merged(matches: readonly Match[]): Match[] {
  const groups = Map.groupBy(matches, (m) => `${m.lineNo} ${m.receiptId}`);
  return [...groups.values()].map((group) => ({ ...group[0]!, amount: group.reduce((sum, m) => sum + m.amount, 0n) }));
}
