import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

/** A selling position on a day with who holds it and where it stands. */
export type Seat = {
  readonly positionId: string;
  readonly code: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly isHead: boolean;
  /** Only in pay: who is settled apart, on a seat of his own, where he sat last and until when. */
  readonly leftFrom?: string;
  readonly leftOn?: Day;
};

/** Selling positions in reach on a day, by code; after a code, for paging. One's own seat is that which one held on the day. */
export async function seatsInScope(tx: Tx, scope: Scope, day: Day, { after = "", limit = 10_000 } = {}): Promise<Seat[]> {
  return tx.rows(
    seats(
      day,
      sql`${within(scope, { unit: sql.ref("v.org_unit_id"), person: sql.ref("h.id") })} and v.is_selling and p.code collate "C" > ${after}`,
      limit,
    ),
  );
}

/** One position on a day, whatever it is. */
export async function seatOf(tx: Tx, positionId: string, day: Day): Promise<Seat | undefined> {
  return (await seatsOf(tx, [positionId], day))[0];
}

/** The same for a reader of pay and scores: in a unit led, or held by the reader himself on that day, not by a predecessor. */
export async function seatInScope(tx: Tx, scope: Scope, positionId: string, day: Day): Promise<Seat | undefined> {
  const seat = await seatOf(tx, positionId, day);
  if (!seat || scope.all || scope.unitIds.includes(seat.unitId)) return seat;
  return seat.personId !== null && seat.personId === scope.personId ? seat : undefined;
}

/** The given positions as they stand on a day; one that does not exist then is absent. */
export async function seatsOf(tx: Tx, positionIds: readonly string[], day: Day): Promise<Seat[]> {
  return tx.often(seats(day, sql`v.position_id = any(${positionIds as string[]}::uuid[])`, positionIds.length), positionIds);
}

/** Selling positions of the tenant on a day. */
export async function allSeats(tx: Tx, day: Day): Promise<Seat[]> {
  return tx.rows(seats(day, sql`v.is_selling`, 1_000_000));
}

/** Every position that sold and headed no unit at some time. */
export async function sellingPositions(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    select distinct position_id as id from position_versions where tenant_id = current_tenant() and is_selling and not is_head`);
  return rows.map((row) => row.id);
}

function seats(day: Day, where: RawBuilder<unknown>, limit: number): RawBuilder<Seat> {
  const on = (table: string) =>
    sql`${sql.ref(`${table}.valid_from`)} <= ${day}::date and (${sql.ref(`${table}.valid_to`)} is null or ${sql.ref(`${table}.valid_to`)} > ${day}::date)`;
  return sql`
    select p.id as "positionId", p.code, h.id as "personId", h.name as "personName", v.title, v.org_unit_id as "unitId",
      coalesce(u.name, '') as "unitName", v.is_head as "isHead"
    from positions p
    join position_versions v on v.tenant_id = p.tenant_id and v.position_id = p.id and ${on("v")}
    left join org_unit_versions u on u.tenant_id = p.tenant_id and u.org_unit_id = v.org_unit_id and ${on("u")}
    left join assignments a on a.tenant_id = p.tenant_id and a.position_id = p.id and ${on("a")}
    left join persons h on h.tenant_id = p.tenant_id and h.id = a.person_id
    where p.tenant_id = current_tenant() and ${where}
    order by p.code collate "C" limit ${limit}`;
}
