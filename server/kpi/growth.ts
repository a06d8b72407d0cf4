import { sql } from "kysely";
import type { Span } from "#core/base/date.ts";
import { lastYear, onLastYear, onPrevious, onSameWorkingDays, previous, type Windows } from "#core/calendar/compare.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { growth } from "#core/kpi/formulas.ts";
import { measureFacts } from "#core/kpi/measures.ts";
import { added, type Known, type Quantity } from "#core/kpi/quantity.ts";
import { holidaysIn } from "../calendar/store.ts";
import { factOperand, fiscalOf, type Asked } from "./sheet.ts";
import { metricValues } from "./store.ts";

/** How two periods are made comparable: by as many working days, and by the same people only. */
export type Fair = { readonly byWorkingDays: boolean; readonly isLikeForLike: boolean };

/** Growth of a metric over the year or period before, made comparable as asked; what was done stands in its notes. */
export async function fairGrowth(asked: Asked, code: "yoy" | "mom", metric: Known, fair: Fair): Promise<Explanation> {
  const windows = await windowsOf(asked, code, fair);
  const same = fair.isLikeForLike && addsUp(metric) ? await samePositions(asked, windows) : null;
  const [now, before] = [await operand(asked, metric, windows.now, same), await operand(asked, metric, windows.before, same)];
  const notes: Label[] = [
    ...(fair.byWorkingDays ? [{ key: "metrics.note.same-working-days" }] : []),
    ...(same ? [{ key: "metrics.note.same-people", values: { n: same.length } }] : []),
    ...(fair.isLikeForLike && !same ? [{ key: "metrics.note.same-people-not-here" }] : []),
  ];
  const { explanation } = growth(code, now, before);
  return { ...explanation, notes: [...(explanation.notes ?? []), ...notes] };
}

async function windowsOf({ tx, tenant, period }: Asked, code: "yoy" | "mom", { byWorkingDays }: Fair): Promise<Windows> {
  const fiscal = fiscalOf(tenant);
  const plain = code === "yoy" ? onLastYear(period, tenant.today, fiscal) : onPrevious(period, tenant.today, fiscal);
  if (!byWorkingDays) return plain;
  const earlier = code === "yoy" ? lastYear(period, fiscal) : previous(period, fiscal);
  return onSameWorkingDays(plain.now, earlier, await holidaysIn(tx, { from: earlier.from, to: period.to }));
}

/** Medians, formulas and counts of different things cannot be put together from single people. */
function addsUp(metric: Known): boolean {
  if (metric.kind !== "sum" && metric.kind !== "ratio") return false;
  const measures = metric.kind === "sum" ? [metric.measure] : [metric.numerator, metric.denominator];
  return measures.every((measure) => measureFacts(measure).isDistinct !== true && measureFacts(measure).attribution !== "unit");
}

/** Positions that are in the unit at the end of the later window and were in it when the earlier one began. */
async function samePositions({ tx, subject }: Asked, { now, before }: Windows): Promise<string[]> {
  if (subject.kind === "position") return [subject.id];
  const within = (day: string) => sql`
    select v.position_id from position_versions v join org_closure c on c.tenant_id = v.tenant_id and c.descendant_id = v.org_unit_id and c.ancestor_id = ${subject.id}::uuid
      and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
    where v.tenant_id = current_tenant() and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)`;
  const rows = await tx.rows(sql<{ id: string }>`
    select position_id as id from (${within(before.from)} intersect select * from (${sql`${within(now.from)}`}) n) same`);
  return rows.map((row) => row.id);
}

async function operand(asked: Asked, metric: Known, span: Span, same: readonly string[] | null) {
  const nodes = same ? { kind: "position" as const, ids: same } : { kind: asked.subject.kind, ids: [asked.subject.id] };
  const values = await metricValues(asked.tx, { metric, nodes, spans: span.from < span.to ? [{ ...span, key: "span" }] : [] });
  if (!same) return factOperand(asked, metric, values.of(asked.subject.id, "span"), span);
  const none: Quantity = metric.kind === "ratio" ? { numerator: 0n, denominator: 0n, rows: 0 } : { numerator: 0n, rows: 0 };
  const whole = same.map((id) => values.of(id, "span")).reduce(added, none);
  const { exact, explanation } = factOperand(asked, metric, whole, span);
  const { rows: _, ...rest } = explanation; // rows are listed by unit and would show the others as well
  return { exact, explanation: rest };
}
