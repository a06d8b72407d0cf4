import { addDays, daysBetween, type Day, type Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
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
import { exactOf, explainFact, type Quantity } from "#core/kpi/quantity.ts";
import type { FactMetricCode } from "#core/kpi/dictionary.ts";
import type { Explanation, RowsBehind } from "#core/explain/explanation.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { metricValues, type MetricValues } from "../kpi/store.ts";
import { publishedTargets } from "../appraisal/targets.ts";
import { holidaysIn } from "./store.ts";

/** A period seen from today: how far time is, and against what it is compared. */
export type Frame = {
  readonly period: Period;
  readonly done: Span;
  readonly time: Derived;
  readonly daysLeft: number;
  readonly currency: string;
  readonly past: readonly { whole: Span; byNow: Span }[];
};
export type Node = { readonly kind: "unit" | "position"; readonly id: string };
export type Progress = Record<"target" | "actual" | "attainment" | "gap" | "needed", Operand>;

export const fiscalOf = (tenant: Tenant): Fiscal => ({ startMonth: tenant.fiscalStartMonth, weekStart: tenant.weekStart });

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
    currency: tenant.currency,
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
  const { id } = node;
  const target = targetOperand(amount, frame.currency);
  const actual = factOperand(metric, values.of(id, "now"), frame, node);
  const reached = attainment(actual, target);
  const past = frame.past.map((_, i): PastYear => ({
    byNow: values.of(id, `by-now-${i}`).numerator,
    whole: values.of(id, `whole-${i}`).numerator,
  }));
  const gap = paceGap(reached, expectedProgress(frame.time, past));
  return { target, actual, attainment: reached, gap, needed: runRateNeeded(target, actual, frame.daysLeft, frame.currency) };
}

/** A fact metric of a node as an operand, with the address of the rows behind it. */
export function factOperand(metric: FactMetricCode, quantity: Quantity, { period, currency }: Frame, node: Node): Operand {
  const query = { path: `/api/metrics/${metric}/rows`, period: period.key, [node.kind]: node.id };
  const rows: RowsBehind = { source: sources[metric], count: quantity.rows, query };
  return { exact: exactOf(metric, quantity), explanation: explainFact(metric, quantity, currency, rows) };
}

const sources: Record<FactMetricCode, RowsBehind["source"]> = {
  "signed-amount": "orders",
  "delivered-amount": "orders",
  "deal-count": "orders",
  "aov-order": "orders",
  "aov-customer": "orders",
  "collected-amount": "receipts",
  "new-customers": "customers",
  "collection-rate-plan": "collection-plan",
};

function targetOperand(amount: Amount | null, currency: string): Operand {
  const value: Explanation["value"] =
    amount === null ? { kind: "none", why: "missing" } : { kind: "amount", value: formatAmount(amount), currency };
  return { exact: amount, explanation: { of: "target", label: { key: "metrics.name.target" }, value } };
}
