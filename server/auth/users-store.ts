import { sql } from "kysely";
import type { Role } from "../access/policy.ts";
import type { Tx } from "../db/tx.ts";

export type UserRow = {
  id: string;
  login: string;
  name: string;
  personId: string | null;
  personCode: string | null;
  roles: Role[];
  hasPassword: boolean;
  totpEnabled: boolean;
  disabledAt: string | null;
  lastSignIn: string | null;
  version: number;
};
export type UserQuery = {
  readonly q?: string | undefined;
  readonly id?: string;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly today: string;
};

/** Users by login; `q` finds login, name or employee number. */
export async function usersOf(tx: Tx, { q, id, after, limit, today }: UserQuery): Promise<UserRow[]> {
  const like = `%${(q ?? "").toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return tx.rows(sql<UserRow>`
    select u.id, l.login, u.name, u.person_id as "personId", p.code as "personCode",
      u.password_hash is not null as "hasPassword", u.totp_confirmed_at is not null as "totpEnabled", u.disabled_at as "disabledAt",
      (select max(created_at) from sessions s where s.tenant_id = u.tenant_id and s.user_id = u.id) as "lastSignIn", u.version,
      array(select distinct g.role from assignments a join grants g on g.tenant_id = a.tenant_id and g.position_id = a.position_id
        where a.tenant_id = u.tenant_id and a.person_id = u.person_id
          and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
          and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to > ${today}::date) order by g.role) as roles
    from users u join logins l on l.tenant_id = u.tenant_id and l.user_id = u.id
    left join persons p on p.tenant_id = u.tenant_id and p.id = u.person_id
    where u.tenant_id = current_tenant() and l.login > ${after ?? ""} and u.id = coalesce(${id ?? null}::uuid, u.id)
      and (l.login like ${like} or lower(u.name) like ${like} or lower(coalesce(p.code, '')) like ${like})
    order by l.login limit ${limit}`);
}

export async function userById(tx: Tx, id: string, today: string): Promise<UserRow | undefined> {
  return (await usersOf(tx, { id, limit: 1, today }))[0];
}
