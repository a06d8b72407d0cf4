import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import { amended, type Dated } from "#core/imports/history.ts";
import type { UnitRecord } from "#core/imports/records.ts";
import { deleteByIds, insertRows } from "../../db/bulk.ts";
import type { Change, Keeper, Stored } from "../../db/keeper.ts";
import type { Tx } from "../../db/tx.ts";
import { rebuildClosure } from "../../people/closure.ts";
import type { Importer } from "../importer.ts";
import { idsByCode } from "../lookup.ts";

type Unit = { readonly name: string; readonly kind: "company" | "region" | "team"; readonly parent: string | null };
export type UnitState = { readonly code: string; readonly versions: readonly Dated<Unit>[] };

const same = (a: Unit, b: Unit): boolean => a.name === b.name && a.kind === b.kind && a.parent === b.parent;

export const organisation: Importer<UnitRecord, UnitState> = {
  keyOf: (record) => record.code,
  inOneGo: true,
  keeper: { load, write, remove },
  async prepare(tx, entries) {
    const known = await idsByCode(
      tx,
      "org_units",
      entries.map((e) => e.record.parent),
    );
    const above = await parentsOf(tx);
    const inFile = new Map(entries.map((e) => [e.record.code, e.record]));
    return ({ code, from, name, kind, parent }, present, report) => {
      if (parent !== null && !known.has(parent) && !inFile.has(parent))
        return report.refuse("parent", "unknown-unit", parent, { unit: parent });
      if (isBelowItself(code, inFile, above)) return report.refuse("parent", "unit-cycle", parent ?? "");
      return { code, versions: amended(present?.versions ?? [], from, { name, kind, parent }, same) };
    };
  },
};

/** Walks up by the file, and by the database where the file is silent. */
function isBelowItself(code: string, units: ReadonlyMap<string, UnitRecord>, stored: ReadonlyMap<string, string | null>): boolean {
  const parentOf = (unit: string): string | null => (units.has(unit) ? units.get(unit)!.parent : (stored.get(unit) ?? null));
  let above = parentOf(code);
  for (let steps = 0; above !== null && steps < 64; steps += 1) {
    if (above === code) return true;
    above = parentOf(above);
  }
  return above !== null;
}

/** The parent each unit has had last. */
async function parentsOf(tx: Tx): Promise<Map<string, string | null>> {
  const rows = await tx.rows(sql<{ code: string; parent: string | null }>`
    select distinct on (u.code) u.code, p.code as parent from org_units u
    join org_unit_versions v on v.tenant_id = u.tenant_id and v.org_unit_id = u.id
    left join org_units p on p.tenant_id = v.tenant_id and p.id = v.parent_id
    where u.tenant_id = current_tenant() order by u.code, v.valid_from desc`);
  return new Map(rows.map(({ code, parent }) => [code, parent]));
}

type VersionRow = Unit & { id: string; code: string; from: Day; to: Day | null };

async function load(tx: Tx, codes: readonly string[]): Promise<Map<string, Stored<UnitState>>> {
  const rows = await tx.rows(sql<VersionRow>`
    select u.id, u.code, v.valid_from as "from", v.valid_to as "to", v.name, v.kind, p.code as parent
    from org_units u join org_unit_versions v on v.tenant_id = u.tenant_id and v.org_unit_id = u.id
    left join org_units p on p.tenant_id = v.tenant_id and p.id = v.parent_id
    where u.tenant_id = current_tenant() and u.code = any(${codes as string[]}::text[]) order by v.valid_from`);
  return new Map(
    [...Map.groupBy(rows, (row) => row.code)].map(([code, versions]) => [
      code,
      {
        id: versions[0]!.id,
        state: { code, versions: versions.map(({ from, to, name, kind, parent }) => ({ from, to, value: { name, kind, parent } })) },
      },
    ]),
  );
}

const columns = { org_unit_id: "uuid", valid_from: "date", valid_to: "date", name: "text", kind: "text", parent_id: "uuid" };

async function write(tx: Tx, changes: readonly Change<UnitState>[]): Promise<void> {
  await insertRows(
    tx,
    "org_units",
    { id: "uuid", code: "text" },
    changes.map((c) => [c.id, c.key]),
    "on conflict (tenant_id, id) do update set version = org_units.version + 1",
  );
  const parents = await idsByCode(
    tx,
    "org_units",
    changes.flatMap((c) => c.after.versions.map((v) => v.value.parent)),
  );
  await deleteByIds(
    tx,
    "org_unit_versions",
    "org_unit_id",
    changes.map((c) => c.id),
  );
  await insertRows(
    tx,
    "org_unit_versions",
    columns,
    changes.flatMap(({ id, after }) =>
      after.versions.map(({ from, to, value }) => [
        id,
        from,
        to,
        value.name,
        value.kind,
        value.parent === null ? null : parents.get(value.parent),
      ]),
    ),
  );
  await rebuildClosure(tx);
}

async function remove(tx: Tx, units: Parameters<Keeper<UnitState>["remove"]>[1]): Promise<void> {
  const ids = units.map((unit) => unit.id);
  await deleteByIds(tx, "org_closure", "descendant_id", ids);
  await deleteByIds(tx, "org_unit_versions", "org_unit_id", ids);
  await deleteByIds(tx, "org_units", "id", ids);
  await rebuildClosure(tx);
}
