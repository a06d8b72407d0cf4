import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { within, type Scope } from "../access/door.ts";
import type { Role } from "../access/policy.ts";
import type { Tx } from "../db/tx.ts";
import type { UnitKind } from "./store.ts";

export type UnitRow = {
  id: string;
  code: string;
  name: string;
  kind: UnitKind;
  parentId: string | null;
  depth: number;
  headName: string | null;
  people: number;
  version: number;
};

const inForce = (table: string, day: Day) =>
  sql`${sql.ref(`${table}.valid_from`)} <= ${day}::date and (${sql.ref(`${table}.valid_to`)} is null or ${sql.ref(`${table}.valid_to`)} > ${day}::date)`;

/** Units of a day in reading order. */
export async function unitRows(tx: Tx, day: Day): Promise<UnitRow[]> {
  const rows = await tx.rows(sql<Omit<UnitRow, "depth">>`
    select v.org_unit_id as id, u.code, v.name, v.kind, v.parent_id as "parentId",
      max(p.name) filter (where s.is_head) as "headName", count(p.id)::int as people, u.version
    from org_unit_versions v join org_units u on u.tenant_id = v.tenant_id and u.id = v.org_unit_id
    left join position_versions s on s.tenant_id = v.tenant_id and s.org_unit_id = v.org_unit_id and ${inForce("s", day)}
    left join assignments a on a.tenant_id = s.tenant_id and a.position_id = s.position_id and ${inForce("a", day)}
    left join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where v.tenant_id = current_tenant() and ${inForce("v", day)}
    group by v.org_unit_id, u.code, u.version, v.name, v.kind, v.parent_id order by u.code`);
  const children = Map.groupBy(rows, (row) => row.parentId ?? "");
  const walk = (id: string, depth: number): UnitRow[] =>
    (children.get(id) ?? []).flatMap((row) => [{ ...row, depth }, ...walk(row.id, depth + 1)]);
  return walk("", 0);
}

export type UnitHistory = { from: Day; to: Day | null; name: string; kind: UnitKind; parentName: string | null };

export async function unitHistory(tx: Tx, id: string): Promise<UnitHistory[]> {
  return tx.rows(sql<UnitHistory>`
    select v.valid_from as "from", v.valid_to as "to", v.name, v.kind,
      (select p.name from org_unit_versions p where p.tenant_id = v.tenant_id and p.org_unit_id = v.parent_id
        and p.valid_from <= v.valid_from order by p.valid_from desc limit 1) as "parentName"
    from org_unit_versions v where v.tenant_id = current_tenant() and v.org_unit_id = ${id} order by v.valid_from desc`);
}

export type MemberRow = {
  personId: string | null;
  personCode: string | null;
  name: string | null;
  positionId: string;
  title: string;
  isHead: boolean;
};

export async function membersOf(tx: Tx, unitId: string, day: Day): Promise<MemberRow[]> {
  return tx.rows(sql<MemberRow>`
    select p.id as "personId", p.code as "personCode", p.name, s.position_id as "positionId", s.title, s.is_head as "isHead"
    from position_versions s
    left join assignments a on a.tenant_id = s.tenant_id and a.position_id = s.position_id and ${inForce("a", day)}
    left join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where s.tenant_id = current_tenant() and s.org_unit_id = ${unitId} and ${inForce("s", day)}
    order by s.is_head desc, p.code nulls last`);
}

export type PersonRow = {
  id: string; code: string; name: string; title: string | null; unitId: string | null; unitName: string | null; hiredOn: Day | null; leftOn: Day | null;
  email: string | null; phone: string | null; version: number;
}; // prettier-ignore
export type PeopleQuery = {
  readonly q?: string | undefined;
  readonly id?: string;
  readonly unitId?: string | undefined;
  readonly withLeavers: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly day: Day;
};

/** People in the caller's scope with the post of the day, by employee number. */
export async function peopleRows(
  tx: Tx,
  scope: Scope,
  { q, id, unitId, withLeavers, after, limit, day }: PeopleQuery,
): Promise<PersonRow[]> {
  const like = `%${(q ?? "").toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return tx.rows(sql<PersonRow>`
    select p.id, p.code, p.name, s.title, s.org_unit_id as "unitId", u.name as "unitName", p.hired_on as "hiredOn", p.left_on as "leftOn", p.email, p.phone, p.version
    from persons p
    left join assignments a on a.tenant_id = p.tenant_id and a.person_id = p.id and ${inForce("a", day)}
    left join position_versions s on s.tenant_id = a.tenant_id and s.position_id = a.position_id and ${inForce("s", day)}
    left join org_unit_versions u on u.tenant_id = s.tenant_id and u.org_unit_id = s.org_unit_id and ${inForce("u", day)}
    where p.tenant_id = current_tenant() and p.code > ${after ?? ""} and p.id = coalesce(${id ?? null}::uuid, p.id)
      and (${withLeavers} or p.left_on is null or p.left_on > ${day}::date)
      and (${unitId ?? null}::uuid is null or s.org_unit_id in (select descendant_id from org_closure c where c.tenant_id = p.tenant_id and c.ancestor_id = ${unitId ?? null}::uuid and ${inForce("c", day)}))
      and (lower(p.name) like ${like} or lower(p.code) like ${like} or p.pinyin like ${like})
      and ${within(scope, { unit: sql.ref("s.org_unit_id"), position: sql.ref("a.position_id"), person: sql.ref("p.id") })}
    order by p.code limit ${limit}`);
}

export type PostRow = {
  from: Day; to: Day | null; positionId: string; positionCode: string; title: string; unitId: string; unitCode: string; unitName: string;
  managerCode: string | null; managerName: string | null; isHead: boolean; isSelling: boolean;
}; // prettier-ignore

/** Every post a person ever held, cut where the post or its holder changed; newest first. */
export async function postsOf(tx: Tx, personId: string): Promise<PostRow[]> {
  return tx.rows(sql<PostRow>`
    select lower(span) as "from", upper(span) as "to", s.position_id as "positionId", n.code as "positionCode", s.title, s.org_unit_id as "unitId", o.code as "unitCode",
      (select u.name from org_unit_versions u where u.tenant_id = s.tenant_id and u.org_unit_id = s.org_unit_id and u.valid_from <= lower(span) order by u.valid_from desc limit 1) as "unitName",
      boss.code as "managerCode", boss.name as "managerName", s.is_head as "isHead", s.is_selling as "isSelling"
    from assignments a
    join position_versions s on s.tenant_id = a.tenant_id and s.position_id = a.position_id and daterange(s.valid_from, s.valid_to) && daterange(a.valid_from, a.valid_to)
    cross join lateral (select daterange(s.valid_from, s.valid_to) * daterange(a.valid_from, a.valid_to) as span) cut
    join positions n on n.tenant_id = s.tenant_id and n.id = s.position_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    left join lateral (select p.code, p.name from assignments b join persons p on p.tenant_id = b.tenant_id and p.id = b.person_id
      where b.tenant_id = s.tenant_id and b.position_id = s.reports_to and b.valid_from <= lower(span) and (b.valid_to is null or b.valid_to > lower(span))) boss on true
    where a.tenant_id = current_tenant() and a.person_id = ${personId} order by 1 desc`);
}

export type RoleRow = { from: Day; to: Day | null; role: Role; unitName: string };

export async function rolesOf(tx: Tx, personId: string): Promise<RoleRow[]> {
  return tx.rows(sql<RoleRow>`
    select lower(span) as "from", upper(span) as "to", g.role,
      (select u.name from org_unit_versions u where u.tenant_id = g.tenant_id and u.org_unit_id = g.org_unit_id order by u.valid_from desc limit 1) as "unitName"
    from assignments a
    join grants g on g.tenant_id = a.tenant_id and g.position_id = a.position_id and daterange(g.valid_from, g.valid_to) && daterange(a.valid_from, a.valid_to)
    cross join lateral (select daterange(g.valid_from, g.valid_to) * daterange(a.valid_from, a.valid_to) as span) cut
    where a.tenant_id = current_tenant() and a.person_id = ${personId} order by 1 desc`);
}
