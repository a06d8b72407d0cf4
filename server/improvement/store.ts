import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import type { FactMetricCode } from "#core/kpi/dictionary.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

export type PlannedAction = { readonly id: string; readonly title: string; readonly dueOn: Day };
/** A finding as it crosses the wire, kept as it was. */
export type Evidence = { readonly key: string; readonly explanation: Explanation; readonly [more: string]: unknown };
export type PlanRecord = {
  readonly id: string;
  readonly question: string;
  readonly title: string;
  readonly subjectKind: "unit" | "position";
  readonly subjectId: string;
  readonly period: string;
  readonly ownerPersonId: string;
  readonly ownerPositionId: string;
  readonly metric: FactMetricCode;
  readonly baseline: bigint | null;
  readonly baselineFrom: Day;
  readonly baselineTo: Day;
  readonly baselineProof: Explanation;
  readonly expected: bigint;
  readonly startOn: Day;
  readonly reviewOn: Day;
  readonly evidence: readonly Evidence[];
  readonly actions: readonly PlannedAction[];
  readonly version: number;
};
export type StoredPlan = PlanRecord & {
  readonly ownerName: string;
  readonly signed: number;
  readonly isClosed: boolean;
  readonly done: number;
};

const columns = sql`p.id, p.question, p.title, p.subject_kind as "subjectKind", p.subject_id as "subjectId", p.period, p.owner_person_id as "ownerPersonId",
  p.owner_position_id as "ownerPositionId", p.metric, p.baseline, p.baseline_from as "baselineFrom", p.baseline_to as "baselineTo",
  p.baseline_proof as "baselineProof", p.expected, p.start_on as "startOn", p.review_on as "reviewOn", p.evidence, p.actions, p.version, o.name as "ownerName",
  (select count(*)::int from improvement_plan_signatures s where s.tenant_id = p.tenant_id and s.plan_id = p.id) as signed,
  exists (select from improvement_plan_closings c where c.tenant_id = p.tenant_id and c.plan_id = p.id) as "isClosed",
  (select count(*)::int from actions a where a.tenant_id = p.tenant_id and a.improvement_plan_id = p.id and a.done_at is not null) as done`;

/** Plans whose owner is in reach: oneself, or somebody whose seat of today is led. */
const inReach = (scope: Scope, day: Day): RawBuilder<unknown> => sql`
  from improvement_plans p
  join persons o on o.tenant_id = p.tenant_id and o.id = p.owner_person_id
  left join lateral (select v.org_unit_id from assignments a
    join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    where a.tenant_id = p.tenant_id and a.person_id = p.owner_person_id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date) limit 1) seat on true
  where p.tenant_id = current_tenant() and ${within(scope, { unit: sql`seat.org_unit_id`, person: sql`p.owner_person_id` })}`;

export async function plansOf(tx: Tx, scope: Scope, day: Day): Promise<StoredPlan[]> {
  return tx.rows(sql<StoredPlan>`select ${columns} ${inReach(scope, day)} order by p.created_at desc, p.id limit 200`);
}

export async function planOf(tx: Tx, scope: Scope, day: Day, id: string): Promise<StoredPlan | undefined> {
  return tx.row(sql<StoredPlan>`select ${columns} ${inReach(scope, day)} and p.id = ${id}::uuid`);
}

/** Locked, so that a change and a signature of the same plan come one after the other. */
export async function lockPlan(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`select id from improvement_plans where tenant_id = current_tenant() and id = ${id} for update`);
}

/** False when a plan of that id is already there: the caller's retry. */
export async function insertPlan(
  tx: Tx,
  plan: Omit<PlanRecord, "version"> & { readonly createdBy: string | null; readonly problem?: string | undefined },
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into improvement_plans (tenant_id, id, question, title, subject_kind, subject_id, period, owner_person_id, owner_position_id, created_by_person_id,
      metric, baseline, baseline_from, baseline_to, baseline_proof, expected, start_on, review_on, evidence, actions, problem)
    values (current_tenant(), ${plan.id}, ${plan.question}, ${plan.title}, ${plan.subjectKind}, ${plan.subjectId}, ${plan.period}, ${plan.ownerPersonId},
      ${plan.ownerPositionId}, ${plan.createdBy}, ${plan.metric}, ${plan.baseline}, ${plan.baselineFrom}, ${plan.baselineTo},
      ${JSON.stringify(plan.baselineProof)}::jsonb, ${plan.expected}, ${plan.startOn}, ${plan.reviewOn}, ${JSON.stringify(plan.evidence)}::jsonb,
      ${JSON.stringify(plan.actions)}::jsonb, ${plan.problem ?? null}) on conflict do nothing`);
  return count === 1;
}

export type Terms = Pick<PlanRecord, "title" | "expected" | "reviewOn" | "actions">;

/** False when somebody was faster. */
export async function updateTerms(tx: Tx, id: string, version: number, { title, expected, reviewOn, actions }: Terms): Promise<boolean> {
  const count = await tx.run(sql`
    update improvement_plans set title = ${title}, expected = ${expected}, review_on = ${reviewOn}, actions = ${JSON.stringify(actions)}::jsonb, version = version + 1
    where tenant_id = current_tenant() and id = ${id} and version = ${version}`);
  return count === 1;
}

export type Signature = { readonly role: "owner" | "manager"; readonly personId: string; readonly name: string; readonly at: Date };

export async function signaturesOf(tx: Tx, planIds: readonly string[]): Promise<(Signature & { planId: string })[]> {
  return tx.rows(sql<Signature & { planId: string }>`
    select s.plan_id as "planId", s.role, s.person_id as "personId", p.name, s.signed_at as at from improvement_plan_signatures s
    join persons p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = current_tenant() and s.plan_id = any(${planIds as string[]}::uuid[]) order by s.signed_at`);
}

/** False when that side has signed already. */
export async function insertSignature(
  tx: Tx,
  planId: string,
  signature: { role: "owner" | "manager"; personId: string; hash: string; at: Date },
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into improvement_plan_signatures (tenant_id, plan_id, role, person_id, payload_hash, signed_at)
    values (current_tenant(), ${planId}, ${signature.role}, ${signature.personId}, ${signature.hash}, ${signature.at.toISOString()}) on conflict do nothing`);
  return count === 1;
}

/** From the second signature on the actions stand on the owner's workbench. */
export async function openActions(tx: Tx, plan: PlanRecord, byPersonId: string): Promise<boolean> {
  let count = 0;
  for (const { id, title, dueOn } of plan.actions)
    count += await tx.run(sql`
      insert into actions (tenant_id, id, improvement_plan_id, owner_person_id, title, due_on, created_by_person_id)
      values (current_tenant(), ${id}, ${plan.id}, ${plan.ownerPersonId}, ${title}, ${dueOn}, ${byPersonId}) on conflict do nothing`);
  return count === plan.actions.length;
}

export type ActionState = { id: string; isDone: boolean; doneOn: Day | null; result: string; version: number };

export async function actionStates(tx: Tx, planId: string, zone: string): Promise<Map<string, ActionState>> {
  const rows = await tx.rows(sql<ActionState>`
    select id, done_at is not null as "isDone", (done_at at time zone ${zone})::date as "doneOn", result, version from actions
    where tenant_id = current_tenant() and improvement_plan_id = ${planId}`);
  return new Map(rows.map((row) => [row.id, row]));
}

export type Closing = { readonly name: string; readonly at: Date; readonly note: string; readonly effect: Explanation };

export async function closingOf(tx: Tx, planId: string): Promise<Closing | undefined> {
  return tx.row(sql<Closing>`
    select coalesce(p.name, '') as name, c.closed_at as at, c.note, c.effect from improvement_plan_closings c
    left join persons p on p.tenant_id = c.tenant_id and p.id = c.person_id where c.tenant_id = current_tenant() and c.plan_id = ${planId}`);
}

export async function insertClosing(
  tx: Tx,
  planId: string,
  { personId, note, effect, at }: { personId: string | null; note: string; effect: Explanation; at: Date },
): Promise<void> {
  await tx.run(sql`insert into improvement_plan_closings (tenant_id, plan_id, person_id, note, effect, closed_at)
    values (current_tenant(), ${planId}, ${personId}, ${note}, ${JSON.stringify(effect)}::jsonb, ${at.toISOString()})`);
}
