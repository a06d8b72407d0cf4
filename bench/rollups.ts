import { sql } from "kysely";
import { inTransaction } from "#server/db/tx.ts";
import { moveRollups, rebuildRollups, standingOf } from "#server/kpi/rollups.ts";
import type { Bench } from "./bench.ts";
import { quantile, seconds, timed, type Line } from "./table.ts";

const ROUNDS = 60;

/** Keeping rollups up by one changed order (each order is changed once and stays changed), and making all of them anew against one scan of the facts. */
export async function benchRollups({ owner, pool, tenantId }: Bench): Promise<Line[]> {
  const { rows } = await owner.query<{ id: string }>(`select id from orders where tenant_id = $1 order by id limit ${ROUNDS}`, [tenantId]);
  const times: number[] = [];
  for (const { id } of rows) {
    await inTransaction(pool, { tenantId }, async (tx) => {
      const before = await standingOf(tx, [id]);
      await tx.run(sql`update order_credits set amount = amount + 10000 where tenant_id = current_tenant() and order_id = ${id}::uuid`);
      const moved = await timed(() => moveRollups(tx, [id], before));
      times.push(moved.ms);
    });
  }
  const scan = await timed(() =>
    owner.query(
      `select count(*), sum(c.amount) from order_credits c join orders o on o.tenant_id = c.tenant_id and o.id = c.order_id where c.tenant_id = ${tenantId}`,
    ),
  );
  const rebuilt = await timed(() => inTransaction(pool, { tenantId }, (tx) => rebuildRollups(tx)));
  return [
    {
      what: `rollups kept up: one changed order (median; p95 ${seconds(quantile(times, 0.95))})`,
      ours: seconds(quantile(times, 0.5)),
      floor: "–",
      ratio: null,
      note: "compare sizes: the cost must not grow with history",
    },
    {
      what: "all rollups made anew",
      ours: seconds(rebuilt.ms),
      floor: seconds(scan.ms),
      ratio: rebuilt.ms / scan.ms,
      note: "five measures with customers and seats as of the day; floor: one scan of orders and credits",
    },
  ];
}
