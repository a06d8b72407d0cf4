import { sql, type RawBuilder } from "kysely";
import { dictionary } from "#core/kpi/dictionary.ts";
import { customerIdentity } from "../facts.ts";
import { asOf, credited, facts, inSpan, one } from "./shape.ts";
import { isEffective } from "./work.ts";

type Sql = RawBuilder<unknown>;

const account = { position: sql`k.owner_position_id`, source: sql`k.id`, code: sql`k.code`, customer: sql`k.id`, value: one };
/** A customer is active for a year after an order. */
const isActive = sql`exists (select from orders o where o.tenant_id = k.tenant_id and o.customer_id = k.id and o.status = 'effective'
      and o.signed_on < span.to_day and o.signed_on >= span.to_day - ${dictionary["referral-rate"].parameters.days}::int)`;
const accounts = (condition: Sql): Sql => sql`from customers k where k.tenant_id = current_tenant() and ${condition}`;
const hasReferred = sql`exists (select from referrals f where f.tenant_id = k.tenant_id and f.from_customer_id = k.id and ${inSpan(sql`f.referred_on`)})`;

const classA = sql`k.class = 'A' and coalesce(k.created_on, '-infinity') <= ${asOf}`;
const isTouched = sql`exists (select from activities a where a.tenant_id = k.tenant_id and a.customer_id = k.id and ${isEffective}
      and a.done_on < span.to_day and a.done_on >= span.to_day - ${dictionary["account-coverage"].parameters.days}::int)`;

const surveys = (kind: string): Sql => sql`
    from survey_answers s left join customers k on k.tenant_id = s.tenant_id and k.id = s.customer_id
    where s.tenant_id = current_tenant() and s.kind = ${kind} and ${inSpan(sql`s.answered_on`)}`;
const answer = {
  day: sql`s.answered_on`,
  position: sql`coalesce(s.position_id, k.owner_position_id)`,
  source: sql`s.id`,
  code: sql`s.code`,
  customer: sql`s.customer_id`,
};
/** Nobody stands behind an answer to the pulse: it belongs to a unit only. */
const pulse = (value: Sql): Sql =>
  facts(
    { day: sql`s.answered_on`, position: sql`null::uuid`, unit: sql`s.org_unit_id`, source: sql`s.id`, code: sql`''`, value },
    surveys("pulse"),
  );

export const customerMeasures = {
  "active-customers": facts({ ...account, day: asOf, key: customerIdentity }, accounts(isActive)),
  "referring-customers": facts({ ...account, day: asOf, key: customerIdentity }, accounts(sql`${isActive} and ${hasReferred}`)),
  "a-accounts": facts({ ...account, day: asOf }, accounts(classA)),
  "a-accounts-touched": facts({ ...account, day: asOf }, accounts(sql`${classA} and ${isTouched}`)),
  "csat-answers": facts({ ...answer, value: one }, surveys("csat")),
  "csat-top": facts({ ...answer, value: one }, sql`${surveys("csat")} and s.score >= 4`),
  "csat-score": facts({ ...answer, value: sql`s.score::bigint * 1000000` }, surveys("csat")),
  "nps-answers": facts({ ...answer, value: one }, surveys("nps")),
  "nps-balance": facts(
    { ...answer, value: sql`case when s.score >= 9 then 1000000 when s.score <= 6 then -1000000 else 0 end::bigint` },
    surveys("nps"),
  ),
  "pulse-answers": pulse(one),
  "pulse-score": pulse(sql`s.score::bigint * 1000000`),
  "valid-complaints": facts(
    {
      day: sql`p.received_on`,
      position: sql`coalesce(c.position_id, k.owner_position_id)`,
      source: sql`p.id`,
      code: sql`p.code`,
      customer: sql`p.customer_id`,
      value: credited(sql`1000000`, sql`coalesce(c.share_ppm, 1000000)`),
      gap: sql`case when p.cause = '' then 'no-cause' end`,
    },
    sql`from complaints p
    left join order_credits c on c.tenant_id = p.tenant_id and c.order_id = p.order_id
    left join customers k on k.tenant_id = p.tenant_id and k.id = p.customer_id
    where p.tenant_id = current_tenant() and p.is_valid and ${inSpan(sql`p.received_on`)}`,
  ),
};
