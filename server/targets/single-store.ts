import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

export type SingleRow = {
  metric: string; period: string; nodeId: string; version: number; comparison: "at-least" | "at-most" | "between";
  value: bigint | null; upper: bigint | null; stretch: bigint | null; note: string; by: string;
}; // prettier-ignore

/** The newest row of each metric and node in some periods; a value of null was taken back. */
export const singlesOf = (tx: Tx, periods: readonly string[]): Promise<SingleRow[]> =>
  tx.rows(sql<SingleRow>`
    select distinct on (t.metric, t.node_id, t.period) t.metric, t.period, t.node_id as "nodeId", t.version, t.comparison, t.value, t.upper, t.stretch, t.note,
      coalesce(u.name, '') as by
    from single_targets t left join users u on u.tenant_id = t.tenant_id and u.id = t.by_user
    where t.tenant_id = current_tenant() and t.period = any(${periods as string[]}::text[])
    order by t.metric, t.node_id, t.period, t.version desc`);

export type NewSingle = Omit<SingleRow, "by"> & { readonly id: string; readonly nodeKind: "unit" | "position"; readonly by: string | null };

export async function insertSingle(tx: Tx, s: NewSingle): Promise<void> {
  await tx.run(sql`
    insert into single_targets (tenant_id, id, metric, period, node_kind, node_id, version, comparison, value, upper, stretch, note, by_user)
    values (current_tenant(), ${s.id}, ${s.metric}, ${s.period}, ${s.nodeKind}, ${s.nodeId}, ${s.version}, ${s.comparison}, ${s.value}, ${s.upper}, ${s.stretch}, ${s.note}, ${s.by})`);
}

/** Two who set the same target at once come one after the other, also where there is no row to lock yet. */
export async function lockSingle(tx: Tx, { metric, period, nodeId }: Pick<SingleRow, "metric" | "period" | "nodeId">): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${metric} ${period} ${nodeId}`}, 39))`);
}
