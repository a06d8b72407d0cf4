import { sql } from "kysely";
import type { Layout } from "#core/compensation/layout.ts";
import type { Tx } from "../db/tx.ts";

export type FileKind = { readonly kind: "csv" | "xlsx"; readonly encoding: "utf-8" | "gbk" };
export type Format = {
  readonly id: string;
  readonly name: string;
  readonly layout: Layout;
  readonly file: FileKind;
  readonly version: number;
};

export async function formatRows(tx: Tx): Promise<(Format & { changedBy: string | null; changedAt: string })[]> {
  return tx.rows(sql<Format & { changedBy: string | null; changedAt: string }>`
    select f.id, f.name, f.layout, f.file, f.version, u.name as "changedBy", f.changed_at as "changedAt" from export_formats f
    left join users u on u.tenant_id = f.tenant_id and u.id = f.changed_by
    where f.tenant_id = current_tenant() order by f.name`);
}

export async function formatRow(tx: Tx, id: string): Promise<Format | undefined> {
  return tx.row(
    sql<Format>`select id, name, layout, file, version from export_formats where tenant_id = current_tenant() and id = ${id}::uuid`,
  );
}

export async function isNameTaken(tx: Tx, name: string, otherThan: string): Promise<boolean> {
  return (
    (await tx.row(sql`select 1 from export_formats where tenant_id = current_tenant() and name = ${name} and id <> ${otherThan}::uuid`)) !==
    undefined
  );
}

/** The new version; null when somebody else was quicker. */
export async function keepFormat(tx: Tx, { id, name, layout, file, version }: Format, by: string): Promise<number | null> {
  const documents = [JSON.stringify(layout), JSON.stringify(file)];
  const row = version === 0
    ? await tx.row(sql<{ version: number }>`
        insert into export_formats (tenant_id, id, name, layout, file, changed_by) values (current_tenant(), ${id}, ${name}, ${documents[0]}::jsonb, ${documents[1]}::jsonb, ${by})
        on conflict do nothing returning version`)
    : await tx.row(sql<{ version: number }>`
        update export_formats set name = ${name}, layout = ${documents[0]}::jsonb, file = ${documents[1]}::jsonb, version = version + 1, changed_by = ${by}, changed_at = now()
        where tenant_id = current_tenant() and id = ${id}::uuid and version = ${version} returning version`);
  return row?.version ?? null;
} // prettier-ignore

export async function removeFormat(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from export_formats where tenant_id = current_tenant() and id = ${id}::uuid`);
}
