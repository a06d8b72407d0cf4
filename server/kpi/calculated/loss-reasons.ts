import { sql } from "kysely";
import { formatAmount } from "#core/base/money.ts";
import type { Explanation, Label } from "#core/explain/explanation.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import { factsWithin } from "../compile.ts";
import type { Asked } from "../sheet.ts";
import { figure, notBegun, part, within } from "./figure.ts";

type Reason = { reason: string | null; deals: bigint; amount: bigint | null };

/**
 * Lost deals and their amount by reason. A deal may have several reasons and counts under each, so that the parts may
 * exceed the whole; deals without a reason stand under their own line instead of vanishing.
 */
export async function lossReasons(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun } = within(asked);
  if (!hasBegun) return notBegun("loss-reasons");
  const lost = sql`(${factsWithin("closed-deals", asking)}) f
    join deals d on d.tenant_id = current_tenant() and d.id = f.source_id and d.outcome = 'lost'`;
  const rows = await asked.tx.rows(sql<Reason>`
    select why.reason, sum(f.value)::bigint as deals, round(sum(d.amount::numeric * f.value / 1000000))::bigint as amount
    from ${lost} left join lateral unnest(d.lost_reasons) as why(reason) on true
    group by why.reason order by why.reason is null, 2 desc, 1`);
  const whole = await asked.tx.row(sql<{ deals: bigint | null; rows: number }>`
    select sum(f.value)::bigint as deals, count(*)::int as rows from ${lost}`);
  return figure("loss-reasons", shownIn("count", whole!.deals ?? 0n, asked.tenant.currency), {
    combine: "steps",
    parts: rows.map((row) => partOf(row, asked.tenant.currency)),
    sample: { count: whole!.rows, min: 10 },
  });
}

function partOf({ reason, deals, amount }: Reason, currency: string): Explanation {
  const label: Label = reason === null ? { key: "metrics.loss.none" } : { key: "metrics.loss.reason", values: { reason } };
  const notes: Label[] = amount === null ? [] : [{ key: "metrics.loss.amount", values: { amount: formatAmount(amount) } }];
  return part("loss-reason", label, shownIn("count", deals, currency), notes);
}
