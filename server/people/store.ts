import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Role } from "../access/policy.ts";
import type { Tx } from "../db/tx.ts";
import { pinyinOf } from "./pinyin.ts";

export type UnitKind = "company" | "region" | "team";
export type UnitState = { readonly name: string; readonly kind: UnitKind; readonly parentId: string | null };
export type PositionState = {
  readonly title: string;
  readonly unitId: string;
  readonly reportsTo: string | null;
  readonly isHead: boolean;
  readonly isSelling: boolean;
};
export type PersonState = {
  readonly code: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly hiredOn?: Day | null;
};

export async function insertUnit(tx: Tx, code: string): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`insert into org_units (tenant_id, id, code) values (current_tenant(), ${id}, ${code})`);
  return id;
}

export async function insertPosition(tx: Tx, code: string): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`insert into positions (tenant_id, id, code) values (current_tenant(), ${id}, ${code})`);
  return id;
}

export async function insertPerson(tx: Tx, p: PersonState): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into persons (tenant_id, id, code, name, pinyin, email, phone, hired_on)
    values (current_tenant(), ${id}, ${p.code}, ${p.name}, ${pinyinOf(p.name)}, ${p.email ?? null}, ${p.phone ?? null}, ${p.hiredOn ?? null})`);
  return id;
}

/** From `from` on the unit is so; the version in force ends there, and a later one stays. */
export async function unitFrom(tx: Tx, unitId: string, from: Day, s: UnitState): Promise<void> {
  const until = await makeRoom(tx, sql`org_unit_versions`, sql`org_unit_id`, unitId, from);
  await tx.run(sql`
    insert into org_unit_versions (tenant_id, org_unit_id, valid_from, valid_to, name, kind, parent_id)
    values (current_tenant(), ${unitId}, ${from}, ${until}, ${s.name}, ${s.kind}, ${s.parentId})`);
}

export async function positionFrom(tx: Tx, positionId: string, from: Day, s: PositionState): Promise<void> {
  const until = await makeRoom(tx, sql`position_versions`, sql`position_id`, positionId, from);
  await tx.run(sql`
    insert into position_versions (tenant_id, position_id, valid_from, valid_to, title, org_unit_id, reports_to, is_head, is_selling)
    values (current_tenant(), ${positionId}, ${from}, ${until}, ${s.title}, ${s.unitId}, ${s.reportsTo}, ${s.isHead}, ${s.isSelling})`);
}

type Raw = ReturnType<typeof sql>;

/** Cuts what is in force on `from` short (a version that began that very day is replaced) and says until when the new one may last. */
async function makeRoom(tx: Tx, table: Raw, key: Raw, id: string, from: Day): Promise<Day | null> {
  const mine = sql`tenant_id = current_tenant() and ${key} = ${id}`;
  const current = await tx.row(sql<{ from: Day; to: Day | null }>`
    select valid_from as "from", valid_to as "to" from ${table} where ${mine} and valid_from <= ${from}::date and (valid_to is null or valid_to > ${from}::date)`);
  if (current?.from === from) await tx.run(sql`delete from ${table} where ${mine} and valid_from = ${from}`);
  else if (current) await tx.run(sql`update ${table} set valid_to = ${from} where ${mine} and valid_from = ${current.from}`);
  if (current) return current.to;
  const next = await tx.row(
    sql<{ from: Day | null }>`select min(valid_from) as "from" from ${table} where ${mine} and valid_from > ${from}`,
  );
  return next?.from ?? null;
}

export async function insertAssignment(tx: Tx, personId: string, positionId: string, from: Day, to: Day | null): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into assignments (tenant_id, id, person_id, position_id, valid_from, valid_to)
    values (current_tenant(), ${id}, ${personId}, ${positionId}, ${from}, ${to})`);
  return id;
}

export async function insertGrant(
  tx: Tx,
  g: { positionId: string; role: Role; unitId: string; from: Day; to?: Day | null },
): Promise<string> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into grants (tenant_id, id, position_id, role, org_unit_id, valid_from, valid_to)
    values (current_tenant(), ${id}, ${g.positionId}, ${g.role}, ${g.unitId}, ${g.from}, ${g.to ?? null})`);
  return id;
}

/** Employee numbers of people, by id. */
export async function personCodes(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows(sql<{ id: string; code: string }>`
    select id, code from persons where tenant_id = current_tenant() and id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(rows.map(({ id, code }) => [id, code]));
}
