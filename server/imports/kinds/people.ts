import type { Day } from "#core/base/date.ts";
import { amended, endedOn, validOn } from "#core/imports/history.ts";
import type { Entry, PersonRecord } from "#core/imports/records.ts";
import type { Tx } from "../../db/tx.ts";
import type { Importer, Maker, Report } from "../importer.ts";
import { idsByCode } from "../lookup.ts";
import { people as keeper, seatHistories, type Duty, type Holder, type PersonState, type Reach, type SeatState } from "./people-state.ts";

type Placed = PersonRecord & { readonly position: string };

const sameDuty = (a: Duty, b: Duty): boolean =>
  a.title === b.title && a.unit === b.unit && a.reportsTo === b.reportsTo && a.isHead === b.isHead && a.isSelling === b.isSelling;
const sameReach = (a: Reach, b: Reach): boolean => a.role === b.role && a.unit === b.unit;
const sameHolder = (a: Holder, b: Holder): boolean => a.person === b.person;
const EMPTY: SeatState = { duties: [], reaches: [], holders: [] };
const HEADS: readonly string[] = ["manager", "director", "executive"];

/** A row says: from that day on this person sits on this position, in this unit, under this manager, with this role. */
export const people: Importer<PersonRecord, PersonState> = {
  keyOf: (record) => record.code,
  inOneGo: true,
  keeper,
  prepare: async (tx, entries) => maker(await surveyOf(tx, entries)),
  finish: settled,
};

/** What the file and the database say about people, seats and units, looked up once. */
type Survey = {
  readonly units: ReadonlyMap<string, string>;
  /** Rows of the file by person, earliest first, each with its seat. */
  readonly rows: ReadonlyMap<string, readonly Placed[]>;
  readonly present: ReadonlyMap<string, PersonState>;
  /** Histories of seats as the rows applied so far leave them. */
  readonly seats: Map<string, SeatState>;
};

async function surveyOf(tx: Tx, entries: readonly Entry<PersonRecord>[]): Promise<Survey> {
  const records = entries.map((e) => e.record);
  const stored = await keeper.load(tx, [...new Set(records.flatMap((r) => [r.code, ...(r.manager ? [r.manager] : [])]))]);
  const present = new Map([...stored].map(([code, { state }]) => [code, state]));
  const placed = records.map((r): Placed => ({ ...r, position: r.position ?? seatHeld(present.get(r.code), r.from) ?? r.code }));
  return {
    present,
    units: await idsByCode(
      tx,
      "org_units",
      records.map((r) => r.unit),
    ),
    rows: Map.groupBy(
      placed.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      (r) => r.code,
    ),
    seats: await seatHistories(tx, [...placed.map((r) => r.position), ...[...present.values()].flatMap((p) => Object.keys(p.seats))]),
  };
}

/** The seat a person holds on a day, else any seat ever held. */
function seatHeld(person: PersonState | undefined, day: Day): string | undefined {
  const seats = Object.entries(person?.seats ?? {});
  return (seats.find(([, seat]) => validOn(seat.holders, day)?.value.person === person!.code) ?? seats[0])?.[0];
}

function maker(survey: Survey): Maker<PersonRecord, PersonState> {
  const { units, rows, seats } = survey;
  return (record, present, report) => {
    const r = rows.get(record.code)!.find((row) => row.from === record.from)!;
    if (!units.has(r.unit)) return report.refuse("unit", "unknown-unit", r.unit, { unit: r.unit });
    if (r.manager === r.code) return report.refuse("manager", "manager-cycle", r.manager);
    const boss = r.manager === null ? null : bossOf(survey, r.manager, r.from);
    if (boss === undefined) return report.refuse("manager", "unknown-person", r.manager!, { person: r.manager! });
    const isHead = HEADS.includes(r.role) && boss?.unit !== r.unit;
    const seat = seatAfter(r, seats.get(r.position) ?? EMPTY, { reportsTo: boss?.seat ?? null, isHead }, survey, report);
    if (seat === null) return null;
    seats.set(r.position, seat);
    // Whoever takes another position leaves the one held until then.
    const others = Object.keys(present?.seats ?? {}).filter((code) => code !== r.position);
    for (const code of others) seats.set(code, left(seats.get(code)!, r));
    return { ...detailsOf(r, present), seats: Object.fromEntries([...others, r.position].map((code) => [code, seats.get(code)!])) };
  };
}

/** Seat and unit of a manager on a day: by the file, else by the database. Undefined when nobody has that number. */
function bossOf({ rows, present }: Survey, code: string, day: Day): { seat: string; unit: string | undefined } | undefined {
  const inFile = rows.get(code);
  const row = inFile?.findLast((r) => r.from <= day) ?? inFile?.[0];
  if (row) return { seat: row.position, unit: row.unit };
  const seat = seatHeld(present.get(code), day);
  return seat === undefined ? undefined : { seat, unit: validOn(present.get(code)!.seats[seat]!.duties, day)?.value.unit };
}

function detailsOf(r: Placed, present: PersonState | null): Omit<PersonState, "seats"> {
  return {
    code: r.code,
    name: r.name,
    email: r.email ?? present?.email ?? null,
    phone: r.phone ?? present?.phone ?? null,
    hiredOn: r.hiredOn ?? present?.hiredOn ?? r.from,
    leftOn: r.leftOn ?? present?.leftOn ?? null,
  };
}

function seatAfter(
  r: Placed,
  seat: SeatState,
  place: Pick<Duty, "reportsTo" | "isHead">,
  survey: Survey,
  report: Report,
): SeatState | null {
  const free = vacated(seat, r, survey);
  const holder = validOn(free.holders, r.from)?.value.person ?? r.code;
  if (holder !== r.code) return report.refuse("position", "position-taken", r.position, { position: r.position, person: holder });
  const title = r.title || (validOn(free.duties, r.from)?.value.title ?? "");
  const holders = amended(free.holders, r.from, { person: r.code }, sameHolder);
  return {
    duties: amended(free.duties, r.from, { title, unit: r.unit, isSelling: r.isSelling, ...place }, sameDuty),
    reaches: amended(free.reaches, r.from, { role: r.role, unit: r.unit }, sameReach),
    holders: r.leftOn === null ? holders : cut(holders, r.code, r.leftOn),
  };
}

/** A later row of the file may say that the present holder has gone by then: two people may swap in one file. */
function vacated(seat: SeatState, r: Placed, { rows }: Survey): SeatState {
  const held = validOn(seat.holders, r.from);
  if (!held || held.value.person === r.code) return seat;
  const theirs = rows.get(held.value.person) ?? [];
  const away = theirs.find((row) => row.from > held.from && row.from <= r.from && row.position !== r.position)?.from;
  const gone = away ?? theirs.find((row) => row.leftOn !== null && row.leftOn > held.from && row.leftOn <= r.from)?.leftOn;
  return gone ? { ...seat, holders: cut(seat.holders, held.value.person, gone) } : seat;
}

function left(seat: SeatState, r: Placed): SeatState {
  const held = validOn(seat.holders, r.from);
  if (held?.value.person !== r.code) return seat;
  return { ...seat, holders: seat.holders.flatMap((h) => (h !== held ? [h] : h.from === r.from ? [] : [{ ...h, to: r.from }])) };
}

/** The person is gone from that day on for good. */
function cut(holders: SeatState["holders"], person: string, day: Day): SeatState["holders"] {
  const mine = holders.filter((h) => h.value.person === person);
  return [...holders.filter((h) => h.value.person !== person), ...endedOn(mine, day)].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** Two people of one file may share a position one after the other: both states show its whole history. */
function settled(states: ReadonlyMap<string, PersonState>): ReadonlyMap<string, PersonState> {
  const latest: Record<string, SeatState> = {};
  for (const state of states.values()) Object.assign(latest, state.seats);
  const withLatest = (state: PersonState): PersonState => ({
    ...state,
    seats: Object.fromEntries(Object.keys(state.seats).map((code) => [code, latest[code]!])),
  });
  return new Map([...states].map(([key, state]) => [key, withLatest(state)]));
}
