import { sql } from "kysely";
import type { Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";

export type TargetNode = { readonly kind: "unit" | "position"; readonly ids: readonly string[] };

/**
 * Published targets of a metric by node: the row of exactly this span, else the sum of the months inside it. A node without
 * either is absent: missing is not zero. Of several published versions of a year the latest counts.
 */
export async function publishedTargets(tx: Tx, metric: string, node: TargetNode, span: Span): Promise<Map<string, bigint>> {
  const of = await publishedTargetsOf(tx, metric, node, [{ ...span, key: "span" }]);
  return new Map(node.ids.flatMap((id) => (of(id, "span") === undefined ? [] : [[id, of(id, "span")!]])));
}

/** The same for many spans in one statement: what a trend by months asks for. */
export async function publishedTargetsOf(
  tx: Tx,
  metric: string,
  node: TargetNode,
  spans: readonly (Span & { readonly key: string })[],
): Promise<(nodeId: string, key: string) => bigint | undefined> {
  if (node.ids.length === 0) return () => undefined;
  const rows = await tx.often(
    sql<{ nodeId: string; key: string; amount: bigint }>`
    with latest as (
      select distinct on (s.fiscal_year) s.id from target_sets s
      join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
      where s.tenant_id = current_tenant() and s.metric = ${metric}
      order by s.fiscal_year, s.version desc),
    inside as (
      select t.node_id, span.key, t.amount, t.period_from = span.from_day and t.period_to = span.to_day as is_exact, t.period ~ '^\\d{4}-\\d{2}$' as is_month
      from unnest(${spans.map((s) => s.key)}::text[], ${spans.map((s) => s.from)}::date[], ${spans.map((s) => s.to)}::date[]) as span(key, from_day, to_day)
      join targets t on t.tenant_id = current_tenant() and t.node_kind = ${node.kind} and t.node_id = any(${node.ids as string[]}::uuid[])
        and t.period_from >= span.from_day and t.period_to <= span.to_day
      join latest l on l.id = t.set_id)
    select node_id as "nodeId", key, coalesce(sum(amount) filter (where is_exact), sum(amount) filter (where is_month))::bigint as amount
    from inside where is_exact or is_month group by node_id, key`,
    node.ids,
  );
  const found = new Map(rows.map((row) => [`${row.nodeId} ${row.key}`, row.amount]));
  return (nodeId, key) => found.get(`${nodeId} ${key}`);
}
