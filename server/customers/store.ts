import { sql, type RawBuilder } from "kysely";
import { addDays, type Day, type Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Purchase } from "#core/clv/history.ts";
import type { Fit } from "#core/clv/fit.ts";
import type { SpendFit } from "#core/clv/gamma-gamma.ts";
import type { ModelName } from "#core/clv/model.ts";
import type { AttributionModel, Cost, Newcomer } from "#core/customers/acquisition.ts";
import type { Term } from "#core/customers/retention.ts";
import type { Tx } from "../db/tx.ts";
import { factsWithin, joinNodes, type Nodes } from "../kpi/compile.ts";
import { joinSeat } from "../kpi/facts.ts";

/** Orders credited to the nodes, by the organisation of the day of signing; one row a credit. */
const creditedOrders = (nodes: Nodes, until: Day): RawBuilder<unknown> => sql`
    from orders o
    join order_credits c on c.tenant_id = o.tenant_id and c.order_id = o.id
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    ${joinSeat(sql`c.position_id`, sql`o.signed_on`)}
    ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`o.signed_on` })}
    where o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on <= ${until}::date`;

/** What each customer bought on each day, of what is credited to the nodes. Touches all their orders until that day. */
export async function purchasesWithin(tx: Tx, nodes: Nodes, until: Day): Promise<Purchase[]> {
  return tx.rows(sql<Purchase>`
    select k.identity as customer, o.signed_on as on, sum(c.amount)::bigint as amount ${creditedOrders(nodes, until)}
    group by k.identity, o.signed_on order by k.identity, o.signed_on`);
}

/** What each customer bought in a span, and what it is thought to spend a year; null: nobody has estimated it. */
export async function walletsOf(
  tx: Tx,
  nodes: Nodes,
  { from, to }: Span,
): Promise<{ customer: string; bought: Amount; spend: Amount | null }[]> {
  return tx.rows(sql<{ customer: string; bought: Amount; spend: Amount | null }>`
    select k.identity as customer, sum(c.amount)::bigint as bought, max(k.estimated_spend) as spend ${creditedOrders(nodes, addDays(to, -1))}
      and o.signed_on >= ${from}::date group by k.identity`);
}

/** The same for the whole company, to fit on: all orders, whoever has the credit. */
export async function allPurchases(tx: Tx, until: Day): Promise<Purchase[]> {
  return tx.rows(sql<Purchase>`
    select k.identity as customer, o.signed_on as on, sum(o.amount)::bigint as amount
    from orders o join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    where o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on <= ${until}::date
    group by k.identity, o.signed_on order by k.identity, o.signed_on`);
}

/** Received until a day by customer, of what is credited to the nodes. */
export async function receivedWithin(tx: Tx, nodes: Nodes, until: Day): Promise<ReadonlyMap<string, Amount>> {
  const rows = await tx.rows(sql<{ customer: string; amount: Amount }>`
    select k.identity as customer, sum(c.amount)::bigint as amount
    from receipts r
    join receipt_credits c on c.tenant_id = r.tenant_id and c.receipt_id = r.id
    join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id
    join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    ${joinSeat(sql`c.position_id`, sql`r.received_on`)}
    ${joinNodes(nodes, { position: sql`c.position_id`, unit: sql`seat.org_unit_id`, day: sql`r.received_on` })}
    where r.tenant_id = current_tenant() and r.received_on <= ${until}::date group by k.identity`);
  return new Map(rows.map((row) => [row.customer, row.amount]));
}

export type Lines = { readonly amount: Amount | null; readonly cost: Amount | null; readonly lines: number; readonly costed: number };

/** Amount and cost of the order lines of two years that know their cost; the margin of everything is made of it. */
export async function costedLines(tx: Tx, from: Day, until: Day): Promise<Lines> {
  return (await tx.row(sql<Lines>`
    select (sum(l.amount) filter (where l.cost is not null))::bigint as amount, sum(l.cost)::bigint as cost, count(*)::int as lines, count(l.cost)::int as costed
    from orders o join order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
    where o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on >= ${from}::date and o.signed_on <= ${until}::date`))!;
}

export type CustomerName = { identity: string; id: string; code: string; name: string; owner: string | null };

/** Names by identity; of several records of one company the earliest code. */
export async function customerNames(tx: Tx, identities: readonly string[], today: Day): Promise<ReadonlyMap<string, CustomerName>> {
  const rows = await tx.rows(sql<CustomerName>`
    select distinct on (k.identity) k.identity, k.id, k.code, k.name, holder.name as owner from customers k
    left join lateral (select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and a.position_id = k.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date) limit 1) holder on true
    where k.tenant_id = current_tenant() and k.identity = any(${identities as string[]}::text[]) order by k.identity, k.code`);
  return new Map(rows.map((row) => [row.identity, row]));
}

export type KeptFit = { readonly fit: Fit; readonly spend: SpendFit; readonly everybody: number | null };

/** What the orders look like now: a fit of other orders is stale. Reads the rollups, not the orders. */
export async function factsMark(tx: Tx): Promise<string> {
  const row = await tx.row(sql<{ mark: string }>`
    select coalesce(sum(facts), 0) || ':' || coalesce(sum(value), 0) as mark from metric_rollups where tenant_id = current_tenant() and measure = 'signed-amount'`);
  return row!.mark;
}

export async function keptFit(tx: Tx, model: ModelName, day: Day, facts: string): Promise<KeptFit | null> {
  const row = await tx.row(sql<{ body: KeptFit }>`
    select body from customer_fits where tenant_id = current_tenant() and model = ${model} and fitted_on = ${day}::date and facts = ${facts}`);
  return row?.body ?? null;
}

export async function keepFit(tx: Tx, model: ModelName, day: Day, facts: string, body: KeptFit): Promise<void> {
  await tx.run(sql`
    insert into customer_fits (tenant_id, model, fitted_on, facts, body) values (current_tenant(), ${model}, ${day}, ${facts}, ${JSON.stringify(body)})
    on conflict (tenant_id, model) do update set fitted_on = excluded.fitted_on, facts = excluded.facts, body = excluded.body`);
}

/** Share of the last year's amount that comes from customers under contract, in ppm; null without orders. */
export async function contractShare(tx: Tx, from: Day, until: Day): Promise<bigint | null> {
  const row = await tx.row(sql<{ share: bigint | null }>`
    select (sum(o.amount) filter (where exists (select from contract_terms t where t.tenant_id = o.tenant_id and t.customer_id = o.customer_id
      and t.valid_from <= ${until}::date and (t.valid_to is null or t.valid_to > ${from}::date))) * 1000000 / nullif(sum(o.amount), 0))::bigint as share
    from orders o where o.tenant_id = current_tenant() and o.status = 'effective' and o.signed_on > ${from}::date and o.signed_on <= ${until}::date`);
  return row!.share;
}

/** Contracts of customers, by who keeps the contract (else the customer) in the organisation of the day asked. */
export async function termsWithin(tx: Tx, nodes: Nodes, on: Day): Promise<Term[]> {
  return tx.rows(sql<Term>`
    select k.identity as customer, t.valid_from as from, t.valid_to as to, t.yearly_amount as yearly
    from contract_terms t join customers k on k.tenant_id = t.tenant_id and k.id = t.customer_id
    ${joinSeat(sql`coalesce(t.position_id, k.owner_position_id)`, sql`${on}::date`)}
    ${joinNodes(nodes, { position: sql`coalesce(t.position_id, k.owner_position_id)`, unit: sql`seat.org_unit_id`, day: sql`${on}::date` })}
    where t.tenant_id = current_tenant()`);
}

/** Lines of the cost ledger of a unit and all below it; what stands under no unit is the company's. */
export async function costsWithin(tx: Tx, unitId: string, from: Day, to: Day): Promise<Cost[]> {
  return tx.rows(sql<Cost>`
    select c.class, c.channel, c.incurred_on as on, c.amount from costs c
    where c.tenant_id = current_tenant() and c.incurred_on >= ${from}::date and c.incurred_on < ${to}::date and (
      exists (select from org_closure o where o.tenant_id = c.tenant_id and o.ancestor_id = ${unitId}::uuid and o.descendant_id = c.org_unit_id
        and o.valid_from <= c.incurred_on and (o.valid_to is null or o.valid_to > c.incurred_on))
      or c.org_unit_id is null and exists (select from org_unit_versions v where v.tenant_id = c.tenant_id and v.org_unit_id = ${unitId}::uuid and v.parent_id is null))`);
}

/** Customers whose first purchase falls in the span, with their marketing touches before it. A customer of two people is one. */
export async function newcomersWithin(tx: Tx, nodes: Nodes, from: Day, to: Day): Promise<Newcomer[]> {
  const rows = await tx.rows(sql<{ id: string; on: Day; channels: string[] | null; days: Day[] | null }>`
    select f.identity as id, min(f.day) as on, (array_agg(t.channel order by t.touched_on, t.id) filter (where t.id is not null)) as channels,
      (array_agg(t.touched_on::text order by t.touched_on, t.id) filter (where t.id is not null)) as days
    from (select distinct k.identity, n.day from (${factsWithin("new-customers", { nodes, spans: [{ key: "now", from, to }] })}) n
      join orders o on o.tenant_id = current_tenant() and o.id = n.source_id
      join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id) f
    left join (select t.*, k.identity from customer_touches t join customers k on k.tenant_id = t.tenant_id and k.id = t.customer_id where t.tenant_id = current_tenant()) t
      on t.identity = f.identity and t.touched_on <= f.day
    group by f.identity`);
  return rows.map(({ id, on, channels, days }) => ({
    id,
    on,
    touches: (channels ?? []).map((channel, i) => ({ channel: known(channel), on: days![i]! })),
  }));
}

/** What people write for "we do not know" is one unknown channel. */
const known = (channel: string): string => (/^(未知|不详|不明|unknown|n\/a|-)$/i.test(channel.trim()) ? "" : channel.trim());

export const defaultAttribution: AttributionModel = "linear";
