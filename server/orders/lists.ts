import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { seatOn } from "../kpi/facts.ts";

export type ListQuery = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly q?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
};
export type Page<T> = { rows: T[]; next: string | null };

/** Credited to a position the caller may see: the unit counts as it was on the day of the fact. */
function creditedWithin(scope: Scope, orderId: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  if (scope.all) return sql`true`;
  return sql`exists (
    select from order_credits c cross join ${seatOn(sql`c.position_id`, day)}
    where c.tenant_id = current_tenant() and c.order_id = ${orderId}
      and ${within(scope, { unit: sql`seat.org_unit_id`, position: sql`c.position_id`, person: sql`c.person_id` })})`;
}

/** Owned by a position the caller may see, as it stands today. */
export function ownedWithin(scope: Scope, position: RawBuilder<unknown>, today: Day): RawBuilder<unknown> {
  if (scope.all) return sql`true`;
  return sql`exists (select from ${seatOn(position, sql`${today}::date`)} where ${position} is not null and ${within(scope, { unit: sql`seat.org_unit_id`, position })})`;
}

const cents = (value: bigint | null): string | null => (value === null ? null : formatAmount(value));
export const like = (q: string | undefined, ...columns: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  q === undefined || q === ""
    ? sql`true`
    : sql`(${sql.join(
        columns.map((column) => sql`${column} ilike ${`%${q.replace(/[\\%_]/g, "\\$&")}%`}`),
        sql` or `,
      )})`;
const since = (column: RawBuilder<unknown>, { from, to }: ListQuery): RawBuilder<unknown> =>
  sql`(${from ?? null}::date is null or ${column} >= ${from ?? null}::date) and (${to ?? null}::date is null or ${column} < ${to ?? null}::date)`;

/** Keyset paging by (day, id), newest first; the cursor is "day id". */
function before(day: RawBuilder<unknown>, id: RawBuilder<unknown>, cursor: string | undefined): RawBuilder<unknown> {
  const match = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36})$/.exec(cursor ?? "");
  return match ? sql`(${day}, ${id}) < (${match[1]}::date, ${match[2]}::uuid)` : sql`true`;
}

export function paged<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? cursorOf(shown.at(-1)!) : null };
}

type Credit = { person: string; name: string; positionId: string; sharePpm: number; amount: string };
export type OrderRow = {
  id: string;
  code: string;
  customer: string | null;
  customerName: string | null;
  signedOn: Day;
  deliveredOn: Day | null;
  status: "effective" | "cancelled";
  amount: string;
  tax: string;
  freight: string;
  territory: string;
  channel: string;
  version: number;
  credits: Credit[];
};
type OrderSource = Omit<OrderRow, "amount" | "tax" | "freight" | "credits"> & {
  amount: bigint;
  tax: bigint;
  freight: bigint;
  credits: (Omit<Credit, "amount"> & { amount: string })[];
};

const orderColumns = sql`
  o.id, o.code, k.code as customer, k.name as "customerName", o.signed_on as "signedOn", o.delivered_on as "deliveredOn", o.status, o.amount, o.tax, o.freight,
  o.territory, o.channel, o.version, coalesce((
    select json_agg(json_build_object('person', p.code, 'name', p.name, 'positionId', c.position_id, 'sharePpm', c.share_ppm, 'amount', c.amount::text) order by c.share_ppm desc, p.code)
    from order_credits c left join persons p on p.tenant_id = c.tenant_id and p.id = c.person_id
    where c.tenant_id = o.tenant_id and c.order_id = o.id), '[]') as credits`;
const orderSource = sql`orders o left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id`;

const orderView = (row: OrderSource): OrderRow => ({
  ...row,
  amount: formatAmount(row.amount),
  tax: formatAmount(row.tax),
  freight: formatAmount(row.freight),
  credits: row.credits.map((c) => ({ ...c, person: c.person ?? "", name: c.name ?? "", amount: formatAmount(BigInt(c.amount)) })),
});

export async function ordersWithin(tx: Tx, scope: Scope, query: ListQuery & { status?: string | undefined }): Promise<Page<OrderRow>> {
  const rows = await tx.rows(sql<OrderSource>`
    select ${orderColumns} from ${orderSource}
    where o.tenant_id = current_tenant() and ${before(sql`o.signed_on`, sql`o.id`, query.cursor)} and ${since(sql`o.signed_on`, query)}
      and (${query.status ?? null}::text is null or o.status = ${query.status ?? null}) and ${like(query.q, sql`o.code`, sql`k.name`)}
      and ${creditedWithin(scope, sql`o.id`, sql`o.signed_on`)}
    order by o.signed_on desc, o.id desc limit ${query.limit + 1}`);
  return paged(rows.map(orderView), query.limit, (row) => `${row.signedOn} ${row.id}`);
}

type LineRow = { line: number; product: string | null; productName: string | null; quantity: bigint; amount: bigint; cost: bigint | null };
type PlanRow = { line: number; dueOn: Day; amount: bigint; received: bigint };
type PaidRow = { id: string; code: string; receivedOn: Day; amount: bigint };

/** One order with everything that hangs on it, or nothing when it is out of reach. */
export async function orderWithin(tx: Tx, scope: Scope, id: string) {
  const row = await tx.row(sql<OrderSource>`
    select ${orderColumns} from ${orderSource} where o.tenant_id = current_tenant() and o.id = ${id} and ${creditedWithin(scope, sql`o.id`, sql`o.signed_on`)}`);
  if (!row) return undefined;
  const lines = await tx.rows(sql<LineRow>`
    select l.line_no as line, p.code as product, p.name as "productName", l.quantity, l.amount, l.cost
    from order_lines l left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id where l.tenant_id = current_tenant() and l.order_id = ${id} order by l.line_no`);
  const plan = await tx.rows(sql<PlanRow>`
    select l.line_no as line, l.due_on as "dueOn", l.amount, coalesce((select sum(m.amount) from receipt_matches m
      where m.tenant_id = l.tenant_id and m.order_id = l.order_id and m.line_no = l.line_no), 0)::bigint as received
    from collection_plan_lines l where l.tenant_id = current_tenant() and l.order_id = ${id} order by l.line_no`);
  const paid = await tx.rows(sql<PaidRow>`
    select id, code, received_on as "receivedOn", amount from receipts where tenant_id = current_tenant() and order_id = ${id} order by received_on, code`);
  return {
    ...orderView(row),
    lines: lines.map((l) => ({ ...l, quantity: formatAmount(l.quantity), amount: formatAmount(l.amount), cost: cents(l.cost) })),
    plan: plan.map((l) => ({ ...l, amount: formatAmount(l.amount), received: formatAmount(l.received) })),
    receipts: paid.map((r) => ({ ...r, amount: formatAmount(r.amount) })),
  };
}

type CustomerRow = {
  id: string;
  code: string;
  name: string;
  class: string;
  industry: string;
  region: string;
  owner: string | null;
  createdOn: Day | null;
  version: number;
};

const holderToday = (position: RawBuilder<unknown>, today: Day): RawBuilder<unknown> => sql`(
  select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
  where a.tenant_id = current_tenant() and a.position_id = ${position} and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date))`;

export async function customersWithin(tx: Tx, scope: Scope, query: ListQuery, today: Day): Promise<Page<CustomerRow>> {
  const rows = await tx.rows(sql<CustomerRow>`
    select k.id, k.code, k.name, k.class, k.industry, k.region, ${holderToday(sql`k.owner_position_id`, today)} as owner, k.created_on as "createdOn", k.version
    from customers k where k.tenant_id = current_tenant() and k.code > ${query.cursor ?? ""} and ${like(query.q, sql`k.code`, sql`k.name`, sql`k.pinyin`)}
      and ${ownedWithin(scope, sql`k.owner_position_id`, today)}
    order by k.code limit ${query.limit + 1}`);
  return paged(rows, query.limit, (row) => row.code);
}

type ReceiptRow = {
  id: string;
  code: string;
  order: string;
  customerName: string | null;
  receivedOn: Day;
  amount: string;
  planLine: number | null;
  isAdvance: boolean;
};

export async function receiptsWithin(tx: Tx, scope: Scope, query: ListQuery): Promise<Page<ReceiptRow>> {
  const rows = await tx.rows(sql<Omit<ReceiptRow, "amount"> & { amount: bigint }>`
    select r.id, r.code, o.code as "order", k.name as "customerName", r.received_on as "receivedOn", r.amount, r.plan_line_no as "planLine", r.is_advance as "isAdvance"
    from receipts r join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where r.tenant_id = current_tenant() and ${before(sql`r.received_on`, sql`r.id`, query.cursor)} and ${since(sql`r.received_on`, query)}
      and ${like(query.q, sql`r.code`, sql`o.code`, sql`k.name`)} and ${creditedWithin(scope, sql`r.order_id`, sql`r.received_on`)}
    order by r.received_on desc, r.id desc limit ${query.limit + 1}`);
  return paged(
    rows.map((row) => ({ ...row, amount: formatAmount(row.amount) })),
    query.limit,
    (row) => `${row.receivedOn} ${row.id}`,
  );
}
