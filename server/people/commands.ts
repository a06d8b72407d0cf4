import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Role } from "../access/policy.ts";
import { enterTenant, type Tx } from "../db/tx.ts";
import { seedYear } from "../calendar/store.ts";
import { rewriteClosure } from "./closure.ts";
import {
  insertAssignment,
  insertGrant,
  insertPerson,
  insertPosition,
  insertUnit,
  positionFrom,
  unitFrom,
  type PersonState,
  type PositionState,
  type UnitState,
} from "./store.ts";

export type NewTenant = {
  readonly code: string;
  readonly name: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly fiscalStartMonth?: number;
  readonly isDemo?: boolean;
  readonly todayFixed?: Day;
};

/** A tenant, and the transaction inside it: what follows is written there. */
export async function createTenant(tx: Tx, t: NewTenant): Promise<bigint> {
  const row = await tx.row(sql<{ id: bigint }>`
    insert into tenants (code, name, currency, time_zone, locale, fiscal_start_month, is_demo, today_fixed)
    values (${t.code}, ${t.name}, ${t.currency ?? "CNY"}, ${t.timeZone ?? "Asia/Shanghai"}, ${t.locale ?? "zh-CN"},
      ${t.fiscalStartMonth ?? 1}, ${t.isDemo ?? false}, ${t.todayFixed ?? null}) returning id`);
  await enterTenant(tx, row!.id);
  if ((t.locale ?? "zh-CN") === "zh-CN") await seedCalendar(tx, Number((t.todayFixed ?? new Date().toISOString()).slice(0, 4)));
  return row!.id;
}

/** The official calendar from two years back to the next year, as far as it is published. */
async function seedCalendar(tx: Tx, year: number): Promise<void> {
  for (let y = year - 2; y <= year + 1; y += 1) await seedYear(tx, y);
}

export async function createUnit(tx: Tx, unit: UnitState & { readonly code: string; readonly from: Day }): Promise<string> {
  const id = await insertUnit(tx, unit.code);
  await unitFrom(tx, id, unit.from, unit);
  await rewriteClosure(tx, [id]);
  return id;
}

export async function createPosition(tx: Tx, position: PositionState & { readonly code: string; readonly from: Day }): Promise<string> {
  const id = await insertPosition(tx, position.code);
  await positionFrom(tx, id, position.from, position);
  return id;
}

export type Hire = {
  readonly person: PersonState;
  readonly position: PositionState & { readonly code: string };
  readonly from: Day;
  readonly roles: readonly Role[];
};
export type Hired = { readonly personId: string; readonly positionId: string };

/** A new person on a new position, with grants on the unit of the position. */
export async function hire(tx: Tx, { person, position, from, roles }: Hire): Promise<Hired> {
  const personId = await insertPerson(tx, { hiredOn: from, ...person });
  const positionId = await createPosition(tx, { ...position, from });
  await insertAssignment(tx, personId, positionId, from, null);
  for (const role of roles) await insertGrant(tx, { positionId, role, unitId: position.unitId, from });
  return { personId, positionId };
}
