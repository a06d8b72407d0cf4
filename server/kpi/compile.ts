import { sql, type RawBuilder } from "kysely";
import type { Day, Span } from "#core/base/date.ts";
import type { FactMetric } from "#core/kpi/definition.ts";
import { measureFacts, type Measure } from "#core/kpi/measures.ts";
import { isWhole, type Slice } from "#core/kpi/slice.ts";
import { joinSeat } from "./facts.ts";
import { gapsOf } from "./measures/gaps.ts";
import { measureSql } from "./measures/index.ts";
import { sliced } from "./measures/sliced.ts";

/** Org units (with all below them as of each fact's day) or positions. */
export type Nodes = { readonly kind: "unit" | "position"; readonly ids: readonly string[] };
/** A span by a name of the caller's choice; spans may overlap (a year and its months). */
export type NamedSpan = Span & { readonly key: string };
export type Asking = { readonly nodes: Nodes; readonly spans: readonly NamedSpan[] };
export type AnswerRow = {
  nodeId: string;
  key: string;
  numerator: bigint | null;
  denominator: bigint | null;
  rows: number;
  sample: number;
  excluded: number;
  gaps: Record<string, number> | null;
};
type Sum = Extract<FactMetric, { kind: "sum" | "ratio" }>;

/** Turns a question into one readable statement: over the rollups where sums add up, over the facts where they do not. */
export function compile(metric: Sum, asking: Asking): RawBuilder<AnswerRow> {
  const [above, below] = metric.kind === "sum" ? [metric.measure, null] : [metric.numerator, metric.denominator];
  const [up, down] = metric.kind === "sum" ? [metric.slice, undefined] : [metric.slices?.above, metric.slices?.below];
  const areRolled = [above, ...(below ? [below] : [])].every((measure) => measureFacts(measure).isRolled);
  const areWhole = [up, down].every((slice) => slice === undefined || isWhole(slice));
  if (areRolled && areWhole) return rollupSum(asking, above, below);
  return factSum(asking, { measure: above, slice: up }, below && { measure: below, slice: down });
}

function spansTable(spans: readonly NamedSpan[]): RawBuilder<unknown> {
  return sql`unnest(${spans.map((s) => s.key)}::text[], ${spans.map((s) => s.from)}::date[], ${spans.map((s) => s.to)}::date[]) as span(key, from_day, to_day)`;
}

/** Joins `node.id` to rows that carry a position and the unit it had on a day. */
export function joinNodes(
  nodes: Nodes,
  row: { position: RawBuilder<unknown>; unit: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const ids = sql`${nodes.ids as string[]}::uuid[]`;
  if (nodes.kind === "position") return sql`join unnest(${ids}) as node(id) on node.id = ${row.position}`;
  return sql`join (select ancestor_id as id, descendant_id, valid_from, valid_to from org_closure
      where tenant_id = current_tenant() and ancestor_id = any(${ids})) node
    on node.descendant_id = ${row.unit} and node.valid_from <= ${row.day} and (node.valid_to is null or node.valid_to > ${row.day})`;
}

/** `f` with the unit its position belonged to on its day, unless the row itself names a unit, joined to the nodes. */
export const joinFactNodes = (nodes: Nodes): RawBuilder<unknown> => sql`
    left ${joinSeat(sql`f.position_id`, sql`f.day`)}
    ${joinNodes(nodes, { position: sql`f.position_id`, unit: sql`coalesce(f.org_unit_id, seat.org_unit_id)`, day: sql`f.day` })}`;

/**
 * Days are put into the cells between all bounds of all spans and added up there; a span is some cells one after the other. So each row is
 * touched once, however many spans are asked for, and days outside all of them are not looked at.
 */
function rollupSum({ nodes, spans }: Asking, numerator: Measure, denominator: Measure | null): RawBuilder<AnswerRow> {
  const cuts = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort();
  const at = (days: readonly Day[]) => days.map((day) => cuts.indexOf(day) + 1);
  const [froms, tos] = [at(spans.map(({ from }) => from)), at(spans.map(({ to }) => to))];
  const below = denominator === null ? sql`null::bigint` : sql`coalesce(sum(r.value) filter (where r.measure = ${denominator}), 0)::bigint`;
  const counted = sql`coalesce(sum(r.facts) filter (where r.measure = ${denominator ?? numerator}), 0)::int`;
  const which = denominator === null ? sql`r.measure = ${numerator}` : sql`r.measure in (${numerator}, ${denominator})`;
  return sql`
    select r.id as "nodeId", span.key, coalesce(sum(r.value) filter (where r.measure = ${numerator}), 0)::bigint as numerator,
      ${below} as denominator, ${counted} as rows, ${counted} as sample, 0 as excluded, null::jsonb as gaps
    from unnest(${spans.map(({ key }) => key)}::text[], ${froms}::int[], ${tos}::int[]) as span(key, from_cell, to_cell)
    join (
      select node.id, r.measure, width_bucket(r.day, ${cuts}::date[]) as cell, sum(r.value) as value, sum(r.facts) as facts from metric_rollups r
      ${joinNodes(nodes, { position: sql`r.position_id`, unit: sql`r.org_unit_id`, day: sql`r.day` })}
      where r.tenant_id = current_tenant() and ${which} and r.day >= ${cuts[0]!}::date and r.day < ${cuts.at(-1)!}::date group by 1, 2, 3) r
      on r.cell >= span.from_cell and r.cell < span.to_cell
    group by r.id, span.key`;
}

type Part = { readonly measure: Measure; readonly slice?: Slice | undefined };
const sqlOf = ({ measure, slice }: Part): RawBuilder<unknown> =>
  slice && !isWhole(slice) ? sliced(measureSql[measure], slice) : measureSql[measure];

/** The rows of both sides in one pass; a row without a value is left out of the sums and counted apart. */
function factSum({ nodes, spans }: Asking, above: Part, below: Part | null): RawBuilder<AnswerRow> {
  const counting = sql`f.is_below = ${below !== null}`;
  return sql`
    select node.id as "nodeId", span.key, ${total(above.measure, sql`not f.is_below`)} as numerator,
      ${below ? total(below.measure, sql`f.is_below`) : sql`null::bigint`} as denominator,
      (count(f.value) filter (where ${counting}))::int as rows, (count(distinct f.source_id) filter (where ${counting} and f.value is not null))::int as sample,
      (count(*) filter (where ${counting} and f.value is null))::int as excluded,
      ${gapCounts((below ?? above).measure, counting)} as gaps
    from ${spansTable(spans)}
    cross join lateral (
      select false as is_below, a.* from (${sqlOf(above)}) a
      ${below ? sql`union all select true, b.* from (${sqlOf(below)}) b` : sql``}
    ) f
    ${joinFactNodes(nodes)}
    group by node.id, span.key`;
}

/** Rows that are not there are zero; rows that all lack their value are not. */
function total(measure: Measure, where: RawBuilder<unknown>): RawBuilder<unknown> {
  if (measureFacts(measure).isDistinct) return sql`(count(distinct f.key) filter (where ${where}) * 1000000)::bigint`;
  return sql`coalesce(sum(f.value) filter (where ${where}), 0)::bigint`;
}

function gapCounts(measure: Measure, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const gaps = gapsOf[measure];
  if (!gaps) return sql`null::jsonb`;
  const pairs = gaps.map((gap) => sql`${gap}::text, count(*) filter (where ${where} and f.gap = ${gap})`);
  return sql`jsonb_build_object(${sql.join(pairs)})`;
}

/** The rows of a measure themselves, as far as the nodes and spans hold them, with the node and span they belong to. */
export const factsWithin = (measure: Measure, { nodes, spans }: Asking, slice?: Slice): RawBuilder<unknown> => sql`
    select node.id as node_id, span.key as span_key, f.*
    from ${spansTable(spans)} cross join lateral (${sqlOf({ measure, slice })}) f
    ${joinFactNodes(nodes)}`;

export type MedianRow = {
  nodeId: string;
  key: string;
  value: bigint | null;
  starts: string | null;
  ends: string | null;
  gap: string | null;
};

/** Every single row of a median, by node and span: a middle cannot be added up. */
export const compileRows = (measure: Measure, asking: Asking, slice?: Slice): RawBuilder<MedianRow> => sql`
    select distinct on (node_id, span_key, source_id) node_id as "nodeId", span_key as key, value, ${stamp(sql`starts`)} as starts, ${stamp(sql`ends`)} as ends, gap
    from (${factsWithin(measure, asking, slice)}) f`;

/** "2026-06-12 17:30": local time has no zone. */
const stamp = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`to_char(${of}, 'YYYY-MM-DD HH24:MI')`;
