import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { sql } from "kysely";
import type { Config } from "../config.ts";
import type { Tx } from "../db/tx.ts";
import { sessionCookie } from "../http/implement.ts";
import { hashToken } from "./principal.ts";

const days = 7;

export type NewSession = { readonly tenantId: bigint; readonly userId: string; readonly userAgent: string | undefined; readonly now: Date };

/** A new session; only the hash of its token is kept. */
export async function startSession(tx: Tx, { tenantId, userId, userAgent, now }: NewSession): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const end = new Date(now.getTime() + days * 86_400_000);
  await tx.run(sql`
    insert into sessions (token_hash, tenant_id, user_id, created_at, seen_at, expires_at, user_agent)
    values (${hashToken(token)}, ${tenantId}, ${userId}, ${now.toISOString()}, ${now.toISOString()}, ${end.toISOString()}, ${userAgent?.slice(0, 300) ?? null})`);
  return token;
}

export async function endSession(tx: Tx, token: string): Promise<void> {
  await tx.run(sql`delete from sessions where token_hash = ${hashToken(token)}`);
}

/** Signs the user out everywhere; `except` keeps the session that asks. */
export async function endSessionsOf(tx: Tx, userId: string, except?: string): Promise<number> {
  return tx.run(sql`
    delete from sessions where tenant_id = current_tenant() and user_id = ${userId}
      and token_hash is distinct from ${except ? hashToken(except) : null}`);
}

export function giveCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(sessionCookie(config), token, { ...cookieShape(config), maxAge: days * 86_400 });
}

export function takeCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(sessionCookie(config), cookieShape(config));
}

const cookieShape = (config: Config) =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: config.publicUrl?.startsWith("https:") ?? false }) as const;
