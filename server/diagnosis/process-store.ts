import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Tx } from "../db/tx.ts";

export type StageRow = {
  positionId: string;
  stage: string;
  place: number;
  step: string;
  entered: number;
  passed: number;
  days: number[] | null;
};

/**
 * By owner and open stage: deals that entered it in the span, long enough ago to have left it (four fifths of all stays
 * are over by then), how many went on, and the length of finished stays.
 */
export async function stageRows(tx: Tx, span: Span, today: Day): Promise<StageRow[]> {
  return tx.rows(sql<StageRow>`
    with entry as materialized (
      select m.deal_id, m.stage, s.place, s.step, d.owner_position_id as position_id, d.outcome, d.closed_on, d.pipeline, min(m.entered_on) as entered_on, min(m.seq) as seq
      from deal_stage_moves m
      join deals d on d.tenant_id = m.tenant_id and d.id = m.deal_id and d.owner_position_id is not null
      join deal_stages s on s.tenant_id = m.tenant_id and s.pipeline = d.pipeline and s.name = m.stage and s.kind = 'open'
      where m.tenant_id = current_tenant()
      group by 1, 2, 3, 4, 5, 6, 7, 8 having min(m.entered_on) >= ${span.from}::date and min(m.entered_on) < ${span.to}::date),
    stay as materialized (
      select e.*, coalesce(next.left_on, e.closed_on) as left_on, e.outcome = 'won' or coalesce(next.on_way, false) as is_passed
      from entry e
      left join lateral (
        select min(n.entered_on) as left_on, bool_or(ns.place > e.place and ns.kind <> 'lost') as on_way
        from deal_stage_moves n join deal_stages ns on ns.tenant_id = n.tenant_id and ns.pipeline = e.pipeline and ns.name = n.stage
        where n.tenant_id = current_tenant() and n.deal_id = e.deal_id and n.seq > e.seq and n.stage <> e.stage) next on true),
    ripe as (select stage, percentile_disc(0.8) within group (order by left_on - entered_on) as days from stay where left_on is not null group by stage)
    select y.position_id as "positionId", y.stage, y.place, y.step, count(*) filter (where y.entered_on + r.days <= ${today}::date)::int as entered,
      count(*) filter (where y.entered_on + r.days <= ${today}::date and y.is_passed)::int as passed,
      array_agg(y.left_on - y.entered_on) filter (where y.left_on is not null) as days
    from stay y join ripe r on r.stage = y.stage group by 1, 2, 3, 4 order by y.place`);
}

/** Mean amount of the deals won in a span by some owners; null when there is none. */
export async function wonMean(tx: Tx, positionIds: readonly string[], span: Span): Promise<Amount | null> {
  const row = await tx.row(sql<{ mean: Amount | null }>`
    select round(avg(amount))::bigint as mean from deals
    where tenant_id = current_tenant() and outcome = 'won' and amount is not null and closed_on >= ${span.from}::date and closed_on < ${span.to}::date
      and owner_position_id = any(${positionIds as string[]}::uuid[])`);
  return row?.mean ?? null;
}

export type Peer = { positionId: string; title: string; unitId: string; name: string };

/** Everybody who sells and heads no unit on a day. */
export async function sellersOn(tx: Tx, day: Day): Promise<Peer[]> {
  return tx.rows(sql<Peer>`
    select v.position_id as "positionId", v.title, v.org_unit_id as "unitId", p.name from position_versions v
    join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where v.tenant_id = current_tenant() and v.is_selling and not v.is_head and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)`);
}

export type HabitRow = {
  positionId: string;
  month: string;
  activities: number;
  visits: number;
  effective: number;
  proposals: number;
  minutes: number;
  deals: number;
  planned: number;
  onTime: number;
  signed: Amount;
};

/** Activities and the signed amount of each seller and month; a month without either has no row. */
export async function habitRows(tx: Tx, positionIds: readonly string[], { from, to }: Span): Promise<HabitRow[]> {
  const ids = positionIds as string[];
  return tx.rows(sql<HabitRow>`
    with done as (
      select position_id, to_char(coalesce(done_on, planned_on), 'YYYY-MM') as month, count(*) filter (where done_on is not null)::int as activities,
        count(*) filter (where kind = 'visit' and done_on is not null)::int as visits,
        count(*) filter (where kind = 'visit' and done_on is not null and contact <> '' and purpose <> '' and outcome <> '' and next_step <> '')::int as effective,
        count(distinct deal_id) filter (where kind = 'proposal' and done_on is not null)::int as proposals,
        coalesce(sum(minutes) filter (where done_on is not null), 0)::int as minutes, count(distinct deal_id)::int as deals,
        count(*) filter (where kind = 'follow-up' and planned_on is not null)::int as planned,
        count(*) filter (where kind = 'follow-up' and planned_on is not null and done_on <= planned_on)::int as on_time
      from activities where tenant_id = current_tenant() and position_id = any(${ids}::uuid[])
        and coalesce(done_on, planned_on) >= ${from}::date and coalesce(done_on, planned_on) < ${to}::date group by 1, 2),
    sold as (
      select position_id, to_char(day, 'YYYY-MM') as month, sum(value)::bigint as signed from metric_rollups
      where tenant_id = current_tenant() and measure = 'signed-amount' and position_id = any(${ids}::uuid[])
        and day >= ${from}::date and day < ${to}::date group by 1, 2)
    select position_id as "positionId", month, coalesce(activities, 0) as activities, coalesce(visits, 0) as visits, coalesce(effective, 0) as effective,
      coalesce(proposals, 0) as proposals, coalesce(minutes, 0) as minutes, coalesce(deals, 0) as deals, coalesce(planned, 0) as planned,
      coalesce(on_time, 0) as "onTime", coalesce(signed, 0)::bigint as signed
    from done full join sold using (position_id, month)`);
}

export type ResponseRow = { positionId: string; hours: number; leads: number };

/** Clock hours from the arrival of a lead to the first two-way contact, by owner; leads without contact are not counted. */
export async function responseRows(tx: Tx, positionIds: readonly string[], { from, to }: Span): Promise<ResponseRow[]> {
  return tx.rows(sql<ResponseRow>`
    select owner_position_id as "positionId", (percentile_cont(0.5) within group (order by extract(epoch from contacted_at - arrived_at)) / 3600)::float as hours, count(*)::int as leads
    from leads where tenant_id = current_tenant() and owner_position_id = any(${positionIds as string[]}::uuid[]) and contacted_at is not null
      and arrived_at >= ${from}::date and arrived_at < ${to}::date group by 1`);
}

export type NextStepRow = { positionId: string; open: number; dated: number };

/** Open deals, and those with a next step that lies ahead. */
export async function nextStepRows(tx: Tx, positionIds: readonly string[], today: Day): Promise<NextStepRow[]> {
  return tx.rows(sql<NextStepRow>`
    select owner_position_id as "positionId", count(*)::int as open, count(*) filter (where next_step <> '' and next_step_on >= ${today}::date)::int as dated
    from deals where tenant_id = current_tenant() and outcome = 'open' and owner_position_id = any(${positionIds as string[]}::uuid[]) group by 1`);
}

export type CoverageRow = {
  positionId: string;
  class: string;
  customers: number;
  touched: number;
  visits: number;
  minutes: number;
  value: Amount;
};

/** Customers by owner and class: how many had an effective contact in the span, visits and minutes spent, and what they signed. */
export async function coverageRows(tx: Tx, positionIds: readonly string[], { from, to }: Span): Promise<CoverageRow[]> {
  return tx.rows(sql<CoverageRow>`
    select k.owner_position_id as "positionId", k.class, count(*)::int as customers, count(*) filter (where coalesce(a.effective, 0) > 0)::int as touched,
      coalesce(sum(a.visits), 0)::int as visits, coalesce(sum(a.minutes), 0)::int as minutes, coalesce(sum(o.amount), 0)::bigint as value
    from customers k
    left join (select customer_id, count(*) filter (where outcome <> '') as effective, count(*) filter (where kind = 'visit') as visits, sum(minutes) as minutes
      from activities where tenant_id = current_tenant() and done_on >= ${from}::date and done_on < ${to}::date and customer_id is not null group by 1) a on a.customer_id = k.id
    left join (select o.customer_id, sum(c.amount) as amount from orders o join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
      where o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on >= ${from}::date and o.signed_on < ${to}::date
        and c.position_id = any(${positionIds as string[]}::uuid[]) group by 1) o on o.customer_id = k.id
    where k.tenant_id = current_tenant() and k.owner_position_id = any(${positionIds as string[]}::uuid[])
    group by 1, 2`);
}

export type Untouched = { code: string; name: string; lastOn: Day | null; value: Amount };

/** A customers without an effective contact in the span, those who bought most first. */
export async function untouchedOf(tx: Tx, positionIds: readonly string[], { from, to }: Span): Promise<Untouched[]> {
  return tx.rows(sql<Untouched>`
    select k.code, k.name, (select max(a.done_on) from activities a where a.tenant_id = current_tenant() and a.customer_id = k.id and a.outcome <> '') as "lastOn",
      coalesce((select sum(c.amount) from orders o join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id and c.position_id = any(${positionIds as string[]}::uuid[])
        where o.tenant_id = current_tenant() and o.customer_id = k.id and o.status = 'effective'
        and o.signed_on >= ${from}::date and o.signed_on < ${to}::date), 0)::bigint as value
    from customers k
    where k.tenant_id = current_tenant() and k.class = 'A' and k.owner_position_id = any(${positionIds as string[]}::uuid[])
      and not exists (select from activities a where a.tenant_id = current_tenant() and a.customer_id = k.id and a.outcome <> ''
        and a.done_on >= ${from}::date and a.done_on < ${to}::date)
    order by value desc, k.code limit 50`);
}

/** Which of the process facts this tenant has at all. */
export async function factsThere(tx: Tx): Promise<{ moves: boolean; activities: boolean; leads: boolean }> {
  const row = await tx.row(sql<{ moves: boolean; activities: boolean; leads: boolean }>`
    select exists (select from deal_stage_moves where tenant_id = current_tenant()) as moves,
      exists (select from activities where tenant_id = current_tenant()) as activities, exists (select from leads where tenant_id = current_tenant()) as leads`);
  return row!;
}
