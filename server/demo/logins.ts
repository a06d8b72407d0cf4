import { sql } from "kysely";
import type { Role } from "../access/policy.ts";
import { enterTenant, type Tx } from "../db/tx.ts";

/** Shared by all demo people and shown to everybody: a demo keeps no secrets. */
export const DEMO_PASSWORD = "hengji-demo";

const ORDER = ["rep", "manager", "director", "hr", "finance", "executive", "admin"].map((role) => `${role}@demo`);

export type DemoLogin = { role: Role; login: string; name: string; password: string };

/** The demo people, one per role; nothing when this installation has no demo company. Enters the demo tenant. */
export async function demoLogins(tx: Tx): Promise<DemoLogin[]> {
  const tenant = await tx.row(sql<{ id: bigint }>`select id from tenants where is_demo order by id limit 1`);
  if (!tenant) return [];
  await enterTenant(tx, tenant.id);
  const rows = await tx.rows(sql<{ login: string; name: string }>`
    select l.login, u.name from logins l join users u on u.tenant_id = l.tenant_id and u.id = l.user_id
    where l.tenant_id = ${tenant.id} and l.login like '%@demo' order by array_position(${ORDER}::text[], l.login)`);
  return rows.map(({ login, name }) => ({ role: login.split("@")[0] as Role, login, name, password: DEMO_PASSWORD }));
}
