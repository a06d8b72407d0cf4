import { sql, type RawBuilder } from "kysely";
import { reachOf } from "#core/compensation/engine/reach.ts";
import type { Plan } from "#core/compensation/language/plan.ts";

type Sql = RawBuilder<unknown>;
/** How deep a plan looks into an order `o`: it whole, what it cost, or every line with its product. */
export type Depth = "orders" | "costs" | "lines";

/** A plan that speaks of products looks at every line of an order; one that does not sees the order whole. */
export function depthOf(plan: Plan): Depth {
  const { asks } = reachOf(plan);
  if (["product", "category", "quantity"].some(asks)) return "lines";
  return asks("cost") || asks("margin") ? "costs" : "orders";
}

const depths: Readonly<Record<Depth, Sql>> = {
  orders: sql`cross join (select null::int as line_no, null::text as product, null::text as category, null::bigint as quantity, null::bigint as cost) line`,
  costs: sql`left join lateral (
      select null::int as line_no, null::text as product, null::text as category, null::bigint as quantity, case when count(*) = count(l.cost) then sum(l.cost) end as cost
      from order_lines l where l.tenant_id = o.tenant_id and l.order_id = o.id) line on true`,
  lines: sql`left join lateral (
      select l.line_no, p.code as product, p.category, l.quantity, l.cost, l.amount,
        sum(l.amount) over (order by l.line_no) as upto, sum(l.amount) over () as total
      from order_lines l left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
      where l.tenant_id = o.tenant_id and l.order_id = o.id) line on line.total <> 0`,
}; // prettier-ignore

/** Customer `k` and, as deep as the plan looks, `line`. */
export const joined = (depth: Depth): Sql =>
  sql`left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id ${depths[depth]}`;

/**
 * A line's part of a credited amount, in proportion to the line's own: rounded on the running sum of the lines, so that the parts add up to
 * the amount whatever an order grants or charges beside them. An order without lines, or whose lines add up to nothing, stands for itself.
 */
export const part = (amount: Sql, depth: Depth): Sql =>
  depth === "lines" ? sql`coalesce(${upTo(amount, sql`line.upto`)} - ${upTo(amount, sql`(line.upto - line.amount)`)}, ${amount})` : amount;

/** Half-up on the magnitude, as money is rounded everywhere; `div` is exact where a quotient would be rounded twice. */
const upTo = (amount: Sql, sum: Sql): Sql =>
  sql`sign(${amount} * ${sum} * line.total) * div(2 * abs(${amount} * ${sum}) + abs(line.total), 2 * abs(line.total))`;

export const cost = sql`line.cost * c.share_ppm / 1000000`;
/** Pieces times the share of the credit. */
export const quantity = sql`(line.quantity / 10000.0 * c.share_ppm / 1000000)::numeric(24, 10)::text as quantity`;
export const money = (amount: Sql): Sql => sql`(${amount} / 10000.0)::numeric(20, 4)::text`;
export const about = sql`line.line_no as line, k.code as customer, coalesce(k.class, '') as "customerClass", coalesce(line.product, '') as product, coalesce(line.category, '') as category`;
