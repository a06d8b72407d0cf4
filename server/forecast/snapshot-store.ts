import { randomUUIDv7 } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import { periodAt, type Fiscal } from "#core/calendar/period.ts";
import { stageProbabilities, type StageHistory } from "#core/pipeline/probability.ts";
import type { Tx } from "../db/tx.ts";

/** Win probability by stage, from what was closed by that day. */
export async function probabilitiesOn(tx: Tx, day: Day): Promise<Map<string, number>> {
  const rows = await tx.rows(sql<StageHistory>`
    select coalesce(s.name, h.stage) as stage, coalesce(h.closed, 0)::int as closed, coalesce(h.won, 0)::int as won, s.probability_ppm as "setPpm"
    from (select name, max(probability_ppm) as probability_ppm from deal_stages where tenant_id = current_tenant() and kind = 'open' group by name) s
    full join (
      select m.stage, count(distinct d.id) as closed, count(distinct d.id) filter (where d.outcome = 'won') as won
      from deals d join deal_stage_moves m on m.tenant_id = d.tenant_id and m.deal_id = d.id
      where d.tenant_id = current_tenant() and d.outcome <> 'open' and d.closed_on <= ${day}::date group by m.stage) h on h.stage = s.name`);
  return stageProbabilities(rows);
}

export type Snapshot = {
  readonly on: Day;
  readonly fiscal: Fiscal;
  readonly reason: "daily" | "submission";
  readonly callId: string | null;
  /** Condition over the owner's position, for a submission; the whole company otherwise. */
  readonly owners?: RawBuilder<unknown>;
  readonly probabilities: ReadonlyMap<string, number>;
};

/**
 * Freezes the deals as they stood on a day: open ones, and those closed since its fiscal quarter began. A day in the past is put
 * together from the dated changes and moves. Answers null when that day's snapshot of the company is there already.
 */
export async function takeSnapshot(tx: Tx, { on, fiscal, reason, callId, owners, probabilities }: Snapshot): Promise<string | null> {
  const id = randomUUIDv7();
  const made = await tx.rows(sql<{ id: string }>`
    insert into forecast_snapshots (tenant_id, id, taken_on, reason, call_id) values (current_tenant(), ${id}, ${on}, ${reason}, ${callId})
    on conflict do nothing returning id`);
  if (made.length === 0) return null;
  const [stages, ppm] = [[...probabilities.keys()], [...probabilities.values()]];
  await tx.run(sql`
    insert into forecast_snapshot_deals (tenant_id, snapshot_id, deal_id, owner_position_id, org_unit_id, stage, category, outcome, amount,
      expected_on, created_on, closed_on, probability_ppm)
    select d.tenant_id, ${id}, d.id, d.owner_position_id, v.org_unit_id, d.stage, d.category, d.outcome, d.amount, d.expected_on, d.created_on,
      d.closed_on, case when d.outcome = 'open' then p.ppm end
    from (${dealsOn(on, periodAt(on, "quarter", fiscal).from)}) d
    left join position_versions v on v.tenant_id = d.tenant_id and v.position_id = d.owner_position_id
      and v.valid_from <= ${on}::date and (v.valid_to is null or v.valid_to > ${on}::date)
    left join unnest(${stages}::text[], ${ppm}::int[]) as p(stage, ppm) on p.stage = d.stage
    where ${owners ?? sql`true`}`);
  return id;
}

/** The deals that existed on a day, with what was known of them then. What has no amount cannot be weighed and is left out. */
function dealsOn(day: Day, closedFrom: Day): RawBuilder<unknown> {
  const then = (field: string) => sql`
    (select c.before from deal_changes c where c.tenant_id = d.tenant_id and c.deal_id = d.id and c.field = ${field} and c.changed_on > ${day}::date
      order by c.seq limit 1)`;
  const isOpen = sql`(d.closed_on is null or d.closed_on > ${day}::date)`;
  return sql`
    select d.tenant_id, d.id, d.owner_position_id, d.created_on,
      case when ${isOpen} then coalesce((select m.stage from deal_stage_moves m
        where m.tenant_id = d.tenant_id and m.deal_id = d.id and m.entered_on <= ${day}::date order by m.seq desc limit 1), d.stage) else d.stage end as stage,
      coalesce(${then("category")}, d.category) as category,
      case when ${isOpen} then 'open' else d.outcome end as outcome,
      coalesce((${then("amount")})::numeric * 10000, d.amount)::bigint as amount,
      coalesce((${then("expected_on")})::date, d.expected_on) as expected_on,
      case when ${isOpen} then null else d.closed_on end as closed_on
    from deals d
    where d.tenant_id = current_tenant() and d.amount is not null and (d.created_on is null or d.created_on <= ${day}::date)
      and (d.closed_on is null or d.closed_on >= ${closedFrom}::date) and (d.outcome = 'open' or d.closed_on is not null)`;
}
