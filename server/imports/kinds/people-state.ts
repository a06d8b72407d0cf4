import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Dated } from "#core/imports/history.ts";
import type { RoleWord } from "#core/imports/records.ts";
import { deleteByIds, insertRows } from "../../db/bulk.ts";
import type { Change, Keeper, Stored } from "../../db/keeper.ts";
import type { Tx } from "../../db/tx.ts";
import { pinyinOf } from "../../people/pinyin.ts";
import { idsByCode } from "../lookup.ts";
import { seatLeavers, unseat } from "../../compensation/leavers.ts";

export type Duty = {
  readonly title: string;
  readonly unit: string;
  readonly reportsTo: string | null;
  readonly isHead: boolean;
  readonly isSelling: boolean;
};
export type Reach = { readonly role: RoleWord; readonly unit: string };
export type Holder = { readonly person: string };
/** A position with its whole history; units, people and positions by code. */
export type SeatState = {
  readonly duties: readonly Dated<Duty>[];
  readonly reaches: readonly Dated<Reach>[];
  readonly holders: readonly Dated<Holder>[];
};
export type PersonState = {
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly hiredOn: Day | null;
  readonly leftOn: Day | null;
  /** Positions the person holds or held, by code. */
  readonly seats: Readonly<Record<string, SeatState>>;
};

export const people: Keeper<PersonState> = { load, write, remove };

async function load(tx: Tx, codes: readonly string[]): Promise<Map<string, Stored<PersonState>>> {
  const persons = await tx.rows(sql<Omit<PersonState, "seats"> & { id: string; positions: string[] }>`
    select p.id, p.code, p.name, p.email, p.phone, p.hired_on as "hiredOn", p.left_on as "leftOn",
      array(select distinct s.code from assignments a join positions s on s.tenant_id = a.tenant_id and s.id = a.position_id
        where a.tenant_id = p.tenant_id and a.person_id = p.id) as positions
    from persons p where p.tenant_id = current_tenant() and p.code = any(${codes as string[]}::text[])`);
  const seats = await seatHistories(
    tx,
    persons.flatMap((p) => p.positions),
  );
  return new Map(
    persons.map(({ id, positions, ...details }) => [
      details.code,
      {
        id,
        state: { ...details, seats: Object.fromEntries(positions.map((code) => [code, seats.get(code)!])) },
      },
    ]),
  );
}

type DutyRow = Duty & { seat: string; from: Day; to: Day | null };
type ReachRow = Reach & { seat: string; from: Day; to: Day | null };
type HolderRow = Holder & { seat: string; from: Day; to: Day | null };

/** Positions that exist, with everything that was ever true of them. */
export async function seatHistories(tx: Tx, positionCodes: readonly string[]): Promise<Map<string, SeatState>> {
  const codes = [...new Set(positionCodes)];
  const among = sql`s.tenant_id = current_tenant() and s.code = any(${codes}::text[])`;
  const known = await tx.rows(sql<{ code: string }>`select code from positions s where ${among}`);
  const duties = await tx.rows(sql<DutyRow>`
    select s.code as seat, v.valid_from as "from", v.valid_to as "to", v.title, u.code as unit, b.code as "reportsTo", v.is_head as "isHead", v.is_selling as "isSelling"
    from positions s join position_versions v on v.tenant_id = s.tenant_id and v.position_id = s.id join org_units u on u.tenant_id = v.tenant_id and u.id = v.org_unit_id
    left join positions b on b.tenant_id = v.tenant_id and b.id = v.reports_to where ${among} order by v.valid_from`);
  const reaches = await tx.rows(sql<ReachRow>`
    select s.code as seat, g.valid_from as "from", g.valid_to as "to", g.role, u.code as unit
    from positions s join grants g on g.tenant_id = s.tenant_id and g.position_id = s.id join org_units u on u.tenant_id = g.tenant_id and u.id = g.org_unit_id
    where ${among} order by g.valid_from`);
  const holders = await tx.rows(sql<HolderRow>`
    select s.code as seat, a.valid_from as "from", a.valid_to as "to", p.code as person
    from positions s join assignments a on a.tenant_id = s.tenant_id and a.position_id = s.id join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where ${among} order by a.valid_from`);
  const [dutiesBy, reachesBy, holdersBy] = [dated(duties), dated(reaches), dated(holders)];
  return new Map(known.map(({ code }) => [code, { duties: dutiesBy(code), reaches: reachesBy(code), holders: holdersBy(code) }]));
}

function dated<R extends { seat: string; from: Day; to: Day | null }>(
  rows: readonly R[],
): (seat: string) => Dated<Omit<R, "seat" | "from" | "to">>[] {
  const bySeat = Map.groupBy(rows, (row) => row.seat);
  return (seat) => (bySeat.get(seat) ?? []).map(({ seat: _, from, to, ...value }) => ({ from, to, value }));
}

const personColumns = {
  id: "uuid",
  code: "text",
  name: "text",
  pinyin: "text",
  email: "text",
  phone: "text",
  hired_on: "date",
  left_on: "date",
};
const dutyColumns = {
  position_id: "uuid",
  valid_from: "date",
  valid_to: "date",
  title: "text",
  org_unit_id: "uuid",
  reports_to: "uuid",
  is_head: "boolean",
  is_selling: "boolean",
};
const reachColumns = { id: "uuid", position_id: "uuid", role: "text", org_unit_id: "uuid", valid_from: "date", valid_to: "date" };
const holderColumns = { id: "uuid", person_id: "uuid", position_id: "uuid", valid_from: "date", valid_to: "date" };

async function write(tx: Tx, changes: readonly Change<PersonState>[]): Promise<void> {
  const rows = changes.map(({ id, after: p }) => [id, p.code, p.name, pinyinOf(p.name), p.email, p.phone, p.hiredOn, p.leftOn]);
  await insertRows(
    tx,
    "persons",
    personColumns,
    rows,
    `on conflict (tenant_id, id) do update set name = excluded.name, pinyin = excluded.pinyin,
    email = excluded.email, phone = excluded.phone, hired_on = excluded.hired_on, left_on = excluded.left_on, version = persons.version + 1`,
  );
  const seats = new Map(changes.flatMap((change) => Object.entries(change.after.seats)));
  // A seat that undoing takes away from a person must lose its holder as well.
  for (const { before, after } of changes)
    for (const code of Object.keys(before?.seats ?? {}))
      if (!(code in after.seats) && !seats.has(code)) seats.set(code, { duties: [], reaches: [], holders: [] });
  await writeSeats(tx, seats);
  await seatLeavers(
    tx,
    changes.map(({ id }) => id),
  );
}

async function writeSeats(tx: Tx, seats: ReadonlyMap<string, SeatState>): Promise<void> {
  await insertRows(
    tx,
    "positions",
    { id: "uuid", code: "text" },
    [...seats.keys()].map((code) => [randomUUIDv7(), code]),
    "on conflict (tenant_id, code) do nothing",
  );
  const all = [...seats];
  const positions = await idsByCode(tx, "positions", [...seats.keys(), ...all.flatMap(([, s]) => s.duties.map((d) => d.value.reportsTo))]);
  const units = await idsByCode(
    tx,
    "org_units",
    all.flatMap(([, s]) => [...s.duties, ...s.reaches].map((v) => v.value.unit)),
  );
  const persons = await idsByCode(
    tx,
    "persons",
    all.flatMap(([, s]) => s.holders.map((h) => h.value.person)),
  );
  const ids = all.map(([code]) => positions.get(code)!);
  for (const table of ["assignments", "grants", "position_versions"]) await deleteByIds(tx, table, "position_id", ids);
  const each = <T>(list: (seat: SeatState) => readonly T[], row: (positionId: string, item: T) => unknown[]) =>
    all.flatMap(([code, seat]) => list(seat).map((item) => row(positions.get(code)!, item)));
  await insertRows(
    tx,
    "position_versions",
    dutyColumns,
    each(
      (s) => s.duties,
      (id, { from, to, value: v }) => [
        id,
        from,
        to,
        v.title,
        units.get(v.unit),
        v.reportsTo === null ? null : positions.get(v.reportsTo),
        v.isHead,
        v.isSelling,
      ],
    ),
  );
  await insertRows(
    tx,
    "grants",
    reachColumns,
    each(
      (s) => s.reaches,
      (id, { from, to, value: v }) => [randomUUIDv7(), id, v.role, units.get(v.unit), from, to],
    ),
  );
  await insertRows(
    tx,
    "assignments",
    holderColumns,
    each(
      (s) => s.holders,
      (id, { from, to, value: v }) => [randomUUIDv7(), persons.get(v.person), id, from, to],
    ),
  );
}

/** The people and the positions nobody else ever held. */
async function remove(tx: Tx, persons: Parameters<Keeper<PersonState>["remove"]>[1]): Promise<void> {
  const ids = persons.map((p) => p.id);
  await unseat(tx, ids);
  const own = await tx.rows(sql<{ id: string }>`
    select position_id as id from assignments where tenant_id = current_tenant() group by position_id
    having bool_and(person_id = any(${ids}::uuid[]))`);
  const positionIds = own.map((row) => row.id);
  await deleteByIds(tx, "assignments", "person_id", ids);
  await deleteByIds(tx, "grants", "position_id", positionIds);
  await deleteByIds(tx, "position_versions", "position_id", positionIds);
  await deleteByIds(tx, "positions", "id", positionIds);
  await deleteByIds(tx, "persons", "id", ids);
}
