import { randomUUIDv7 } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import { addMonths, type Day } from "#core/base/date.ts";
import type { Scope } from "../access/door.ts";
import { allSeats, seatInScope, seatsInScope, seatsOf, type Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";

/**
 * Who is paid on a day: the holders of selling seats, and who holds no seat under a plan any more and may still be owed, having left the company
 * or gone to other work. Such a person has a seat of his own in pay, since somebody else may hold the one he left; a statement stands on it only
 * while there is something to say.
 */
export const allPaid = async (tx: Tx, day: Day): Promise<Seat[]> => [...(await allSeats(tx, day)), ...(await leavers(tx, day, sql`true`))];

/** The given seats, of pay or of the organisation, as they stand on a day. */
export const paidSeats = async (tx: Tx, ids: readonly string[], day: Day): Promise<Seat[]> => [
  ...(await seatsOf(tx, ids, day)),
  ...(await leavers(tx, day, sql`l.position_id = any(${ids as string[]}::uuid[])`)),
];

export const paidSeat = async (tx: Tx, id: string, day: Day): Promise<Seat | undefined> => (await paidSeats(tx, [id], day))[0];

/** The same for a reader: the seat a leaver had decides who may see it. */
export async function paidSeatInScope(tx: Tx, scope: Scope, id: string, day: Day): Promise<Seat | undefined> {
  const [leaver] = await leavers(tx, day, sql`l.position_id = ${id}::uuid and ${reaches(scope)}`);
  return leaver ?? seatInScope(tx, scope, id, day);
}

/** Seats in reach by code, after a code, for paging. */
export async function paidInScope(tx: Tx, scope: Scope, day: Day, { after = "", limit = 10_000 } = {}): Promise<Seat[]> {
  const seats = await seatsInScope(tx, scope, day, { after, limit });
  const gone = await leavers(tx, day, sql`p.code collate "C" > ${after} and ${reaches(scope)}`);
  return [...seats, ...gone].sort((a, b) => (a.code < b.code ? -1 : 1)).slice(0, limit);
}

/** Whoever looks at a seat that pays nothing may look for what its holder is owed from another one. */
export const apartInScope = async (tx: Tx, scope: Scope, { personId }: Seat, day: Day): Promise<Seat[]> =>
  leavers(tx, day, sql`l.person_id = ${personId}::uuid and ${reaches(scope)}`);

const reaches = ({ all, unitIds, personId }: Scope): RawBuilder<unknown> =>
  all ? sql`true` : sql`(l.org_unit_id = any(${unitIds as string[]}::uuid[]) or l.person_id = ${personId}::uuid)`;

/** Years after which nothing is expected to come in for somebody who has left. */
const YEARS = 3;

async function leavers(tx: Tx, day: Day, where: RawBuilder<unknown>): Promise<Seat[]> {
  return tx.often(
    sql<Seat>`
    select l.position_id as "positionId", p.code, l.person_id as "personId", l.person_name as "personName", l.title, l.org_unit_id as "unitId",
      coalesce(u.name, '') as "unitName", false as "isHead", l.last_position_id as "leftFrom", l.left_on as "leftOn"
    from settled_apart(${day}::date) l join positions p on p.tenant_id = l.tenant_id and p.id = l.position_id
    left join org_unit_versions u on u.tenant_id = l.tenant_id and u.org_unit_id = l.org_unit_id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
    where l.tenant_id = current_tenant() and l.left_on > ${addMonths(day, -12 * YEARS)}::date and ${where} order by p.code collate "C"`,
    [],
  );
}

/** Whoever gives a seat up gets one in pay at once; nothing stands on it while he holds another one under a plan. */
export async function seatLeavers(tx: Tx, personIds: readonly string[]): Promise<void> {
  const gone = await tx.rows(sql<{ id: string; code: string }>`
    select id, code from persons h where tenant_id = current_tenant() and id = any(${personIds as string[]}::uuid[])
      and (left_on is not null or exists (select 1 from assignments a where a.tenant_id = h.tenant_id and a.person_id = h.id and a.valid_to is not null))
      and not exists (select 1 from settlement_seats s where s.tenant_id = h.tenant_id and s.person_id = h.id)`);
  const seats = gone.map((one) => ({ ...one, seat: randomUUIDv7() }));
  await tx.often(sql`
    with taken as (insert into positions (tenant_id, id, code) select current_tenant(), s.id, s.code from unnest(${seats.map((one) => one.seat)}::uuid[], ${seats.map(({ code }) => `${code}·结算`)}::text[]) as s(id, code) returning id)
    insert into settlement_seats (tenant_id, position_id, person_id) select current_tenant(), s.seat, s.person
    from unnest(${seats.map((one) => one.seat)}::uuid[], ${seats.map(({ id }) => id)}::uuid[]) as s(seat, person) join taken on taken.id = s.seat`, seats);
} // prettier-ignore

/** Takes the seats of people away who are taken away themselves. */
export async function unseat(tx: Tx, personIds: readonly string[]): Promise<void> {
  const gone = await tx.rows(sql<{ id: string }>`
    delete from settlement_seats where tenant_id = current_tenant() and person_id = any(${personIds as string[]}::uuid[]) returning position_id as id`);
  await tx.often(sql`delete from positions where tenant_id = current_tenant() and id = any(${gone.map(({ id }) => id)}::uuid[])`, gone);
}
