import { addDays, type Span } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { elapsed, lastYear, onLastYear, onPrevious, previous } from "#core/calendar/compare.ts";
import type { Fiscal, Period } from "#core/calendar/period.ts";
import type { Explanation, Label, RowsBehind, Value } from "#core/explain/explanation.ts";
import { dictionary, targetMetricCodes, type FactMetricCode } from "#core/kpi/dictionary.ts";
import { measureFacts, type Measure } from "#core/kpi/measures.ts";
import type { Slice } from "#core/kpi/slice.ts";
import { attainment, growth, type Operand } from "#core/kpi/formulas.ts";
import { exactOf, explainFact, formatCount, known, type Known, type KnownFact, type Quantity } from "#core/kpi/quantity.ts";
import { publishedTargets } from "../targets/published.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { metricValues, notesOf } from "./store.ts";
import type { Subject } from "./subject.ts";

export type Asked = { readonly tx: Tx; readonly tenant: Tenant; readonly subject: Pick<Subject, "kind" | "id">; readonly period: Period };
/** A metric of one subject and what it is held against. */
export type Sheet = Record<"value" | "target" | "attainment" | "lastPeriod" | "lastYear" | "mom" | "yoy", Operand>;

export const fiscalOf = (tenant: Tenant): Fiscal => ({ startMonth: tenant.fiscalStartMonth, weekStart: tenant.weekStart });
export const mayHaveTargets = (metric: string): metric is (typeof targetMetricCodes)[number] =>
  targetMetricCodes.some((code) => code === metric);

/** Value, target and both comparisons of one metric: one statement for the facts, one for the targets. */
export async function sheetOf(asked: Asked, metric: Known): Promise<Sheet> {
  const { tx, tenant, subject, period } = asked;
  const spans = spansOf(period, tenant);
  const nodes = { kind: subject.kind, ids: [subject.id] };
  const values = await metricValues(tx, { metric, nodes, spans: Object.entries(spans).map(([key, span]) => ({ ...span, key })) });
  const notes = await notesOf(tx, metric.code);
  const operand = (key: keyof typeof spans) => factOperand(asked, metric, values.of(subject.id, key), spans[key], notes);
  const { code } = metric;
  const target = mayHaveTargets(code)
    ? targetOperand(code, (await publishedTargets(tx, code, nodes, period)).get(subject.id) ?? null, tenant.currency)
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
  metric: FactMetricCode | Known,
  quantity: Quantity,
  span: Span,
  notes: readonly Label[] = [],
): Operand {
  const definition = typeof metric === "string" ? known(metric) : metric;
  if (span.from >= span.to) return nothing(definition, "metrics.note.not-begun");
  if (definition.kind === "formula") return formulaOperand({ tenant, subject }, definition, quantity, span);
  if (isTodayOnly(definition) && span.to <= tenant.today) return nothing(definition, "metrics.note.today-only");
  const query = { path: `/api/metrics/${definition.code}/rows`, from: span.from, to: span.to, [subject.kind]: subject.id };
  const rows: RowsBehind = { source: sourceOf(definition), count: quantity.rows + (quantity.excluded ?? 0), query };
  const days: Label = isAsOfEnd(definition)
    ? { key: "metrics.note.as-of", values: { day: addDays(span.to, -1) } }
    : { key: "metrics.note.days", values: { from: span.from, to: addDays(span.to, -1) } };
  return {
    exact: exactOf(definition, quantity),
    explanation: explainFact(definition, quantity, tenant.currency, rows, [days, ...notes]),
  };
}

/** What is listed as rows: the lower side of a ratio, of which the upper side is a part. */
export function listedPart(metric: KnownFact): { measure: Measure; slice?: Slice | undefined } {
  if (metric.kind === "ratio") return { measure: metric.denominator, slice: metric.slices?.below };
  return { measure: metric.measure, slice: metric.slice };
}
/** Which rows a metric counts. */
export const sourceOf = (metric: KnownFact): RowsBehind["source"] => measureFacts(listedPart(metric).measure).source;
const isAsOfEnd = (metric: KnownFact): boolean => measureFacts(listedPart(metric).measure).dateField === "as-of-end";
const isTodayOnly = (metric: KnownFact): boolean => measureFacts(listedPart(metric).measure).isTodayOnly === true;

/** A formula over a span: its parts are the metrics it reads, each with its own reasons and rows. */
function formulaOperand(asked: Pick<Asked, "tenant" | "subject">, metric: Known, quantity: Quantity, span: Span): Operand {
  const parts = (quantity.operands ?? []).map((one) => factOperand(asked, one.metric, one.quantity, span));
  const isNotThere = parts.find(({ explanation }) => explanation.value.kind === "none" && explanation.value.why === "not-applicable");
  if (isNotThere) return nothing(metric, isNotThere.explanation.notes?.[0]?.key ?? "metrics.note.today-only");
  const explanation = explainFact(metric, quantity, asked.tenant.currency);
  return {
    exact: exactOf(metric, quantity),
    explanation: { ...explanation, combine: "steps", parts: parts.map((part) => part.explanation) },
  };
}

const nothing = ({ code, label }: Known, note: string): Operand => ({
  exact: null,
  explanation: { of: code, label, value: { kind: "none", why: "not-applicable" }, notes: [{ key: note }] },
});

const none: Value = { kind: "none", why: "missing" };
const targetLabel: Label = { key: "metrics.name.target" };
const noTarget: Operand = {
  exact: null,
  explanation: { of: "target", label: targetLabel, value: { kind: "none", why: "not-applicable" } },
};

/** Targets are kept in ten-thousandths, those of counts too; counted metrics are in millionths. */
export function targetOperand(metric: string, amount: Amount | null, currency: string): Operand {
  const isCount = mayHaveTargets(metric) && dictionary[metric].unit === "count";
  const exact = amount === null || !isCount ? amount : amount * 100n;
  const value: Value =
    exact === null
      ? none
      : isCount
        ? { kind: "number", value: formatCount(exact) }
        : { kind: "amount", value: formatAmount(exact), currency };
  return { exact, explanation: { of: "target", label: targetLabel, value } satisfies Explanation };
}
