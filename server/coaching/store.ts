import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

export type Seat = { positionId: string; personId: string; name: string; title: string; unitId: string; unitName: string; isHead: boolean };

/** Selling seats and who holds them on a day, within the caller's scope. */
export async function seatsWithin(tx: Tx, scope: Scope, day: Day, positionId: string | null = null): Promise<Seat[]> {
  const condition = within(scope, { unit: sql.ref("v.org_unit_id"), position: sql.ref("v.position_id") });
  return tx.rows(sql<Seat>`
    select v.position_id as "positionId", p.id as "personId", p.name, v.title, v.org_unit_id as "unitId", u.name as "unitName", v.is_head as "isHead"
    from position_versions v
    join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and ${inForce("a", day)}
    join persons p on p.tenant_id = v.tenant_id and p.id = a.person_id
    join org_unit_versions u on u.tenant_id = v.tenant_id and u.org_unit_id = v.org_unit_id and ${inForce("u", day)}
    where v.tenant_id = current_tenant() and ${inForce("v", day)} and ${condition}
      and ${positionId === null ? sql`v.is_selling` : sql`v.position_id = ${positionId}::uuid`}
    order by u.name, v.is_head desc, p.name, p.id`);
}

const inForce = (alias: string, day: Day): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;

export type ActionRecord = {
  id: string;
  title: string;
  ownerPersonId: string;
  ownerName: string;
  dueOn: Day;
  isDone: boolean;
  doneOn: Day | null;
  result: string;
  oneOnOneId: string | null;
  version: number;
};

const actionColumns = (zone: string): RawBuilder<unknown> => sql`
  a.id, a.title, a.owner_person_id as "ownerPersonId", p.name as "ownerName", a.due_on as "dueOn", a.done_at is not null as "isDone",
  (a.done_at at time zone ${zone})::date as "doneOn", a.result, a.one_on_one_id as "oneOnOneId", a.version`;

const actions = (zone: string, condition: RawBuilder<unknown>): RawBuilder<ActionRecord> => sql<ActionRecord>`
  select ${actionColumns(zone)} from actions a
  join persons p on p.tenant_id = a.tenant_id and p.id = a.owner_person_id
  where a.tenant_id = current_tenant() and ${condition} order by a.due_on, a.id`;

export const openActions = (tx: Tx, personId: string, zone: string): Promise<ActionRecord[]> =>
  tx.rows(actions(zone, sql`a.owner_person_id = ${personId} and a.done_at is null`));

export const actionOf = (tx: Tx, id: string, zone: string): Promise<ActionRecord | undefined> => tx.row(actions(zone, sql`a.id = ${id}`));

export type TalkRecord = {
  id: string;
  heldOn: Day;
  managerName: string;
  managerPersonId: string;
  memberPersonId: string;
  notes: string;
  facts: { items: Explanation[] };
  version: number;
};

const talks = (condition: RawBuilder<unknown>): RawBuilder<TalkRecord> => sql<TalkRecord>`
  select o.id, o.held_on as "heldOn", m.name as "managerName", o.manager_person_id as "managerPersonId", o.member_person_id as "memberPersonId",
    o.notes, o.facts, o.version
  from one_on_ones o join persons m on m.tenant_id = o.tenant_id and m.id = o.manager_person_id
  where o.tenant_id = current_tenant() and ${condition} order by o.held_on desc, o.created_at desc`;

/** The latest talks with a person, newest first. */
export async function talksWith(tx: Tx, personId: string, zone: string): Promise<(TalkRecord & { actions: ActionRecord[] })[]> {
  const found = await tx.rows(sql<TalkRecord>`${talks(sql`o.member_person_id = ${personId}`)} limit 20`);
  const ids = found.map((talk) => talk.id);
  const all = ids.length > 0 ? await tx.rows(actions(zone, sql`a.one_on_one_id = any(${ids}::uuid[])`)) : [];
  return found.map((talk) => ({ ...talk, actions: all.filter((one) => one.oneOnOneId === talk.id) }));
}

export async function talkOf(tx: Tx, id: string, zone: string): Promise<(TalkRecord & { actions: ActionRecord[] }) | undefined> {
  const talk = await tx.row(talks(sql`o.id = ${id}`));
  return talk && { ...talk, actions: await tx.rows(actions(zone, sql`a.one_on_one_id = ${id}`)) };
}

export type NewTalk = {
  id: string;
  positionId: string;
  memberPersonId: string;
  managerPersonId: string;
  heldOn: Day;
  notes: string;
  facts: readonly Explanation[];
};

/** False when a talk of that id is already there: the caller's retry. */
export async function insertTalk(tx: Tx, talk: NewTalk): Promise<boolean> {
  const count = await tx.run(sql`
    insert into one_on_ones (tenant_id, id, member_position_id, member_person_id, manager_person_id, held_on, facts, notes)
    values (current_tenant(), ${talk.id}, ${talk.positionId}, ${talk.memberPersonId}, ${talk.managerPersonId}, ${talk.heldOn},
      ${JSON.stringify({ items: talk.facts })}::jsonb, ${talk.notes}) on conflict do nothing`);
  return count === 1;
}

export type NewAction = { id: string; title: string; dueOn: Day };

/** False when one of the ids is taken. */
export async function insertActions(tx: Tx, talk: NewTalk, list: readonly NewAction[]): Promise<boolean> {
  let count = 0;
  for (const one of list) {
    count += await tx.run(sql`
      insert into actions (tenant_id, id, one_on_one_id, owner_person_id, title, due_on, created_by_person_id)
      values (current_tenant(), ${one.id}, ${talk.id}, ${talk.memberPersonId}, ${one.title}, ${one.dueOn}, ${talk.managerPersonId}) on conflict do nothing`);
  }
  return count === list.length;
}

/** False when somebody was faster. */
export async function updateNotes(tx: Tx, id: string, version: number, notes: string): Promise<boolean> {
  return (
    (await tx.run(sql`
    update one_on_ones set notes = ${notes}, version = version + 1
    where tenant_id = current_tenant() and id = ${id} and version = ${version}`)) === 1
  );
}

export type Tick = { id: string; version: number; doneAt: Date | null; result: string };

export async function updateAction(tx: Tx, { id, version, doneAt, result }: Tick): Promise<boolean> {
  return (
    (await tx.run(sql`
    update actions set done_at = ${doneAt?.toISOString() ?? null}, result = ${result}, version = version + 1
    where tenant_id = current_tenant() and id = ${id} and version = ${version}`)) === 1
  );
}

export type Contact = { personId: string; actionsOverdue: number; lastTalkOn: Day | null };

/** Overdue actions and the day of the last talk, for many people at once. */
export async function contacts(tx: Tx, personIds: readonly string[], today: Day): Promise<Map<string, Contact>> {
  const rows = await tx.rows(sql<Contact>`
    select p.id as "personId",
      (select count(*)::int from actions a where a.tenant_id = current_tenant() and a.owner_person_id = p.id and a.done_at is null and a.due_on < ${today}::date) as "actionsOverdue",
      (select max(o.held_on) from one_on_ones o where o.tenant_id = current_tenant() and o.member_person_id = p.id) as "lastTalkOn"
    from unnest(${personIds as string[]}::uuid[]) as p(id)`);
  return new Map(rows.map((row) => [row.personId, row]));
}

/** The position a person holds on a day. */
export async function positionHeldBy(tx: Tx, personId: string, day: Day): Promise<string | null> {
  const row = await tx.row(sql<{ id: string }>`
    select position_id as id from assignments a where tenant_id = current_tenant() and person_id = ${personId} and ${inForce("a", day)}`);
  return row?.id ?? null;
}
