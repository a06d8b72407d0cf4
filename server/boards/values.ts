import type { Span } from "#core/base/date.ts";
import type { Dimension } from "#core/boards/tile.ts";
import type { Value } from "#core/explain/explanation.ts";
import { shownIn, type Known, type Quantity } from "#core/kpi/quantity.ts";
import type { NamedSpan, Nodes } from "../kpi/compile.ts";
import { metricValues, type MetricValues } from "../kpi/store.ts";
import type { Tx } from "../db/tx.ts";
import { compileCut, type Cuts } from "./compile.ts";
import { sidesOf } from "#core/boards/traits.ts";

/** Said where a metric cannot be narrowed to what the board is narrowed to. */
export const notCut = Symbol("not cut");
export type Parts = ReadonlyMap<string, (key: string) => Quantity>;

/** All numbers of one board: no cell is asked for twice, however many tiles show it. */
export type Values = {
  of(metric: Known, nodes: Nodes, spans: readonly NamedSpan[]): Promise<MetricValues | typeof notCut>;
  /** By a dimension: for each part its quantity by span. */
  by(
    metric: Known,
    node: { kind: Nodes["kind"]; id: string },
    dimension: Dimension,
    spans: readonly NamedSpan[],
  ): Promise<Parts | typeof notCut>;
  statements(): number;
  counted(): void;
};

export function valuesOf(tx: Tx, cuts: Cuts): Values {
  const cells = new Map<string, Quantity>();
  const parts = new Map<string, Parts | typeof notCut>();
  let statements = 0;
  const isNarrowed = Object.keys(cuts).length > 0;
  const cellOf = (metric: Known, kind: Nodes["kind"], id: string, { from, to }: Span) => `${metric.code} ${kind} ${id} ${from} ${to}`;
  return {
    async of(metric, nodes, spans) {
      const missing = spans.filter((span) => nodes.ids.some((id) => !cells.has(cellOf(metric, nodes.kind, id, span))));
      if (missing.length > 0) {
        statements += 1;
        const found = isNarrowed
          ? await narrowed(tx, cuts, metric, nodes, missing)
          : await metricValues(tx, { metric, nodes, spans: missing });
        if (found === notCut) return notCut;
        for (const span of missing) for (const id of nodes.ids) cells.set(cellOf(metric, nodes.kind, id, span), found.of(id, span.key));
      }
      const spanOf = new Map(spans.map((span) => [span.key, span]));
      const empty = nothing(metric.kind === "ratio");
      return {
        of: (id, key) => {
          const span = spanOf.get(key);
          return (span && cells.get(cellOf(metric, nodes.kind, id, span))) ?? empty;
        },
      };
    },
    async by(metric, node, dimension, spans) {
      const question = JSON.stringify([metric.code, node, dimension, spans]);
      if (!parts.has(question)) {
        statements += 1;
        parts.set(question, await cutBy(tx, cuts, metric, node, dimension, spans));
      }
      return parts.get(question)!;
    },
    statements: () => statements,
    counted: () => void (statements += 1),
  };
}

const nothing = (isRatio: boolean): Quantity => (isRatio ? { numerator: 0n, denominator: 0n, rows: 0 } : { numerator: 0n, rows: 0 });
const quantity = (row: { numerator: bigint; denominator: bigint | null; rows: number }): Quantity => ({
  numerator: row.numerator,
  rows: row.rows,
  ...(row.denominator !== null && { denominator: row.denominator }),
});

async function narrowed(
  tx: Tx,
  cuts: Cuts,
  metric: Known,
  nodes: Nodes,
  spans: readonly NamedSpan[],
): Promise<MetricValues | typeof notCut> {
  const sides = sidesOf(metric);
  if (!sides) return notCut;
  const empty = nothing(sides.denominator !== null);
  if (nodes.ids.length === 0 || spans.length === 0) return { of: () => empty };
  const rows = await tx.rows(compileCut({ sides, nodes, spans, cuts, by: null }));
  const found = new Map(rows.map((row) => [`${row.nodeId} ${row.key}`, quantity(row)]));
  return { of: (nodeId, key) => found.get(`${nodeId} ${key}`) ?? empty };
}

/** A part's own dimension is not narrowed: the chosen part stands among the others. */
async function cutBy(
  tx: Tx,
  cuts: Cuts,
  metric: Known,
  node: { kind: Nodes["kind"]; id: string },
  dimension: Dimension,
  spans: readonly NamedSpan[],
): Promise<Parts | typeof notCut> {
  const sides = sidesOf(metric);
  if (!sides) return notCut;
  const { [dimension]: _, ...others } = cuts;
  const rows = await tx.rows(compileCut({ sides, nodes: { kind: node.kind, ids: [node.id] }, spans, cuts: others, by: dimension }));
  const empty = nothing(sides.denominator !== null);
  const parts = new Map<string, Map<string, Quantity>>();
  for (const row of rows) parts.set(row.part, (parts.get(row.part) ?? new Map<string, Quantity>()).set(row.key, quantity(row)));
  return new Map([...parts].map(([part, of]) => [part, (key: string) => of.get(key) ?? empty]));
}

/** A number in the metric's own unit, as it crosses the wire. */
export const shown = (metric: Known, exact: bigint | null, currency: string): Value =>
  exact === null ? { kind: "none", why: "undefined" } : shownIn(metric.unit, exact, currency);
