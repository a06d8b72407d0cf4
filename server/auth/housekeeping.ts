import type { Pool } from "pg";
import { sql } from "kysely";
import { inTransaction } from "../db/tx.ts";

const day = 86_400_000;
const hour = 3_600_000;

/** What has served its time goes: sessions and links that are over, counted tries, first answers kept for a repetition (24 h). */
export async function forget(pool: Pool, now: Date): Promise<void> {
  const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  const tenants = await inTransaction(pool, { tenantId: null }, async (tx) => {
    await tx.run(sql`delete from sessions where expires_at <= ${now.toISOString()}`);
    await tx.run(sql`delete from access_tokens where expires_at <= ${ago(30 * day)}`);
    await tx.run(sql`delete from user_tokens where expires_at <= ${ago(30 * day)}`);
    await tx.run(sql`delete from sign_in_tries where coalesce(tries[cardinality(tries)], '-infinity') <= ${ago(hour)}`);
    return tx.rows(sql<{ id: bigint }>`select id from tenants`);
  });
  for (const { id } of tenants)
    await inTransaction(pool, { tenantId: id }, (tx) =>
      tx.run(sql`delete from idempotency_keys where tenant_id = current_tenant() and created_at <= ${ago(day)}`),
    );
}

/** Now and every hour; the answer ends it. */
export function keepHouse(pool: Pool, onError: (error: Error) => void): () => void {
  const once = (): void => void forget(pool, new Date()).catch(onError);
  once();
  const timer = setInterval(once, hour);
  return () => clearInterval(timer);
}
