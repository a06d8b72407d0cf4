import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { CustomerSales } from "#core/diagnosis/tree.ts";
import type { Tx } from "../db/tx.ts";
import { joinNodes, type Nodes } from "../kpi/compile.ts";
import { customerIdentity, joinSeat } from "../kpi/facts.ts";

/** The days looked at and the days of last year they are held against. */
export type Spans = { readonly now: Span; readonly before: Span };

const within = ({ from, to }: Span): RawBuilder<unknown> => sql`o.signed_on >= ${from}::date and o.signed_on < ${to}::date`;

/** The product group of an order is that of its largest line: an order is one decision, and its credit stays whole. */
const category = sql`coalesce((select p.category from order_lines l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
  where l.tenant_id = current_tenant() and l.order_id = o.id order by l.amount desc, l.line_no limit 1), '')`;

const credits = (nodes: Nodes, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  from orders o
  join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
  left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
  ${joinSeat(sql`c.position_id`, sql`o.signed_on`)}
  ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`o.signed_on` })}
  where o.tenant_id = current_tenant() and o.status = 'effective' and ${where}`;

type CustomerRow = { id: string; b: Amount; bn: bigint; a: Amount; an: bigint; known: boolean; rows: number };

/** What each customer bought in both spans, one identity one customer, and whether it had bought from anybody before. */
export async function customerSales(tx: Tx, nodes: Nodes, { now, before }: Spans): Promise<{ customers: CustomerSales[]; rows: number }> {
  const earlier = sql`o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on < ${before.from}::date`;
  const rows = await tx.rows(sql<CustomerRow>`
    with bought as materialized (
      select ${customerIdentity} as id, array_agg(distinct k.id) as ids, bool_or(k.credit_code <> '') as has_code,
        coalesce(sum(c.amount) filter (where ${within(before)}), 0)::bigint as b,
        coalesce(sum(c.share_ppm) filter (where ${within(before)}), 0)::bigint as bn,
        coalesce(sum(c.amount) filter (where ${within(now)}), 0)::bigint as a,
        coalesce(sum(c.share_ppm) filter (where ${within(now)}), 0)::bigint as an, count(*)::int as rows
      ${credits(nodes, sql`k.id is not null and (${within(now)} or ${within(before)})`)}
      group by 1)
    select s.id, s.b, s.bn, s.a, s.an, s.rows,
      case when exists (select from orders o where ${earlier} and o.customer_id = any(s.ids)) then true
        when s.has_code then exists (select from customers k join orders o on o.customer_id = k.id
          where ${earlier} and k.tenant_id = current_tenant() and ${customerIdentity} = s.id)
        else false end as known
    from bought s`);
  const customers = rows.map(({ id, b, bn, a, an, known }) => ({
    id,
    before: { amount: b, orders: bn },
    after: { amount: a, orders: an },
    isKnown: known,
  }));
  return { customers, rows: rows.reduce((sum, row) => sum + row.rows, 0) };
}

export type CellRow = {
  nodeId: string;
  class: string;
  category: string;
  now: Amount;
  before: Amount;
  ordersNow: bigint;
  ordersBefore: bigint;
  rowsNow: number;
  rows: number;
};

/** Signed amount and orders by node, customer class and product group, in both spans. */
export async function cellsOf(tx: Tx, nodes: Nodes, { now, before }: Spans): Promise<CellRow[]> {
  if (nodes.ids.length === 0) return [];
  return tx.rows(sql<CellRow>`
    select node.id as "nodeId", coalesce(k.class, '') as class, ${category} as category,
      coalesce(sum(c.amount) filter (where ${within(now)}), 0)::bigint as now, coalesce(sum(c.amount) filter (where ${within(before)}), 0)::bigint as before,
      coalesce(sum(c.share_ppm) filter (where ${within(now)}), 0)::bigint as "ordersNow",
      coalesce(sum(c.share_ppm) filter (where ${within(before)}), 0)::bigint as "ordersBefore",
      (count(*) filter (where ${within(now)}))::int as "rowsNow", count(*)::int as rows
    ${credits(nodes, sql`(${within(now)} or ${within(before)})`)}
    group by 1, 2, 3`);
}

export type CellFilter = {
  readonly class?: string | undefined;
  readonly region?: string | undefined;
  readonly category?: string | undefined;
  readonly person?: string | undefined;
};
export type DrillBy = "class" | "region" | "category" | "person" | "customer";

const filtered = (cell: CellFilter): RawBuilder<unknown> => {
  const conditions = [
    ...(cell.class === undefined ? [] : [sql`coalesce(k.class, '') = ${cell.class}`]),
    ...(cell.region === undefined ? [] : [sql`coalesce(nullif(k.region, ''), o.territory) = ${cell.region}`]),
    ...(cell.category === undefined ? [] : [sql`${category} = ${cell.category}`]),
    ...(cell.person === undefined ? [] : [sql`c.position_id = ${cell.person}::uuid`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
};

const holder = (day: RawBuilder<unknown>): RawBuilder<unknown> => sql`(select p.name from assignments a
  join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
  where a.tenant_id = current_tenant() and a.position_id = c.position_id and a.valid_from <= ${day} and (a.valid_to is null or a.valid_to > ${day}) limit 1)`;

const keyOf: Readonly<Record<DrillBy, RawBuilder<unknown>>> = {
  class: sql`coalesce(k.class, '')`,
  region: sql`coalesce(nullif(k.region, ''), o.territory)`,
  category,
  person: sql`c.position_id::text`,
  customer: sql`coalesce(k.code, '')`,
};

export type DrillRecord = { key: string; label: string | null; now: Amount; before: Amount; orders: number; ordersBefore: number };
type Drill = { readonly nodes: Nodes; readonly spans: Spans; readonly by: DrillBy; readonly cell: CellFilter; readonly today: Day };

/** One dimension of the amount and its change inside a cell; the greatest fall first. */
export async function drillOf(tx: Tx, { nodes, spans: { now, before }, by, cell, today }: Drill): Promise<DrillRecord[]> {
  const label = by === "person" ? holder(sql`${today}::date`) : by === "customer" ? sql`k.name` : sql`null::text`;
  return tx.rows(sql<DrillRecord>`
    select key, max(label) as label, sum(now)::bigint as now, sum(before)::bigint as before,
      round(sum(n)::numeric / 1000000, 2)::float as orders, round(sum(b)::numeric / 1000000, 2)::float as "ordersBefore"
    from (select ${keyOf[by]} as key, ${label} as label,
        case when ${within(now)} then c.amount else 0 end as now, case when ${within(before)} then c.amount else 0 end as before,
        case when ${within(now)} then c.share_ppm else 0 end as n, case when ${within(before)} then c.share_ppm else 0 end as b
      ${credits(nodes, sql`(${within(now)} or ${within(before)}) and ${filtered(cell)}`)}) x
    group by key order by sum(now) - sum(before), key limit 200`);
}

export type OrderRecord = {
  day: Day;
  code: string;
  positionId: string;
  customer: string | null;
  class: string;
  region: string;
  category: string;
  person: string | null;
  amount: Amount;
  credit: Amount;
};
export type OrderPlace = { readonly day: Day; readonly code: string; readonly positionId: string };
type Rows = {
  readonly nodes: Nodes;
  readonly span: Span;
  readonly cell: CellFilter;
  readonly after: OrderPlace | null;
  readonly limit: number;
};

/** The orders of a cell, the latest first: the same definition and reach as the sums. */
export async function ordersOf(tx: Tx, { nodes, span, cell, after, limit }: Rows): Promise<OrderRecord[]> {
  const later = after
    ? sql`(o.signed_on, o.code, c.position_id::text) < (${after.day}::date, ${after.code}, ${after.positionId})`
    : sql`true`;
  return tx.rows(sql<OrderRecord>`
    select o.signed_on as day, o.code, c.position_id as "positionId", k.name as customer, coalesce(k.class, '') as class,
      coalesce(nullif(k.region, ''), o.territory) as region, ${category} as category, ${holder(sql`o.signed_on`)} as person, o.amount, c.amount as credit
    ${credits(nodes, sql`${within(span)} and ${filtered(cell)} and ${later}`)}
    order by o.signed_on desc, o.code desc, c.position_id::text desc limit ${limit}`);
}

export type Due = { nodeId: string; due: Amount; paid: Amount; lines: number };

/** Plan lines due in a span and what came in against them by its end, by order credit. */
export async function dueAndPaid(tx: Tx, nodes: Nodes, span: Span): Promise<Due[]> {
  if (nodes.ids.length === 0) return [];
  return tx.rows(sql<Due>`
    select node.id as "nodeId", round(sum(l.amount::numeric * c.share_ppm) / 1000000)::bigint as due,
      round(sum(coalesce(paid.amount, 0) * c.share_ppm) / 1000000)::bigint as paid, count(*)::int as lines
    from collection_plan_lines l
    join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'effective'
    join order_credits c on c.tenant_id = l.tenant_id and c.order_id = l.order_id
    left join (select m.order_id, m.line_no, sum(m.amount) as amount from receipt_matches m
      where m.tenant_id = current_tenant() and m.due_on >= ${span.from}::date and m.due_on < ${span.to}::date and m.received_on < ${span.to}::date
      group by 1, 2) paid on paid.order_id = l.order_id and paid.line_no = l.line_no
    ${joinSeat(sql`c.position_id`, sql`l.due_on`)}
    ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`l.due_on` })}
    where l.tenant_id = current_tenant() and l.due_on >= ${span.from}::date and l.due_on < ${span.to}::date
    group by 1`);
}
