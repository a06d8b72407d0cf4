import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { pinyinOf } from "../people/pinyin.ts";

export type UnitLine = { id: string; name: string; kind: string; headName: string | null };

/** Units of a day: the given ones, or the children of one. */
export async function unitsOn(tx: Tx, day: Day, of: { ids: readonly string[] } | { parentId: string | null }): Promise<UnitLine[]> {
  const which =
    "ids" in of
      ? sql`u.org_unit_id = any(${of.ids as string[]}::uuid[])`
      : of.parentId === null
        ? sql`u.parent_id is null`
        : sql`u.parent_id = ${of.parentId}::uuid`;
  return tx.rows(sql<UnitLine>`
    select u.org_unit_id as id, u.name, u.kind,
      (select p.name from position_versions v
        join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
        join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
        where v.tenant_id = u.tenant_id and v.org_unit_id = u.org_unit_id and v.is_head and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
        limit 1) as "headName"
    from org_unit_versions u
    where u.tenant_id = current_tenant() and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date) and ${which}
    order by u.name, u.org_unit_id`);
}

export type ImportLine = { id: string; kind: string; fileName: string; state: string; refused: number; on: Day };

/** Imports of the last fortnight that failed or left rows behind. */
export async function importsToMend(tx: Tx, zone: string): Promise<ImportLine[]> {
  return tx.rows(sql<ImportLine>`
    select id, kind, file_name as "fileName", state, rows_refused as refused, (created_at at time zone ${zone})::date as "on" from imports
    where tenant_id = current_tenant() and created_at > now() - interval '14 days' and undone_at is null
      and (state = 'failed' or (state = 'done' and rows_refused > 0))
    order by created_at desc limit 3`);
}

export async function hasPublishedTargets(tx: Tx, fiscalYear: number): Promise<boolean> {
  const row = await tx.row(sql<{ yes: boolean }>`
    select exists (select from target_sets s join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
      where s.tenant_id = current_tenant() and s.fiscal_year = ${fiscalYear}) as yes`);
  return row!.yes;
}

export type Found = {
  kind: "person" | "unit" | "customer";
  id: string;
  code: string;
  label: string;
  detail: string;
  positionId: string | null;
};
type Search = { text: string; day: Day; scope: Scope };
const LIMIT = 8;

/** Name or code holds the text, or its pinyin begins so; the best matches first. */
const matches = (
  name: ReturnType<typeof sql.ref>,
  code: ReturnType<typeof sql.ref>,
  pinyin: ReturnType<typeof sql.ref> | null,
  text: string,
) => {
  const literal = text.toLowerCase().replace(/[\\%_]/g, "\\$&");
  const spoken = literal.replace(/[\s']/g, "");
  const byPinyin =
    pinyin === null || spoken === "" ? sql`false` : sql`(${pinyin} like ${`${spoken}%`} or ${pinyin} like ${`% ${spoken}%`})`;
  return sql`(lower(${name}) like ${`%${literal}%`} or lower(${code}) like ${`${literal}%`} or ${byPinyin})`;
};

export async function findPeople(tx: Tx, { text, day, scope }: Search): Promise<Found[]> {
  return tx.rows(sql<Found>`
    select 'person' as kind, p.id, p.code, p.name as label, concat_ws(' · ', u.name, v.title) as detail, v.position_id as "positionId"
    from persons p
    left join assignments a on a.tenant_id = p.tenant_id and a.person_id = p.id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    left join position_versions v on v.tenant_id = p.tenant_id and v.position_id = a.position_id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    left join org_unit_versions u on u.tenant_id = p.tenant_id and u.org_unit_id = v.org_unit_id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
    where p.tenant_id = current_tenant() and ${matches(sql.ref("p.name"), sql.ref("p.code"), sql.ref("p.pinyin"), text)}
      and ${within(scope, { unit: sql.ref("v.org_unit_id"), position: sql.ref("v.position_id"), person: sql.ref("p.id") })}
    order by p.left_on is not null, p.name, p.id limit ${LIMIT}`);
}

/** Units are few and carry no pinyin column: they are read whole and matched here. */
export async function findUnits(tx: Tx, { text, day, scope }: Search): Promise<Found[]> {
  const units = await tx.rows(sql<Found>`
    select 'unit' as kind, o.id, o.code, u.name as label, coalesce(parent.name, '') as detail, null as "positionId"
    from org_units o
    join org_unit_versions u on u.tenant_id = o.tenant_id and u.org_unit_id = o.id and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
    left join org_unit_versions parent on parent.tenant_id = o.tenant_id and parent.org_unit_id = u.parent_id and parent.valid_from <= ${day}::date and (parent.valid_to is null or parent.valid_to > ${day}::date)
    where o.tenant_id = current_tenant() and ${within(scope, { unit: sql.ref("o.id") })}
    order by u.name, o.id`);
  const asked = text.toLowerCase();
  const sound = asked.replace(/[\s']/g, "");
  const sounds = (name: string) =>
    sound !== "" &&
    spoken(name)
      .split(" ")
      .some((form) => form.startsWith(sound));
  const isMatch = ({ label, code }: Found) => label.toLowerCase().includes(asked) || code.toLowerCase().startsWith(asked) || sounds(label);
  return units.filter(isMatch).slice(0, LIMIT);
}

const readings = new Map<string, string>();
const spoken = (name: string): string => {
  const known = readings.get(name) ?? pinyinOf(name);
  return readings.size > 5_000 ? known : (readings.set(name, known), known);
};

/** With the owner as of the day, who is where a customer leads to. */
export async function findCustomers(tx: Tx, { text, day, scope }: Search): Promise<Found[]> {
  return tx.rows(sql<Found>`
    select 'customer' as kind, c.id, c.code, c.name as label, concat_ws(' · ', nullif(c.class, ''), nullif(c.industry, ''), p.name) as detail, c.owner_position_id as "positionId"
    from customers c
    left join position_versions v on v.tenant_id = c.tenant_id and v.position_id = c.owner_position_id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    left join assignments a on a.tenant_id = c.tenant_id and a.position_id = c.owner_position_id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    left join persons p on p.tenant_id = c.tenant_id and p.id = a.person_id
    where c.tenant_id = current_tenant() and ${matches(sql.ref("c.name"), sql.ref("c.code"), sql.ref("c.pinyin"), text)}
      and ${within(scope, { unit: sql.ref("v.org_unit_id"), position: sql.ref("c.owner_position_id") })}
    order by c.name, c.id limit ${LIMIT}`);
}
