import { sql, type RawBuilder } from "kysely";
import type { Tile } from "#core/boards/tile.ts";
import type { Day } from "#core/base/date.ts";
import type { Principal } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

export type BoardRow = { id: string; ownerId: string; ownerName: string; name: string; tiles: Tile[]; version: number };
export type Reader = { readonly tx: Tx; readonly user: Principal; readonly today: Day };

const columns = sql`b.id, b.owner_user_id as "ownerId", u.name as "ownerName", b.name, b.tiles, b.version
  from dashboards b join users u on u.tenant_id = b.tenant_id and u.id = b.owner_user_id`;

/** Own boards, and those shared with a unit the reader sits in or below, or with a role the reader holds. */
function readable({ user, today }: Reader): RawBuilder<unknown> {
  const roles = [...new Set(user.grants.map((grant) => grant.role))];
  return sql`(b.owner_user_id = ${user.userId} or exists (
    select from dashboard_shares s where s.tenant_id = b.tenant_id and s.dashboard_id = b.id and (
      s.role = any(${roles as string[]}::text[]) or s.unit_id in (
        select c.ancestor_id from position_versions v
        join org_closure c on c.tenant_id = v.tenant_id and c.descendant_id = v.org_unit_id and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to > ${today}::date)
        where v.tenant_id = b.tenant_id and v.position_id = any(${user.positionIds as string[]}::uuid[])
          and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)))))`;
}

export async function boardsOf(reader: Reader): Promise<BoardRow[]> {
  return reader.tx.rows(sql<BoardRow>`
    select ${columns} where b.tenant_id = current_tenant() and ${readable(reader)} order by b.owner_user_id <> ${reader.user.userId}, b.name, b.id`);
}

/** A board the reader may read, else nothing: as if it were not there. */
export async function boardOf(reader: Reader, id: string): Promise<BoardRow | undefined> {
  return reader.tx.row(
    sql<BoardRow>`select ${columns} where b.tenant_id = current_tenant() and b.id = ${id}::uuid and ${readable(reader)}`,
  );
}

/** A board of one's own, held against whoever saves at the same time. */
export async function lockOwn({ tx, user }: Reader, id: string): Promise<BoardRow | undefined> {
  return tx.row(sql<BoardRow>`
    select ${columns} where b.tenant_id = current_tenant() and b.id = ${id}::uuid and b.owner_user_id = ${user.userId} for update of b`);
}

export type Saved = { readonly id: string; readonly name: string; readonly tiles: readonly Tile[]; readonly userId: string };

/** False when a board of that id is there already. */
export async function insertBoard(tx: Tx, { id, name, tiles, userId }: Saved): Promise<boolean> {
  const count = await tx.run(sql`
    insert into dashboards (tenant_id, id, owner_user_id, name, tiles) values (current_tenant(), ${id}, ${userId}, ${name}, ${JSON.stringify(tiles)}::jsonb)
    on conflict do nothing`);
  if (count === 1) await keepVersion(tx, { id, name, tiles, userId }, 1);
  return count === 1;
}

export async function updateBoard(tx: Tx, saved: Saved, version: number): Promise<void> {
  await tx.run(sql`
    update dashboards set name = ${saved.name}, tiles = ${JSON.stringify(saved.tiles)}::jsonb, version = ${version}
    where tenant_id = current_tenant() and id = ${saved.id}`);
  await keepVersion(tx, saved, version);
}

async function keepVersion(tx: Tx, { id, name, tiles, userId }: Saved, version: number): Promise<void> {
  await tx.run(sql`
    insert into dashboard_versions (tenant_id, dashboard_id, version, name, tiles, saved_by)
    values (current_tenant(), ${id}, ${version}, ${name}, ${JSON.stringify(tiles)}::jsonb, ${userId})`);
}

export async function deleteBoard(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from dashboards where tenant_id = current_tenant() and id = ${id}`);
}

export async function countOwn(tx: Tx, userId: string): Promise<number> {
  const row = await tx.row(
    sql<{ count: number }>`select count(*)::int as count from dashboards where tenant_id = current_tenant() and owner_user_id = ${userId}`,
  );
  return row!.count;
}

export type VersionRow = { version: number; name: string; tiles: Tile[]; savedAt: string; savedBy: string };

export async function versionsOf(tx: Tx, id: string): Promise<VersionRow[]> {
  return tx.rows(sql<VersionRow>`
    select v.version, v.name, v.tiles, v.saved_at::text as "savedAt", u.name as "savedBy" from dashboard_versions v
    join users u on u.tenant_id = v.tenant_id and u.id = v.saved_by
    where v.tenant_id = current_tenant() and v.dashboard_id = ${id} order by v.version desc limit 30`);
}

export type ShareRow = { unitId: string | null; role: string | null; name: string };

export async function sharesOf(tx: Tx, id: string, today: Day): Promise<ShareRow[]> {
  return tx.rows(sql<ShareRow>`
    select s.unit_id as "unitId", s.role, coalesce(u.name, '') as name from dashboard_shares s
    left join org_unit_versions u on u.tenant_id = s.tenant_id and u.org_unit_id = s.unit_id and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to > ${today}::date)
    where s.tenant_id = current_tenant() and s.dashboard_id = ${id} order by s.place`);
}

export type NewShare = { readonly unitId?: string; readonly role?: string };

export async function replaceShares(tx: Tx, id: string, shares: readonly NewShare[]): Promise<void> {
  await tx.run(sql`delete from dashboard_shares where tenant_id = current_tenant() and dashboard_id = ${id}`);
  for (const [place, { unitId, role }] of shares.entries())
    await tx.run(
      sql`insert into dashboard_shares (tenant_id, dashboard_id, place, unit_id, role) values (current_tenant(), ${id}, ${place}, ${unitId ?? null}, ${role ?? null})`,
    );
}

export async function unitExists(tx: Tx, unitId: string, today: Day): Promise<boolean> {
  const row = await tx.row(sql<{ ok: boolean }>`
    select true as ok from org_unit_versions where tenant_id = current_tenant() and org_unit_id = ${unitId}::uuid
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date)`);
  return row !== undefined;
}

export async function defaultOf(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx.row(
    sql<{ board: string }>`select board from dashboard_defaults where tenant_id = current_tenant() and user_id = ${userId}`,
  );
  return row?.board ?? null;
}

export async function setDefault(tx: Tx, userId: string, board: string | null): Promise<void> {
  await tx.run(sql`delete from dashboard_defaults where tenant_id = current_tenant() and user_id = ${userId}`);
  if (board !== null)
    await tx.run(sql`insert into dashboard_defaults (tenant_id, user_id, board) values (current_tenant(), ${userId}, ${board})`);
}
