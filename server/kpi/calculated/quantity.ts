import { sql } from "kysely";
import type { Explanation } from "#core/explain/explanation.ts";
import { shownIn } from "#core/kpi/quantity.ts";
import { factsWithin } from "../compile.ts";
import type { Asked } from "../sheet.ts";
import { figure, notBegun, part, within } from "./figure.ts";

/** Line quantities by unit of measure. With one unit its sum is the value; with several there is no total, only parts. */
export async function salesQuantity(asked: Asked): Promise<Explanation> {
  const { asking, hasBegun } = within(asked);
  if (!hasBegun) return notBegun("sales-quantity");
  const { currency } = asked.tenant;
  const rows = await asked.tx.rows(sql<{ unit: string; quantity: bigint }>`
    select coalesce(p.unit, '') as unit, round(sum(l.quantity::numeric * f.value / 10000))::bigint as quantity
    from (${factsWithin("deal-count", asking)}) f
    join order_lines l on l.tenant_id = current_tenant() and l.order_id = f.source_id
    left join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    group by 1 order by 1`);
  const parts = rows.map(({ unit, quantity }) =>
    part(
      "quantity",
      unit === "" ? { key: "metrics.quantity.no-unit" } : { key: "metrics.quantity.unit", values: { unit } },
      shownIn("count", quantity, currency),
    ),
  );
  if (rows.length === 0) return figure("sales-quantity", shownIn("count", 0n, currency));
  if (rows.length === 1) return figure("sales-quantity", shownIn("count", rows[0]!.quantity, currency), { combine: "sum", parts });
  const notes = [{ key: "metrics.note.units-apart", values: { n: rows.length } }];
  return figure("sales-quantity", { kind: "none", why: "undefined" }, { combine: "steps", parts, notes });
}
