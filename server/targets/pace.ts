import type { Contract } from "#api/index.ts";
import { addDays, type Day } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { periodAt, periodOf, periodsIn, type Period } from "#core/calendar/period.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import { behindSince, landing, PACE_BAND, paceState, type PaceState } from "#core/targets/pace.ts";
import type { Tenant } from "../auth/principal.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import { frameOf, progressOf, type Node, type Progress } from "../home/progress.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { fiscalOf, inTargetUnits, unitOf, type TargetMetric } from "./book.ts";
import { inScope, treeOn } from "./tree.ts";

export type Pace = Progress & {
  /** Progress one should expect now, in ppm; null without a target or before the period begins. */
  readonly expected: bigint | null;
  /** Where the period ends at this pace, in ten-thousandths. */
  readonly landing: bigint | null;
  readonly state: PaceState | null;
  /** End of the first week of the unbroken run behind; null when not behind. */
  readonly since: Day | null;
};
export type PaceAsked = {
  readonly tenant: Tenant;
  readonly metric: TargetMetric;
  readonly period: Period;
  readonly nodes: readonly Node[];
};

/**
 * Pace of many nodes in a period: for pages, digests and alerts alike. Two statements for all of them, and two for each
 * week that has passed for those that are behind.
 */
export async function paceOf(tx: Tx, { tenant, metric, period, nodes }: PaceAsked): Promise<Map<string, Pace>> {
  const now = await progressOf(tx, await frameOf(tx, tenant, period), metric, nodes);
  const late = nodes.filter(({ id }) => (now.get(id)!.gap.exact ?? 0n) < -PACE_BAND);
  const since = await sinceOf(tx, { tenant, metric, period, nodes: late });
  return new Map(
    [...now].map(([id, progress]) => {
      const [reached, gap] = [progress.attainment.exact, progress.gap.exact];
      const expected = reached === null || gap === null ? null : reached - gap;
      const lands = landing(progress.actual.exact === null ? null : inTargetUnits(metric, progress.actual.exact), expected);
      return [id, { ...progress, expected, landing: lands, state: paceState(gap), since: since.get(id) ?? null }];
    }),
  );
}

/** The state at the end of each week (of each month, in a year) seen again with the calendar and the years before. */
async function sinceOf(tx: Tx, { tenant, metric, period, nodes }: PaceAsked): Promise<Map<string, Day | null>> {
  if (nodes.length === 0) return new Map();
  const grain = period.grain === "year" || period.grain === "half" ? "month" : "week";
  const ends = periodsIn(period, grain, fiscalOf(tenant)).map((one) => addDays(one.to, -1));
  const days = [...ends.filter((day) => day < tenant.today), tenant.today];
  const marks = new Map(nodes.map(({ id }) => [id, [] as { day: Day; gap: bigint | null }[]]));
  for (const day of days) {
    const then = await progressOf(tx, await frameOf(tx, { ...tenant, today: day }, period), metric, nodes);
    for (const { id } of nodes) marks.get(id)!.push({ day, gap: then.get(id)!.gap.exact });
  }
  return new Map([...marks].map(([id, all]) => [id, behindSince(all)]));
}

type Route = Contract["GET /api/target-pace"];

/** GET /api/target-pace: the nodes of the reader's own scope, whoever is furthest behind first. */
export async function pacePage(ctx: Context<Route>): Promise<Reply<Route>> {
  const { tx, tenant, scope, query, user } = ctx;
  const fiscal = fiscalOf(tenant);
  const period = query.period ? periodOf(query.period, fiscal) : periodAt(ctx.today, "quarter", fiscal);
  if (!period) return refuse("not-a-period", { period: query.period ?? "" });
  const nodes = (await treeOn(tx, ctx.today)).filter((node) => inScope(node, scope));
  const found = await paceOf(tx, { tenant, metric: query.metric, period, nodes });
  const frame = await frameOf(tx, tenant, period);
  const { count, unknownYears } = workingDays(frame.done, await holidaysIn(tx, period));
  const rows = nodes.map((node) => {
    const pace = found.get(node.id)!;
    const target = pace.target.exact === null ? null : inTargetUnits(query.metric, pace.target.exact);
    const actual = pace.actual.exact === null ? null : inTargetUnits(query.metric, pace.actual.exact);
    return {
      ...nodeOf(node, user.positionIds), target: text(target), actual: text(actual), attainment: pace.attainment.explanation, gap: pace.gap.explanation,
      needed: pace.needed.explanation, expected: pace.expected === null ? null : String(pace.expected), landing: text(pace.landing), state: pace.state, since: pace.since,
    };
  }); // prettier-ignore
  return {
    metric: query.metric,
    unit: unitOf(query.metric),
    period: period.key,
    days: { done: count, left: frame.daysLeft, unknownYears: [...unknownYears] },
    time: frame.time.explanation,
    rows,
  };
}

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));

type Named = {
  readonly id: string;
  readonly kind: "unit" | "position";
  readonly name: string;
  readonly detail: string;
  readonly depth: number;
};
export const nodeOf = ({ id, kind, name, detail, depth }: Named, mine: readonly string[]) => ({
  id,
  kind,
  name: name || detail,
  detail: kind === "position" ? detail : "",
  depth,
  mine: mine.includes(id),
});
