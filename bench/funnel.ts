import type pg from "pg";
import { periodOf } from "#core/calendar/period.ts";
import { tenantOf } from "#server/auth/principal.ts";
import { inTransaction } from "#server/db/tx.ts";
import { belongsTo, groundOf, pictureOf } from "#server/funnel/picture.ts";
import type { Bench } from "./bench.ts";
import { duel, seconds, type Line } from "./table.ts";

const stages = ["线索", "接触", "方案", "谈判", "赢单"];

/** Three deals for ten order lines, 300,000 at most, each with its way through the stages: some stop on it, some are lost. */
async function fillDeals(owner: pg.Client, tenant: bigint, lines: number): Promise<number> {
  const count = Math.min(300_000, Math.round(lines * 0.3));
  const rows = `generate_series(1, ${count}) i`;
  const id = `('00000008-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
  const begun = `('2025-01-01'::date + (i::bigint * 7919 % 500)::int)`;
  const reached = `1 + (i::bigint * 104729 % 5)::int`; // how many stages it has seen
  const outcome = `case when ${reached} = 5 then 'won' when i % 3 = 0 then 'lost' else 'open' end`;
  await owner.query(`select set_config('app.tenant', '${tenant}', false)`);
  for (const [place, name] of stages.entries()) {
    await owner.query(
      `insert into deal_stages (tenant_id, name, place, kind) values (${tenant}, '${name}', ${place + 1}, '${place === 4 ? "won" : "open"}')`,
    );
  }
  await owner.query(`insert into deals (tenant_id, id, code, name, owner_position_id, stage, outcome, amount, created_on, expected_on, closed_on)
    select ${tenant}, ${id}, 'D' || i, 'Deal ' || i, (select id from positions where tenant_id = ${tenant} and code = 'P' || (1 + i % 5000)),
      (array['${stages.join("','")}'])[${reached}], ${outcome}, (1000 + i % 9000) * 10000::bigint, ${begun}, ${begun} + 60,
      case when ${outcome} <> 'open' then least(${begun} + 45, '2026-06-17'::date) end from ${rows}`);
  await owner.query(`insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on)
    select ${tenant}, ${id}, s, (array['${stages.join("','")}'])[s], least(${begun} + (s - 1) * (5 + i % 9), '2026-06-17'::date)
    from ${rows} cross join generate_series(1, 5) s where s <= ${reached}`);
  await owner.query("analyze deals, deal_stages, deal_stage_moves");
  return count;
}

/** The funnel of one team over a quarter, learnt from all deals of two years; the floor reads the same rows and does nothing with them. */
export async function benchFunnel({ owner, pool, tenantId, size }: Bench): Promise<Line[]> {
  const deals = await fillDeals(owner, tenantId, size.lines);
  const { rows } = await owner.query<{ id: string }>(
    "select org_unit_id as id from org_unit_versions where tenant_id = $1 and kind = 'team' order by 1 limit 1",
    [tenantId],
  );
  const ours = () =>
    inTransaction(pool, { tenantId }, async (tx) => {
      const tenant = await tenantOf(tx, new Date());
      const period = periodOf("2026-Q2", { startMonth: 1, weekStart: 1 })!;
      const asked = { tx, tenant, period, subject: { kind: "unit" as const, id: rows[0]!.id } };
      return pictureOf(await groundOf(asked), asked, await belongsTo(asked));
    });
  const floor = () => owner.query({ text: bare(tenantId), rowMode: "array" });
  const p95 = await duel(8, ours, floor);
  return [
    {
      what: `funnel of a team, ${deals.toLocaleString("en")} deals with history (p95)`,
      ours: seconds(p95.ours),
      floor: seconds(p95.floor),
      ratio: p95.ours / p95.floor,
      note: "cohort, snapshot, stage times, cycle; floor: reading the same rows",
    },
  ];
}

const bare = (tenant: bigint): string => `select d.id, d.created_on, d.closed_on, d.outcome, d.amount, d.owner_position_id,
  array_agg(m.stage order by m.seq), array_agg(m.entered_on order by m.seq)
  from deals d join deal_stage_moves m on m.tenant_id = d.tenant_id and m.deal_id = d.id where d.tenant_id = ${tenant} group by d.tenant_id, d.id`;
