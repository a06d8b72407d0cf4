import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Principal } from "../access/door.ts";
import { canonical } from "../audit/record.ts";
import type { Tx } from "../db/tx.ts";
import { isRefusal, refuse } from "./refusal.ts";

/**
 * A repeated write with the same Idempotency-Key has one effect and gets the first answer. The key's row is written
 * before the work in the same transaction, so a parallel twin waits for it and then replays.
 */
export async function answerOnce(
  tx: Tx,
  who: Principal,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers["idempotency-key"];
  if (request.method === "GET" || typeof key !== "string" || key.length > 200) return work();

  const hash = createHash("sha256")
    .update(`${request.method} ${request.url} ${canonical(request.body ?? null)}`)
    .digest();
  const fresh = await tx.run(sql`
    insert into idempotency_keys (tenant_id, user_id, key, request_hash, status)
    values (current_tenant(), ${who.userId}, ${key}, ${hash}, 0) on conflict do nothing`);
  if (fresh === 0) return replay(tx, who, key, hash, reply);

  const outcome = await work();
  if (isRefusal(outcome)) return outcome;
  await tx.run(sql`
    update idempotency_keys set status = 200, reply = ${JSON.stringify(outcome ?? null)}::jsonb
    where tenant_id = current_tenant() and user_id = ${who.userId} and key = ${key}`);
  return outcome;
}

async function replay(tx: Tx, who: Principal, key: string, hash: Buffer, reply: FastifyReply): Promise<unknown> {
  const first = await tx.row(sql<{ requestHash: Buffer; reply: unknown }>`
    select request_hash as "requestHash", reply from idempotency_keys
    where tenant_id = current_tenant() and user_id = ${who.userId} and key = ${key}`);
  if (!first || !first.requestHash.equals(hash)) return refuse("key-reused");
  void reply.header("idempotency-replayed", "true");
  return first.reply;
}
