import { sql } from "kysely";
import { formatAmount } from "#core/base/money.ts";
import { elapsed } from "#core/calendar/compare.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { formatCount, shownIn } from "#core/kpi/quantity.ts";
import { factsWithin } from "../compile.ts";
import type { Asked } from "../sheet.ts";

type Reason = { reason: string | null; deals: bigint; amount: bigint | null };

/**
 * Lost deals and their amount by reason. A deal may have several reasons and counts under each, so that the parts may
 * exceed the whole; deals without a reason stand under their own line instead of vanishing.
 */
export async function lossReasons({ tx, tenant, subject, period }: Asked): Promise<Explanation> {
  const span = elapsed(period, tenant.today);
  const lost = factsWithin("closed-deals", { nodes: { kind: subject.kind, ids: [subject.id] }, spans: [{ ...span, key: "now" }] });
  const rows = await tx.rows(sql<Reason>`
    select why.reason, sum(f.value)::bigint as deals, round(sum(d.amount::numeric * f.value / 1000000))::bigint as amount
    from (${lost}) f join deals d on d.tenant_id = current_tenant() and d.id = f.source_id and d.outcome = 'lost'
    left join lateral unnest(d.lost_reasons) as why(reason) on true
    group by why.reason order by why.reason is null, 2 desc, 1`);
  const whole = await tx.row(sql<{ deals: bigint | null; rows: number }>`
    select sum(f.value)::bigint as deals, count(*)::int as rows
    from (${lost}) f join deals d on d.tenant_id = current_tenant() and d.id = f.source_id and d.outcome = 'lost'`);
  return {
    of: "loss-reasons",
    label: { key: "metrics.name.loss-reasons" },
    value: { kind: "number", value: formatCount(whole!.deals ?? 0n) },
    rule: { key: "metrics.formula.loss-reasons" },
    version: "loss-reasons/1",
    combine: "steps",
    parts: rows.map((row) => partOf(row, tenant.currency)),
    sample: { count: whole!.rows, min: 10 },
  };
}

function partOf({ reason, deals, amount }: Reason, currency: string): Explanation {
  const label: Label = reason === null ? { key: "metrics.loss.none" } : { key: "metrics.loss.reason", values: { reason } };
  const notes: Label[] = amount === null ? [] : [{ key: "metrics.loss.amount", values: { amount: formatAmount(amount) } }];
  return { of: "loss-reason", label, value: shownIn("count", deals, currency), notes };
}
