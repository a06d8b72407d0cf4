import { addDays, addMonths } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { periodAt, type Period } from "#core/calendar/period.ts";
import type { Explanation, Value } from "#core/explain/explanation.ts";
import { accuracy, calibration, inForce, leadDay, type Accuracy, type Lead, type Pair } from "#core/pipeline/accuracy.ts";
import type { Contract } from "#api/index.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { metricValues } from "../kpi/store.ts";
import type { Caller } from "../kpi/subject.ts";
import type { TreeNode } from "../targets/tree.ts";
import { groundOf, subjectFrom, type Ground } from "./ground.ts";
import { givenProbabilities, holdersOf, submissionsOf } from "./store.ts";

type Route = Contract["GET /api/forecast/accuracy"];
const MONTHS = 12;
/** Probabilities are judged by what was given this long before the close. */
export const CALIBRATION_LEAD = 14;

/** GET /api/forecast/accuracy: the caller's own line first, then the places in the order of the organisation. */
export async function accuracyPage(ctx: Context<Route>): Promise<Reply<Route>> {
  const ground = await groundOf(ctx, ctx.query);
  if (!ground) return refuse("not-found");
  const { lead } = ctx.query;
  const months = closedMonths(ctx);
  const judged = await judgedPlaces(ctx, ground, months, lead);
  const mine = new Set([...ctx.user.positionIds, ...ctx.user.grants.filter(({ role }) => role !== "rep").map(({ unitId }) => unitId)]);
  const rows = judged
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ node, pairs, series }) => ({
      ...subjectFrom(node),
      isOwn: mine.has(node.id),
      ...judgement(accuracy(pairs), ctx.tenant.currency),
      months: series,
    }))
    .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
  const given = await givenProbabilities(
    ctx.tx,
    ground.owners,
    { from: months[0]!.from, to: addDays(ctx.tenant.today, 1) },
    CALIBRATION_LEAD,
  );
  const { bins, brier } = calibration(given);
  return {
    subject: subjectFrom(ground.node),
    lead,
    months: months.map(({ key, from, to }) => ({ key, from, to })),
    rows,
    calibration: { lead: CALIBRATION_LEAD, count: given.length, brier, bins: [...bins] },
  };
}

/** The last twelve months that are over. */
export function closedMonths({ tenant }: Pick<Caller, "tenant">): Period[] {
  const fiscal = fiscalOf(tenant);
  const present = periodAt(tenant.today, "month", fiscal).from;
  return Array.from({ length: MONTHS }, (_, i) => periodAt(addMonths(present, i - MONTHS), "month", fiscal));
}

type Judged = {
  readonly node: TreeNode;
  readonly pairs: readonly Pair[];
  readonly series: { key: string; forecast: string | null; actual: string }[];
};

/** Submissions in force at the lead time beside what was signed. A seat is judged by its present holder's words only. */
export async function judgedPlaces(
  { tx, tenant }: Pick<Caller, "tx" | "tenant">,
  { node, under }: Ground,
  months: readonly Period[],
  lead: Lead,
): Promise<Judged[]> {
  const nodes = [node, ...under];
  const ids = (kind: TreeNode["kind"]) => nodes.filter((one) => one.kind === kind).map(({ id }) => id);
  const said = Map.groupBy(
    await submissionsOf(
      tx,
      months.map(({ key }) => key),
      nodes.map(({ id }) => id),
    ),
    ({ nodeId, period }) => `${nodeId} ${period}`,
  );
  const holders = await holdersOf(tx, ids("position"), tenant.today);
  const spans = months.map(({ key, from, to }) => ({ key, from, to }));
  const signed = async (kind: TreeNode["kind"]) => metricValues(tx, { metric: "signed-amount", nodes: { kind, ids: ids(kind) }, spans });
  const actuals = { unit: await signed("unit"), position: await signed("position") };
  return nodes.map((one) => {
    const values = actuals[one.kind];
    const series = months.map((month) => {
      const calls = (said.get(`${one.id} ${month.key}`) ?? []).filter(
        ({ personId }) => one.kind === "unit" || personId === holders.get(one.id),
      );
      const call = inForce(calls, leadDay(month, lead));
      return { key: month.key, forecast: call?.commit ?? null, actual: values.of(one.id, month.key).numerator };
    });
    const pairs = series.flatMap(({ forecast, actual }) => (forecast === null ? [] : [{ forecast, actual }]));
    const shown = series.map(({ key, forecast, actual }) => ({
      key,
      forecast: forecast === null ? null : formatAmount(forecast),
      actual: formatAmount(actual),
    }));
    return { node: one, pairs, series: shown };
  });
}

const rate = (ppm: bigint | null): Value => (ppm === null ? { kind: "none", why: "undefined" } : { kind: "rate", ppm: String(ppm) });

/** WAPE and bias with both sides of each quotient and the number of months. */
export function judgement(found: Accuracy, currency: string): { wape: Explanation; bias: Explanation } {
  const money = (of: string, amount: bigint): Explanation => ({
    of,
    label: { key: `forecast.part.${of}` },
    value: { kind: "amount", value: formatAmount(amount), currency },
  });
  const sample = { count: found.count, min: 6 };
  const quotient = (of: "wape" | "forecast-bias", value: Value, upper: Explanation): Explanation => ({
    of,
    label: { key: `metrics.name.${of}` },
    value,
    rule: { key: `metrics.formula.${of}` },
    version: `${of}/1`,
    combine: "quotient",
    parts: [upper, money("actual", found.actual)],
    sample,
  });
  return {
    wape: quotient("wape", rate(found.wape), money("absolute-error", found.absolute)),
    bias: quotient("forecast-bias", rate(found.bias), money("error", found.error)),
  };
}
