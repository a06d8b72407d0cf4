import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Span } from "#core/base/date.ts";
import { fiscalYear, periodOf } from "#core/calendar/period.ts";
import type { TargetRecord } from "#core/imports/records.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import { insertRows } from "../../db/bulk.ts";
import type { Change, Keeper, Stored } from "../../db/keeper.ts";
import type { Tx } from "../../db/tx.ts";
import type { Importer } from "../importer.ts";
import { seatsOf } from "../../orders/seats.ts";
import { idsByCode } from "../lookup.ts";

type Node = { readonly nodeKind: "unit" | "position"; readonly nodeId: string };
export type TargetState = Node &
  Span & { readonly metric: string; readonly year: number; readonly period: string; readonly amount: bigint };

/** What people call the metrics that carry targets. */
const WORDS: Readonly<Record<string, string>> = {
  签约额: "signed-amount",
  签单额: "signed-amount",
  业绩: "signed-amount",
  销售额: "signed-amount",
  簽約額: "signed-amount",
  交付额: "delivered-amount",
  交付額: "delivered-amount",
  回款额: "collected-amount",
  收款額: "collected-amount",
  订单数: "deal-count",
  訂單數: "deal-count",
  新客户数: "new-customers",
  新客戶數: "new-customers",
};

/** Imported targets are published: as the first version of their year, or as a new one on top of what was published. */
export const targets: Importer<TargetRecord, TargetState> = {
  keyOf: (record) => keyOf(WORDS[record.metric] ?? record.metric, record.node, record.period),
  inOneGo: true,
  keeper: { load, write, remove },
  async prepare(tx, entries, { fiscalStartMonth, weekStart }) {
    const fiscal = { startMonth: fiscalStartMonth, weekStart };
    const units = await idsByCode(
      tx,
      "org_units",
      entries.map((e) => e.record.node),
    );
    const seats = await seatsOf(
      tx,
      entries.map((e) => e.record.node),
    );
    const holders = new Map<string, string>(); // who speaks for a position and period: two people may have held it
    return (record, _present, report) => {
      const metric = WORDS[record.metric] ?? record.metric;
      if (!Object.hasOwn(dictionary, metric)) return report.refuse("metric", "unknown-metric", record.metric, { metric: record.metric });
      const span = record.from && record.to ? { from: record.from, to: record.to } : periodOf(record.period, fiscal);
      if (!span || span.from >= span.to) return report.refuse("period", "not-a-period", record.period);
      const unitId = units.get(record.node);
      const positionId = seats.within(record.node, span);
      if (!unitId && !positionId && seats.isKnown(record.node))
        return report.refuse("node", "no-position-that-day", record.node, { person: record.node, day: span.from });
      if (!unitId && !positionId) return report.refuse("node", "unknown-node", record.node, { node: record.node });
      const node: Node = unitId ? { nodeKind: "unit", nodeId: unitId } : { nodeKind: "position", nodeId: positionId! };
      const cell = [metric, node.nodeId, record.period].join(" ");
      const first = holders.get(cell) ?? record.node;
      if (first !== record.node)
        return report.refuse("node", "target-twice", record.node, { node: record.node, other: first, period: record.period });
      holders.set(cell, record.node);
      return {
        ...node,
        metric,
        year: fiscalYear(span.from, fiscal),
        period: record.period,
        from: span.from,
        to: span.to,
        amount: record.amount,
      };
    };
  },
};

const keyOf = (metric: string, node: string, period: string): string => [metric, node, period].join("\n");

type TargetRow = TargetState & { readonly code: string };

/** Targets in force: those of the newest published version of their metric and year. */
async function load(tx: Tx, keys: readonly string[]): Promise<Map<string, Stored<TargetState>>> {
  const wanted = new Set(keys);
  const periods = [...new Set(keys.map((key) => key.split("\n")[2]!))];
  const rows = await tx.rows(sql<TargetRow>`
    with latest as (
      select distinct on (s.metric, s.fiscal_year) s.id, s.metric, s.fiscal_year from target_sets s
      join target_set_publications p on p.tenant_id = s.tenant_id and p.set_id = s.id
      where s.tenant_id = current_tenant() order by s.metric, s.fiscal_year, s.version desc)
    select l.metric, l.fiscal_year as year, t.node_kind as "nodeKind", t.node_id as "nodeId", t.period, t.period_from as "from", t.period_to as "to", t.amount, names.code
    from latest l join targets t on t.tenant_id = current_tenant() and t.set_id = l.id
    cross join lateral (
      select code from org_units u where u.tenant_id = current_tenant() and t.node_kind = 'unit' and u.id = t.node_id
      union select p.code from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and t.node_kind = 'position' and a.position_id = t.node_id
        and a.valid_from < t.period_to and (a.valid_to is null or a.valid_to > t.period_from)) names
    where t.period = any(${periods}::text[])`);
  const found = rows.map(({ code, ...state }) => [keyOf(state.metric, code, state.period), { id: state.nodeId, state }] as const);
  return new Map(found.filter(([key]) => wanted.has(key)));
}

async function write(tx: Tx, changes: readonly Change<TargetState>[]): Promise<void> {
  for (const { setId, rows } of await openSets(
    tx,
    changes.map((c) => c.after),
  )) {
    const values = rows.map((t) => [setId, t.nodeKind, t.nodeId, t.period, t.from, t.to, t.amount, "import"]);
    await insertRows(
      tx,
      "targets",
      columns,
      values,
      `on conflict (tenant_id, set_id, node_kind, node_id, period) do update set
      amount = excluded.amount, period_from = excluded.period_from, period_to = excluded.period_to, basis = excluded.basis, version = targets.version + 1`,
    );
  }
}

const columns = {
  set_id: "uuid",
  node_kind: "text",
  node_id: "uuid",
  period: "text",
  period_from: "date",
  period_to: "date",
  amount: "bigint",
  basis: "text",
};

async function remove(tx: Tx, objects: Parameters<Keeper<TargetState>["remove"]>[1]): Promise<void> {
  const present = await load(
    tx,
    objects.map((o) => o.key),
  );
  for (const { setId, rows } of await openSets(
    tx,
    [...present.values()].map((p) => p.state),
  )) {
    await tx.run(sql`
      delete from targets t using unnest(${rows.map((r) => r.nodeId)}::uuid[], ${rows.map((r) => r.period)}::text[]) as gone(node_id, period)
      where t.tenant_id = current_tenant() and t.set_id = ${setId} and t.node_id = gone.node_id and t.period = gone.period`);
  }
}

/** For each metric and year a published set of this moment that may be written: a copy of the newest one, never that one itself. */
async function openSets(tx: Tx, states: readonly TargetState[]): Promise<{ setId: string; rows: TargetState[] }[]> {
  const groups = [...Map.groupBy(states, (s) => `${s.metric} ${s.year}`).values()];
  const sets: { setId: string; rows: TargetState[] }[] = [];
  for (const rows of groups) sets.push({ setId: await nextSet(tx, rows[0]!.metric, rows[0]!.year), rows });
  return sets;
}

async function nextSet(tx: Tx, metric: string, year: number): Promise<string> {
  const latest = await tx.row(sql<{ id: string; version: number; isMine: boolean }>`
    select id, version, created_at = now() as "isMine" from target_sets
    where tenant_id = current_tenant() and metric = ${metric} and fiscal_year = ${year} order by version desc limit 1`);
  if (latest?.isMine) return latest.id; // made by this very database transaction
  const id = randomUUIDv7();
  await tx.run(sql`
    insert into target_sets (tenant_id, id, metric, fiscal_year, version, based_on, note)
    values (current_tenant(), ${id}, ${metric}, ${year}, ${(latest?.version ?? 0) + 1}, ${latest?.id ?? null}, 'import')`);
  await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${id})`);
  if (latest) await copyTargets(tx, latest.id, id);
  return id;
}

async function copyTargets(tx: Tx, from: string, to: string): Promise<void> {
  await tx.run(sql`
    insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount, basis, is_locked, reason)
    select tenant_id, ${to}, node_kind, node_id, period, period_from, period_to, amount, basis, is_locked, reason
    from targets where tenant_id = current_tenant() and set_id = ${from}`);
  await tx.run(sql`
    insert into target_over_assignments (tenant_id, set_id, node_id, ppm)
    select tenant_id, ${to}, node_id, ppm from target_over_assignments where tenant_id = current_tenant() and set_id = ${from}`);
}
