import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";
import { inForce } from "../kpi/subject.ts";

export type Seller = { id: string; personId: string; name: string; title: string; unitId: string; months: number | null };

/** Selling seats of a day, of some units or of all, with whole months since their holder was hired; null when nobody wrote that down. */
export async function sellersOn(tx: Tx, day: Day, unitIds?: readonly string[]): Promise<Seller[]> {
  return tx.rows(sql<Seller>`
    select v.position_id as id, p.id as "personId", p.name, v.title, v.org_unit_id as "unitId",
      (extract(year from age(${day}::date, p.hired_on)) * 12 + extract(month from age(${day}::date, p.hired_on)))::int as months
    from position_versions v
    join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and ${inForce("a", day)}
    join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where v.tenant_id = current_tenant() and v.is_selling and not v.is_head and ${inForce("v", day)}
      and ${unitIds ? sql`v.org_unit_id = any(${unitIds as string[]}::uuid[])` : sql`true`} order by p.name, v.position_id`);
}

/** Other units of the same kind as this one. */
export async function unitsLike(tx: Tx, unitId: string, day: Day): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    select u.org_unit_id as id from org_unit_versions u
    join org_unit_versions own on own.tenant_id = u.tenant_id and own.org_unit_id = ${unitId}::uuid and own.kind = u.kind and ${inForce("own", day)}
    where u.tenant_id = current_tenant() and u.org_unit_id <> ${unitId}::uuid and ${inForce("u", day)} order by 1`);
  return rows.map((row) => row.id);
}

type BenchmarkRow = { id: string; name: string; source: string; asOf: Day; value: bigint };

export async function benchmarksOf(tx: Tx, metric: string): Promise<BenchmarkRow[]> {
  return tx.rows(sql<BenchmarkRow>`
    select id, name, source, as_of as "asOf", value from benchmarks
    where tenant_id = current_tenant() and metric = ${metric} order by as_of desc, name, id limit 50`);
}

export type NewBenchmark = Omit<BenchmarkRow, "value"> & { readonly metric: string; readonly value: bigint; readonly by: string };

export async function insertBenchmark(tx: Tx, { id, metric, name, source, asOf, value, by }: NewBenchmark): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into benchmarks (tenant_id, id, metric, name, source, as_of, value, created_by)
    values (current_tenant(), ${id}, ${metric}, ${name}, ${source}, ${asOf}, ${value}, ${by}) on conflict do nothing returning id`);
  return rows.length > 0;
}

/** The name of what was removed; undefined when it was not there. */
export async function deleteBenchmark(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.row(
    sql<{ name: string }>`delete from benchmarks where tenant_id = current_tenant() and id = ${id}::uuid returning name`,
  );
  return row?.name;
}
