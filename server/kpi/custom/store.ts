import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Written } from "#core/kpi/custom.ts";
import type { Tx } from "../../db/tx.ts";

export type VersionRow = {
  code: string;
  no: number;
  written: Written;
  validFrom: Day | null;
  publishedAt: string | null;
  publishedBy: string | null;
  version: number;
};

const columns = sql`v.code, v.no, v.written, v.valid_from as "validFrom", to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt",
  u.name as "publishedBy", v.version`;
const versions = sql`metric_versions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by`;

export const versionsOf = (tx: Tx, code: string): Promise<VersionRow[]> =>
  tx.rows(sql<VersionRow>`select ${columns} from ${versions} where v.tenant_id = current_tenant() and v.code = ${code} order by v.no desc`);

const today = sql`(select coalesce(today_fixed, (now() at time zone time_zone)::date) from tenants where id = current_tenant())`;

/** The version of each metric in force on a day (today when none is named): the latest that began by then, else the first there is. */
export const inForce = (tx: Tx, code: string | null, on: Day | null = null): Promise<VersionRow[]> =>
  tx.rows(sql<VersionRow>`
    select distinct on (v.code) ${columns} from ${versions}
    where v.tenant_id = current_tenant() and v.published_at is not null and ${code === null ? sql`true` : sql`v.code = ${code}`}
    order by v.code, v.valid_from <= coalesce(${on}::date, ${today}) desc,
      case when v.valid_from <= coalesce(${on}::date, ${today}) then v.valid_from end desc nulls last, v.valid_from`);

/** Drafts and published metrics, newest version of each. */
export const newest = (tx: Tx): Promise<VersionRow[]> =>
  tx.rows(
    sql<VersionRow>`select distinct on (v.code) ${columns} from ${versions} where v.tenant_id = current_tenant() order by v.code, v.no desc`,
  );

/** One writer at a time for each code. */
export async function lockCode(tx: Tx, code: string, by: string): Promise<void> {
  await tx.run(
    sql`insert into metric_definitions (tenant_id, code, created_by) values (current_tenant(), ${code}, ${by}) on conflict do nothing`,
  );
  await tx.row(sql`select from metric_definitions where tenant_id = current_tenant() and code = ${code} for update`);
}

export async function writeDraft(
  tx: Tx,
  { code, no, written, by }: { code: string; no: number; written: Written; by: string },
): Promise<void> {
  await tx.run(sql`
    insert into metric_versions (tenant_id, code, no, written, edited_by) values (current_tenant(), ${code}, ${no}, ${JSON.stringify(written)}::jsonb, ${by})
    on conflict (tenant_id, code, no) do update set written = excluded.written, edited_by = excluded.edited_by, version = metric_versions.version + 1`);
}

export async function dropDraft(tx: Tx, code: string): Promise<void> {
  await tx.run(sql`delete from metric_versions where tenant_id = current_tenant() and code = ${code} and published_at is null`);
  await tx.run(sql`delete from metric_definitions d where tenant_id = current_tenant() and code = ${code}
    and not exists (select from metric_versions v where v.tenant_id = d.tenant_id and v.code = d.code)`);
}

export async function publishDraft(tx: Tx, code: string, no: number, validFrom: Day, by: string): Promise<void> {
  await tx.run(sql`
    update metric_versions set published_at = now(), published_by = ${by}, valid_from = ${validFrom}::date, version = version + 1
    where tenant_id = current_tenant() and code = ${code} and no = ${no} and published_at is null`);
}

export type Use = { kind: "target" | "scheme"; name: string };

/** Targets and schemes that name a metric. */
export const usesOf = (tx: Tx, code: string): Promise<Use[]> =>
  tx.rows(sql<Use>`
    select 'target' as kind, fiscal_year || ' v' || max(version) as name from target_sets
      where tenant_id = current_tenant() and metric = ${code} group by fiscal_year
    union all select 'scheme', name || ' v' || version from schemes
      where tenant_id = current_tenant() and jsonb_path_exists(document, '$.**.metric ? (@ == $code)', jsonb_build_object('code', ${code}::text))
    order by 1, 2`);

/** The values facts can be narrowed to, as they stand in the company's own records. */
export const choices = (tx: Tx): Promise<{ field: string; value: string }[]> =>
  tx.rows(sql<{ field: string; value: string }>`
    select * from (
      select distinct 'customerClass' as field, class as value from customers where tenant_id = current_tenant()
      union select 'industry', industry from customers where tenant_id = current_tenant()
      union select 'region', region from customers where tenant_id = current_tenant()
      union select 'productCategory', category from products where tenant_id = current_tenant()
      union select 'productTag', tag from product_tags where tenant_id = current_tenant()
      union select 'channel', channel from orders where tenant_id = current_tenant()
      union select 'dealSource', source from deals where tenant_id = current_tenant()
    ) found where value <> '' order by field, value limit 700`);

type Settings = {
  readonly collectionRate: string; readonly graceDays: number; readonly csat: string; readonly dayStarts: string; readonly dayEnds: string;
}; // prettier-ignore

export async function writeSettings(tx: Tx, s: Settings): Promise<void> {
  await tx.run(sql`
    insert into metric_settings (tenant_id, collection_rate, grace_days, csat, day_starts, day_ends)
    values (current_tenant(), ${s.collectionRate}, ${s.graceDays}, ${s.csat}, ${s.dayStarts}::time, ${s.dayEnds}::time)
    on conflict (tenant_id) do update set collection_rate = excluded.collection_rate, grace_days = excluded.grace_days, csat = excluded.csat,
      day_starts = excluded.day_starts, day_ends = excluded.day_ends, version = metric_settings.version + 1`);
}
