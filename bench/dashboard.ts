import type pg from "pg";
import type { Pool } from "pg";
import { inTransaction } from "#server/db/tx.ts";
import { metricValues } from "#server/kpi/store.ts";
import { BENCH_TODAY } from "./company.ts";
import { duel, seconds, type Line } from "./table.ts";

const quarter = { key: "2026-Q2", from: "2026-04-01", to: "2026-07-01" };
const months = ["01", "02", "03", "04", "05", "06"].map((month, i) => ({
  key: `2026-${month}`,
  from: `2026-${month}-01`,
  to: i < 5 ? `2026-0${i + 2}-01` : BENCH_TODAY,
}));

type Ask = {
  readonly name: string;
  readonly units: readonly string[];
  readonly spans: readonly { key: string; from: string; to: string }[];
  readonly rounds: number;
};

/** What dashboards ask: values of units and spans through the metric compiler, against the plainest SQL over the same rollups. */
export async function benchDashboard(owner: pg.Client, pool: Pool, tenantId: bigint): Promise<Line[]> {
  const { rows } = await owner.query<{ id: string; kind: string }>(
    "select org_unit_id as id, kind from org_unit_versions where tenant_id = $1 order by org_unit_id",
    [tenantId],
  );
  const ofKind = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.id);
  const asks: Ask[] = [
    { name: "company, six months", units: ofKind("company"), spans: months, rounds: 20 },
    { name: "leaderboard of all regions, one quarter", units: ofKind("region"), spans: [quarter], rounds: 20 },
    { name: "one team, six months", units: ofKind("team").slice(0, 1), spans: months, rounds: 100 },
  ];
  const lines: Line[] = [];
  for (const ask of asks) lines.push(await benchAsk(owner, pool, tenantId, ask));
  return lines;
}

async function benchAsk(owner: pg.Client, pool: Pool, tenantId: bigint, { name, units, spans, rounds }: Ask): Promise<Line> {
  const question = { metric: "signed-amount", nodes: { kind: "unit", ids: units }, spans } as const;
  const ours = () => inTransaction(pool, { tenantId }, (tx) => metricValues(tx, question));
  const floor = () => owner.query(bare(tenantId, units, spans));
  await mustAgree(await ours(), (await floor()).rows);
  const p95 = await duel(rounds, ours, floor);
  return {
    what: `dashboard: ${name}`,
    ours: seconds(p95.ours),
    floor: seconds(p95.floor),
    ratio: p95.ours / p95.floor,
    note: `p95 of ${rounds}; floor: bare SQL on the same rollups, as superuser`,
  };
}

type BareRow = { unit: string; key: string; value: string };

/** Constants instead of parameters, no row-level security, no history of the organisation: as fast as SQL here can be. */
function bare(tenantId: bigint, units: readonly string[], spans: Ask["spans"]): string {
  const keys = spans.map((span) => `when day < '${span.to}' then '${span.key}'`).join(" ");
  return `select c.ancestor_id as unit, case ${keys} end as key, sum(r.value) as value
    from metric_rollups r join org_closure c on c.tenant_id = r.tenant_id and c.descendant_id = r.org_unit_id
    where r.tenant_id = ${tenantId} and r.measure = 'signed-amount' and r.day >= '${spans[0]!.from}' and r.day < '${spans.at(-1)!.to}'
      and c.ancestor_id in (${units.map((unit) => `'${unit}'`).join(", ")}) group by 1, 2`;
}

async function mustAgree(values: Awaited<ReturnType<typeof metricValues>>, rows: readonly BareRow[]): Promise<void> {
  for (const { unit, key, value } of rows) {
    const ours = values.of(unit, key).numerator;
    if (ours !== BigInt(value)) throw new Error(`dashboard says ${ours}, SQL says ${value} for ${unit} ${key}`);
  }
}
