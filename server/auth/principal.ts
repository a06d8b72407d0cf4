import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { TokenArea } from "#core/program-keys/areas.ts";
import type { Grant, Principal } from "../access/door.ts";
import { enterTenant, type Tx } from "../db/tx.ts";
import type { Day } from "#core/base/date.ts";

export type Tenant = {
  readonly id: bigint;
  readonly name: string;
  readonly currency: string;
  readonly currencyDigits: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly fiscalStartMonth: number;
  readonly weekStart: number;
  readonly rankVisibility: "private" | "team" | "all";
  readonly isDemo: boolean;
  readonly today: Day;
};

export type Session = {
  readonly principal: Principal;
  readonly tenant: Tenant;
  readonly locale: string | null;
  readonly key: ProgramKey | null;
};
/** What a program acts by: areas of the account that made it. */
export type ProgramKey = { readonly id: string; readonly name: string; readonly areas: readonly TokenArea[]; readonly mayWrite: boolean };

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

/**
 * Who a session token belongs to, with the grants held today. Read on every request, so that a revoked
 * session, a disabled user or an ended grant is out with the next click. Enters the tenant.
 */
export async function sessionOf(tx: Tx, token: string, now: Date): Promise<Session | null> {
  const [found] = await tx.often(sql<{ tenantId: bigint; userId: string }>`
    select tenant_id as "tenantId", user_id as "userId" from sessions
    where token_hash = ${hashToken(token)} and expires_at > ${now.toISOString()}`);
  if (!found) return null;
  return entered(tx, found, null, now);
}

/** The same by a key for programs. The day of its last use is noted, no more. */
export async function keySessionOf(tx: Tx, secret: string, now: Date): Promise<Session | null> {
  const hash = hashToken(secret);
  const [found] = await tx.often(sql<ProgramKey & { tenantId: bigint; userId: string }>`
    select tenant_id as "tenantId", user_id as "userId", id, name, areas, may_write as "mayWrite" from access_tokens
    where token_hash = ${hash} and expires_at > ${now.toISOString()}`);
  if (!found) return null;
  const { tenantId, userId, ...key } = found;
  const session = await entered(tx, { tenantId, userId }, key, now);
  if (session)
    await tx.run(sql`
      update access_tokens set used_on = ${session.tenant.today}::date where token_hash = ${hash} and used_on is distinct from ${session.tenant.today}::date`);
  return session;
}

async function entered(tx: Tx, { tenantId, userId }: { tenantId: bigint; userId: string }, key: ProgramKey | null, now: Date): Promise<Session | null> {
  await enterTenant(tx, tenantId);
  const tenant = await tenantOf(tx, now);
  const user = await personOf(tx, userId, tenant.today);
  return user && { principal: { ...user.principal, tenantId }, tenant, locale: user.locale, key };
} // prettier-ignore

/** Who a user is today, with the grants held today; null for who is disabled or has left. Also for what is done in somebody's name. */
export async function personOf(tx: Tx, userId: string, today: Day): Promise<{ principal: Principal; locale: string | null } | null> {
  const [user] = await tx.often(sql<{ tenantId: bigint; name: string; personId: string | null; locale: string | null }>`
    select tenant_id as "tenantId", name, person_id as "personId", locale from users
    where tenant_id = current_tenant() and id = ${userId} and disabled_at is null`);
  if (!user) return null;
  const reach = await reachOf(tx, user.personId, today);
  if (reach.positionIds.length === 0 && (await hasLeft(tx, user.personId, today))) return null;
  return { principal: { tenantId: user.tenantId, userId, name: user.name, ...reach }, locale: user.locale };
}

/** Who has left and holds no position again: out on that day, however long before it was entered. */
export async function hasLeft(tx: Tx, personId: string | null, today: Day): Promise<boolean> {
  const [left] = await tx.often(sql<{ yes: boolean }>`
    select true as yes from persons p where tenant_id = current_tenant() and id = ${personId} and left_on <= ${today}::date
      and not exists (select from assignments a where a.tenant_id = p.tenant_id and a.person_id = p.id
        and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date))`);
  return left !== undefined;
}

/** The tenant entered, with the day it is there. */
export async function tenantOf(tx: Tx, now: Date): Promise<Tenant> {
  const [row] = await tx.often(sql<Omit<Tenant, "today"> & { todayFixed: string | null }>`
    select id, name, currency, currency_digits as "currencyDigits", time_zone as "timeZone", locale,
      fiscal_start_month as "fiscalStartMonth", week_start as "weekStart", rank_visibility as "rankVisibility",
      is_demo as "isDemo", today_fixed as "todayFixed"
    from tenants where id = current_tenant()`);
  if (!row) throw new Error("no tenant entered");
  const { todayFixed, ...tenant } = row;
  return { ...tenant, today: todayFixed ?? dayIn(tenant.timeZone, now) };
}

export function dayIn(timeZone: string, now: Date): Day {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** Positions held and grants on them, as of the day. */
export async function reachOf(
  tx: Tx,
  personId: string | null,
  today: Day,
): Promise<Pick<Principal, "personId" | "positionIds" | "grants">> {
  if (!personId) return { personId, positionIds: [], grants: [] };
  const positions = await tx.often(sql<{ id: string }>`
    select position_id as id from assignments a
    where tenant_id = current_tenant() and person_id = ${personId}
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date)`);
  const positionIds = positions.map((p) => p.id);
  const grants = await tx.often(sql<Grant>`
    select role, org_unit_id as "unitId" from grants
    where tenant_id = current_tenant() and position_id = any(${positionIds}::uuid[])
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date)`);
  return { personId, positionIds, grants };
}
