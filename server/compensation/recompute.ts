import { periodOf } from "#core/calendar/period.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { lastDay } from "../appraisal/commands.ts";
import { tenantOf } from "../auth/principal.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import type { Server } from "../http/implement.ts";
import { onDirt } from "../kpi/dirt.ts";
import { compute } from "./compute.ts";
import { noteCorrections, payableOf } from "./corrections.ts";
import { rowOf } from "./run.ts";
import { keepStatements, takeDirt, touchedPeriods } from "./store.ts";
import { paidSeats } from "./leavers.ts";

/**
 * Brings kept statements up to the facts that changed, in the transaction that takes the notes away: if it fails, the notes stay. A closed
 * period does not change: what it would pay now is noted as a correction. Returns how many statements were computed.
 */
export async function recomputeDirty(tx: Tx, env: Env): Promise<number> {
  const touched = await touchedPeriods(tx, await takeDirt(tx));
  const byPeriod = Map.groupBy(touched, (one) => one.period);
  let count = 0;
  for (const [key, ones] of byPeriod) {
    const period = periodOf(key, env.fiscal);
    if (!period) continue;
    const ids = ones.map((one) => one.positionId);
    const computed = await compute(tx, env, await paidSeats(tx, ids, lastDay(period, env)), period, "sums");
    if (ones[0]!.isClosed) await noteCorrections(tx, key, computed.map(payableOf));
    else await keepStatements(tx, period, env.currency, null, computed.map(rowOf));
    count += computed.length;
  }
  return count;
}

/** Right after a commit that changed facts: one recompute per tenant at a time, one more when facts changed meanwhile. */
export function keepFresh(server: Server): void {
  const busy = new Map<bigint, "running" | "again">();
  const run = async (tenantId: bigint): Promise<void> => {
    if (busy.has(tenantId)) return void busy.set(tenantId, "again");
    busy.set(tenantId, "running");
    await recomputeTenant(server, tenantId).catch((error: unknown) =>
      server.app.log.error({ err: error }, "statements were not recomputed; the notes stay"),
    );
    const again = busy.get(tenantId) === "again";
    busy.delete(tenantId);
    if (again) await run(tenantId);
  };
  const stop = onDirt((tenantId) => void run(tenantId));
  server.app.addHook("onClose", async () => stop());
}

const recomputeTenant = (server: Server, tenantId: bigint) =>
  inTransaction(server.pool, { tenantId, role: "pay" }, async (tx) => recomputeDirty(tx, envOf(await tenantOf(tx, new Date()))));
