import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { inForce } from "../kpi/subject.ts";
import { about, cost, joined, money, part, quantity, type Depth } from "./depth.ts";
import type { Stint } from "#core/compensation/owners.ts";
import type { Apart } from "#core/compensation/engine/summable.ts";

export type CreditRow = {
  positionId: string; id: string; line: number | null; order: string | null; day: Day; deliveredOn: Day | null; amount: string; cost: string | null;
  customer: string | null; customerClass: string; product: string; category: string; quantity: string | null;
}; // prettier-ignore

/** Credited parts of orders of a span, with what a plan may ask of them. Amounts as text: they are read like a file. */
export async function creditsIn(
  tx: Tx,
  positionIds: readonly string[],
  { from, to }: Span,
  base: "signed" | "delivered",
  depth: Depth,
): Promise<CreditRow[]> {
  const day = base === "signed" ? sql`c.signed_on` : sql`c.delivered_on`;
  return tx.often(
    sql<CreditRow>`
    select c.position_id as "positionId", o.code as id, o.code as order, ${day} as day, o.delivered_on as "deliveredOn", ${money(part(sql`c.amount`, depth))} as amount,
      ${money(cost)} as cost, ${quantity}, ${about}
    from order_credits c
    join orders o on o.tenant_id = c.tenant_id and o.id = c.order_id and o.status = 'effective' ${joined(depth)}
    where c.tenant_id = current_tenant() and c.position_id = any(${positionIds as string[]}::uuid[])
      and ${day} >= ${from}::date and ${day} < ${to}::date order by ${day}, o.code, c.position_id, line.line_no`,
    positionIds,
  );
}

/** Credited parts of receipts of a span: each is a transaction of its own when a plan pays on money received. */
export async function receiptsIn(tx: Tx, positionIds: readonly string[], { from, to }: Span, depth: Depth): Promise<CreditRow[]> {
  return tx.often(
    sql<CreditRow>`
    select c.position_id as "positionId", r.code as id, o.code as order, c.received_on as day, o.delivered_on as "deliveredOn",
      ${money(part(sql`c.amount`, depth))} as amount, null as cost, null as quantity, ${about}
    from receipt_credits c
    join receipts r on r.tenant_id = c.tenant_id and r.id = c.receipt_id
    left join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id ${joined(depth)}
    where c.tenant_id = current_tenant() and c.position_id = any(${positionIds as string[]}::uuid[])
      and c.received_on >= ${from}::date and c.received_on < ${to}::date order by c.received_on, r.code, c.position_id, line.line_no`,
    positionIds,
  );
}

export type SumRow = {
  positionId: string;
  day: Day;
  amount: string;
  cost: string | null;
  customerClass: string;
  category: string;
  count: number;
};
type Sums = { readonly base: "signed" | "delivered" | "collected"; readonly apart: readonly Apart[]; readonly depth: Depth };

/** Seats whose business is added up. `handed`: their holder changed in the span, so a month has a sum for each holder. */
export type Whose = { readonly ids: readonly string[]; readonly but: readonly string[]; readonly isHanded: boolean };

const among = ({ ids, but }: Whose, position: RawBuilder<unknown>): RawBuilder<unknown> =>
  ids.length > 200 ? sql`${position} <> all(${but as string[]}::uuid[])` : sql`${position} = any(${ids as string[]}::uuid[])`;

/** The stint a day falls into. */
const stint = (position: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    left join assignments a on a.tenant_id = current_tenant() and a.position_id = ${position} and a.valid_from <= ${day} and (a.valid_to is null or a.valid_to > ${day})`;

/** The same credits added up by month, and by what has to be told apart: the database adds, nothing is carried out of it one by one. */
export async function sumsIn(tx: Tx, whose: Whose, { from, to }: Span, { base, apart, depth }: Sums): Promise<SumRow[]> {
  const isJoined = depth !== "orders" || apart.length > 0;
  const day = base === "collected" ? sql`c.received_on` : base === "signed" ? sql`c.signed_on` : sql`c.delivered_on`;
  const source = base === "collected"
    ? sql`receipt_credits c join receipts f on f.tenant_id = c.tenant_id and f.id = c.receipt_id ${isJoined ? sql`left join orders o on o.tenant_id = f.tenant_id and o.id = f.order_id` : sql``}`
    : sql`order_credits c join orders o on o.tenant_id = c.tenant_id and o.id = c.order_id and o.status = 'effective'`;
  const kept = { customer_class: sql`coalesce(k.class, '')`, category: sql`coalesce(line.category, '')` };
  const column = (name: Apart) => (apart.includes(name) ? kept[name] : sql`''::text`);
  const costs = depth !== "orders" && base !== "collected" ? sql`case when count(*) = count(line.cost) then ${money(sql`sum(${cost})`)} end` : sql`null::text`;
  return tx.often(sql<SumRow>`
    select c.position_id as "positionId", max(${day}) as day, ${money(sql`sum(${part(sql`c.amount`, depth)})`)} as amount, ${costs} as cost,
      ${column("customer_class")} as "customerClass", ${column("category")} as category, count(*)::int as count
    from ${source} ${isJoined ? joined(depth) : sql``} ${whose.isHanded ? stint(sql`c.position_id`, day) : sql``}
    where c.tenant_id = current_tenant() and ${among(whose, sql`c.position_id`)} and ${day} >= ${from}::date and ${day} < ${to}::date
    group by c.position_id, date_trunc('month', ${day}), 5, 6 ${whose.isHanded ? sql`, a.id` : sql``}`, whose.ids);
} // prettier-ignore

/** The same where nothing has to be told apart: days are added up already, in the transaction that moved them. Rows touched: days with business. */
export async function rolledSumsIn(tx: Tx, whose: Whose, { from, to }: Span, base: Sums["base"]): Promise<SumRow[]> {
  return tx.often(sql<SumRow>`
    select r.position_id as "positionId", max(day) as day, ${money(sql`sum(value)`)} as amount, null as cost, '' as "customerClass", '' as category, sum(facts)::int as count
    from metric_rollups r ${whose.isHanded ? stint(sql`r.position_id`, sql`r.day`) : sql``}
    where r.tenant_id = current_tenant() and measure = ${`${base}-amount`} and ${among(whose, sql`r.position_id`)} and day >= ${from}::date and day < ${to}::date
    group by r.position_id, date_trunc('month', day) ${whose.isHanded ? sql`, a.id` : sql``}`, whose.ids);
} // prettier-ignore

export type ReceiptPart = { positionId: string; order: string; line: number | null; day: Day; amount: string };

/** Each position's part of the receipts for those orders, up to a day. */
export async function receiptsFor(tx: Tx, positionIds: readonly string[], { from, to }: Span, depth: Depth): Promise<ReceiptPart[]> {
  return tx.often(
    sql<ReceiptPart>`
    select rc.position_id as "positionId", o.code as order, line.line_no as line, r.received_on as day, ${money(part(sql`rc.amount`, depth))} as amount
    from receipt_credits rc
    join receipts r on r.tenant_id = rc.tenant_id and r.id = rc.receipt_id
    join orders o on o.tenant_id = r.tenant_id and o.id = r.order_id and o.status = 'effective' and o.signed_on >= ${from}::date and o.signed_on < ${to}::date ${joined(depth)}
    where rc.tenant_id = current_tenant() and rc.position_id = any(${positionIds as string[]}::uuid[]) and rc.received_on < ${to}::date`,
    positionIds,
  );
}

export type Line = { positionId: string; manager: string | null; hired: Day | null; left: Day | null };

/** The seat each seat reports to, and when whoever is paid on it was hired and has left. */
export async function linesOf(tx: Tx, seats: readonly Seat[], day: Day): Promise<Line[]> {
  return tx.often(sql<Line>`
    select s.position_id as "positionId", boss.code as manager, p.hired_on as hired, p.left_on as left
    from unnest(${seats.map((seat) => seat.positionId)}::uuid[], ${seats.map((seat) => seat.leftFrom ?? seat.positionId)}::uuid[], ${seats.map((seat) => seat.personId)}::uuid[]) as s(position_id, seat_id, person_id)
    left join position_versions v on v.tenant_id = current_tenant() and v.position_id = s.seat_id and ${inForce("v", day)}
    left join positions boss on boss.tenant_id = v.tenant_id and boss.id = v.reports_to
    left join persons p on p.tenant_id = current_tenant() and p.id = s.person_id`, seats);
} // prettier-ignore

/** Whoever held a seat last in a span and has left the company: a seat that is empty on the last day is paid to whom left it. */
export async function lastHolders(tx: Tx, positionIds: readonly string[], { from, to }: Span): Promise<Map<string, { personId: string; personName: string }>> {
  const rows = await tx.rows(sql<{ positionId: string; personId: string; personName: string }>`
    select distinct on (a.position_id) a.position_id as "positionId", p.id as "personId", p.name as "personName" from assignments a
    join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.left_on < ${to}::date
    where a.tenant_id = current_tenant() and a.position_id = any(${positionIds as string[]}::uuid[]) and a.valid_from < ${to}::date and (a.valid_to is null or a.valid_to > ${from}::date)
    order by a.position_id, a.valid_from desc`);
  return new Map(rows.map(({ positionId, ...holder }) => [positionId, holder]));
} // prettier-ignore

/** Every seat these people have held and whoever held these seats, with the days, in order. */
export async function stintsOf(tx: Tx, seats: readonly Pick<Seat, "positionId" | "personId">[]): Promise<Stint[]> {
  const people = seats.flatMap(({ personId }) => personId ?? []);
  return tx.often(
    sql<Stint>`
    select person_id as "personId", position_id as "positionId", valid_from as "from", valid_to as "to" from assignments
    where tenant_id = current_tenant() and (person_id = any(${people}::uuid[]) or position_id = any(${seats.map((seat) => seat.positionId)}::uuid[]))
    order by valid_from, position_id`,
    seats,
  );
}
