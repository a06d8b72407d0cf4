import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";

export type Delivery = {
  id: string;
  way: "mail" | "robot";
  address: string;
  robotId: string | null;
  title: string;
  body: string;
  fileName: string | null;
  file: Buffer | null;
  tries: number;
};

const TRIES_MAX = 5;

export async function post(tx: Tx, userId: string, d: Omit<Delivery, "id" | "tries">, dueAt: Date): Promise<void> {
  await tx.run(sql`
    insert into deliveries (tenant_id, id, user_id, way, address, robot_id, title, body, file_name, file, due_at)
    values (current_tenant(), ${randomUUIDv7()}, ${userId}, ${d.way}, ${d.address}, ${d.robotId}, ${d.title}, ${d.body}, ${d.fileName}, ${d.file}, ${dueAt.toISOString()})`);
}

/** What is due, one claim at a time: claimed rows are locked, so that two servers never send the same message. */
export async function claim(tx: Tx, now: Date): Promise<Delivery | undefined> {
  return tx.row(sql<Delivery>`
    select id, way, address, robot_id as "robotId", title, body, file_name as "fileName", file, tries from deliveries
    where tenant_id = current_tenant() and sent_at is null and failed_at is null and due_at <= ${now.toISOString()}
    order by due_at, id limit 1 for update skip locked`);
}

/** A group takes so many messages a minute; what is above waits. */
export async function sentLately(tx: Tx, robotId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 60_000).toISOString();
  const row = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from deliveries where tenant_id = current_tenant() and robot_id = ${robotId} and sent_at > ${since}`);
  return row!.count;
}

export const markSent = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(sql`update deliveries set sent_at = ${now.toISOString()}, file = null where tenant_id = current_tenant() and id = ${id}`);

export const putOff = (tx: Tx, id: string, until: Date): Promise<number> =>
  tx.run(sql`update deliveries set due_at = ${until.toISOString()} where tenant_id = current_tenant() and id = ${id}`);

/** Tried again after 1, 4, 16 and 64 minutes; then given up, with the reason kept. */
export async function markFailed(tx: Tx, { id, tries }: Delivery, error: string, now: Date): Promise<void> {
  const next = new Date(now.getTime() + 60_000 * 4 ** tries).toISOString();
  await tx.run(sql`
    update deliveries set tries = tries + 1, error = ${error.slice(0, 500)}, due_at = ${next},
      failed_at = case when tries + 1 >= ${TRIES_MAX} then ${now.toISOString()}::timestamptz end where tenant_id = current_tenant() and id = ${id}`);
}
