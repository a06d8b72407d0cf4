import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { reachesPosition, type Principal, type Scope } from "../access/door.ts";
import { seatOf, seatsInScope, type Seat } from "../appraisal/roster.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { unitsOn } from "../home/store.ts";

/** Whose numbers: a unit with all below it, or one position. */
export type Subject = { readonly kind: "unit" | "position"; readonly id: string; readonly name: string; readonly detail: string };
export type Caller = { readonly tx: Tx; readonly tenant: Tenant; readonly scope: Scope; readonly user: Principal };
export type Whose = { readonly unit?: string | undefined; readonly position?: string | undefined };

/** The unit or position asked for, else the caller's own; null when it is out of reach, as if it were not there. */
export async function subjectOf(caller: Caller, { unit, position }: Whose): Promise<Subject | null> {
  const own = unit || position ? null : await ownNode(caller);
  const unitId = unit ?? (own?.kind === "unit" ? own.id : undefined);
  if (unitId) return unitSubject(caller, unitId);
  const positionId = position ?? own?.id;
  return positionId ? positionSubject(caller, positionId) : null;
}

async function unitSubject({ tx, tenant, scope }: Caller, id: string): Promise<Subject | null> {
  if (!scope.all && !scope.unitIds.includes(id)) return null;
  const [unit] = await unitsOn(tx, tenant.today, { ids: [id] });
  return unit ? { kind: "unit", id, name: unit.name, detail: unit.headName ?? "" } : null;
}

async function positionSubject({ tx, tenant, scope }: Caller, id: string): Promise<Subject | null> {
  const seat = (await reachesPosition(tx, scope, id, tenant.today)) ? await seatOf(tx, id, tenant.today) : undefined;
  return seat ? seatSubject(seat) : null;
}

export const seatSubject = (seat: Seat): Subject => ({
  kind: "position",
  id: seat.positionId,
  name: seat.personName ?? seat.title,
  detail: [seat.unitName, seat.title].filter(Boolean).join(" · "),
});

/** The company for those who see all, the unit one leads, else the own seat. */
export async function ownNode({ tx, tenant, scope, user }: Caller): Promise<{ kind: Subject["kind"]; id: string } | null> {
  if (scope.all) {
    const [root] = await unitsOn(tx, tenant.today, { parentId: null });
    return root ? { kind: "unit", id: root.id } : null;
  }
  const led = user.grants.find((grant) => grant.role === "manager" || grant.role === "director");
  if (led) return { kind: "unit", id: led.unitId };
  return scope.positionIds[0] ? { kind: "position", id: scope.positionIds[0] } : null;
}

/** Units and selling people directly below. */
export async function below({ tx, tenant }: Caller, subject: Subject): Promise<Subject[]> {
  if (subject.kind === "position") return [];
  const units = await unitsOn(tx, tenant.today, { parentId: subject.id });
  const direct: Scope = { all: false, unitIds: [subject.id], positionIds: [], personId: null };
  const seats = await seatsInScope(tx, direct, tenant.today, { limit: 500 });
  return [
    ...units.map((unit): Subject => ({ kind: "unit", id: unit.id, name: unit.name, detail: unit.headName ?? "" })),
    ...seats.map(seatSubject),
  ];
}

/** The way down to the subject, from the widest unit the caller may see. */
export async function crumbs(caller: Caller, subject: Subject): Promise<Subject[]> {
  if (subject.kind === "unit") return unitsAbove(caller, subject.id);
  const seat = await seatOf(caller.tx, subject.id, caller.tenant.today);
  return [...(seat ? await unitsAbove(caller, seat.unitId) : []), subject];
}

async function unitsAbove({ tx, tenant, scope }: Caller, unitId: string): Promise<Subject[]> {
  const rows = await tx.rows(sql<{ id: string; name: string }>`
    select u.org_unit_id as id, u.name from org_closure c
    join org_unit_versions u on u.tenant_id = c.tenant_id and u.org_unit_id = c.ancestor_id and ${inForce("u", tenant.today)}
    where c.tenant_id = current_tenant() and c.descendant_id = ${unitId}::uuid and ${inForce("c", tenant.today)} order by c.depth desc`);
  return rows
    .filter(({ id }) => scope.all || scope.unitIds.includes(id))
    .map(({ id, name }): Subject => ({ kind: "unit", id, name, detail: "" }));
}

export const inForce = (alias: string, day: Day) =>
  sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;
