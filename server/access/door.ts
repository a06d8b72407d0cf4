import { sql, type RawBuilder } from "kysely";
import type { Action, Resource } from "#api/contract.ts";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";
import { policy, type Reach, type Role } from "./policy.ts";

export type Grant = { readonly role: Role; readonly unitId: string };

export type Principal = {
  readonly tenantId: bigint;
  readonly userId: string;
  readonly name: string;
  readonly personId: string | null;
  /** Positions held today. */
  readonly positionIds: readonly string[];
  readonly grants: readonly Grant[];
};

/** What the caller may touch for one resource and action; stores compile it into their queries. */
export type Scope = {
  readonly all: boolean;
  /** Units of the subtrees granted, as of today. */
  readonly unitIds: readonly string[];
  readonly positionIds: readonly string[];
  readonly personId: string | null;
};

/** The caller's scope, or null when no grant reaches: then the answer is "not found". */
export async function scopeOf(tx: Tx, who: Principal, resource: Resource, action: Action, today: Day): Promise<Scope | null> {
  const row = policy[resource][action] ?? {};
  const reaches = who.grants.map((grant) => ({ grant, reach: row[grant.role] })).filter((r) => r.reach !== undefined);
  if (reaches.length === 0) return null;
  const roots = reaches.filter((r) => r.reach === "subtree").map((r) => r.grant.unitId);
  return {
    all: reaches.some((r) => r.reach === "tenant"),
    unitIds: roots.length > 0 ? await subtree(tx, roots, today) : [],
    positionIds: who.positionIds,
    personId: who.personId,
  };
}

/** Whether some grant of these roles allows it at all (for menus; the data door is scopeOf). */
export function may(roles: readonly Role[], resource: Resource, action: Action): boolean {
  const row: Partial<Record<Role, Reach>> = policy[resource][action] ?? {};
  return roles.some((role) => row[role] !== undefined);
}

/** Ids of the units and everything below them on that day. */
export async function subtree(tx: Tx, unitIds: readonly string[], day: Day): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    select distinct descendant_id as id from org_closure
    where tenant_id = current_tenant() and ancestor_id = any(${unitIds as string[]}::uuid[])
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`);
  return rows.map((row) => row.id);
}

type Columns = { readonly unit?: RawBuilder<unknown>; readonly position?: RawBuilder<unknown>; readonly person?: RawBuilder<unknown> };

/** The scope as a condition over a query's columns: `where … and ${within(scope, {unit: sql.ref("r.org_unit_id")})}`. */
export function within(scope: Scope, columns: Columns): RawBuilder<unknown> {
  if (scope.all) return sql`true`;
  const own: RawBuilder<unknown>[] = [sql`false`];
  if (columns.unit && scope.unitIds.length > 0) own.push(sql`${columns.unit} = any(${scope.unitIds as string[]}::uuid[])`);
  if (columns.position && scope.positionIds.length > 0) own.push(sql`${columns.position} = any(${scope.positionIds as string[]}::uuid[])`);
  if (columns.person && scope.personId) own.push(sql`${columns.person} = ${scope.personId}::uuid`);
  return sql`(${sql.join(own, sql` or `)})`;
}

/** Positions in reach on a day: for checks on one record before and after a write. */
export async function reachesPosition(tx: Tx, scope: Scope, positionId: string, day: Day): Promise<boolean> {
  if (scope.all || scope.positionIds.includes(positionId)) return true;
  if (scope.unitIds.length === 0) return false;
  const found = await tx.row(sql<{ ok: boolean }>`
    select true as ok from position_versions
    where tenant_id = current_tenant() and position_id = ${positionId}::uuid
      and org_unit_id = any(${scope.unitIds as string[]}::uuid[])
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`);
  return found !== undefined;
}
