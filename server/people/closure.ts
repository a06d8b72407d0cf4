import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../db/tx.ts";

/**
 * Every ancestor of the units with the time it was one: walk up the dated parents, intersecting the spans on the way.
 * Sixty-four levels end the walk; whoever moves a unit refuses a circle before.
 */
const ancestors = (units: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with recursive up (descendant, ancestor, depth, span) as (
    select org_unit_id, org_unit_id, 0, unnest(range_agg(daterange(valid_from, valid_to)))
      from org_unit_versions where tenant_id = current_tenant() and ${units} group by org_unit_id
    union all
    select up.descendant, v.parent_id, up.depth + 1, up.span * daterange(v.valid_from, v.valid_to)
      from up join org_unit_versions v on v.tenant_id = current_tenant() and v.org_unit_id = up.ancestor
      where v.parent_id is not null and up.span && daterange(v.valid_from, v.valid_to) and up.depth < 64
  )`;

/** After versions changed: the closure of these units and of all that ever were below them is written anew. */
export async function rewriteClosure(tx: Tx, unitIds: readonly string[]): Promise<void> {
  const below = await tx.rows(sql<{ id: string }>`
    select distinct descendant_id as id from org_closure
    where tenant_id = current_tenant() and ancestor_id = any(${unitIds as string[]}::uuid[])`);
  const touched = [...new Set([...unitIds, ...below.map((row) => row.id)])];
  await tx.run(sql`delete from org_closure where tenant_id = current_tenant() and descendant_id = any(${touched}::uuid[])`);
  await tx.run(sql`
    insert into org_closure (tenant_id, ancestor_id, descendant_id, depth, valid_from, valid_to)
    ${ancestors(sql`org_unit_id = any(${touched}::uuid[])`)}
    select current_tenant(), ancestor, descendant, depth, lower(span), upper(span)
    from (select ancestor, descendant, depth, unnest(range_agg(span)) as span from up group by ancestor, descendant, depth) merged`);
}

/** The whole closure of the tenant, for imports that write many units at once. */
export async function rebuildClosure(tx: Tx): Promise<void> {
  const units = await tx.rows(sql<{ id: string }>`select id from org_units where tenant_id = current_tenant()`);
  await rewriteClosure(
    tx,
    units.map((unit) => unit.id),
  );
}
