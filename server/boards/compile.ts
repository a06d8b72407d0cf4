import { sql, type RawBuilder } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Dimension } from "#core/boards/tile.ts";
import { joinNodes, type NamedSpan, type Nodes } from "../kpi/compile.ts";
import { factSql, joinSeat } from "../kpi/facts.ts";
import type { FactMeasure, Sides } from "#core/boards/traits.ts";

/** What a board is narrowed to: one value of each dimension. */
export type Cuts = Readonly<Partial<Record<Dimension, string>>>;
/** Facts that name no customer class, no region …: they are a part like any other. */
export const notGiven = "-";

export type CutQuestion = {
  readonly sides: Sides;
  readonly nodes: Nodes;
  readonly spans: readonly NamedSpan[];
  readonly cuts: Cuts;
  readonly by: Dimension | null;
};
export type CutRow = { nodeId: string; key: string; part: string; numerator: bigint; denominator: bigint | null; rows: number };

/** Facts by a property of their own, within nodes and spans. Class alone is read from the rollups. */
export function compileCut(question: CutQuestion): RawBuilder<CutRow> {
  const names = [...Object.keys(question.cuts), ...(question.by === null ? [] : [question.by])];
  return names.every((name) => name === "class") ? fromRollups(question) : fromFacts(question);
}

const spansTable = (spans: readonly NamedSpan[]): RawBuilder<unknown> =>
  sql`unnest(${spans.map((s) => s.key)}::text[], ${spans.map((s) => s.from)}::date[], ${spans.map((s) => s.to)}::date[]) as span(key, from_day, to_day)`;

const given = (column: RawBuilder<unknown>): RawBuilder<unknown> => sql`coalesce(nullif(${column}, ''), ${notGiven})`;

function fromRollups({ sides, nodes, spans, cuts, by }: CutQuestion): RawBuilder<CutRow> {
  const { numerator, denominator } = sides;
  const below = denominator === null ? sql`null::bigint` : sql`coalesce(sum(r.value) filter (where r.measure = ${denominator}), 0)::bigint`;
  const name = given(sql`r.customer_class`);
  const kept = cuts.class === undefined ? sql`true` : sql`${name} = ${cuts.class}`;
  return sql`
    select node.id as "nodeId", span.key, ${by === null ? sql`''` : name} as part,
      coalesce(sum(r.value) filter (where r.measure = ${numerator}), 0)::bigint as numerator, ${below} as denominator,
      coalesce(sum(r.facts) filter (where r.measure = ${numerator}), 0)::int as rows
    from ${spansTable(spans)}
    join metric_rollups r on r.tenant_id = current_tenant() and r.measure in (${numerator}, ${denominator ?? numerator})
      and r.day >= span.from_day and r.day < span.to_day
    ${joinNodes(nodes, { position: sql`r.position_id`, unit: sql`r.org_unit_id`, day: sql`r.day` })}
    where ${kept} group by 1, 2, 3`;
}

function fromFacts({ sides, nodes, spans, cuts, by }: CutQuestion): RawBuilder<CutRow> {
  const { numerator, denominator } = sides;
  const facts = denominator === null ? one(numerator, spans) : sql`${one(numerator, spans)} union all ${one(denominator, spans)}`;
  const usesLines = by === "category" || cuts.category !== undefined;
  const worth = usesLines ? sql`(case when line.part is null then f.value else f.value * line.amount / o.amount end)` : sql`f.value`;
  const below =
    denominator === null ? sql`null::bigint` : sql`round(coalesce(sum(${worth}) filter (where f.measure = ${denominator}), 0))::bigint`;
  return sql`
    select node.id as "nodeId", span.key, ${by === null ? sql`''` : columnOf(by)} as part,
      round(coalesce(sum(${worth}) filter (where f.measure = ${numerator}), 0))::bigint as numerator, ${below} as denominator,
      (count(*) filter (where f.measure = ${numerator}))::int as rows
    from ${spansTable(spans)}
    join (${facts}) f on f.day >= span.from_day and f.day < span.to_day
    join orders o on o.tenant_id = current_tenant() and o.id = f.order_id
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    ${usesLines ? lines : sql``}
    ${joinSeat(sql`f.position_id`, sql`f.day`)}
    ${joinNodes(nodes, { position: sql`f.position_id`, unit: sql`seat.org_unit_id`, day: sql`f.day` })}
    where ${kept(cuts)} group by 1, 2, 3`;
}

/** The condition that a fact is of these cuts; columns as joined above. */
const kept = (cuts: Cuts): RawBuilder<unknown> =>
  sql.join([sql`true`, ...Object.entries(cuts).map(([name, wanted]) => sql`${columnOf(name as Dimension)} = ${wanted}`)], sql` and `);

const columnOf = (dimension: Dimension): RawBuilder<unknown> =>
  given(
    {
      class: sql`k.class`,
      region: sql`k.region`,
      industry: sql`k.industry`,
      channel: sql`o.channel`,
      category: sql`line.part`,
    }[dimension],
  );

/** An order's worth by product category, as its lines share it. */
const lines = sql`left join lateral (
    select coalesce(p.category, '') as part, sum(l.amount)::numeric as amount
    from order_lines l left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    where l.tenant_id = o.tenant_id and l.order_id = o.id and o.amount <> 0 group by 1) line on true`;

/** The facts of a measure with the order they belong to; the days are narrowed where the facts are read. */
function one(measure: FactMeasure, spans: readonly { from: Day; to: Day }[]): RawBuilder<unknown> {
  const from = spans.reduce((least, span) => (span.from < least ? span.from : least), spans[0]!.from);
  const to = spans.reduce((most, span) => (span.to > most ? span.to : most), spans[0]!.to);
  const order = measure === "collected-amount" ? sql`join receipts r on r.tenant_id = current_tenant() and r.id = c.source_id` : sql``;
  return sql`
    select ${measure}::text as measure, c.day, c.position_id, c.value, ${measure === "collected-amount" ? sql`r.order_id` : sql`c.source_id`} as order_id,
      c.source_id from (${factSql(measure)}) c ${order} where c.day >= ${from}::date and c.day < ${to}::date`;
}

/** Where a page of rows ended. */
export type RowPlace = { readonly day: Day; readonly source: string; readonly positionId: string };
export type FactLine = {
  day: Day;
  source: string;
  positionId: string;
  code: string;
  order: string;
  customer: string | null;
  person: string | null;
  value: bigint;
};
export type RowsQuestion = {
  readonly measure: FactMeasure;
  readonly nodes: Nodes;
  readonly span: { from: Day; to: Day };
  readonly cuts: Cuts;
  readonly after: RowPlace | null;
  readonly limit: number;
};

/** The single facts behind a part, the latest first, each once: same facts, same conditions, same reach as the sum. */
export function compileRows({ measure, nodes, span, cuts, after, limit }: RowsQuestion): RawBuilder<FactLine> {
  const usesLines = cuts.category !== undefined;
  const worth = usesLines ? sql`(case when line.part is null then f.value else f.value * line.amount / o.amount end)` : sql`f.value`;
  const later = after
    ? sql`(f.day, f.source_id::text, f.position_id::text) < (${after.day}::date, ${after.source}, ${after.positionId})`
    : sql`true`;
  return sql`
    select f.day, f.source_id as source, f.position_id as "positionId", coalesce(r.code, o.code) as code, o.code as "order", k.name as customer, holder.name as person,
      round(${worth})::bigint as value
    from (${one(measure, [span])}) f
    join orders o on o.tenant_id = current_tenant() and o.id = f.order_id
    left join receipts r on r.tenant_id = current_tenant() and r.id = f.source_id
    left join customers k on k.tenant_id = o.tenant_id and k.id = o.customer_id
    ${usesLines ? lines : sql``}
    ${joinSeat(sql`f.position_id`, sql`f.day`)}
    ${joinNodes(nodes, { position: sql`f.position_id`, unit: sql`seat.org_unit_id`, day: sql`f.day` })}
    left join lateral (select p.name from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      where a.tenant_id = current_tenant() and a.position_id = f.position_id and a.valid_from <= f.day and (a.valid_to is null or a.valid_to > f.day) limit 1) holder on true
    where ${later} and ${kept(cuts)} order by f.day desc, f.source_id::text desc, f.position_id::text desc limit ${limit}`;
}

export type StageRow = { stage: string; kind: "open" | "won" | "lost"; count: number; amount: bigint; open: number };

/**
 * Deals that came in during the span and how far each of them ever came, lost ones included: a cohort, not a snapshot. A deal
 * without a move is where it stands; one that is won has passed every open stage.
 */
export function compileFunnel(nodes: Nodes, span: { from: Day; to: Day }, cuts: Cuts): RawBuilder<StageRow> {
  const customer = sql.join(
    [sql`true`, ...Object.entries(cuts).map(([name, wanted]) => sql`${columnOf(name as Dimension)} = ${wanted}`)],
    sql` and `,
  );
  return sql`
    with stages as (select name, place, kind from deal_stages where tenant_id = current_tenant() and pipeline = 'default' and kind <> 'lost'),
    cohort as (
      select d.id, d.outcome, coalesce(d.amount, 0) as amount,
        greatest(
          (select max(s.place) from deal_stage_moves m join stages s on s.name = m.stage where m.tenant_id = current_tenant() and m.deal_id = d.id),
          (select s.place from stages s where s.name = d.stage),
          case when d.outcome = 'won' then (select max(place) from stages) end) as reached
      from deals d
      left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id
      ${joinSeat(sql`d.owner_position_id`, sql`d.created_on`)}
      ${joinNodes(nodes, { position: sql`d.owner_position_id`, unit: sql`seat.org_unit_id`, day: sql`d.created_on` })}
      where d.tenant_id = current_tenant() and d.pipeline = 'default' and d.created_on >= ${span.from}::date and d.created_on < ${span.to}::date and ${customer})
    select s.name as stage, s.kind, count(c.id)::int as count, coalesce(sum(c.amount), 0)::bigint as amount,
      (select count(*)::int from cohort where outcome = 'open') as open
    from stages s left join cohort c on c.reached >= s.place group by s.name, s.kind, s.place order by s.place`;
}
