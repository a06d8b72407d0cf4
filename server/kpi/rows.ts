import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { dictionary, type FactMetricCode, type Measure } from "#core/kpi/dictionary.ts";
import type { Tx } from "../db/tx.ts";
import { joinNodes, type Nodes } from "./compile.ts";
import { factSql, joinSeat } from "./facts.ts";
import { sources } from "./sheet.ts";

/** Where a page ended: day, code and position of its last row. */
export type Place = { readonly day: Day; readonly code: string; readonly positionId: string };
export type RowsAsked = {
  readonly metric: FactMetricCode;
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
  const facts = asked.metric === "collection-rate-plan" ? planFacts(asked.span) : countedFacts(asked.metric, asked.span);
  const after = asked.after
    ? sql`(f.day, f.code, f.position_id::text) < (${asked.after.day}::date, ${asked.after.code}, ${asked.after.positionId})`
    : sql`true`;
  const rows = await tx.rows(sql<Raw>`
    select f.day, f.code, f.position_id as "positionId", f.order_code as "order", f.line_no as "lineNo", k.name as customer, holder.name as person,
      f.amount, f.credit, f.share_ppm as share, f.paid, f.other_day as "otherDay"
    from (${facts}) f
    ${joinSeat(sql`f.position_id`, sql`f.day`)}
    ${joinNodes(asked.nodes, { position: sql`f.position_id`, unit: sql`seat.org_unit_id`, day: sql`f.day` })}
    left join customers k on k.tenant_id = current_tenant() and k.id = f.customer_id
    left join lateral (select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and a.position_id = f.position_id and a.valid_from <= f.day and (a.valid_to is null or a.valid_to > f.day) limit 1) holder on true
    where ${after} order by f.day desc, f.code desc, f.position_id::text desc limit ${asked.limit}`);
  return rows.map((row) => ({ day: row.day, code: row.code, positionId: row.positionId, shown: shownOf(asked.metric, row) }));
}

/** Orders or receipts by the definition of the measure itself. */
function countedFacts(metric: FactMetricCode, span: Span): RawBuilder<unknown> {
  const definition = dictionary[metric];
  const measure = (definition.kind === "sum" ? definition.measure : "signed-amount") satisfies Measure;
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

function shownOf(metric: FactMetricCode, row: Raw): RowRecord["shown"] {
  const { day, order, customer, person } = row;
  const [amount, credit] = [formatAmount(row.amount), formatAmount(row.credit)];
  switch (sources[metric]) {
    case "receipts":
      return { receivedOn: day, code: row.code, order, customer, person, amount, credit };
    case "customers":
      return { day, customer, order, person, share: percent(row.share) };
    case "collection-plan":
      return { dueOn: day, order, line: row.lineNo, customer, person, due: credit, received: formatAmount(row.paid ?? 0n) };
    case "orders":
      return {
        ...(metric === "delivered-amount" ? { deliveredOn: day, signedOn: row.otherDay } : { signedOn: day }),
        order,
        customer,
        person,
        amount,
        share: percent(row.share),
        credit,
      };
  }
}
