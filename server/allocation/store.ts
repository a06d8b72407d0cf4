import { sql } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Tx } from "../db/tx.ts";
import type { TargetMetric } from "../targets/book.ts";

/** Who holds a seat in a span, in order; the first day on the job is that of the person, wherever it was. */
export type Holding = {
  positionId: string;
  personId: string;
  name: string;
  from: Day;
  to: Day | null;
  startedOn: Day;
};

export async function holdingsIn(tx: Tx, positionIds: readonly string[], span: Span): Promise<Holding[]> {
  return tx.rows(sql<Holding>`
    select a.position_id as "positionId", p.id as "personId", p.name, a.valid_from as "from",
      least(coalesce(a.valid_to, p.left_on), coalesce(p.left_on, a.valid_to)) as "to",
      least(coalesce(p.hired_on, 'infinity'), (select min(b.valid_from) from assignments b where b.tenant_id = a.tenant_id and b.person_id = a.person_id)) as "startedOn"
    from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = current_tenant() and a.position_id = any(${positionIds as string[]}::uuid[])
      and a.valid_from < ${span.to}::date and (a.valid_to is null or a.valid_to > ${span.from}::date) and (p.left_on is null or p.left_on > ${span.from}::date)
    order by a.position_id, a.valid_from`);
}

export type PersonMonth = { personId: string; month: string; value: bigint };

/** What people brought by month, counted only in these seats: a time spent elsewhere is for others to see. */
export async function personMonths(
  tx: Tx,
  metric: TargetMetric,
  people: readonly string[],
  seats: readonly string[],
  span: Span,
): Promise<PersonMonth[]> {
  return tx.rows(sql<PersonMonth>`
    select a.person_id as "personId", to_char(r.day, 'YYYY-MM') as month, sum(r.value)::bigint as value
    from assignments a
    join metric_rollups r on r.tenant_id = a.tenant_id and r.position_id = a.position_id and r.measure = ${metric}
      and r.day >= greatest(a.valid_from, ${span.from}::date) and r.day < least(coalesce(a.valid_to, ${span.to}::date), ${span.to}::date)
    where a.tenant_id = current_tenant() and a.person_id = any(${people as string[]}::uuid[]) and a.position_id = any(${seats as string[]}::uuid[])
      and a.valid_from < ${span.to}::date and (a.valid_to is null or a.valid_to > ${span.from}::date)
    group by 1, 2`);
}

export type Stint = { personId: string; from: Day; to: Day };

/** When people held any of these seats. */
export async function stintsIn(tx: Tx, people: readonly string[], seats: readonly string[], span: Span): Promise<Stint[]> {
  return tx.rows(sql<Stint>`
    select person_id as "personId", greatest(valid_from, ${span.from}::date) as "from", least(coalesce(valid_to, ${span.to}::date), ${span.to}::date) as "to"
    from assignments where tenant_id = current_tenant() and person_id = any(${people as string[]}::uuid[]) and position_id = any(${seats as string[]}::uuid[])
      and valid_from < ${span.to}::date and (valid_to is null or valid_to > ${span.from}::date)`);
}

export type SeatPipeline = { positionId: string; amount: bigint; count: bigint };

/**
 * Open deals by owner, each weighed by the probability of its stage where one is set, else by these seats' own win rate of
 * the year before (won ÷ closed), else whole. Counts are in ten-thousandths of a deal.
 */
export async function pipelineOf(tx: Tx, positionIds: readonly string[], today: Day): Promise<SeatPipeline[]> {
  return tx.rows(sql<SeatPipeline>`
    with mine as (select * from deals where tenant_id = current_tenant() and owner_position_id = any(${positionIds as string[]}::uuid[])),
    rate as (
      select coalesce((1000000 * count(*) filter (where outcome = 'won') / nullif(count(*), 0))::int, 1000000) as ppm from mine
      where outcome in ('won', 'lost') and closed_on > ${today}::date - 365 and closed_on <= ${today}::date)
    select d.owner_position_id as "positionId",
      round(sum(coalesce(d.amount, 0)::numeric * coalesce(s.probability_ppm, rate.ppm)) / 1000000)::bigint as amount,
      round(sum(coalesce(s.probability_ppm, rate.ppm)::numeric) / 100)::bigint as count
    from mine d cross join rate
    left join deal_stages s on s.tenant_id = d.tenant_id and s.pipeline = d.pipeline and s.name = d.stage and s.kind = 'open'
    where d.outcome = 'open' group by 1`);
}

export type OwnedAccount = { id: string; ownerId: string; class: string; industry: string; region: string; bought: bigint; orders: bigint };

/** Accounts owned by these seats with what each bought in the span, from whomever. */
export async function accountsOf(tx: Tx, positionIds: readonly string[], span: Span): Promise<OwnedAccount[]> {
  return tx.rows(sql<OwnedAccount>`
    select k.id, k.owner_position_id as "ownerId", k.class, k.industry, k.region,
      coalesce(sum(o.amount), 0)::bigint as bought, count(o.id) as orders
    from customers k
    left join orders o on o.tenant_id = k.tenant_id and o.customer_id = k.id and o.status = 'effective'
      and o.signed_on >= ${span.from}::date and o.signed_on < ${span.to}::date
    where k.tenant_id = current_tenant() and k.owner_position_id = any(${positionIds as string[]}::uuid[])
    group by k.id, k.owner_position_id, k.class, k.industry, k.region`);
}
