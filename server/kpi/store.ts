import { sql } from "kysely";
import type { Span } from "#core/base/date.ts";
import { dictionary, type FactMetricCode } from "#core/kpi/dictionary.ts";
import type { Quantity } from "#core/kpi/quantity.ts";
import type { Label } from "#core/explain/explanation.ts";
import type { Tx } from "../db/tx.ts";
import { compile, type NamedSpan, type Nodes, type Question } from "./compile.ts";

/** Values by node and span: `values.of(nodeId, key)`. Where nothing was booked a sum is 0 and a ratio has no sides. */
export type MetricValues = { of(nodeId: string, key: string): Quantity };

/** One metric for many nodes and spans in one statement. Also for appraisal and the workbench. */
export async function metricValues(tx: Tx, question: Question): Promise<MetricValues> {
  const isRatio = dictionary[question.metric].kind === "ratio";
  const empty: Quantity = isRatio ? { numerator: 0n, denominator: 0n, rows: 0 } : { numerator: 0n, rows: 0 };
  if (question.nodes.ids.length === 0 || question.spans.length === 0) return { of: () => empty };
  const { spans, nameOf } = distinct(question.spans);
  const rows = await tx.rows(compile({ ...question, spans }));
  const found = new Map(
    rows.map(({ nodeId, key, numerator, denominator, rows: count }) => [
      `${nodeId} ${key}`,
      { numerator, rows: count, ...(denominator !== null && { denominator }) },
    ]),
  );
  return { of: (nodeId, key) => found.get(`${nodeId} ${nameOf.get(key)}`) ?? empty };
}

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
  metric: FactMetricCode,
  node: { kind: Nodes["kind"]; id: string },
  span: Span,
): Promise<Quantity> {
  const values = await metricValues(tx, { metric, nodes: { kind: node.kind, ids: [node.id] }, spans: [{ ...span, key: "span" }] });
  return values.of(node.id, "span");
}

/** What a reader must know of how this tenant's facts are counted. */
export async function notesOf(tx: Tx, metric: FactMetricCode): Promise<Label[]> {
  if (metric !== "new-customers") return [];
  const row = await tx.row(sql<{ yes: boolean }>`select exists (select from receipts where tenant_id = current_tenant()) as yes`);
  return row!.yes ? [] : [{ key: "metrics.note.new-by-order" }];
}
