import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Belongs } from "#core/funnel/conversion.ts";
import type { Deal, Stage } from "#core/funnel/deal.ts";
import type { Tx } from "../db/tx.ts";
import type { Nodes } from "../kpi/compile.ts";

export type PipelineDeal = Deal & { readonly code: string; readonly ownerPositionId: string | null };

/** Pipelines by how many deals they hold, the fullest first. */
export async function pipelines(tx: Tx): Promise<string[]> {
  const rows = await tx.rows(sql<{ pipeline: string }>`
    select pipeline from deals where tenant_id = current_tenant() group by pipeline order by count(*) desc, pipeline`);
  return rows.map((row) => row.pipeline);
}

export async function stagesOf(tx: Tx, pipeline: string): Promise<Stage[]> {
  return tx.rows(sql<Stage>`
    select name, place, kind, step from deal_stages where tenant_id = current_tenant() and pipeline = ${pipeline} order by place, name`);
}

/**
 * Deals of a pipeline that were open at any time since a day, with all their moves. Touches the deals of that time and their
 * moves (some seven a deal), once per answer. A deal without a day of creation begins with its first move.
 */
export async function pipelineDeals(tx: Tx, pipeline: string, since: Day, today: Day): Promise<PipelineDeal[]> {
  const rows = await tx.rows(sql<Omit<PipelineDeal, "moves"> & { stages: string[] | null; days: Day[] | null }>`
    select d.id, d.code, d.owner_position_id as "ownerPositionId", coalesce(d.created_on, m.days[1]::date) as "createdOn",
      case when d.outcome = 'open' then null else coalesce(d.closed_on, m.days[cardinality(m.days)]::date) end as "closedOn", d.outcome, d.amount, m.stages, m.days
    from deals d left join lateral (
      select array_agg(stage order by seq) as stages, array_agg(entered_on::text order by seq) as days
      from deal_stage_moves where tenant_id = current_tenant() and deal_id = d.id) m on true
    where d.tenant_id = current_tenant() and d.pipeline = ${pipeline} and (d.outcome = 'open' or d.closed_on is null or d.closed_on >= ${since}::date)`);
  return rows
    .filter((row) => row.createdOn !== null && row.createdOn <= today)
    .map(({ stages, days, ...deal }) => ({ ...deal, moves: (stages ?? []).map((stage, i) => ({ stage, on: days![i]! })) }));
}

type Seat = { positionId: string; unitId: string; from: Day; to: Day };
type Reach = { nodeId: string; unitId: string; from: Day; to: Day };

/** For each node: whether a deal belonged to it on a day, by the owner's seat and the organisation of that day. */
export async function belonging(tx: Tx, nodes: Nodes): Promise<ReadonlyMap<string, Belongs>> {
  const ownerOf = (deal: Deal) => (deal as PipelineDeal).ownerPositionId;
  if (nodes.kind === "position") return new Map(nodes.ids.map((id) => [id, (deal) => ownerOf(deal) === id]));
  const seats = await tx.rows(sql<Seat>`
    select position_id as "positionId", org_unit_id as "unitId", case when row_number() over w = 1 then '-infinity' else valid_from::text end as from,
      coalesce((lead(valid_from) over w)::text, 'infinity') as to
    from position_versions where tenant_id = current_tenant() window w as (partition by position_id order by valid_from)`);
  const reaches = await tx.rows(sql<Reach>`
    select ancestor_id as "nodeId", descendant_id as "unitId", valid_from::text as from, coalesce(valid_to::text, 'infinity') as to
    from org_closure where tenant_id = current_tenant() and ancestor_id = any(${nodes.ids as string[]}::uuid[])`);
  const seatsOf = Map.groupBy(seats, (seat) => seat.positionId);
  const byNode = Map.groupBy(reaches, (reach) => reach.nodeId);
  return new Map(
    nodes.ids.map((id): [string, Belongs] => {
      const units = Map.groupBy(byNode.get(id) ?? [], (reach) => reach.unitId);
      return [
        id,
        (deal, on) => {
          const seat = (seatsOf.get(ownerOf(deal) ?? "") ?? []).find((one) => covers(one, on));
          return seat !== undefined && (units.get(seat.unitId) ?? []).some((reach) => covers(reach, on));
        },
      ];
    }),
  );
}

/** "-infinity" and "infinity" stand for no bound: neither compares rightly as text. */
const covers = ({ from, to }: { from: Day; to: Day }, on: Day): boolean =>
  (from === "-infinity" || from <= on) && (to === "infinity" || on < to);

export type DealLine = {
  id: string;
  code: string;
  name: string;
  customer: string | null;
  person: string | null;
  stage: string;
  outcome: Deal["outcome"];
  amount: bigint | null;
};

/** The deals named, with customer and the owner of today. */
export async function dealLines(tx: Tx, ids: readonly string[], today: Day): Promise<ReadonlyMap<string, DealLine>> {
  const rows = await tx.rows(sql<DealLine>`
    select d.id, d.code, d.name, coalesce(k.name, d.customer_text) as customer, holder.name as person, d.stage, d.outcome, d.amount
    from deals d left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id
    left join lateral (select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and a.position_id = d.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date) limit 1) holder on true
    where d.tenant_id = current_tenant() and d.id = any(${ids as string[]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
