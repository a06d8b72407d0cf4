import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../db/tx.ts";

const windowMinutes = 15;

/** What one sign-in counts against: the account from unknown browsers or from this known one, the source, everything. */
export type Bucket = { readonly name: string; readonly limit: number };

/**
 * Counts a try before the password is looked at, in a transaction of its own, so that a burst of parallel guesses and
 * a refused sign-in (which rolls back) count too. Answers the minutes to wait when a bucket is full.
 */
export async function countTry(pool: Pool, buckets: readonly Bucket[], now: Date): Promise<number | null> {
  return inTransaction(pool, { tenantId: null }, async (tx) => {
    for (const bucket of [...buckets].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const wait = await countIn(tx, bucket, now);
      if (wait !== null) return wait;
    }
    return null;
  });
}

async function countIn(tx: Tx, { name, limit }: Bucket, now: Date): Promise<number | null> {
  const start = new Date(now.getTime() - windowMinutes * 60_000).toISOString();
  const row = await tx.row(sql<{ count: number; first: string }>`
    insert into sign_in_tries as t (bucket, tries) values (${hashOf(name)}, array[${now.toISOString()}::timestamptz])
    on conflict (bucket) do update set tries = (
      select array_agg(at order by at) from (
        select at from unnest(t.tries) at where at > ${start} union all select ${now.toISOString()}::timestamptz limit ${limit + 1}
      ) recent)
    returning cardinality(tries) as count, tries[1] as first`);
  if (row!.count <= limit) return null;
  return Math.max(1, Math.ceil((Date.parse(row!.first) - Date.parse(start)) / 60_000));
}

/** A right password was no guess: the account's count starts again, the shared ones lose this try. */
export async function forgiveTry(tx: Tx, own: Bucket, shared: readonly Bucket[]): Promise<void> {
  await tx.run(sql`delete from sign_in_tries where bucket = ${hashOf(own.name)}`);
  for (const { name } of shared)
    await tx.run(sql`update sign_in_tries set tries = trim_array(tries, 1) where bucket = ${hashOf(name)} and cardinality(tries) > 0`);
}

const hashOf = (name: string): Buffer => createHash("sha256").update(name).digest();
