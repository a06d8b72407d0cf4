import { PgBoss } from "pg-boss";
import type pg from "pg";
import { withClient } from "../db/client.ts";

/** Every background job of the system, by queue name. Retries are safe: each handler can run twice. */
export const queues = {
  import: { retryLimit: 0, expireInSeconds: 3600 },
  "compensation-run": { retryLimit: 1, expireInSeconds: 3600 },
  recompute: { retryLimit: 3, expireInSeconds: 600 },
} as const;
export type QueueName = keyof typeof queues;

/** As the owner: the queue's own schema and queues exist, and the runtime role may use (not alter) them. */
export async function prepareQueues(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    if (await isPrepared(client)) return;
    const boss = new PgBoss({ connectionString: ownerUrl, max: 2, schedule: false, supervise: false });
    boss.on("error", () => undefined);
    await boss.start();
    for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, options);
    await boss.stop({ graceful: false, close: true });
    await client.query(`grant usage on schema pgboss to hengji_app;
      grant select, insert, update, delete on all tables in schema pgboss to hengji_app;
      grant usage on all sequences in schema pgboss to hengji_app;
      grant execute on all functions in schema pgboss to hengji_app`);
  });
}

async function isPrepared(client: pg.Client): Promise<boolean> {
  const schema = await client.query("select to_regclass('pgboss.queue') as queue");
  if (!schema.rows[0].queue) return false;
  const known = await client.query("select name from pgboss.queue");
  return Object.keys(queues).every((name) => known.rows.some((row) => row.name === name));
}
