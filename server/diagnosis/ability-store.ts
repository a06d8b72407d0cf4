import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Rating } from "#core/diagnosis/abilities.ts";
import type { Tx } from "../db/tx.ts";
import { inForce } from "../kpi/subject.ts";

export type RatingRow = Rating & { readonly id: string; readonly personId: string; readonly evidence: string; readonly rater: string };

/** Ratings of some people, the latest first. */
export async function ratingsOf(tx: Tx, personIds: readonly string[]): Promise<RatingRow[]> {
  if (personIds.length === 0) return [];
  return tx.rows(sql<RatingRow>`
    select r.id, r.person_id as "personId", r.ability, r.kind, r.level::int as level, r.evidence, r.rated_on as "ratedOn", p.name as rater
    from ability_ratings r join persons p on p.tenant_id = r.tenant_id and p.id = r.rater_person_id
    where r.tenant_id = current_tenant() and r.person_id = any(${personIds}::uuid[]) order by r.rated_on desc, r.created_at desc, r.id`);
}

export type NewRating = Rating & {
  readonly id: string;
  readonly personId: string;
  readonly evidence: string;
  readonly raterPersonId: string;
};

export async function insertRating(
  tx: Tx,
  { id, personId, ability, kind, level, evidence, ratedOn, raterPersonId }: NewRating,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into ability_ratings (tenant_id, id, person_id, ability, kind, level, evidence, rated_on, rater_person_id)
    values (current_tenant(), ${id}, ${personId}, ${ability}, ${kind}, ${level}, ${evidence}, ${ratedOn}, ${raterPersonId}) on conflict do nothing returning id`);
  return rows.length > 0;
}

export async function holderOf(tx: Tx, positionId: string, day: Day): Promise<{ personId: string; name: string } | undefined> {
  return tx.row(sql<{ personId: string; name: string }>`
    select p.id as "personId", p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = current_tenant() and a.position_id = ${positionId}::uuid and ${inForce("a", day)} limit 1`);
}

export type Member = { positionId: string; personId: string; name: string; title: string; months: number | null };

/** Sellers of some units with whole months since they were hired. */
export async function membersOf(tx: Tx, unitIds: readonly string[], day: Day): Promise<Member[]> {
  return tx.rows(sql<Member>`
    select v.position_id as "positionId", p.id as "personId", p.name, v.title,
      (extract(year from age(${day}::date, p.hired_on)) * 12 + extract(month from age(${day}::date, p.hired_on)))::int as months
    from position_versions v
    join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and ${inForce("a", day)}
    join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where v.tenant_id = current_tenant() and v.is_selling and not v.is_head and v.org_unit_id = any(${unitIds}::uuid[]) and ${inForce("v", day)}
    order by p.name, v.position_id`);
}
