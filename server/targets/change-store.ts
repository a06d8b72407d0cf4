import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";
import type { TreeNode } from "./tree.ts";

export type ChangeRow = {
  id: string; metric: string; year: number; kind: "adjust" | "hand-over" | "spread"; nodeId: string; toNodeId: string | null; effectiveFrom: Day;
  amount: bigint | null; reason: string; byUser: string | null; by: string; at: string; decision: "approved" | "declined" | null;
  decidedBy: string | null; decidedAt: string | null; decisionReason: string;
}; // prettier-ignore

const changes = sql`
  select c.id, c.metric, c.fiscal_year as year, c.kind, c.node_id as "nodeId", c.to_node_id as "toNodeId", c.effective_from as "effectiveFrom", c.amount,
    c.reason, c.by_user as "byUser", coalesce(u.name, '') as by, c.at, d.kind as decision, decider.name as "decidedBy", d.at as "decidedAt",
    coalesce(d.reason, '') as "decisionReason"
  from target_changes c
  left join target_change_decisions d on d.tenant_id = c.tenant_id and d.change_id = c.id
  left join users u on u.tenant_id = c.tenant_id and u.id = c.by_user
  left join users decider on decider.tenant_id = d.tenant_id and decider.id = d.by_user
  where c.tenant_id = current_tenant()`;

/** Of a year, open ones first, then the latest decided. */
export const changesOf = (tx: Tx, year: number): Promise<ChangeRow[]> =>
  tx.rows(sql<ChangeRow>`${changes} and c.fiscal_year = ${year} order by d.at is not null, d.at desc, c.at desc limit 500`);

/** Locked, so that two decisions come one after the other. */
export async function lockChange(tx: Tx, id: string): Promise<ChangeRow | undefined> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 37))`);
  return tx.row(sql<ChangeRow>`${changes} and c.id = ${id}`);
}

export type NewChange = Pick<ChangeRow, "id" | "metric" | "year" | "kind" | "nodeId" | "toNodeId" | "effectiveFrom" | "amount" | "reason"> & { readonly by: string | null; readonly at?: string }; // prettier-ignore

export async function insertChange(tx: Tx, c: NewChange): Promise<void> {
  await tx.run(sql`
    insert into target_changes (tenant_id, id, metric, fiscal_year, kind, node_id, to_node_id, effective_from, amount, reason, by_user, at)
    values (current_tenant(), ${c.id}, ${c.metric}, ${c.year}, ${c.kind}, ${c.nodeId}, ${c.toNodeId}, ${c.effectiveFrom}, ${c.amount}, ${c.reason}, ${c.by}, coalesce(${c.at ?? null}::timestamptz, now()))
    on conflict do nothing`);
}

type Decision = { readonly kind: "approved" | "declined"; readonly reason: string; readonly setId: string | null; readonly by: string };

export async function insertChangeDecision(tx: Tx, changeId: string, { kind, reason, setId, by }: Decision): Promise<void> {
  await tx.run(sql`
    insert into target_change_decisions (tenant_id, change_id, kind, reason, set_id, by_user)
    values (current_tenant(), ${changeId}, ${kind}, ${reason}, ${setId}, ${by})`);
}

/** A draft that was begun on the version before stays the next one. */
export async function moveDraftBehind(tx: Tx, draftId: string): Promise<void> {
  await tx.run(sql`update target_sets set version = version + 1 where tenant_id = current_tenant() and id = ${draftId}`);
}

/** Seats as they last stood, whoever held them last: for targets whose seat or holder is gone. */
export async function lastSeats(tx: Tx, ids: readonly string[]): Promise<(TreeNode & { unitName: string })[]> {
  return tx.rows(sql<TreeNode & { unitName: string }>`
    select distinct on (v.position_id) v.position_id as id, 'position' as kind, s.code, coalesce(p.name, '') as name, v.title as detail,
      v.org_unit_id as "parentId", 0 as depth, coalesce(u.name, '') as "unitName"
    from position_versions v join positions s on s.tenant_id = v.tenant_id and s.id = v.position_id
    left join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id
    left join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    left join org_unit_versions u on u.tenant_id = v.tenant_id and u.org_unit_id = v.org_unit_id
    where v.tenant_id = current_tenant() and v.is_selling and v.position_id = any(${ids as string[]}::uuid[])
    order by v.position_id, v.valid_from desc, a.valid_from desc nulls last, u.valid_from desc nulls last`);
}
