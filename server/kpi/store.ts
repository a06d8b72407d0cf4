import { sql } from "kysely";
import { assert } from "#core/base/assert.ts";
import type { Day, Span } from "#core/base/date.ts";
import type { Label } from "#core/explain/explanation.ts";
import { median, workingMinutes } from "#core/kpi/clock.ts";
import type { FormulaMetric, MedianMetric } from "#core/kpi/definition.ts";
import { formulaQuantity, type Known, type Quantity } from "#core/kpi/quantity.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import { compile, compileRows, type AnswerRow, type Asking, type MedianRow, type NamedSpan, type Nodes } from "./compile.ts";
import { definitionOf, metricSettings } from "./definitions.ts";

/** A fact metric (its code or definition) of many nodes over many spans. */
export type Question = Asking & { readonly metric: string | Known };
/** Values by node and span: `values.of(nodeId, key)`. Where nothing was booked a sum is 0 and a ratio has no sides. */
export type MetricValues = { of(nodeId: string, key: string): Quantity };

/** One metric for many nodes and spans in one statement. Also for appraisal and the workbench. */
export async function metricValues(tx: Tx, { metric, ...question }: Question): Promise<MetricValues> {
  const definition = typeof metric === "string" ? await definitionOf(tx, metric) : metric;
  assert(definition !== null, "only metrics that have a definition are asked for");
  if (definition.kind === "formula") return formulaValues(tx, definition, question);
  const isRatio = definition.kind === "ratio";
  const empty: Quantity = isRatio ? { numerator: 0n, denominator: 0n, rows: 0 } : { numerator: 0n, rows: 0 };
  if (question.nodes.ids.length === 0 || question.spans.length === 0) return { of: () => empty };
  const { spans, nameOf } = distinct(question.spans);
  const asking = { nodes: question.nodes, spans };
  const found = definition.kind === "median" ? await medians(tx, definition, asking) : await sums(tx, definition, asking);
  return { of: (nodeId, key) => found.get(`${nodeId} ${nameOf.get(key)}`) ?? empty };
}

/** Each metric a formula reads over the same nodes and spans, and the formula over them last. */
async function formulaValues(tx: Tx, definition: Known & FormulaMetric, asking: Asking): Promise<MetricValues> {
  const read: { metric: Known; values: MetricValues }[] = [];
  for (const metric of definition.operands ?? []) read.push({ metric, values: await metricValues(tx, { metric, ...asking }) });
  return {
    of: (nodeId, key) =>
      formulaQuantity(
        definition,
        read.map(({ metric, values }) => ({ metric, quantity: values.of(nodeId, key) })),
      ),
  };
}

async function sums(tx: Tx, definition: Exclude<Known, MedianMetric | FormulaMetric>, asking: Asking): Promise<Map<string, Quantity>> {
  const rows = await tx.rows(compile(definition, asking));
  return new Map(rows.map((row) => [`${row.nodeId} ${row.key}`, quantityOf(row)]));
}

const quantityOf = ({ numerator, denominator, rows, sample, excluded, gaps }: AnswerRow): Quantity => ({
  numerator: numerator ?? 0n,
  rows,
  ...(sample !== rows && { sample }),
  ...(denominator !== null && { denominator }),
  ...(excluded > 0 && { excluded }),
  ...(gaps && { gaps }),
});

/** The middle of the rows of each node and span; waits between two instants are taken on the clock of working hours. */
async function medians(tx: Tx, { measure, slice }: Known & MedianMetric, asking: Asking): Promise<Map<string, Quantity>> {
  const rows = await tx.rows(compileRows(measure, asking, slice));
  const lengthOf = await stopwatch(tx, rows);
  const found = new Map<string, Quantity>();
  for (const [key, group] of Map.groupBy(rows, (row) => `${row.nodeId} ${row.key}`)) {
    const lengths = group.map(lengthOf).filter((length) => length !== null);
    found.set(key, {
      numerator: median(lengths) ?? 0n,
      rows: lengths.length,
      excluded: group.length - lengths.length,
      gaps: Object.fromEntries(
        Map.groupBy(
          group.filter((row) => row.gap !== null).map((row) => row.gap!),
          (gap) => gap,
        )
          .entries()
          .map(([gap, all]) => [gap, all.length]),
      ),
    });
  }
  return found;
}

/** How long a row lasted, in millionths of its unit; null where it lacks its begin or end. */
async function stopwatch(tx: Tx, rows: readonly MedianRow[]): Promise<(row: MedianRow) => bigint | null> {
  const stamps = rows.flatMap((row) => [row.starts, row.ends]).filter((stamp) => stamp !== null);
  if (stamps.length === 0) return (row) => row.value;
  const { hours } = await metricSettings(tx);
  const [first, last] = [least(stamps), greatest(stamps)];
  const holidays = await holidaysIn(tx, { from: first.slice(0, 10), to: `${Number(last.slice(0, 4)) + 1}-01-01` });
  return ({ value, starts, ends }) => {
    if (value === null || starts === null || ends === null) return null;
    return (BigInt(workingMinutes(starts, ends, hours, holidays)) * 1_000_000n) / 60n;
  };
}

const least = (texts: readonly string[]): string => texts.reduce((a, b) => (a < b ? a : b));
const greatest = (texts: readonly string[]): string => texts.reduce((a, b) => (a > b ? a : b));

/** The same days under two names are counted once. */
function distinct(spans: readonly NamedSpan[]): { spans: NamedSpan[]; nameOf: Map<string, string> } {
  const first = new Map<string, NamedSpan>();
  const nameOf = new Map<string, string>();
  for (const span of spans) {
    const days = `${span.from} ${span.to}`;
    if (!first.has(days)) first.set(days, span);
    nameOf.set(span.key, first.get(days)!.key);
  }
  return { spans: [...first.values()], nameOf };
}

/** The common case: one node, one span. */
export async function metricValue(
  tx: Tx,
  metric: Question["metric"],
  node: { kind: Nodes["kind"]; id: string },
  span: Span,
): Promise<Quantity> {
  const values = await metricValues(tx, { metric, nodes: { kind: node.kind, ids: [node.id] }, spans: [{ ...span, key: "span" }] });
  return values.of(node.id, "span");
}

/** What a reader must know of how this tenant's facts are counted. */
export async function notesOf(tx: Tx, metric: string): Promise<Label[]> {
  if (metric === "overdue-amount" || metric === "overdue-rate")
    return [{ key: "metrics.note.grace", values: { days: (await metricSettings(tx)).graceDays } }];
  if (metric === "collection-rate-simple") return [{ key: "metrics.note.mixes-periods" }];
  if (metric === "sales-per-head") return [{ key: "metrics.note.heads-not-ramped" }];
  if (metric !== "new-customers") return [];
  const row = await tx.row(sql<{ yes: boolean }>`select exists (select from receipts where tenant_id = current_tenant()) as yes`);
  return row!.yes ? [] : [{ key: "metrics.note.new-by-order" }];
}

/** Positions that were in the unit on the first day and are in it on the second. */
export async function positionsOnBoth(tx: Tx, unitId: string, [first, second]: readonly [Day, Day]): Promise<string[]> {
  const within = (day: Day) => sql`
    select v.position_id from position_versions v join org_closure c on c.tenant_id = v.tenant_id and c.descendant_id = v.org_unit_id and c.ancestor_id = ${unitId}::uuid
      and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
    where v.tenant_id = current_tenant() and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)`;
  const rows = await tx.rows(sql<{ id: string }>`
    select position_id as id from (${within(first)} intersect select * from (${within(second)}) n) same`);
  return rows.map((row) => row.id);
}
