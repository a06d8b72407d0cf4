import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import { sessionCookie, type Context } from "../http/implement.ts";
import { hashToken } from "./principal.ts";
import { endSessionsOf } from "./sessions.ts";

type Row = { id: string; startedAt: string; expiresAt: string; userAgent: string; isThis: boolean };

/** GET /api/me/sessions: where I am signed in. The id is the hash: it opens nothing. */
export async function mySessions(ctx: Context<Contract["GET /api/me/sessions"]>): Promise<{ rows: Row[] }> {
  const rows = await ctx.tx.rows(sql<Row>`
    select encode(token_hash, 'hex') as id, created_at as "startedAt", expires_at as "expiresAt", coalesce(user_agent, '') as "userAgent",
      token_hash = ${hashToken(tokenOf(ctx))} as "isThis"
    from sessions where tenant_id = current_tenant() and user_id = ${ctx.user.userId} and expires_at > ${ctx.now.toISOString()}
    order by created_at desc`);
  return { rows };
}

/** POST /api/me/sessions/ending: everywhere but here. */
export async function endOtherSessions(ctx: Context<Contract["POST /api/me/sessions/ending"]>): Promise<{ ended: number }> {
  const ended = await endSessionsOf(ctx.tx, ctx.user.userId, tokenOf(ctx));
  await ctx.audit({
    action: "session.end-others",
    subjectKind: "user",
    subjectId: ctx.user.userId,
    subjectLabel: ctx.user.name,
    after: { ended },
  });
  return { ended };
}

const tokenOf = (ctx: Pick<Context<Contract["GET /api/me/sessions"]>, "request" | "server">): string =>
  ctx.request.cookies[sessionCookie(ctx.server.config)]!;
