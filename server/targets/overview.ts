import type { Contract } from "#api/index.ts";
import type { Span } from "#core/base/date.ts";
import { divide, formatAmount, PPM } from "#core/base/money.ts";
import { elapsed } from "#core/calendar/compare.ts";
import { periodAt, periodOf, periodsIn, type Period } from "#core/calendar/period.ts";
import { targetMetricCodes } from "#core/kpi/dictionary.ts";
import { shareOf } from "#core/targets/pace.ts";
import type { Tenant } from "../auth/principal.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { metricValues } from "../kpi/store.ts";
import { fiscalOf, inTargetUnits, unitOf, type TargetMetric } from "./book.ts";
import { nodeOf } from "./pace.ts";
import { publishedTargets } from "./published.ts";
import { publishedYears } from "./store.ts";
import { inScope, treeOn, type TreeNode } from "./tree.ts";

type Route = Contract["GET /api/target-overview"];
type Known = { readonly targets: Map<string, bigint>; readonly actuals: Map<string, bigint> };

/** GET /api/target-overview */
export async function overviewPage(ctx: Context<Route>): Promise<Reply<Route>> {
  const { tx, tenant, query } = ctx;
  const fiscal = fiscalOf(tenant);
  const period = query.period ? periodOf(query.period, fiscal) : periodAt(ctx.today, "quarter", fiscal);
  if (!period) return refuse("not-a-period", { period: query.period ?? "" });
  const asked = new Set(query.metrics.split(","));
  const metrics = targetMetricCodes.filter((code) => asked.has(code));
  const nodes = (await treeOn(tx, ctx.today)).filter((node) => inScope(node, ctx.scope));
  const columns: Known[] = [];
  for (const metric of metrics)
    columns.push({
      targets: await targetsOf(ctx, metric, period, nodes),
      actuals: await actualsIn(tx, metric, elapsed(period, ctx.today), nodes),
    });
  return {
    period: period.key,
    metrics: metrics.map((code) => ({ code, unit: unitOf(code) })),
    nodes: nodes.map((node) => ({ ...nodeOf(node, ctx.user.positionIds), cells: columns.map((column) => cellOf(column, node.id)) })),
    horizons: nodes[0] ? await horizonsOf(ctx, metrics, period, nodes[0]) : [],
  };
}

function cellOf({ targets, actuals }: Known, id: string) {
  const [target, actual] = [targets.get(id) ?? null, actuals.get(id) ?? null];
  const attainment = target !== null && target > 0n && actual !== null ? String(divide(actual * PPM, target, "half-even")) : null;
  return { target: text(target), actual: text(actual), attainment };
}

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));
type In = { readonly tx: Tx; readonly tenant: Tenant };

/** Published targets of a period; a week or a day carries its working days' share of the months it touches. */
async function targetsOf(
  { tx, tenant }: In,
  metric: TargetMetric,
  period: Period,
  nodes: readonly TreeNode[],
): Promise<Map<string, bigint>> {
  const read = async (span: Span) => {
    const found = new Map<string, bigint>();
    for (const kind of ["unit", "position"] as const) {
      const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
      for (const [id, amount] of await publishedTargets(tx, metric, { kind, ids }, span)) found.set(id, amount);
    }
    return found;
  };
  if (period.grain !== "week" && period.grain !== "day") return read(period);
  const months = periodsIn({ from: periodAt(period.from, "month", fiscalOf(tenant)).from, to: period.to }, "month", fiscalOf(tenant));
  const holidays = await holidaysIn(tx, { from: months[0]!.from, to: months.at(-1)!.to });
  const amounts: Map<string, bigint>[] = [];
  for (const month of months) amounts.push(await read(month));
  const shares = nodes.map(({ id }) => [id, shareOf(period, months.map((month, i) => ({ ...month, amount: amounts[i]!.get(id) ?? null })), holidays)] as const); // prettier-ignore
  return new Map(shares.flatMap(([id, share]) => (share === null ? [] : [[id, share] as const])));
}

async function actualsIn(tx: Tx, metric: TargetMetric, span: Span, nodes: readonly TreeNode[]): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>();
  if (span.from >= span.to) return found;
  for (const kind of ["unit", "position"] as const) {
    const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
    const values = await metricValues(tx, { metric, nodes: { kind, ids }, spans: [{ ...span, key: "now" }] });
    for (const id of ids) found.set(id, inTargetUnits(metric, values.of(id, "now").numerator));
  }
  return found;
}

/** Week → month → quarter → year → all published years: how the short targets hang in the long ones. */
async function horizonsOf(ctx: Context<Route>, metrics: readonly TargetMetric[], period: Period, node: TreeNode) {
  const fiscal = fiscalOf(ctx.tenant);
  const at = ctx.today >= period.from && ctx.today < period.to ? ctx.today : period.from;
  const line = (["week", "month", "quarter", "year"] as const).map((grain) => periodAt(at, grain, fiscal));
  const horizons = [];
  for (const one of line) horizons.push({ key: one.key, cells: await amountsOf(ctx, metrics, [one], node) });
  const years = (await publishedYears(ctx.tx)).map((year) => periodOf(String(year), fiscal)!);
  if (years.length > 1) horizons.push({ key: `${years[0]!.key}–${years.at(-1)!.key}`, cells: await amountsOf(ctx, metrics, years, node) });
  return horizons;
}

async function amountsOf(
  ctx: In,
  metrics: readonly TargetMetric[],
  periods: readonly Period[],
  node: TreeNode,
): Promise<(string | null)[]> {
  const cells: (string | null)[] = [];
  for (const metric of metrics) {
    const found: bigint[] = [];
    for (const period of periods) found.push(...(await targetsOf(ctx, metric, period, [node])).values());
    cells.push(found.length === 0 ? null : formatAmount(found.reduce((a, b) => a + b, 0n)));
  }
  return cells;
}
