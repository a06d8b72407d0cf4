import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

export type Submission = {
  id: string; setId: string; nodeId: string; byUser: string | null; state: "submitted" | "approved" | "returned";
}; // prettier-ignore

const submissions = sql`
  select distinct on (b.set_id, b.node_id) b.id, b.set_id as "setId", b.node_id as "nodeId", b.by_user as "byUser", coalesce(d.kind, 'submitted') as state
  from target_submissions b left join target_decisions d on d.tenant_id = b.tenant_id and d.submission_id = b.id
  where b.tenant_id = current_tenant()`;

/** The last submission of each node of a set. */
export async function submissionsOf(tx: Tx, setId: string): Promise<Map<string, Submission>> {
  const rows = await tx.rows(sql<Submission>`${submissions} and b.set_id = ${setId} order by b.set_id, b.node_id, b.at desc, b.id desc`);
  return new Map(rows.map((row) => [row.nodeId, row]));
}

export const submissionOf = (tx: Tx, id: string): Promise<Submission | undefined> =>
  tx.row(sql<Submission>`${submissions} and b.id = ${id}`);

type New = { readonly id: string; readonly setId: string; readonly nodeId: string; readonly note: string; readonly by: string };

export async function insertSubmission(tx: Tx, { id, setId, nodeId, note, by }: New): Promise<void> {
  await tx.run(sql`
    insert into target_submissions (tenant_id, id, set_id, node_id, note, by_user)
    values (current_tenant(), ${id}, ${setId}, ${nodeId}, ${note}, ${by}) on conflict do nothing`);
}

type Decision = { readonly kind: "approved" | "returned"; readonly reason: string; readonly by: string };

/** False when it was decided before. */
export async function insertDecision(tx: Tx, id: string, { kind, reason, by }: Decision): Promise<boolean> {
  const count = await tx.run(sql`
    insert into target_decisions (tenant_id, submission_id, kind, reason, by_user)
    values (current_tenant(), ${id}, ${kind}, ${reason}, ${by}) on conflict do nothing`);
  return count === 1;
}

export async function setLock(tx: Tx, setId: string, nodeId: string, by: string | null): Promise<void> {
  await tx.run(sql`delete from target_locks where tenant_id = current_tenant() and set_id = ${setId} and node_id = ${nodeId}`);
  if (by)
    await tx.run(sql`insert into target_locks (tenant_id, set_id, node_id, by_user) values (current_tenant(), ${setId}, ${nodeId}, ${by})`);
}

/** Nodes that are closed: locked by hand, waiting for approval or approved. What is below them is closed as well. */
export async function closedNodes(tx: Tx, setId: string): Promise<Set<string>> {
  const locks = await tx.rows(sql<{ nodeId: string }>`
    select node_id as "nodeId" from target_locks where tenant_id = current_tenant() and set_id = ${setId}`);
  const submitted = [...(await submissionsOf(tx, setId)).values()].filter(({ state }) => state !== "returned");
  return new Set([...locks, ...submitted].map(({ nodeId }) => nodeId));
}
