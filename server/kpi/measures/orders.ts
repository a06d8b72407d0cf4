import { sql, type RawBuilder } from "kysely";
import { dictionary } from "#core/kpi/dictionary.ts";
import { customerIdentity, factSql } from "../facts.ts";
import { asOf, credited, facts, inSpan, type FactColumns } from "./shape.ts";

type Sql = RawBuilder<unknown>;

const orderCredits = (day: Sql): Sql => sql`
    from orders o
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where o.tenant_id = current_tenant() and o.status = 'effective' and ${inSpan(day)}`;

const order = { position: sql`c.position_id`, source: sql`o.id`, code: sql`o.code`, customer: sql`o.customer_id` };
const withCustomer = sql`case when o.customer_id is null then 'no-customer' end`;

/** Orders by the day of signing or delivery, each credited by its exact split. */
const byOrder = (day: Sql, value: Sql, more: Partial<FactColumns> = {}): Sql =>
  facts({ ...order, day, value, gap: withCustomer, ...more }, orderCredits(day));

const lines = sql`
    from orders o
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    join order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
    left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    where o.tenant_id = current_tenant() and o.status = 'effective' and ${inSpan(sql`o.signed_on`)}`;
const line = { ...order, day: sql`o.signed_on`, code: sql`o.code || ' ' || lpad(l.line_no::text, 6, '0')`, key: sql`l.line_no::text` };

/** A product is key while a tag says so: re-tagging in mid-year does not change what was sold before. */
const isKey = sql`exists (select from product_tags t where t.tenant_id = l.tenant_id and t.product_id = l.product_id and t.tag = 'key'
      and t.valid_from <= o.signed_on and (t.valid_to is null or t.valid_to > o.signed_on))`;
const isNew = sql`p.launched_on <= o.signed_on and p.launched_on > o.signed_on - make_interval(months => ${dictionary["new-product-share"].parameters.months})`;

/** Lines without an order head of their own: an order that names no lines has no cost and shows as one row that lacks it. */
const profit = sql`
    ${facts({ ...line, value: credited(sql`l.amount - l.cost`), gap: sql`case when l.cost is null then 'no-cost' end` }, lines)}
    union all
    ${facts(
      { ...order, day: sql`o.signed_on`, value: sql`null::bigint`, gap: sql`'no-lines'` },
      sql`${orderCredits(sql`o.signed_on`)} and not exists (select from order_lines l where l.tenant_id = o.tenant_id and l.order_id = o.id)`,
    )}`;

/** What came in on each order, by receipts and write-offs, before the span and by its end: one pass over each, not a look-up per order. */
const settled = (table: Sql, day: Sql): Sql => sql`(
      select x.order_id, sum(x.amount) filter (where ${day} < span.from_day) as before, sum(x.amount) as by_end
      from ${table} x where x.tenant_id = current_tenant() and ${day} < span.to_day group by x.order_id)`;

/** What is owed on a delivered order: its amount less what was settled; money paid in advance is not a negative receivable. */
const owed = (side: Sql): Sql => sql`greatest(0, o.amount - coalesce(paid.${side}, 0) - coalesce(lost.${side}, 0))`;

/** Delivered orders that were open when the span began or came in it, with what was owed at both ends. */
const receivables = (value: Sql): Sql =>
  facts(
    { ...order, day: asOf, value: credited(value), gap: withCustomer },
    sql`
    from orders o
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    left join ${settled(sql`receipts`, sql`x.received_on`)} paid on paid.order_id = o.id
    left join ${settled(sql`write_offs`, sql`x.written_on`)} lost on lost.order_id = o.id
    cross join lateral (select case when o.delivered_on < span.from_day then ${owed(sql`before`)} else 0 end as opening, ${owed(sql`by_end`)} as closing,
      case when o.delivered_on >= span.from_day then o.amount else 0 end as revenue) a
    where o.tenant_id = current_tenant() and o.status = 'effective' and o.delivered_on < span.to_day and (a.opening > 0 or o.delivered_on >= span.from_day)`,
  );

const firstReceipts = (condition: Sql): Sql =>
  facts(
    {
      day: sql`n.day`,
      position: sql`n.position_id`,
      value: sql`n.value`,
      source: sql`n.source_id`,
      code: sql`o.code`,
      customer: sql`o.customer_id`,
    },
    sql`from (${factSql("new-customers")}) n join orders o on o.tenant_id = current_tenant() and o.id = n.source_id
      where ${inSpan(sql`n.day`)} and ${condition}`,
  );

/** Measures of orders, read from the orders themselves. */
export const orderMeasures = {
  "signed-amount": byOrder(sql`o.signed_on`, sql`c.amount`),
  "delivered-amount": byOrder(sql`o.delivered_on`, sql`c.amount`),
  "deal-count": byOrder(sql`o.signed_on`, sql`c.share_ppm::bigint`),
  customers: byOrder(sql`o.signed_on`, sql`c.share_ppm::bigint`, { key: customerIdentity }),
  "new-customers": firstReceipts(sql`true`),
  "referred-customers": firstReceipts(
    sql`exists (select from referrals f where f.tenant_id = current_tenant() and f.to_customer_id = o.customer_id)`,
  ),
  "line-amount": facts({ ...line, value: credited(sql`l.amount`) }, lines),
  "gross-profit": profit,
  "key-product-amount": facts({ ...line, value: credited(sql`l.amount`) }, sql`${lines} and ${isKey}`),
  "new-product-amount": facts({ ...line, value: credited(sql`l.amount`) }, sql`${lines} and ${isNew}`),
  "delivery-days": byOrder(sql`o.delivered_on`, sql`(o.delivered_on - o.signed_on)::bigint * 1000000`),
  receivables: receivables(sql`a.closing`),
  "receivable-base": receivables(sql`a.opening + a.revenue`),
  "receivable-settled": receivables(sql`a.opening + a.revenue - a.closing`),
  "receivable-days": receivables(sql`(a.opening + a.closing) / 2 * (span.to_day - span.from_day)`),
};
