import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

export type LetterRow = {
  id: string; positionId: string; personId: string; personName: string; title: string; unitName: string; issue: number; hash: string;
  content: unknown; issuedAt: string; issuedBy: string | null; signedAt: string | null; signedName: string | null; remindedAt: string | null;
}; // prettier-ignore

const letters = (day: Day) => sql`
  select distinct on (l.position_id, l.person_id) l.id, l.position_id as "positionId", l.person_id as "personId", p.name as "personName",
    coalesce(v.title, '') as title, coalesce(u.name, '') as "unitName", l.issue, l.hash, l.content, l.issued_at as "issuedAt", maker.name as "issuedBy",
    s.at as "signedAt", s.name as "signedName",
    (select max(r.at) from target_letter_reminders r where r.tenant_id = l.tenant_id and r.letter_id = l.id) as "remindedAt"
  from target_letters l
  join persons p on p.tenant_id = l.tenant_id and p.id = l.person_id
  left join users maker on maker.tenant_id = l.tenant_id and maker.id = l.issued_by
  left join target_letter_signatures s on s.tenant_id = l.tenant_id and s.letter_id = l.id
  left join position_versions v on v.tenant_id = l.tenant_id and v.position_id = l.position_id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
  left join org_unit_versions u on u.tenant_id = l.tenant_id and u.org_unit_id = v.org_unit_id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
  where l.tenant_id = current_tenant()`;

const reach = (scope: Scope) => within(scope, { unit: sql.ref("v.org_unit_id"), person: sql.ref("l.person_id") });

/** The newest issue of each seat and person of a year, within reach. A letter stays readable to the person it was given to. */
export const lettersOf = (tx: Tx, year: number, scope: Scope, day: Day): Promise<LetterRow[]> =>
  tx.rows(
    sql<LetterRow>`${letters(day)} and l.fiscal_year = ${year} and ${reach(scope)} order by l.position_id, l.person_id, l.issue desc`,
  );

export const letterOf = (tx: Tx, id: string, scope: Scope, day: Day): Promise<LetterRow | undefined> =>
  tx.row(sql<LetterRow>`${letters(day)} and l.id = ${id} and ${reach(scope)}`);

export type NewLetter = { readonly id: string; readonly year: number; readonly positionId: string; readonly personId: string; readonly issue: number; readonly content: object; readonly hash: string; readonly by: string | null; readonly at?: string }; // prettier-ignore

export async function insertLetter(tx: Tx, l: NewLetter): Promise<void> {
  await tx.run(sql`
    insert into target_letters (tenant_id, id, fiscal_year, position_id, person_id, issue, content, hash, issued_by, issued_at)
    values (current_tenant(), ${l.id}, ${l.year}, ${l.positionId}, ${l.personId}, ${l.issue}, ${JSON.stringify(l.content)}::jsonb, ${l.hash}, ${l.by}, coalesce(${l.at ?? null}::timestamptz, now()))`);
}

/** False when it was signed before. */
export async function insertSignature(
  tx: Tx,
  letterId: string,
  by: { userId: string; name: string; hash: string; at?: string },
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into target_letter_signatures (tenant_id, letter_id, user_id, name, hash, at)
    values (current_tenant(), ${letterId}, ${by.userId}, ${by.name}, ${by.hash}, coalesce(${by.at ?? null}::timestamptz, now())) on conflict do nothing`);
  return count === 1;
}

export async function insertReminder(tx: Tx, letterId: string, by: string): Promise<void> {
  await tx.run(sql`insert into target_letter_reminders (tenant_id, letter_id, by_user) values (current_tenant(), ${letterId}, ${by})`);
}

export type Unsigned = { readonly id: string; readonly year: number };

/** The newest letters of a person that wait for the signature. */
export async function unsignedOf(tx: Tx, personId: string): Promise<Unsigned[]> {
  return tx.rows(sql<Unsigned>`
    select l.id, l.fiscal_year as year from target_letters l
    where l.tenant_id = current_tenant() and l.person_id = ${personId}
      and not exists (select from target_letter_signatures s where s.tenant_id = l.tenant_id and s.letter_id = l.id)
      and not exists (select from target_letters n where n.tenant_id = l.tenant_id and n.fiscal_year = l.fiscal_year and n.position_id = l.position_id
        and n.person_id = l.person_id and n.issue > l.issue)
    order by l.fiscal_year desc`);
}
