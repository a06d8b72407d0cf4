import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { ProblemCode } from "#core/diagnosis/problems.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { inForce, type Subject } from "../kpi/subject.ts";

type Kind = "interview" | "customer" | "observation" | "resource";
type Stance = "for" | "against" | "open";
export type NoteRow = {
  readonly id: string;
  readonly problem: ProblemCode;
  readonly kind: Kind;
  readonly stance: Stance;
  readonly note: string;
  readonly notedOn: Day;
  readonly author: string;
  readonly authorPersonId: string;
  readonly isMine: boolean;
  readonly version: number;
};

const columns = (
  personId: string | null,
): RawBuilder<unknown> => sql`n.id, n.problem, n.kind, n.stance, n.note, n.noted_on as "notedOn", p.name as author,
  n.author_person_id as "authorPersonId", coalesce(n.author_person_id = ${personId}::uuid, false) as "isMine", n.version`;

/** What was noted about a subject: one's own notes, and those of whoever one leads. An interview goes no further than the line above its writer. */
export async function notesAbout(
  tx: Tx,
  subject: Pick<Subject, "kind" | "id">,
  reader: { scope: Scope; personId: string | null; today: Day },
): Promise<NoteRow[]> {
  return tx.rows(sql<NoteRow>`
    select ${columns(reader.personId)} from diagnosis_notes n
    join persons p on p.tenant_id = n.tenant_id and p.id = n.author_person_id
    where n.tenant_id = current_tenant() and n.subject_kind = ${subject.kind} and n.subject_id = ${subject.id}::uuid
      and (n.author_person_id = ${reader.personId}::uuid or ${within(reader.scope, { person: sql`n.author_person_id` })} or exists (
        select from assignments a join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id and ${inForce("v", reader.today)}
        where a.tenant_id = n.tenant_id and a.person_id = n.author_person_id and ${inForce("a", reader.today)} and ${within(reader.scope, { unit: sql`v.org_unit_id` })}))
    order by n.noted_on desc, n.created_at desc limit 300`);
}

/** One's own note. */
export async function noteOf(tx: Tx, id: string, personId: string): Promise<NoteRow | undefined> {
  return tx.row(sql<NoteRow>`
    select ${columns(personId)} from diagnosis_notes n join persons p on p.tenant_id = n.tenant_id and p.id = n.author_person_id
    where n.tenant_id = current_tenant() and n.id = ${id}::uuid and n.author_person_id = ${personId}::uuid`);
}

export type NewNote = Pick<NoteRow, "id" | "problem" | "kind" | "stance" | "note" | "notedOn" | "authorPersonId"> & {
  readonly subject: Pick<Subject, "kind" | "id">;
};

export async function insertNote(tx: Tx, { id, subject, problem, kind, stance, note, notedOn, authorPersonId }: NewNote): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into diagnosis_notes (tenant_id, id, subject_kind, subject_id, problem, kind, stance, note, noted_on, author_person_id)
    values (current_tenant(), ${id}, ${subject.kind}, ${subject.id}, ${problem}, ${kind}, ${stance}, ${note}, ${notedOn}, ${authorPersonId})
    on conflict do nothing returning id`);
  return rows.length > 0;
}

export async function changeNote(
  tx: Tx,
  id: string,
  { stance, note, version }: { stance: Stance; note: string; version: number },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    update diagnosis_notes set stance = ${stance}, note = ${note}, version = version + 1
    where tenant_id = current_tenant() and id = ${id}::uuid and version = ${version} returning id`);
  return rows.length > 0;
}

export async function removeNote(tx: Tx, id: string, personId: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    delete from diagnosis_notes where tenant_id = current_tenant() and id = ${id}::uuid and author_person_id = ${personId}::uuid returning id`);
  return rows.length > 0;
}

/** How many improvement plans name a cause in their question: the way one leads from the catalogue to a plan. */
export async function plansFor(tx: Tx, subject: Pick<Subject, "kind" | "id">): Promise<Map<string, number>> {
  const rows = await tx.rows(sql<{ problem: string; n: number }>`
    select problem, count(*)::int as n from improvement_plans
    where tenant_id = current_tenant() and subject_kind = ${subject.kind} and subject_id = ${subject.id}::uuid and problem is not null group by 1`);
  return new Map(rows.map(({ problem, n }) => [problem, n]));
}

export type SavedRow = { id: string; name: string; filters: Record<string, string>; isShared: boolean; isMine: boolean; author: string };

/** One's own, then what others share; the name is all that others see. */
export async function savedFor(tx: Tx, userId: string): Promise<SavedRow[]> {
  return tx.rows(sql<SavedRow>`
    select s.id, s.name, s.filters, s.is_shared as "isShared", s.user_id = ${userId}::uuid as "isMine", coalesce(p.name, u.name) as author
    from saved_analyses s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    left join persons p on p.tenant_id = u.tenant_id and p.id = u.person_id
    where s.tenant_id = current_tenant() and (s.user_id = ${userId}::uuid or s.is_shared)
    order by (s.user_id = ${userId}::uuid) desc, s.created_at desc, s.id limit 100`);
}

export async function insertSaved(
  tx: Tx,
  given: Pick<SavedRow, "id" | "name" | "filters" | "isShared"> & { userId: string },
): Promise<boolean> {
  const { id, name, filters, isShared, userId } = given;
  const rows = await tx.rows(sql`
    insert into saved_analyses (tenant_id, id, user_id, name, filters, is_shared)
    values (current_tenant(), ${id}, ${userId}, ${name}, ${JSON.stringify(filters)}::jsonb, ${isShared}) on conflict do nothing returning id`);
  return rows.length > 0;
}

export async function removeSaved(tx: Tx, id: string, userId: string): Promise<boolean> {
  const rows = await tx.rows(
    sql`delete from saved_analyses where tenant_id = current_tenant() and id = ${id}::uuid and user_id = ${userId}::uuid returning id`,
  );
  return rows.length > 0;
}
