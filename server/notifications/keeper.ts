import { sql } from "kysely";
import type { Pool } from "pg";
import { tenantOf } from "../auth/principal.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import { watch } from "./alerts.ts";
import { sendDigests } from "./digest.ts";
import { sendNext, type Ways } from "./send.ts";

const MINUTE = 60_000;
const WATCH_EVERY = 10;

/**
 * One look at every company: rules now and then, digests whose hour has come, what waits to be sent, each message in a
 * transaction of its own. A company in trouble does not hold up the next one.
 */
export async function round(pool: Pool, { secret, ways, now, isWatch, onError }: Round): Promise<void> {
  const tenants = await inTransaction(pool, { tenantId: null }, (tx) => tx.rows(sql<{ id: bigint }>`select id from tenants order by id`));
  for (const { id: tenantId } of tenants) {
    const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(pool, { tenantId }, work);
    const one = async (): Promise<void> => {
      if (isWatch) await within(async (tx) => watch(tx, await tenantOf(tx, now), now));
      await within(async (tx) => sendDigests(tx, await tenantOf(tx, now), now));
      while (await within((tx) => sendNext(tx, secret, ways, now))) continue;
    };
    await one().catch(onError);
  }
}

export type Round = {
  readonly secret: Buffer;
  readonly ways: Ways;
  readonly now: Date;
  readonly isWatch: boolean;
  readonly onError: (error: Error) => void;
};

/** Every minute; rules every ten. A round that takes longer than a minute is not overtaken. The answer ends it. */
export function keepPosted(pool: Pool, secret: Buffer, ways: Ways, onError: (error: Error) => void): () => void {
  let count = 0;
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void round(pool, { secret, ways, now: new Date(), isWatch: count++ % WATCH_EVERY === 0, onError })
      .catch(onError)
      .finally(() => (isBusy = false));
  }, MINUTE);
  return () => clearInterval(timer);
}
