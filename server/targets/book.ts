import { addDays, type Day } from "#core/base/date.ts";
import { periodOf, periodsIn, type Fiscal, type Period } from "#core/calendar/period.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import { reconcile, type Reconciliation } from "#core/targets/reconcile.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { metricValues } from "../kpi/store.ts";
import { cellsOf, overOf, type SetRow } from "./store.ts";
import { treeOn, type TreeNode } from "./tree.ts";

export type TargetMetric = "signed-amount" | "delivered-amount" | "collected-amount" | "deal-count" | "new-customers";

/** Twelve months of one node; null where nothing is set. */
export type Months = readonly (bigint | null)[];
export type Entry = { readonly months: Months; readonly version: number };

/** A set of targets laid over the organisation: everything a page or a command of targets asks. */
export type Book = {
  readonly metric: TargetMetric;
  readonly year: Period;
  readonly months: readonly Period[];
  readonly asOf: Day;
  readonly nodes: readonly TreeNode[];
  readonly over: ReadonlyMap<string, bigint>;
  entry(nodeId: string): Entry;
};

export const fiscalOf = (tenant: Tenant): Fiscal => ({ startMonth: tenant.fiscalStartMonth, weekStart: tenant.weekStart });

/** The tree is that of today, or of the year's nearest day. */
export async function bookOf(tx: Tx, tenant: Tenant, metric: TargetMetric, fiscalYear: number, set: SetRow | null): Promise<Book> {
  const year = periodOf(String(fiscalYear), fiscalOf(tenant))!;
  const months = periodsIn(year, "month", fiscalOf(tenant));
  const asOf = tenant.today < year.from ? year.from : tenant.today >= year.to ? addDays(year.to, -1) : tenant.today;
  const cells = Map.groupBy(set ? await cellsOf(tx, set.id) : [], (cell) => cell.nodeId);
  const index = new Map(months.map((month, i) => [month.key, i]));
  return {
    metric,
    year,
    months,
    asOf,
    nodes: await treeOn(tx, asOf),
    over: set ? await overOf(tx, set.id) : new Map(),
    entry(nodeId) {
      const row: (bigint | null)[] = months.map(() => null);
      const mine = cells.get(nodeId) ?? [];
      for (const cell of mine) if (index.has(cell.period)) row[index.get(cell.period)!] = cell.amount;
      return { months: row, version: mine.reduce((sum, cell) => sum + cell.version, 0) };
    },
  };
}

/** A year is the sum of its months; a node without any month has none. */
export function yearOf(months: Months): bigint | null {
  return months.every((month) => month === null) ? null : months.reduce<bigint>((sum, month) => sum + (month ?? 0n), 0n);
}

/** The gap of a node with children; null where it has no target or no child has one. */
export function gapOf(book: Book, node: TreeNode): Reconciliation | null {
  const own = yearOf(book.entry(node.id).months);
  const children = book.nodes.filter((child) => child.parentId === node.id).map((child) => yearOf(book.entry(child.id).months));
  const given = children.filter((amount) => amount !== null);
  return own === null || given.length === 0 ? null : reconcile(own, given, book.over.get(node.id) ?? 0n);
}

/** Targets and metrics count differently: a target of 5 is 50 000 ten-thousandths, five facts are 5 000 000 millionths. */
export const inTargetUnits = (metric: TargetMetric, numerator: bigint): bigint =>
  dictionary[metric].unit === "count" ? numerator / 100n : numerator;

/** How a metric of a target reads. */
export const unitOf = (metric: TargetMetric): "amount" | "count" => (dictionary[metric].unit === "count" ? "count" : "amount");

/** What was reached from the year's start to the end of `until`, by node. */
export async function actualsOf(tx: Tx, book: Book, nodes: readonly TreeNode[], until: Day): Promise<Map<string, bigint>> {
  const span = { key: "ytd", from: book.year.from, to: until < book.year.to ? addDays(until, 1) : book.year.to };
  const found = new Map<string, bigint>();
  if (span.from >= span.to) return found;
  for (const kind of ["unit", "position"] as const) {
    const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
    const values = await metricValues(tx, { metric: book.metric, nodes: { kind, ids }, spans: [span] });
    for (const id of ids) found.set(id, inTargetUnits(book.metric, values.of(id, "ytd").numerator));
  }
  return found;
}

/** What was seen is what is published: counts up with every change of a cell. */
export const stampOf = (book: Book): number => book.nodes.reduce((sum, node) => sum + book.entry(node.id).version, 0);
