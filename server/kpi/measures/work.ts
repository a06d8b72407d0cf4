import { sql, type RawBuilder } from "kysely";
import { dictionary } from "#core/kpi/dictionary.ts";
import { facts, inSpan, instantInSpan, localTime, one } from "./shape.ts";

type Sql = RawBuilder<unknown>;

const activity = { position: sql`a.position_id`, source: sql`a.id`, code: sql`a.code`, customer: sql`a.customer_id` };
const done = (value: Sql, condition: Sql, gap?: Sql): Sql =>
  facts(
    { ...activity, day: sql`a.done_on`, value, ...(gap && { gap }) },
    sql`from activities a where a.tenant_id = current_tenant() and ${inSpan(sql`a.done_on`)} and ${condition}`,
  );

/** Effective: with whom, what for, what came of it and what next are all there. */
export const isEffective = sql`a.contact <> '' and a.purpose <> '' and a.outcome <> '' and a.next_step <> ''`;
const hasAudience = sql`a.product_id is not null and coalesce(a.reached, 0) > 0`;

/** The first working day from the planned day on: what is planned for a Sunday may be done on Monday. */
const dueDay = sql`(select g::date from generate_series(a.planned_on, a.planned_on + 30, interval '1 day') g
      left join holidays h on h.tenant_id = a.tenant_id and h.day = g::date
      where h.kind = 'work' or (extract(isodow from g) < 6 and h.kind is distinct from 'off') order by g limit 1)`;
const followUps = (condition: Sql): Sql =>
  facts(
    { ...activity, day: sql`a.planned_on`, value: one },
    sql`from activities a where a.tenant_id = current_tenant() and a.kind = 'follow-up' and ${inSpan(sql`a.planned_on`)} and ${condition}`,
  );

const sentAt = sql`q.sent_at`;
const quote = { position: sql`q.position_id`, source: sql`q.id`, code: sql`q.code`, day: sql`${localTime(sentAt)}::date` };
const quotes = (condition: Sql): Sql => sql`
    from quotes q left join deals d on d.tenant_id = q.tenant_id and d.id = q.deal_id
    where q.tenant_id = current_tenant() and ${instantInSpan(sentAt)} and ${condition}`;
const proposal = { ...activity, day: sql`a.done_on`, value: one, key: sql`a.deal_id::text` };

const list = (value: Sql): Sql =>
  facts(
    { ...quote, customer: sql`d.customer_id`, value, gap: sql`case when q.list_amount is null then 'no-list-price' end` },
    quotes(sql`true`),
  );

export const workMeasures = {
  visits: done(one, sql`a.kind = 'visit'`),
  "visits-effective": done(one, sql`a.kind = 'visit' and ${isEffective}`),
  "talk-minutes": done(
    sql`a.minutes::bigint * 1000000`,
    sql`a.kind in ('call', 'meeting') and a.customer_id is not null and coalesce(a.minutes, ${dictionary["talk-time-effective"].parameters.minutes}) >= ${dictionary["talk-time-effective"].parameters.minutes}`,
    sql`case when a.minutes is null then 'no-minutes' end`,
  ),
  promotions: done(
    sql`case when ${hasAudience} then 1000000::bigint end`,
    sql`a.kind = 'promotion'`,
    sql`case when not (${hasAudience}) then 'no-audience' end`,
  ),
  "proposed-deals": sql`
    ${facts(proposal, sql`from activities a where a.tenant_id = current_tenant() and a.kind = 'proposal' and a.deal_id is not null and ${inSpan(sql`a.done_on`)}`)}
    union all
    ${facts({ ...quote, customer: sql`d.customer_id`, value: one, key: sql`q.deal_id::text` }, quotes(sql`q.deal_id is not null`))}`,
  "follow-ups": followUps(sql`true`),
  "follow-ups-on-time": followUps(sql`a.done_on <= ${dueDay}`),
  "quoted-list": list(sql`q.list_amount`),
  "quoted-discount": list(sql`q.list_amount - q.net_amount`),
  "quote-hours": facts(
    {
      ...quote,
      customer: sql`d.customer_id`,
      value: sql`case when q.requested_at is not null then 0::bigint end`,
      gap: sql`case when q.requested_at is null then 'no-request' end`,
      starts: localTime(sql`q.requested_at`),
      ends: localTime(sentAt),
    },
    quotes(sql`true`),
  ),
  "response-hours": facts(
    {
      day: sql`${localTime(sql`l.arrived_at`)}::date`,
      position: sql`l.owner_position_id`,
      source: sql`l.id`,
      code: sql`l.code`,
      customer: sql`l.customer_id`,
      value: sql`case when l.contacted_at is not null then 0::bigint end`,
      gap: sql`case when l.contacted_at is null then 'no-contact' end`,
      starts: localTime(sql`l.arrived_at`),
      ends: localTime(sql`l.contacted_at`),
    },
    sql`from leads l where l.tenant_id = current_tenant() and ${instantInSpan(sql`l.arrived_at`)}`,
  ),
};
