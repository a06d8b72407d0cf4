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
