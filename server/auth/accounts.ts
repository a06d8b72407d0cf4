import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

export type NewUser = {
  readonly login: string;
  readonly name: string;
  readonly personId: string | null;
  /** Absent until the invitation is accepted. Many demo users may share one hash. */
  readonly passwordHash?: string;
  readonly locale?: "zh-CN" | "zh-TW" | "en";
};

/** A user of the tenant entered. Null when the login is taken (it is unique in the installation). */
export async function createUser(tx: Tx, user: NewUser): Promise<string | null> {
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into users (tenant_id, id, name, person_id, password_hash, locale)
    values (current_tenant(), ${id}, ${user.name}, ${user.personId}, ${user.passwordHash ?? null}, ${user.locale ?? null})`);
  const fresh = await tx.run(sql`
    insert into logins (login, tenant_id, user_id) values (${loginOf(user.login)}, current_tenant(), ${id}) on conflict do nothing`);
  if (fresh === 1) return id;
  await tx.run(sql`delete from users where tenant_id = current_tenant() and id = ${id}`);
  return null;
}

export const loginOf = (typed: string): string => typed.trim().normalize("NFKC").toLowerCase();

export type Account = { readonly tenantId: bigint; readonly userId: string };

/** Read before the tenant is known. */
export async function accountOf(tx: Tx, login: string): Promise<Account | undefined> {
  return tx.row(sql<Account>`select tenant_id as "tenantId", user_id as "userId" from logins where login = ${loginOf(login)}`);
}
