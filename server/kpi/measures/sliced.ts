import { sql, type RawBuilder } from "kysely";
import type { Slice } from "#core/kpi/slice.ts";

type Sql = RawBuilder<unknown>;

/** The rows of a measure under a filter, for whoever is booked or for the owner of the customer. */
export function sliced(rows: Sql, { filter, attribution }: Slice): Sql {
  const any = (column: Sql, values: readonly string[] | undefined): Sql[] =>
    values && values.length > 0 ? [sql`${column} = any(${values as string[]}::text[])`] : [];
  const exists = (body: Sql, values: readonly string[] | undefined, column: Sql): Sql[] =>
    any(column, values).map((condition) => sql`exists (select ${body} and ${condition})`);
  const line = sql`from order_lines l left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
      left join product_tags t on t.tenant_id = l.tenant_id and t.product_id = l.product_id and t.valid_from <= s.day and (t.valid_to is null or t.valid_to > s.day)
      where l.tenant_id = current_tenant() and l.order_id = s.source_id and l.line_no::text = s.key`;
  const conditions = [
    ...any(sql`k.class`, filter.customerClass),
    ...any(sql`k.industry`, filter.industry),
    ...any(sql`k.region`, filter.region),
    ...exists(line, filter.productCategory, sql`p.category`),
    ...exists(line, filter.productTag, sql`t.tag`),
    ...exists(sql`from orders o where o.tenant_id = current_tenant() and o.id = s.source_id`, filter.channel, sql`o.channel`),
    ...exists(sql`from deals d where d.tenant_id = current_tenant() and d.id = s.source_id`, filter.dealSource, sql`d.source`),
  ];
  const position = attribution === "customer-owner" ? sql`k.owner_position_id` : sql`s.position_id`;
  return sql`
    select s.day, ${position} as position_id, s.org_unit_id, s.value, s.gap, s.source_id, s.code, s.customer_id, s.key, s.starts, s.ends
    from (${rows}) s left join customers k on k.tenant_id = current_tenant() and k.id = s.customer_id
    where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}`;
}
