import { readdirSync } from "node:fs";
import type pg from "pg";
import { withClient } from "../db/client.ts";
import type { Config } from "../config.ts";
import { type Finding, finding } from "./finding.ts";

/** Versions with CVE-2025-8713 (statistics leak past row-level security) fixed, by major version. */
const minorFixed: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };
const folder = new URL("../migrations/", import.meta.url);

export async function examineDatabase(ownerUrl: string, url: string, settings: Config): Promise<Finding[]> {
  try {
    return await withClient(ownerUrl, (owner) => findings(owner, url, settings), { connectMs: 10_000 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [finding("数据库 / database", why, "bad", "检查 DATABASE_URL / check DATABASE_URL")];
  }
}

async function findings(owner: pg.Client, url: string, settings: Config): Promise<Finding[]> {
  return [await version(owner), ...(await durability(owner)), await runtimeRole(url, settings), await walls(owner), await migrated(owner)];
}

async function one<T>(client: pg.Client, text: string): Promise<T> {
  const { rows } = await client.query({ text, rowMode: "array" });
  return (rows[0] as [T])[0];
}

async function version(owner: pg.Client): Promise<Finding> {
  const number = await one<number>(owner, "select current_setting('server_version_num')::int");
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000];
  const state = major < 15 ? "bad" : minor < (minorFixed[major] ?? 0) ? "poor" : "good";
  return finding(
    "PostgreSQL",
    `${major}.${minor}`,
    state,
    `升级到 ${Math.max(major, 15)}.${minorFixed[major] ?? 0} 以上 / upgrade (CVE-2025-8713)`,
  );
}

/** Without fsync a power cut loses acknowledged work; without checksums a bad disk goes unnoticed. */
async function durability(owner: pg.Client): Promise<Finding[]> {
  const setting = async (name: string) => {
    const value = await one<string>(owner, `select current_setting('${name}')`);
    return { name, value };
  };
  const all = [await setting("fsync"), await setting("full_page_writes"), await setting("data_checksums")];
  const badly = (name: string) => (name === "data_checksums" ? "poor" : "bad");
  return all.map(({ name, value }) =>
    finding(name, value, value === "on" ? "good" : badly(name), name === "data_checksums" ? "pg_checksums --enable" : `${name} = on`),
  );
}

/** Whoever the server logs in as must not be able to step over the tenant wall. */
async function runtimeRole(url: string, { databaseUrl }: Config): Promise<Finding> {
  return withClient(url, async (client) => {
    const name = await one<string>(client, "select current_user");
    const mighty = await one<boolean>(client, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user");
    return finding(
      "登录角色 / login role",
      name,
      mighty ? (databaseUrl ? "poor" : "bad") : "good",
      "DATABASE_URL 请使用非超级用户、无 BYPASSRLS 的角色 / use a role that is no superuser and has no BYPASSRLS",
    );
  });
}

async function walls(owner: pg.Client): Promise<Finding> {
  const open = await one<string[]>(
    owner,
    `
    select coalesce(array_agg(c.relname::text order by 1), '{}') from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
      and c.relname not in ('logins', 'sessions', 'access_tokens', 'user_tokens')`,
  );
  return finding(
    "租户隔离 / tenant wall",
    open.length === 0 ? "on" : open.join(", "),
    open.length === 0 ? "good" : "bad",
    "表未受保护 / unprotected tables: npm start",
  );
}

async function migrated(owner: pg.Client): Promise<Finding> {
  const there = await one<boolean>(owner, "select to_regclass('public.kysely_migration') is not null");
  const done = there ? await one<number>(owner, "select count(*)::int from kysely_migration") : 0;
  const all = readdirSync(folder).filter((name) => name.endsWith(".sql")).length;
  return finding(
    "数据库结构 / migrations",
    `${done} / ${all}`,
    done === all ? "good" : "poor",
    "启动服务时会自动升级 / the server migrates when it starts",
  );
}
