import { sql, type RawBuilder } from "kysely";
import { dealAmountMin } from "#core/kpi/dictionary.ts";
import type { RolledMeasure } from "#core/kpi/measures.ts";

/** Rows of one measure: day, position, customer class, value, and the order or receipt they come from. */
export type FactRow = { day: string; positionId: string; customerClass: string; value: bigint; sourceId: string };

/**
 * Narrows facts to what a change of some orders can move: their own facts, and the first purchases of their customers.
 * `without` leaves these orders out, as if they had not been there.
 */
export type Narrowed = { readonly orderIds: readonly string[]; readonly identities: readonly string[]; readonly without?: true };

/**
 * The one definition of each measure over the facts (kpi-dictionary). Rollups are made of it, checks compare with it.
 * Counts are in millionths of an order: shared credit counts as its share.
 */
export function factSql(measure: RolledMeasure, narrowed?: Narrowed): RawBuilder<FactRow> {
  switch (measure) {
    case "signed-amount":
      return orderFacts(sql`o.signed_on`, sql`c.amount`, sql`true`, narrowed);
    case "delivered-amount":
      return orderFacts(sql`o.delivered_on`, sql`c.amount`, sql`o.delivered_on is not null`, narrowed);
    case "deal-count":
      return orderFacts(sql`o.signed_on`, sql`c.share_ppm::bigint`, sql`o.amount >= ${dealAmountMin}`, narrowed);
    case "collected-amount":
      return receiptFacts(narrowed);
    case "new-customers":
      return newCustomerFacts(narrowed);
  }
}

const ofOrders = (order: RawBuilder<unknown>, narrowed?: Narrowed): RawBuilder<unknown> =>
  narrowed ? sql`and ${order} = any(${narrowed.orderIds as string[]}::uuid[])` : sql``;

function orderFacts(
  day: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
  filter: RawBuilder<unknown>,
  narrowed?: Narrowed,
): RawBuilder<FactRow> {
  return sql`
    select ${day} as day, c.position_id, coalesce(k.class, '') as customer_class, ${value} as value, o.id as source_id
    from orders o
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where o.tenant_id = current_tenant() and o.status = 'effective' and ${filter} ${ofOrders(sql`o.id`, narrowed)}`;
}

function receiptFacts(narrowed?: Narrowed): RawBuilder<FactRow> {
  return sql`
    select r.received_on as day, c.position_id, coalesce(k.class, '') as customer_class, c.amount as value, r.id as source_id
    from receipts r
    join receipt_credits c on c.tenant_id = r.tenant_id and c.receipt_id = r.id
    join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
    left join customers k on k.tenant_id = r.tenant_id and k.id = o.customer_id
    where r.tenant_id = current_tenant() ${ofOrders(sql`r.order_id`, narrowed)}`;
}

/** One company under several names is one customer: the credit code tells, where there is one. */
export const customerIdentity = sql`k.identity`;

/**
 * A customer is new on the day of its first positive receipt, credited like the order that receipt pays. A tenant
 * that books no receipts at all counts the first effective order instead (the value says so in a note).
 */
function newCustomerFacts(narrowed?: Narrowed): RawBuilder<FactRow> {
  return sql`
    select first.day, c.position_id, first.customer_class, c.share_ppm::bigint as value, c.order_id as source_id
    from (
      select distinct on (bought.identity) bought.day, bought.order_id, bought.customer_class
      from (${purchases(narrowed ? ofThese(narrowed) : sql``)}) bought
      order by bought.identity, bought.day, bought.code
    ) first
    join order_credits c on c.tenant_id = current_tenant() and c.order_id = first.order_id`;
}

const notIn = (orderIds: readonly string[]): RawBuilder<unknown> => sql`and o.id <> all(${orderIds as string[]}::uuid[])`;
const ofThese = ({ orderIds, identities, without }: Narrowed): RawBuilder<unknown> =>
  sql`and ${customerIdentity} = any(${identities as string[]}::text[]) ${without ? notIn(orderIds) : sql``}`;

/**
 * Customers whose first purchase these orders may be: nobody else's order brought them an earlier one. The look for an earlier one ends with
 * the first that is found, so that a customer of many years costs no more than one of a few months.
 */
export const firstOf = (orderIds: readonly string[]): RawBuilder<{ identity: string }> => sql`
    select mine.identity from (
      select identity, min(day) as day from (${purchases(sql`and o.id = any(${orderIds as string[]}::uuid[])`)}) own group by identity) mine
    where not exists (
      select from (${purchases(sql`and ${customerIdentity} = mine.identity ${notIn(orderIds)}`)}) other where other.day < mine.day)`;

/** Every purchase of customers `k` by orders `o` that a condition lets through. */
function purchases(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select ${customerIdentity} as identity, k.class as customer_class, o.id as order_id, r.received_on as day, r.code
    from receipts r
    join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id and o.status = 'effective'
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where r.tenant_id = current_tenant() and r.amount > 0 ${which}
    union all
    select ${customerIdentity}, k.class, o.id, o.signed_on, o.code
    from orders o
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where o.tenant_id = current_tenant() and o.status = 'effective' ${which}
      and not exists (select from receipts where tenant_id = current_tenant())`;
}

/**
 * The org unit a position belonged to on a day, as lateral table `seat`: the version of that day, else the last one
 * before it, else its first. So no fact drops out of the company for want of a version.
 */
export function seatOn(position: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`lateral (
    select v.org_unit_id from position_versions v
    where v.tenant_id = current_tenant() and v.position_id = ${position}
    order by v.valid_from <= ${day} desc, case when v.valid_from <= ${day} then v.valid_from end desc nulls last, v.valid_from
    limit 1) seat`;
}

/** The same for many rows at once: each version lasts until the next begins, the first reaches back for ever. Joined by hash, not looked up row by row. */
const seatSpans = sql`(
  select position_id, org_unit_id, coalesce(lead(valid_from) over w, 'infinity') as to_day,
    case when row_number() over w = 1 then '-infinity' else valid_from end as from_day
  from position_versions where tenant_id = current_tenant() window w as (partition by position_id order by valid_from)) seat`;

/** Joins `seat` to rows with a position and a day. */
export const joinSeat = (position: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`join ${seatSpans} on seat.position_id = ${position} and seat.from_day <= ${day} and seat.to_day > ${day}`;
