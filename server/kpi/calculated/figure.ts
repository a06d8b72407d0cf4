import { addDays, type Span } from "#core/base/date.ts";
import { elapsed } from "#core/calendar/compare.ts";
import type { Unit } from "#core/kpi/definition.ts";
import type { Explanation, Label, Value } from "#core/explain/explanation.ts";
import { dictionary, type CalculatedMetricCode } from "#core/kpi/dictionary.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import type { Asked } from "../sheet.ts";

/** A calculated metric as an explanation: its words and version from the dictionary, everything else given. */
export function figure(code: CalculatedMetricCode, value: Value, more: Partial<Explanation> = {}): Explanation {
  return {
    of: code,
    label: { key: `metrics.name.${code}` },
    value,
    rule: { key: `metrics.formula.${code}` },
    version: `${code}/${dictionary[code].version}`,
    ...more,
  };
}

export const part = (of: string, label: Label, value: Value, notes: readonly Label[] = []): Explanation => ({
  of,
  label,
  value,
  ...(notes.length > 0 && { notes }),
});

/** An exact number in its unit, or why there is none. */
export const shown = (exact: bigint | null, unit: Unit, currency: string, why: "missing" | "undefined" = "undefined"): Value =>
  exact === null ? { kind: "none", why } : shownIn(unit, exact, currency);

/** The days of the period that have been, with the question of one subject over them. */
export function within({ tenant, subject, period }: Asked) {
  const span: Span = elapsed(period, tenant.today);
  return {
    span,
    hasBegun: span.from < span.to,
    asking: { nodes: { kind: subject.kind, ids: [subject.id] }, spans: [{ ...span, key: "now" }] },
    asOf: addDays(span.to, -1),
  };
}

export const notBegun = (code: CalculatedMetricCode): Explanation =>
  figure(code, { kind: "none", why: "not-applicable" }, { notes: [{ key: "metrics.note.not-begun" }] });
