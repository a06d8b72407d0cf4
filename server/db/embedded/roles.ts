import type pg from "pg";

/** The role the server logs in with: it owns nothing and can only become hengji_app or hengji_pay. */
export const runtimeRole = "hengji_runtime";

/** Creates the login role once per cluster; another database of the same server may be doing it just now. */
export async function createRuntime(owner: pg.ClientBase, password?: string): Promise<void> {
  await owner.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${runtimeRole}') then
      create role ${runtimeRole} login nosuperuser noinherit nocreatedb nocreaterole nobypassrls;
    end if;
  exception when duplicate_object or unique_violation then null; end $$`);
  if (password) await owner.query(`alter role ${runtimeRole} password ${owner.escapeLiteral(password)}`);
}

/** After the migrations have created the working roles: the runtime may switch to them, and inherits nothing. */
export async function grantRuntime(owner: pg.ClientBase): Promise<void> {
  await createRuntime(owner);
  // Two grants at the same moment (two databases of one server) would fail with "tuple concurrently updated".
  await owner.query(`begin; select pg_advisory_xact_lock(4731); grant hengji_app, hengji_pay to ${runtimeRole}; commit`);
}
