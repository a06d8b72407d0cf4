import { sql } from "kysely";
import { addMonths } from "#core/base/date.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import { ageing, ageingFrom, countBack, type Bucket, type OpenLine } from "#core/kpi/receivables.ts";
import { factsWithin } from "../compile.ts";
import type { Asked } from "../sheet.ts";
import { metricValues } from "../store.ts";
import { figure, notBegun, part, shown, within } from "./figure.ts";

/** All unpaid plan lines at the end of the period by days since they were due. */
export async function receivableAgeing(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun, asOf } = within(asked);
  if (!hasBegun) return notBegun("receivable-ageing");
  const lines = await asked.tx.rows(sql<OpenLine>`
    select l.due_on as "dueOn", sum(f.value)::bigint as amount from (${factsWithin("open-lines", asking)}) f
    join collection_plan_lines l on l.tenant_id = current_tenant() and l.order_id = f.source_id and f.key = l.line_no::text
    group by l.due_on`);
  const buckets = ageing(lines, asOf);
  const whole = [...buckets.values()].reduce((a, b) => a + b, 0n);
  const parts = [...buckets].map(([bucket, amount]) =>
    part(`ageing-${bucket}`, labelOf(bucket), shownIn("amount", amount, asked.tenant.currency)),
  );
  return figure("receivable-ageing", shownIn("amount", whole, asked.tenant.currency), {
    combine: "sum",
    parts,
    notes: [{ key: "metrics.note.as-of", values: { day: asOf } }],
  });
}

function labelOf(bucket: Bucket): Label {
  if (bucket === "not-due") return { key: "metrics.ageing.not-due" };
  const from = Number(bucket);
  const next = ageingFrom.find((start) => start > from);
  return next === undefined
    ? { key: "metrics.ageing.from", values: { from } }
    : { key: "metrics.ageing.between", values: { from, to: next - 1 } };
}

const monthsBack = 24;

/** What is owed at the end of the period, used up by the deliveries of the months before it. */
export async function dsoCountBack(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun, span, asOf } = within(asked);
  if (!hasBegun) return notBegun("dso-count-back");
  const { currency } = asked.tenant;
  const owed = await asked.tx.row(
    sql<{ amount: bigint | null }>`select sum(value)::bigint as amount from (${factsWithin("receivables", asking)}) f`,
  );
  const months = Array.from({ length: monthsBack }, (_, i) => ({
    key: String(i),
    from: addMonths(span.to, -i - 1),
    to: addMonths(span.to, -i),
  }));
  const values = await metricValues(asked.tx, { metric: "delivered-amount", nodes: asking.nodes, spans: months });
  const receivables = owed?.amount ?? 0n;
  const days = countBack(
    receivables,
    months.map(({ key, from, to }) => ({ from, to, amount: values.of(asked.subject.id, key).numerator })),
  );
  return figure("dso-count-back", shown(days, "days", currency), {
    combine: "steps",
    parts: [part("receivables", { key: "metrics.name.receivables" }, shownIn("amount", receivables, currency))],
    notes: [
      { key: "metrics.note.as-of", values: { day: asOf } },
      ...(days === null ? [{ key: "metrics.note.older-than-known", values: { months: monthsBack } }] : []),
    ],
  });
}
