import { addDays, type Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { elapsed, lastYear, onLastYear, onPrevious, previous } from "#core/calendar/compare.ts";
import type { Fiscal, Period } from "#core/calendar/period.ts";
import type { Explanation, Label, RowsBehind, Value } from "#core/explain/explanation.ts";
import { dictionary, targetMetricCodes, type FactMetricCode } from "#core/kpi/dictionary.ts";
import { attainment, growth, type Operand } from "#core/kpi/formulas.ts";
import { exactOf, explainFact, formatCount, type Quantity } from "#core/kpi/quantity.ts";
import { publishedTargets } from "../targets/published.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { metricValues, notesOf } from "./store.ts";
import type { Subject } from "./subject.ts";

export type Asked = { readonly tx: Tx; readonly tenant: Tenant; readonly subject: Pick<Subject, "kind" | "id">; readonly period: Period };
/** A metric of one subject and what it is held against. */
export type Sheet = Record<"value" | "target" | "attainment" | "lastPeriod" | "lastYear" | "mom" | "yoy", Operand>;

export const fiscalOf = (tenant: Tenant): Fiscal => ({ startMonth: tenant.fiscalStartMonth, weekStart: tenant.weekStart });
export const mayHaveTargets = (metric: FactMetricCode): boolean => targetMetricCodes.some((code) => code === metric);

/** Value, target and both comparisons of one metric: one statement for the facts, one for the targets. */
export async function sheetOf(asked: Asked, metric: FactMetricCode): Promise<Sheet> {
  const { tx, tenant, subject, period } = asked;
  const spans = spansOf(period, tenant);
  const nodes = { kind: subject.kind, ids: [subject.id] };
  const values = await metricValues(tx, { metric, nodes, spans: Object.entries(spans).map(([key, span]) => ({ ...span, key })) });
  const notes = await notesOf(tx, metric);
  const operand = (key: keyof typeof spans) => factOperand(asked, metric, values.of(subject.id, key), spans[key], notes);
  const target = mayHaveTargets(metric)
    ? targetOperand(metric, (await publishedTargets(tx, metric, nodes, period)).get(subject.id) ?? null, tenant.currency)
    : noTarget;
  const value = operand("now");
  return {
    value,
    target,
    attainment: attainment(value, target),
    lastPeriod: operand("lastPeriod"),
    lastYear: operand("lastYear"),
    mom: growth("mom", operand("nowOfMom"), operand("lastPeriod")),
    yoy: growth("yoy", operand("nowOfYoy"), operand("lastYear")),
  };
}

/** A period that has not begun stands beside the earlier ones as they are: there is nothing yet to cut them to. */
function spansOf(period: Period, tenant: Tenant): Record<"now" | "nowOfMom" | "lastPeriod" | "nowOfYoy" | "lastYear", Span> {
  const [fiscal, { today }] = [fiscalOf(tenant), tenant];
  const now = elapsed(period, today);
  if (now.from >= now.to)
    return { now, nowOfMom: now, nowOfYoy: now, lastPeriod: elapsed(previous(period, fiscal), today), lastYear: lastYear(period, fiscal) };
  const [mom, yoy] = [onPrevious(period, today, fiscal), onLastYear(period, today, fiscal)];
  return { now, nowOfMom: mom.now, lastPeriod: mom.before, nowOfYoy: yoy.now, lastYear: yoy.before };
}

/** A fact metric over a span, saying which days it covers and where its rows are. A span that has not begun has no value. */
export function factOperand(
  { tenant, subject }: Pick<Asked, "tenant" | "subject">,
  metric: FactMetricCode,
  quantity: Quantity,
  span: Span,
  notes: readonly Label[] = [],
): Operand {
  if (span.from >= span.to) return notBegun(metric);
  const query = { path: `/api/metrics/${metric}/rows`, from: span.from, to: span.to, [subject.kind]: subject.id };
  const rows: RowsBehind = { source: sources[metric], count: quantity.rows, query };
  const days: Label = { key: "metrics.note.days", values: { from: span.from, to: addDays(span.to, -1) } };
  return { exact: exactOf(metric, quantity), explanation: explainFact(metric, quantity, tenant.currency, rows, [days, ...notes]) };
}

const notBegun = (metric: FactMetricCode): Operand => ({
  exact: null,
  explanation: {
    of: metric,
    label: { key: `metrics.name.${metric}` },
    value: { kind: "none", why: "not-applicable" },
    notes: [{ key: "metrics.note.not-begun" }],
  },
});

/** Which rows a metric counts. */
export const sources = {
  "signed-amount": "orders",
  "delivered-amount": "orders",
  "deal-count": "orders",
  "aov-order": "orders",
  "aov-customer": "orders",
  "collected-amount": "receipts",
  "new-customers": "customers",
  "collection-rate-plan": "collection-plan",
} as const satisfies Record<FactMetricCode, RowsBehind["source"]>;

const none: Value = { kind: "none", why: "missing" };
const targetLabel: Label = { key: "metrics.name.target" };
const noTarget: Operand = {
  exact: null,
  explanation: { of: "target", label: targetLabel, value: { kind: "none", why: "not-applicable" } },
};

/** Targets are kept in ten-thousandths, those of counts too; counted metrics are in millionths. */
export function targetOperand(metric: FactMetricCode, amount: Amount | null, currency: string): Operand {
  const isCount = dictionary[metric].unit === "count";
  const exact = amount === null || !isCount ? amount : amount * 100n;
  const value: Value =
    exact === null
      ? none
      : isCount
        ? { kind: "number", value: formatCount(exact) }
        : { kind: "amount", value: formatAmount(exact), currency };
  return { exact, explanation: { of: "target", label: targetLabel, value } satisfies Explanation };
}
