import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { measureFacts, type Measure, type RolledMeasure } from "#core/kpi/measures.ts";
import { isWhole } from "#core/kpi/slice.ts";
import { formatCount, type Known } from "#core/kpi/quantity.ts";
import type { Tx } from "../db/tx.ts";
import { factsWithin, joinNodes, type Nodes } from "./compile.ts";
import { factSql, joinSeat } from "./facts.ts";
import { listedPart } from "./sheet.ts";

/** Where a page ended: day, code and position of its last row. */
export type Place = { readonly day: Day; readonly code: string; readonly positionId: string };
export type RowsAsked = {
  readonly metric: Known;
  readonly nodes: Nodes;
  readonly span: Span;
  readonly after: Place | null;
  readonly limit: number;
};
export type RowRecord = Place & { readonly shown: Readonly<Record<string, string | number | null>> };

type Raw = {
  day: Day;
  code: string;
  positionId: string;
  order: string;
  lineNo: number | null;
  customer: string | null;
  person: string | null;
  amount: Amount;
  credit: Amount;
  share: number | null;
  paid: Amount | null;
  otherDay: Day | null;
};

/** The facts a metric counted, the latest first: the same definition, span and reach as the number, so that they add up to it. */
export async function rowsOf(tx: Tx, asked: RowsAsked): Promise<RowRecord[]> {
  const { metric } = asked;
  if (metric.kind === "ratio" && metric.hiddenBelow !== undefined) return []; // answers that were promised to be nobody's
  if (metric.kind === "formula") return []; // its parts have rows of their own
  const { measure, slice } = listedPart(metric);
  if (slice && !isWhole(slice)) return plainRows(tx, asked, { measure, slice });
  if (measure === "due") return tabled(tx, asked, planFacts(asked.span), "collection-plan");
  const { isRolled } = measureFacts(measure);
  if (measure === "customers") return tabled(tx, asked, countedFacts("signed-amount", asked.span), "orders");
  return isRolled
    ? tabled(tx, asked, countedFacts(measure as RolledMeasure, asked.span), measure as RolledMeasure)
    : plainRows(tx, asked, { measure, slice });
}

const after = ({ after: place }: RowsAsked): RawBuilder<unknown> =>
  place ? sql`(f.day, f.code, f.position_id::text) < (${place.day}::date, ${place.code}, ${place.positionId})` : sql`true`;
const names = sql`
    left join customers k on k.tenant_id = current_tenant() and k.id = f.customer_id
    left join lateral (select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and a.position_id = f.position_id and a.valid_from <= f.day and (a.valid_to is null or a.valid_to > f.day) limit 1) holder on true`;
const newestFirst = sql`order by f.day desc, f.code desc, f.position_id::text desc`;

async function tabled(tx: Tx, asked: RowsAsked, facts: RawBuilder<unknown>, kind: Kind): Promise<RowRecord[]> {
  const rows = await tx.rows(sql<Raw>`
    select f.day, f.code, f.position_id as "positionId", f.order_code as "order", f.line_no as "lineNo", k.name as customer, holder.name as person,
      f.amount, f.credit, f.share_ppm as share, f.paid, f.other_day as "otherDay"
    from (${facts}) f
    ${joinSeat(sql`f.position_id`, sql`f.day`)}
    ${joinNodes(asked.nodes, { position: sql`f.position_id`, unit: sql`seat.org_unit_id`, day: sql`f.day` })}
    ${names}
    where ${after(asked)} ${newestFirst} limit ${asked.limit}`);
  return rows.map((row) => ({ day: row.day, code: row.code, positionId: row.positionId, shown: shownOf(kind, row) }));
}

type Plain = Place & {
  customer: string | null;
  person: string | null;
  value: bigint | null;
  gap: string | null;
  starts: string | null;
  ends: string | null;
};

/** Rows of any other measure as it gives them; of a median each thing once, however many share it. */
async function plainRows(tx: Tx, asked: RowsAsked, { measure, slice }: ReturnType<typeof listedPart>): Promise<RowRecord[]> {
  const found = factsWithin(measure, { nodes: asked.nodes, spans: [{ ...asked.span, key: "rows" }] }, slice);
  const facts =
    asked.metric.kind === "median" ? sql`select distinct on (source_id) * from (${found}) m order by source_id, position_id` : found;
  const stamp = (of: RawBuilder<unknown>) => sql`to_char(${of}, 'YYYY-MM-DD HH24:MI')`;
  const rows = await tx.rows(sql<Plain>`
    select f.day, f.code, f.position_id as "positionId", k.name as customer, holder.name as person, f.value, f.gap, ${stamp(sql`f.starts`)} as starts, ${stamp(sql`f.ends`)} as ends
    from (${facts}) f ${names}
    where ${after(asked)} ${newestFirst} limit ${asked.limit}`);
  return rows.map((row) => ({ day: row.day, code: row.code, positionId: row.positionId, shown: plainShown(measure, row) }));
}

function plainShown(measure: Measure, { day, code, customer, person, value, gap, starts, ends }: Plain): RowRecord["shown"] {
  const { unit } = measureFacts(measure);
  if (unit === "hours") return { day, code, customer, person, starts, ends, gap };
  return { day, code, customer, person, [unit]: value === null ? null : unit === "amount" ? formatAmount(value) : formatCount(value), gap };
}

type Kind = RolledMeasure | "collection-plan" | "orders";

/** Orders or receipts by the definition of the measure itself. */
function countedFacts(measure: RolledMeasure, span: Span): RawBuilder<unknown> {
  const inSpan = sql`c.day >= ${span.from}::date and c.day < ${span.to}::date`;
  if (measure === "collected-amount") {
    return sql`
      select c.day, r.code, c.position_id, o.code as order_code, r.plan_line_no as line_no, o.customer_id, r.amount, c.value as credit,
        null::int as share_ppm, null::bigint as paid, null::date as other_day
      from (${factSql(measure)}) c join receipts r on r.tenant_id = current_tenant() and r.id = c.source_id
      join orders o on o.tenant_id = current_tenant() and o.id = r.order_id where ${inSpan}`;
  }
  return sql`
    select c.day, o.code, c.position_id, o.code as order_code, null::int as line_no, o.customer_id, o.amount, credit.amount as credit,
      credit.share_ppm, null::bigint as paid, ${measure === "delivered-amount" ? sql`o.signed_on` : sql`o.delivered_on`} as other_day
    from (${factSql(measure)}) c join orders o on o.tenant_id = current_tenant() and o.id = c.source_id
    join order_credits credit on credit.tenant_id = current_tenant() and credit.order_id = o.id and credit.position_id = c.position_id where ${inSpan}`;
}

/** Plan lines due in the span with what was received in it, each by its share. */
function planFacts(span: Span): RawBuilder<unknown> {
  return sql`
    select l.due_on as day, o.code || ' ' || lpad(l.line_no::text, 6, '0') as code, c.position_id, o.code as order_code, l.line_no, o.customer_id, l.amount,
      round(l.amount::numeric * c.share_ppm / 1000000)::bigint as credit, c.share_ppm, round(paid.amount * c.share_ppm / 1000000)::bigint as paid, null::date as other_day
    from collection_plan_lines l
    join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.status = 'effective'
    join order_credits c on c.tenant_id = l.tenant_id and c.order_id = l.order_id
    cross join lateral (
      select coalesce(sum(m.amount), 0) as amount from receipt_matches m
      where m.tenant_id = l.tenant_id and m.order_id = l.order_id and m.line_no = l.line_no
        and m.received_on >= ${span.from}::date and m.received_on < ${span.to}::date) paid
    where l.tenant_id = current_tenant() and l.due_on >= ${span.from}::date and l.due_on < ${span.to}::date`;
}

const percent = (ppm: number | null): string | null => (ppm === null ? null : `${ppm / 10_000}%`);

function shownOf(kind: Kind, row: Raw): RowRecord["shown"] {
  const { day, order, customer, person } = row;
  const [amount, credit] = [formatAmount(row.amount), formatAmount(row.credit)];
  switch (kind) {
    case "collected-amount":
      return { receivedOn: day, code: row.code, order, customer, person, amount, credit };
    case "new-customers":
      return { day, customer, order, person, share: percent(row.share) };
    case "collection-plan":
      return { dueOn: day, order, line: row.lineNo, customer, person, due: credit, received: formatAmount(row.paid ?? 0n) };
    case "signed-amount":
    case "delivered-amount":
    case "deal-count":
    case "orders":
      return {
        ...(kind === "delivered-amount" ? { deliveredOn: day, signedOn: row.otherDay } : { signedOn: day }),
        order,
        customer,
        person,
        amount,
        share: percent(row.share),
        credit,
      };
  }
}
