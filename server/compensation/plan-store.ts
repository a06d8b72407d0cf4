import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import { inForce } from "../kpi/subject.ts";
import type { Tx } from "../db/tx.ts";
import type { Personal } from "./plans.ts";

/** Names of the plans that pay positions in reach, now or later. */
export async function plansInReach(tx: Tx, scope: Scope, day: Day): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ name: string }>`
    select distinct a.plan_name as name from plan_holdings a
    join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and ${inForce("v", day)}
    where a.tenant_id = current_tenant() and (a.valid_to is null or a.valid_to > ${day}::date)
      and ${within(scope, { unit: sql.ref("v.org_unit_id"), position: sql.ref("a.position_id") })}`);
  return new Set(rows.map((row) => row.name));
}

export type Coverage = { planId: string; payees: number; signed: number };

/** How many a plan name pays on a day, and how many holders have accepted each of its versions. */
export async function coverage(tx: Tx, day: Day): Promise<Map<string, Coverage>> {
  const rows = await tx.rows(sql<Coverage>`
    with paid as (
      select a.position_id, a.plan_name, h.person_id from plan_holdings a
      left join assignments h on h.tenant_id = a.tenant_id and h.position_id = a.position_id and ${inForce("h", day)}
      where a.tenant_id = current_tenant() and ${inForce("a", day)})
    select p.id as "planId", count(paid.position_id)::int as payees, count(s.person_id)::int as signed from plans p
    left join paid on paid.plan_name = p.name and paid.person_id is not null
    left join plan_signatures s on s.tenant_id = p.tenant_id and s.plan_id = p.id and s.person_id = paid.person_id
    where p.tenant_id = current_tenant() group by p.id`);
  return new Map(rows.map((row) => [row.planId, row]));
}

export type Signature = { planId: string; signedAt: string; hash: string };

export async function signaturesOf(tx: Tx, personId: string | null): Promise<Map<string, Signature>> {
  if (personId === null) return new Map();
  const rows = await tx.rows(sql<Signature>`
    select plan_id as "planId", signed_at as "signedAt", hash from plan_signatures where tenant_id = current_tenant() and person_id = ${personId}::uuid`);
  return new Map(rows.map((row) => [row.planId, row]));
}

/** The version in force of each plan that pays a seat of the person, while it is not accepted; with that seat. */
export async function unsignedPlans(tx: Tx, who: { personId: string; positionIds: readonly string[] }, day: Day): Promise<Unsigned[]> {
  return tx.rows(sql<Unsigned>`
    select p.id, p.name, p.version, a.position_id as "positionId" from (
      select distinct on (name) id, name, version from plans where tenant_id = current_tenant() and published_at is not null and valid_from <= ${day}::date
      order by name, valid_from desc, version desc) p
    join lateral (select position_id from plan_holdings where tenant_id = current_tenant() and plan_name = p.name
      and position_id = any(${who.positionIds as string[]}::uuid[]) and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) limit 1) a on true
    where not exists (select 1 from plan_signatures s where s.tenant_id = current_tenant() and s.plan_id = p.id and s.person_id = ${who.personId}::uuid)
    order by p.name`);
}
type Unsigned = { id: string; name: string; version: number; positionId: string };

/** Accepted once; a second press is the same acceptance. */
export async function insertSignature(tx: Tx, given: { planId: string; personId: string; positionId: string; hash: string; by: string }): Promise<void> {
  await tx.run(sql`
    insert into plan_signatures (tenant_id, plan_id, person_id, position_id, hash, signed_by)
    values (current_tenant(), ${given.planId}::uuid, ${given.personId}::uuid, ${given.positionId}::uuid, ${given.hash}, ${given.by}) on conflict do nothing`);
} // prettier-ignore

/** Drafts only; false when it was published meanwhile. */
export async function dropDraft(tx: Tx, planId: string): Promise<boolean> {
  return (await tx.run(sql`delete from plans where tenant_id = current_tenant() and id = ${planId}::uuid and published_at is null`)) === 1;
}

/** `by`: said of the seat, or of its title. */
export type AssignedRow = { positionId: string; planName: string; from: Day; personal: Personal; by: "position" | "title" };

/** The plan each position is under on a day, or will be. */
export async function assignedOn(tx: Tx, day: Day): Promise<Map<string, AssignedRow>> {
  const rows = await tx.rows(sql<AssignedRow>`
    select distinct on (position_id) position_id as "positionId", plan_name as "planName", valid_from as "from", personal, by from plan_holdings
    where tenant_id = current_tenant() and (valid_to is null or valid_to > ${day}::date) order by position_id, valid_from desc`);
  return new Map(rows.map((row) => [row.positionId, row]));
}

/** What runs on a day ends there; what would have begun later is taken away. */
export async function endAssignments(tx: Tx, positionIds: readonly string[], from: Day): Promise<void> {
  const ids = positionIds as string[];
  await tx.run(sql`delete from plan_assignments where tenant_id = current_tenant() and position_id = any(${ids}::uuid[]) and valid_from > ${from}::date`);
  await tx.run(sql`
    update plan_assignments set valid_to = ${from}::date where tenant_id = current_tenant() and position_id = any(${ids}::uuid[])
      and valid_from < ${from}::date and (valid_to is null or valid_to > ${from}::date)`);
} // prettier-ignore

export type TitleRow = { title: string; seats: number; planName: string | null; from: Day | null; personal: Personal };

/** Every title of a selling seat on a day, how many seats have it, and the plan it has then, or will have. */
export function titlesOn(tx: Tx, day: Day): Promise<TitleRow[]> {
  return tx.rows(sql<TitleRow>`
    select v.title, count(*)::int as seats, t.plan_name as "planName", t.valid_from as "from", coalesce(t.personal, '{}'::jsonb) as personal
    from position_versions v
    left join lateral (select plan_name, valid_from, personal from plan_titles where tenant_id = current_tenant() and title = v.title
      and (valid_to is null or valid_to > ${day}::date) order by valid_from desc limit 1) t on true
    where v.tenant_id = current_tenant() and v.is_selling and ${inForce("v", day)}
    group by v.title, t.plan_name, t.valid_from, t.personal order by count(*) desc, v.title`);
}

/** From a day on; what was said before stays for the days before. Null: the title has no plan any more. */
export async function giveTitle(tx: Tx, title: string, planName: string | null, from: Day, personal: Personal): Promise<void> {
  await tx.run(sql`delete from plan_titles where tenant_id = current_tenant() and title = ${title} and valid_from >= ${from}::date`);
  await tx.run(sql`update plan_titles set valid_to = ${from}::date where tenant_id = current_tenant() and title = ${title} and (valid_to is null or valid_to > ${from}::date)`);
  if (planName === null) return;
  await tx.run(sql`insert into plan_titles (tenant_id, title, plan_name, valid_from, personal)
    values (current_tenant(), ${title}, ${planName}, ${from}::date, ${JSON.stringify(personal)}::jsonb)`);
} // prettier-ignore

/** Seats that have the title on a day or later. */
export async function seatsTitled(tx: Tx, title: string, from: Day): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    select distinct position_id as id from position_versions where tenant_id = current_tenant() and title = ${title} and (valid_to is null or valid_to > ${from}::date)`);
  return rows.map(({ id }) => id);
} // prettier-ignore

export async function lastClosedDay(tx: Tx): Promise<Day | null> {
  const row = await tx.row(sql<{ to: Day | null }>`select max(period_to) as to from pay_periods where tenant_id = current_tenant() and state <> 'open'`);
  return row?.to ?? null;
} // prettier-ignore
