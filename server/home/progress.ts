import { addDays, daysBetween, type Day, type Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import { elapsed, lastYear } from "#core/calendar/compare.ts";
import { periodAt, periodOf, type Fiscal, type Grain, type Period } from "#core/calendar/period.ts";
import { workingDays, type Holidays } from "#core/calendar/working-days.ts";
import {
  attainment,
  expectedProgress,
  paceGap,
  runRateNeeded,
  timeProgress,
  type Derived,
  type Operand,
  type PastYear,
} from "#core/kpi/formulas.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import type { FactMetricCode } from "#core/kpi/dictionary.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { factOperand, fiscalOf, targetOperand } from "../kpi/sheet.ts";
import { metricValue, metricValues, type MetricValues } from "../kpi/store.ts";
import { publishedTargets } from "../targets/published.ts";
import { holidaysIn } from "../calendar/store.ts";

/** A period seen from today: how far time is, and against what it is compared. */
export type Frame = {
  readonly period: Period;
  readonly done: Span;
  readonly time: Derived;
  readonly daysLeft: number;
  readonly tenant: Tenant;
  readonly past: readonly { whole: Span; byNow: Span }[];
};
export type Node = { readonly kind: "unit" | "position"; readonly id: string };
export type Progress = Record<"target" | "actual" | "attainment" | "gap" | "needed", Operand>;

/** The period of a key; the present one of a grain when there is no such key. */
export function periodAsked(tenant: Tenant, key: string | undefined, grain: Grain): Period {
  const fiscal = fiscalOf(tenant);
  return (key ? periodOf(key, fiscal) : null) ?? periodAt(tenant.today, grain, fiscal);
}

export async function frameOf(tx: Tx, tenant: Tenant, period: Period): Promise<Frame> {
  const done = elapsed(period, tenant.today);
  const holidays = await holidaysIn(tx, period);
  const [passed, all] = [workingDays(done, holidays), workingDays(period, holidays)];
  return {
    period,
    done,
    time: timeProgress(passed.count, all.count, all.unknownYears),
    daysLeft: left(done, period, tenant.today, holidays),
    tenant,
    past: pastOf(period, done, fiscalOf(tenant)),
  };
}

/** Working days from tomorrow on: today's work is done or counted already. */
function left(done: Span, period: Period, today: Day, holidays: Holidays): number {
  return today < period.from ? workingDays(period, holidays).count : workingDays({ from: done.to, to: period.to }, holidays).count;
}

/** The same period of the two years before: whole, and up to as many days as have passed now. */
function pastOf(period: Period, done: Span, fiscal: Fiscal): Frame["past"] {
  const one = lastYear(period, fiscal);
  return [one, lastYear(one, fiscal)].map((whole) => {
    const to = addDays(whole.from, daysBetween(done.from, done.to));
    return { whole, byNow: { from: whole.from, to: to < whole.to ? to : whole.to } };
  });
}

/** Target, actual, attainment, pace gap and the daily rate needed, for many nodes in two statements. */
export async function progressOf(tx: Tx, frame: Frame, metric: FactMetricCode, nodes: readonly Node[]): Promise<Map<string, Progress>> {
  const found = new Map<string, Progress>();
  for (const kind of ["unit", "position"] as const) {
    const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
    const targets = await publishedTargets(tx, metric, { kind, ids }, frame.period);
    const values = await metricValues(tx, { metric, nodes: { kind, ids }, spans: spansOf(frame) });
    for (const id of ids) found.set(id, progress(frame, metric, targets.get(id) ?? null, values, { kind, id }));
  }
  return found;
}

function spansOf({ done, past }: Frame) {
  return [
    { ...done, key: "now" },
    ...past.flatMap(({ whole, byNow }, i) => [
      { ...whole, key: `whole-${i}` },
      { ...byNow, key: `by-now-${i}` },
    ]),
  ];
}

function progress(frame: Frame, metric: FactMetricCode, amount: Amount | null, values: MetricValues, node: Node): Progress {
  const { tenant, done } = frame;
  const target = targetOperand(metric, amount, tenant.currency);
  const actual = factOperand({ tenant, subject: node }, metric, values.of(node.id, "now"), done);
  const reached = attainment(actual, target);
  const past = frame.past.map((_, i): PastYear => ({
    byNow: values.of(node.id, `by-now-${i}`).numerator,
    whole: values.of(node.id, `whole-${i}`).numerator,
  }));
  const gap = paceGap(reached, expectedProgress(frame.time, past));
  return { target, actual, attainment: reached, gap, needed: runRateNeeded(target, actual, frame.daysLeft, tenant.currency) };
}

/** One more fact of a node in the frame, with its reasons and rows. */
export async function factIn(tx: Tx, { tenant, done }: Frame, metric: FactMetricCode, node: Node): Promise<Explanation> {
  return factOperand({ tenant, subject: node }, metric, await metricValue(tx, metric, node, done), done).explanation;
}
