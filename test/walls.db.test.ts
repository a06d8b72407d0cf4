import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "./support/database.ts";

/** Read before a tenant is known, by hash or by login, in server/auth alone. */
const beforeTenant = ["logins", "sessions", "access_tokens", "user_tokens", "sign_in_tries"];
const pay = ["audit_pay_values", "calculation_runs", "pay_adjustments", "pay_corrections", "pay_disputes", "pay_periods", "plan_assignments", "plan_signatures", "plan_titles", "plans",
  "publication_inputs", "published_statements", "scorecards", "statements"]; // prettier-ignore

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await freshDatabase()).ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

async function names(sql: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>({ text: sql });
  return rows.map(({ name }) => name).filter((name) => !beforeTenant.includes(name.split(".")[0]!));
}

const ours = "c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%'";
const hasTenant = "exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)";

describe("every table of a company stands behind the tenant wall", () => {
  it("there are tables to look at", async () => {
    expect((await names(`select relname as name from pg_class c where ${ours} and ${hasTenant}`)).length).toBeGreaterThan(20);
  });

  it("only the list of companies is shared by all", async () => {
    expect(await names(`select relname as name from pg_class c where ${ours} and not ${hasTenant}`)).toEqual(["tenants"]);
  });

  it("row-level security is on, also for the owner, by the tenant's policy", async () => {
    expect(
      await names(`select relname as name from pg_class c where ${ours} and ${hasTenant} and not (relrowsecurity and relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, c.oid) like '%current_tenant()%'))`),
    ).toEqual([]);
  });

  it("no policy lets more in than the tenant's own", async () => {
    expect(
      await names(`select c.relname || '.' || polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where ${ours} and polname <> 'tenant_wall'`),
    ).toEqual([]);
  });

  it("the primary key begins with the tenant", async () => {
    expect(
      await names(`select relname as name from pg_class c where ${ours} and ${hasTenant} and not exists (
      select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id')`),
    ).toEqual([]);
  });

  it("every other unique key and every reference contains it", async () => {
    expect(
      await names(`select c.relname || '.' || k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
      where ${ours} and ${hasTenant} and k.contype in ('u', 'f', 'x')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey) and a.attname = 'tenant_id')`),
    ).toEqual([]);
    expect(
      await names(`select c.relname || '.' || i.indexrelid::regclass as name from pg_index i join pg_class c on c.oid = i.indrelid
      where ${ours} and ${hasTenant} and i.indisunique
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) and a.attname = 'tenant_id')`),
    ).toEqual([]);
  });

  it("the working roles own nothing, and the general one has no grant on pay", async () => {
    expect(
      await names(
        "select relname as name from pg_class where relowner in ('hengji_app'::regrole, 'hengji_pay'::regrole, 'hengji_runtime'::regrole)",
      ),
    ).toEqual([]);
    expect(
      await names(`select relname as name from pg_class c where ${ours} and has_table_privilege('hengji_pay', c.oid, 'select')
      and not has_table_privilege('hengji_app', c.oid, 'select') order by relname collate "C"`),
    ).toEqual(pay);
  });
});
