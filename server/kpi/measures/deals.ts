import { sql, type RawBuilder } from "kysely";
import { asOf, credited, facts, inSpan } from "./shape.ts";

type Sql = RawBuilder<unknown>;

/** Primary credit of a deal; its owner has all of it where nobody shares. Overlay credit is never part of a total. */
const dealCredits = sql`cross join lateral (
      select position_id, share_ppm from deal_credits where tenant_id = d.tenant_id and deal_id = d.id and credit_class = 'primary'
      union all select d.owner_position_id, 1000000 where d.owner_position_id is not null
        and not exists (select from deal_credits where tenant_id = d.tenant_id and deal_id = d.id and credit_class = 'primary')) c`;

const deal = { position: sql`c.position_id`, source: sql`d.id`, code: sql`d.code`, customer: sql`d.customer_id` };
const closedOn = sql`d.closed_on`;
const closed = (value: Sql, condition: Sql, gap?: Sql): Sql =>
  facts(
    { ...deal, day: closedOn, value, ...(gap && { gap }) },
    sql`from deals d ${dealCredits} where d.tenant_id = current_tenant() and d.outcome <> 'open' and ${inSpan(closedOn)} and ${condition}`,
  );
const share = sql`c.share_ppm::bigint`;
const won = sql`d.outcome = 'won'`;
const noReason = sql`case when d.outcome = 'lost' and d.lost_kind is null then 'no-lost-kind' end`;
const noAmount = sql`case when d.amount is null then 'no-amount' end`;

/** Deals that were open on the evening of the last day, whatever has become of them since. */
const openDeals = (joins: Sql, condition: Sql = sql`true`): Sql => sql`
    from deals d ${dealCredits} ${joins}
    where d.tenant_id = current_tenant() and coalesce(d.created_on, '-infinity') <= ${asOf}
      and (d.outcome = 'open' or d.closed_on > ${asOf}) and ${condition}`;

/** A deal's amount as it was that day: what the next change after it came from, else what stands there now. */
const amountThen = sql`coalesce(
      (select round(h.before::numeric * 10000) from deal_changes h where h.tenant_id = d.tenant_id and h.deal_id = d.id
        and h.field = 'amount' and h.changed_on > ${asOf} order by h.seq limit 1), d.amount)`;
/** The stage it stood in that day. */
const stageThen = sql`coalesce(
      (select m.stage from deal_stage_moves m where m.tenant_id = d.tenant_id and m.deal_id = d.id and m.entered_on <= ${asOf}
        order by m.seq desc limit 1), d.stage)`;

/** An expected close that has passed: such a deal swells a pipeline. */
const stale = sql`case when d.amount is null then 'no-amount' when d.expected_on < ${asOf} then 'stale' when d.expected_on is null then 'no-expected' end`;

/**
 * The chance of a win from each stage, from the company's own closed deals up to that day: of those that ever stood in
 * the stage, the share that was won. Fewer than ten such deals: the probability the stage was given, where it has one.
 */
const chances = sql`left join (
      select s.pipeline, s.name, case when h.closed >= 10 then h.won::numeric / h.closed else s.probability_ppm / 1000000.0 end as chance
      from deal_stages s left join (
        select x.pipeline, m.stage, count(distinct x.id) as closed, count(distinct x.id) filter (where x.outcome = 'won') as won
        from deals x join deal_stage_moves m on m.tenant_id = x.tenant_id and m.deal_id = x.id
        where x.tenant_id = current_tenant() and x.outcome <> 'open' and x.closed_on <= ${asOf} group by x.pipeline, m.stage
      ) h on h.pipeline = s.pipeline and h.stage = s.name
      where s.tenant_id = current_tenant()
    ) p on p.pipeline = d.pipeline and p.name = ${stageThen}`;

const isLater = sql`coalesce((select s.place from deal_stages s where s.tenant_id = d.tenant_id and s.pipeline = d.pipeline and s.name = d.stage), 1) > 1`;
/** From the second stage on a deal needs a next step with a day, too. */
const required = sql`3 + case when ${isLater} then 1 else 0 end`;
const filled = sql`(d.customer_id is not null)::int + (d.amount is not null)::int + (d.expected_on is not null)::int
      + case when ${isLater} then (d.next_step <> '' and d.next_step_on is not null)::int else 0 end`;

const conversation = sql`cross join lateral (select min(a.done_on) as day from activities a
      where a.tenant_id = d.tenant_id and a.deal_id = d.id and a.kind in ('visit', 'call', 'meeting') and a.done_on <= d.closed_on) first`;

export const dealMeasures = {
  "won-deals": closed(share, won),
  "closed-deals": closed(share, sql`true`, noReason),
  "contested-deals": closed(share, sql`(${won} or d.lost_kind = 'competitor')`),
  "won-value": closed(credited(sql`d.amount`), won, noAmount),
  "closed-value": closed(credited(sql`d.amount`), sql`true`, noAmount),
  "open-amount": facts({ ...deal, day: asOf, value: credited(amountThen), gap: stale }, openDeals(sql``)),
  "weighted-amount": facts(
    {
      ...deal,
      day: asOf,
      value: credited(sql`${amountThen} * p.chance`),
      gap: sql`coalesce(${stale}, case when p.chance is null then 'no-chance' end)`,
    },
    openDeals(chances),
  ),
  "open-deals": facts({ ...deal, day: asOf, value: share }, openDeals(sql``)),
  "next-step-deals": facts({ ...deal, day: asOf, value: share }, openDeals(sql``, sql`d.next_step <> '' and d.next_step_on > ${asOf}`)),
  "required-fields": facts({ ...deal, day: asOf, value: credited(sql`(${required}) * 1000000`) }, openDeals(sql``)),
  "filled-fields": facts({ ...deal, day: asOf, value: credited(sql`(${filled}) * 1000000`) }, openDeals(sql``)),
  "signing-days": facts(
    {
      ...deal,
      day: closedOn,
      value: sql`(d.closed_on - first.day)::bigint * 1000000`,
      gap: sql`case when first.day is null then 'no-conversation' end`,
    },
    sql`from deals d ${dealCredits} ${conversation} where d.tenant_id = current_tenant() and ${won} and ${inSpan(closedOn)}`,
  ),
};
