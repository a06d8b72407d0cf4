import { sql } from "kysely";
import { deleteByIds, insertRows } from "../db/bulk.ts";
import type { Tx } from "../db/tx.ts";
import type { Change, Keeper, Stored } from "../db/keeper.ts";
import { recreditReceipts } from "./receipts.ts";
import type { CreditState, LineState, OrderState } from "./order-state.ts";

const columns = {
  id: "uuid",
  code: "text",
  customer_id: "uuid",
  signed_on: "date",
  delivered_on: "date",
  status: "text",
  amount: "bigint",
  tax: "bigint",
  freight: "bigint",
  territory: "text",
  channel: "text",
};
const lineColumns = {
  order_id: "uuid",
  line_no: "int",
  product_id: "uuid",
  quantity: "bigint",
  list_amount: "bigint",
  amount: "bigint",
  cost: "bigint",
};
const creditColumns = {
  order_id: "uuid",
  position_id: "uuid",
  person_id: "uuid",
  share_ppm: "int",
  amount: "bigint",
  signed_on: "date",
  delivered_on: "date",
};

export const orders: Keeper<OrderState> = {
  load: loadOrders,
  write: writeOrders,
  remove: (tx, objects) =>
    deleteByIds(
      tx,
      "orders",
      "id",
      objects.map((o) => o.id),
    ),
};

type Head = Omit<OrderState, "lines" | "credits"> & { id: string };

async function loadOrders(tx: Tx, codes: readonly string[]): Promise<Map<string, Stored<OrderState>>> {
  const heads = await tx.rows(sql<Head>`
    select id, code, customer_id as "customerId", signed_on as "signedOn", delivered_on as "deliveredOn", status, amount, tax, freight, territory, channel
    from orders where tenant_id = current_tenant() and code = any(${codes as string[]}::text[])`);
  const ids = heads.map((head) => head.id);
  const lines = Map.groupBy(await linesOf(tx, ids), (line) => line.orderId);
  const credits = Map.groupBy(await creditsIn(tx, ids), (credit) => credit.orderId);
  const bare = <T extends { orderId: string }>(rows: readonly T[] = []) => rows.map(({ orderId: _, ...rest }) => rest);
  return new Map(
    heads.map(({ id, ...head }) => [head.code, { id, state: { ...head, lines: bare(lines.get(id)), credits: bare(credits.get(id)) } }]),
  );
}

function linesOf(tx: Tx, orderIds: readonly string[]) {
  return tx.rows(sql<LineState & { orderId: string }>`
    select order_id as "orderId", line_no as line, product_id as "productId", quantity, list_amount as "listAmount", amount, cost
    from order_lines where tenant_id = current_tenant() and order_id = any(${orderIds as string[]}::uuid[]) order by order_id, line_no`);
}

function creditsIn(tx: Tx, orderIds: readonly string[]) {
  return tx.rows(sql<CreditState & { orderId: string }>`
    select order_id as "orderId", position_id as "positionId", person_id as "personId", share_ppm as "sharePpm", amount
    from order_credits where tenant_id = current_tenant() and order_id = any(${orderIds as string[]}::uuid[]) order by order_id, position_id`);
}

/** Header, lines and credits as they shall be; receipts already booked are credited anew when the split moved. */
async function writeOrders(tx: Tx, changes: readonly Change<OrderState>[]): Promise<void> {
  const changed = changes.filter((change) => change.before !== null).map((change) => change.id);
  const heads = changes.map(({ id, after: o }) => [
    id,
    o.code,
    o.customerId,
    o.signedOn,
    o.deliveredOn,
    o.status,
    o.amount,
    o.tax,
    o.freight,
    o.territory,
    o.channel,
  ]);
  const updated = Object.keys(columns)
    .filter((name) => name !== "id")
    .map((name) => `${name} = excluded.${name}`);
  await insertRows(
    tx,
    "orders",
    columns,
    heads,
    `on conflict (tenant_id, id) do update set ${updated.join(", ")}, version = orders.version + 1`,
  );
  await deleteByIds(tx, "order_lines", "order_id", changed);
  await deleteByIds(tx, "order_credits", "order_id", changed);
  await insertRows(
    tx,
    "order_lines",
    lineColumns,
    changes.flatMap(({ id, after }) => after.lines.map((l) => [id, l.line, l.productId, l.quantity, l.listAmount, l.amount, l.cost])),
  );
  await insertRows(
    tx,
    "order_credits",
    creditColumns,
    changes.flatMap(({ id, after }) =>
      after.credits.map((c) => [id, c.positionId, c.personId, c.sharePpm, c.amount, after.signedOn, after.deliveredOn]),
    ),
  );
  await recreditReceipts(tx, changed);
}
