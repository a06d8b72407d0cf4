import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../db/tx.ts";
import type { Account } from "./accounts.ts";
import { hashToken } from "./principal.ts";

export type TokenKind = "invite" | "reset" | "setup";
const hours: Record<TokenKind, number> = { invite: 7 * 24, reset: 24, setup: 24 };

/** A one-time link's token; only its hash is kept. An older unused one of the same kind and user ends. */
export async function issueToken(tx: Tx, kind: TokenKind, account: Account | null, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const end = new Date(now.getTime() + hours[kind] * 3_600_000);
  await tx.run(sql`
    update user_tokens set used_at = ${now.toISOString()} where kind = ${kind} and used_at is null
      and user_id is not distinct from ${account?.userId ?? null} and tenant_id is not distinct from ${account?.tenantId ?? null}`);
  await tx.run(sql`
    insert into user_tokens (token_hash, kind, tenant_id, user_id, expires_at)
    values (${hashToken(token)}, ${kind}, ${account?.tenantId ?? null}, ${account?.userId ?? null}, ${end.toISOString()})`);
  return token;
}

/** Takes the token: true at most once, whoever else holds the link. */
export async function takeToken(tx: Tx, kinds: readonly TokenKind[], token: string, now: Date): Promise<Account | "setup" | null> {
  const row = await tx.row(sql<{ tenantId: bigint | null; userId: string | null }>`
    update user_tokens set used_at = ${now.toISOString()}
    where token_hash = ${hashToken(token)} and kind = any(${kinds as TokenKind[]}::text[]) and used_at is null and expires_at > ${now.toISOString()}
    returning tenant_id as "tenantId", user_id as "userId"`);
  if (!row) return null;
  return row.tenantId !== null && row.userId !== null ? { tenantId: row.tenantId, userId: row.userId } : "setup";
}
