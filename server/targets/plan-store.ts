import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { ActionRecord } from "../coaching/store.ts";
import type { Tx } from "../db/tx.ts";

export type PlanAction = ActionRecord & { readonly path: string };

/** Actions that hang on a node's target of a year, whatever its metric. */
export async function planOf(tx: Tx, nodeId: string, year: number, zone: string): Promise<PlanAction[]> {
  return tx.rows(sql<PlanAction>`
    select a.id, a.title, a.owner_person_id as "ownerPersonId", p.name as "ownerName", a.due_on as "dueOn", a.done_at is not null as "isDone",
      (a.done_at at time zone ${zone})::date as "doneOn", a.result, a.one_on_one_id as "oneOnOneId", a.version, a.path
    from actions a join persons p on p.tenant_id = a.tenant_id and p.id = a.owner_person_id
    where a.tenant_id = current_tenant() and a.target_node_id = ${nodeId} and a.target_year = ${year} order by a.due_on, a.id`);
}

export type NewPlanAction = {
  readonly id: string; readonly nodeId: string; readonly metric: string; readonly year: number; readonly ownerPersonId: string;
  readonly title: string; readonly path: string; readonly dueOn: Day; readonly by: string | null;
}; // prettier-ignore

export async function insertPlanAction(tx: Tx, a: NewPlanAction): Promise<void> {
  await tx.run(sql`
    insert into actions (tenant_id, id, owner_person_id, title, due_on, created_by_person_id, target_metric, target_year, target_node_id, path)
    values (current_tenant(), ${a.id}, ${a.ownerPersonId}, ${a.title}, ${a.dueOn}, ${a.by}, ${a.metric}, ${a.year}, ${a.nodeId}, ${a.path})
    on conflict do nothing`);
}
