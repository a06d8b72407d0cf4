import { createHmac } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Principal } from "../access/door.ts";
import { canonical } from "../audit/record.ts";
import { openSecret, sealSecret } from "../auth/totp.ts";
import type { Tx } from "../db/tx.ts";
import { isRefusal, refuse } from "./refusal.ts";

/**
 * A repeated write with the same Idempotency-Key has one effect and gets the first answer. The key's row is written
 * before the work in the same transaction, so a parallel twin waits for it and then replays. Requests
 * hold passwords and answers one-time links or pay: under the installation's key neither can be read in the table.
 */
export async function answerOnce(
  tx: Tx,
  { who, secret }: Asker,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers["idempotency-key"];
  if (request.method === "GET" || typeof key !== "string" || key.length > 200) return work();

  const hash = createHmac("sha256", secret)
    .update(`${request.method} ${request.url} ${canonical(request.body ?? null)}`)
    .digest();
  const fresh = await tx.run(sql`
    insert into idempotency_keys (tenant_id, user_id, key, request_hash, status)
    values (current_tenant(), ${who.userId}, ${key}, ${hash}, 0) on conflict do nothing`);
  if (fresh === 0) return replay(tx, { who, secret }, key, hash, reply);

  const outcome = await work();
  if (isRefusal(outcome)) return outcome;
  const sealed = sealSecret(secret, who.userId, JSON.stringify(outcome ?? null)).toString("base64");
  await tx.run(sql`
    update idempotency_keys set status = 200, reply = ${JSON.stringify(sealed)}::jsonb
    where tenant_id = current_tenant() and user_id = ${who.userId} and key = ${key}`);
  return outcome;
}

type Asker = { readonly who: Principal; readonly secret: Buffer };

async function replay(tx: Tx, { who, secret }: Asker, key: string, hash: Buffer, reply: FastifyReply): Promise<unknown> {
  const first = await tx.row(sql<{ requestHash: Buffer; reply: string }>`
    select request_hash as "requestHash", reply from idempotency_keys
    where tenant_id = current_tenant() and user_id = ${who.userId} and key = ${key}`);
  if (!first || !first.requestHash.equals(hash)) return refuse("key-reused");
  void reply.header("idempotency-replayed", "true");
  return JSON.parse(openSecret(secret, who.userId, Buffer.from(first.reply, "base64"))) as unknown;
}
