import type { Pool } from "pg";
import { sql } from "kysely";
import { fiscalOf } from "../kpi/sheet.ts";
import { tenantOf } from "../auth/principal.ts";
import { inTransaction } from "../db/tx.ts";
import { keepToday } from "../win-probability/keep.ts";
import { probabilitiesOn, takeSnapshot } from "./snapshot-store.ts";

const hour = 3_600_000;

/** The day's snapshot and win probabilities of every company, once: asked again on the same day it does nothing. */
export async function freezeToday(pool: Pool, now: Date): Promise<void> {
  const tenants = await inTransaction(pool, { tenantId: null }, (tx) => tx.rows(sql<{ id: bigint }>`select id from tenants order by id`));
  for (const { id } of tenants)
    await inTransaction(pool, { tenantId: id }, async (tx) => {
      const tenant = await tenantOf(tx, now);
      const probabilities = await probabilitiesOn(tx, tenant.today);
      await takeSnapshot(tx, { on: tenant.today, fiscal: fiscalOf(tenant), reason: "daily", callId: null, probabilities });
    });
  for (const { id } of tenants) await inTransaction(pool, { tenantId: id }, async (tx) => keepToday(tx, (await tenantOf(tx, now)).today));
}

/** Now and every hour, so that each company's day is met in its own zone; the answer ends it. */
export function freezeDaily(pool: Pool, onError: (error: Error) => void): () => void {
  const once = (): void => void freezeToday(pool, new Date()).catch(onError);
  once();
  const timer = setInterval(once, hour);
  return () => clearInterval(timer);
}
