import { sql, type RawBuilder } from "kysely";
import type { Span } from "#core/base/date.ts";
import { dictionary, type FactMetricCode, type Measure } from "#core/kpi/dictionary.ts";
import { customerIdentity, joinSeat } from "./facts.ts";

/** Org units (with all below them as of each fact's day) or positions. */
export type Nodes = { readonly kind: "unit" | "position"; readonly ids: readonly string[] };
/** A span by a name of the caller's choice; spans may overlap (a year and its months). */
export type NamedSpan = Span & { readonly key: string };
export type Question = { readonly metric: FactMetricCode; readonly nodes: Nodes; readonly spans: readonly NamedSpan[] };
export type AnswerRow = { nodeId: string; key: string; numerator: bigint; denominator: bigint | null; rows: number };

/** Turns a question into one readable statement: over the rollups where sums add up, over the facts where they do not. */
export function compile(question: Question): RawBuilder<AnswerRow> {
  const definition = dictionary[question.metric];
  if (definition.kind === "sum") return rollupSum(question, definition.measure, null);
  if (definition.code === "aov-order") return rollupSum(question, definition.numerator, definition.denominator);
  return definition.code === "aov-customer" ? amountPerCustomer(question) : collectionRate(question);
}

function spansTable(spans: readonly NamedSpan[]): RawBuilder<unknown> {
  return sql`unnest(${spans.map((s) => s.key)}::text[], ${spans.map((s) => s.from)}::date[], ${spans.map((s) => s.to)}::date[]) as span(key, from_day, to_day)`;
}

/** Joins `node.id` to rows that carry a position and the unit it had on a day. */
export function joinNodes(
  nodes: Nodes,
  row: { position: RawBuilder<unknown>; unit: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const ids = sql`${nodes.ids as string[]}::uuid[]`;
  if (nodes.kind === "position") return sql`join unnest(${ids}) as node(id) on node.id = ${row.position}`;
  return sql`join (select ancestor_id as id, descendant_id, valid_from, valid_to from org_closure
      where tenant_id = current_tenant() and ancestor_id = any(${ids})) node
    on node.descendant_id = ${row.unit} and node.valid_from <= ${row.day} and (node.valid_to is null or node.valid_to > ${row.day})`;
}

function rollupSum({ nodes, spans }: Question, numerator: Measure, denominator: Measure | null): RawBuilder<AnswerRow> {
  const below = denominator === null ? sql`null::bigint` : sql`coalesce(sum(r.value) filter (where r.measure = ${denominator}), 0)::bigint`;
  return sql`
    select node.id as "nodeId", span.key, coalesce(sum(r.value) filter (where r.measure = ${numerator}), 0)::bigint as numerator,
      ${below} as denominator, coalesce(sum(r.facts) filter (where r.measure = ${numerator}), 0)::int as rows
    from ${spansTable(spans)}
    join metric_rollups r on r.tenant_id = current_tenant() and r.measure in (${numerator}, ${denominator ?? numerator})
      and r.day >= span.from_day and r.day < span.to_day
    ${joinNodes(nodes, { position: sql`r.position_id`, unit: sql`r.org_unit_id`, day: sql`r.day` })}
    group by node.id, span.key`;
}

/** Customers do not add up over people or days: they are counted once in each answer. */
function amountPerCustomer({ nodes, spans }: Question): RawBuilder<AnswerRow> {
  return sql`
    select node.id as "nodeId", span.key, sum(c.amount)::bigint as numerator,
      count(distinct ${customerIdentity}) * 1000000 as denominator, count(*)::int as rows
    from ${spansTable(spans)}
    join orders o on o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on >= span.from_day and o.signed_on < span.to_day
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    ${joinSeat(sql`c.position_id`, sql`o.signed_on`)}
    ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`o.signed_on` })}
    group by node.id, span.key`;
}

/** Plan lines due in the span and what was received in the span against these very lines, by order credit. */
function collectionRate({ nodes, spans }: Question): RawBuilder<AnswerRow> {
  return sql`
    select node.id as "nodeId", span.key, round(sum(paid.amount * c.share_ppm) / 1000000)::bigint as numerator,
      round(sum(l.amount::numeric * c.share_ppm) / 1000000)::bigint as denominator, count(*)::int as rows
    from ${spansTable(spans)}
    join collection_plan_lines l on l.tenant_id = current_tenant() and l.due_on >= span.from_day and l.due_on < span.to_day
    join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'effective'
    join order_credits c on c.tenant_id = l.tenant_id and c.order_id = l.order_id
    cross join lateral (
      select coalesce(sum(m.amount), 0) as amount from receipt_matches m
      where m.tenant_id = l.tenant_id and m.order_id = l.order_id and m.line_no = l.line_no
        and m.received_on >= span.from_day and m.received_on < span.to_day) paid
    ${joinSeat(sql`c.position_id`, sql`l.due_on`)}
    ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`l.due_on` })}
    group by node.id, span.key`;
}
