import { sql, type RawBuilder } from "kysely";
import { asOf, credited, facts, inSpan } from "./shape.ts";

type Sql = RawBuilder<unknown>;

/** Days after the due day that are not yet overdue, as the company has decided. */
const grace = sql`(select coalesce(max(grace_days), 0) from metric_settings where tenant_id = current_tenant())`;

const planLines = (condition: Sql): Sql => sql`
    from collection_plan_lines l
    join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'effective'
    join order_credits c on c.tenant_id = l.tenant_id and c.order_id = l.order_id
    cross join lateral (select coalesce(sum(m.amount), 0) as amount,
        coalesce(sum(m.amount) filter (where ${inSpan(sql`m.received_on`)}), 0) as in_span
      from receipt_matches m where m.tenant_id = l.tenant_id and m.order_id = l.order_id and m.line_no = l.line_no and m.received_on < span.to_day) paid
    where l.tenant_id = current_tenant() and ${condition}`;

/** The same for lines of all time, which are too many to look up one by one. */
const everyLine = (condition: Sql): Sql => sql`
    from collection_plan_lines l
    join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'effective'
    join order_credits c on c.tenant_id = l.tenant_id and c.order_id = l.order_id
    left join (select m.order_id, m.line_no, sum(m.amount) as amount from receipt_matches m
      where m.tenant_id = current_tenant() and m.received_on < span.to_day group by m.order_id, m.line_no) paid on paid.order_id = l.order_id and paid.line_no = l.line_no
    where l.tenant_id = current_tenant() and coalesce(paid.amount, 0) < l.amount and ${condition}`;
const unpaid = sql`l.amount - coalesce(paid.amount, 0)`;

const line = {
  day: sql`l.due_on`,
  position: sql`c.position_id`,
  source: sql`o.id`,
  code: sql`o.code || ' ' || lpad(l.line_no::text, 6, '0')`,
  customer: sql`o.customer_id`,
};
const dueInSpan = inSpan(sql`l.due_on`);

export const collectionMeasures = {
  due: facts({ ...line, value: credited(sql`l.amount`) }, planLines(dueInSpan)),
  "collected-of-due": facts({ ...line, value: credited(sql`paid.in_span`) }, planLines(dueInSpan)),
  "unpaid-of-due": facts(
    { ...line, value: credited(sql`case when l.due_on + ${grace} <= ${asOf} then l.amount - paid.amount else 0 end`) },
    planLines(dueInSpan),
  ),
  "open-lines": facts(
    { ...line, day: asOf, value: credited(unpaid), key: sql`l.line_no::text` },
    everyLine(sql`o.signed_on < span.to_day`),
  ),
  "overdue-amount": facts({ ...line, day: asOf, value: credited(unpaid) }, everyLine(sql`l.due_on + ${grace} < span.to_day`)),
  "collected-amount": facts(
    {
      day: sql`r.received_on`,
      position: sql`c.position_id`,
      value: sql`c.amount`,
      source: sql`r.id`,
      code: sql`r.code`,
      customer: sql`o.customer_id`,
      gap: sql`case when o.customer_id is null then 'no-customer' end`,
    },
    sql`from receipts r
    join receipt_credits c on c.tenant_id = r.tenant_id and c.receipt_id = r.id
    join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
    where r.tenant_id = current_tenant() and ${inSpan(sql`r.received_on`)}`,
  ),
  "written-off": facts(
    {
      day: sql`w.written_on`,
      position: sql`c.position_id`,
      value: credited(sql`w.amount`),
      source: sql`w.id`,
      code: sql`w.code`,
      customer: sql`o.customer_id`,
    },
    sql`from write_offs w
    join orders o on o.tenant_id = w.tenant_id and o.id = w.order_id
    join order_credits c on c.tenant_id = w.tenant_id and c.order_id = w.order_id
    where w.tenant_id = current_tenant() and ${inSpan(sql`w.written_on`)}`,
  ),
};
