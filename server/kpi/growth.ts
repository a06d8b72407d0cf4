import type { Span } from "#core/base/date.ts";
import { lastYear, onLastYear, onPrevious, onSameWorkingDays, previous, type Windows } from "#core/calendar/compare.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { growth } from "#core/kpi/formulas.ts";
import { measureFacts } from "#core/kpi/measures.ts";
import { added, type Known, type Quantity } from "#core/kpi/quantity.ts";
import { holidaysIn } from "../calendar/store.ts";
import { factOperand, fiscalOf, type Asked } from "./sheet.ts";
import { metricValues, positionsOnBoth } from "./store.ts";

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

/** Positions that are in the unit when the later window begins and were in it when the earlier one began. */
const samePositions = async ({ tx, subject }: Asked, { now, before }: Windows): Promise<string[]> =>
  subject.kind === "position" ? [subject.id] : positionsOnBoth(tx, subject.id, [before.from, now.from]);

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
