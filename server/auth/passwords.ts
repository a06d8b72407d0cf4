import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import { recordAudit } from "../audit/record.ts";
import { enterTenant, type Tx } from "../db/tx.ts";
import { sessionCookie, type Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { weakness } from "./password-policy.ts";
import { hashPassword, isPassword } from "./password.ts";
import { endSessionsOf } from "./sessions.ts";
import { takeToken } from "./tokens.ts";
import { countTry } from "./tries.ts";

type Row = { name: string; login: string; hash: string | null };

/** POST /api/password: by an invite or reset link. Every session of the user ends; the second factor stays. */
export async function setPassword(ctx: Context<Contract["POST /api/password"]>): Promise<Record<never, never> | Refusal> {
  const account = await takeToken(ctx.tx, ["invite", "reset"], ctx.body.token, ctx.now);
  if (account === null || account === "setup") return refuse("link-used-up");
  await enterTenant(ctx.tx, account.tenantId);
  const user = await userOf(ctx.tx, account.userId);
  if (!user) return refuse("link-used-up");
  const weak = weakness(ctx.body.password, user.login);
  if (weak) return weak;
  await store(ctx.tx, account.userId, ctx.body.password);
  await endSessionsOf(ctx.tx, account.userId);
  const author = { userId: account.userId, actor: user.name, requestId: ctx.request.id, at: ctx.now };
  await recordAudit(ctx.tx, author, { action: "user.password", subjectKind: "user", subjectId: account.userId, subjectLabel: user.name });
  return {};
}

/** PUT /api/me/password: with the present one; the other sessions end. */
export async function changePassword(ctx: Context<Contract["PUT /api/me/password"]>): Promise<Record<never, never> | Refusal> {
  const { userId } = ctx.user;
  const wrong = await wrongPassword(ctx, ctx.body.current);
  if (wrong) return wrong;
  const user = (await userOf(ctx.tx, userId))!;
  const weak = weakness(ctx.body.password, user.login);
  if (weak) return weak;
  await store(ctx.tx, userId, ctx.body.password);
  await endSessionsOf(ctx.tx, userId, ctx.request.cookies[sessionCookie(ctx.server.config)]);
  await ctx.audit({ action: "user.password", subjectKind: "user", subjectId: userId, subjectLabel: user.name });
  return {};
}

async function store(tx: Tx, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await tx.run(sql`update users set password_hash = ${hash}, version = version + 1 where tenant_id = current_tenant() and id = ${userId}`);
}

/** Whether it is the present password of whoever is signed in; tries are counted. Null: it is. */
export async function wrongPassword(ctx: Pick<Context<Contract["PUT /api/me/password"]>, "server" | "tx" | "user" | "now">, given: string): Promise<Refusal | null> {
  const { userId } = ctx.user;
  const wait = await countTry(ctx.server.pool, [{ name: `change ${userId}`, limit: 10 }], ctx.now);
  if (wait !== null) return refuse("too-many-tries", { minutes: wait });
  const user = await userOf(ctx.tx, userId);
  return user?.hash && (await isPassword(given, user.hash)) ? null : refuse("present-password-wrong");
} // prettier-ignore

async function userOf(tx: Tx, userId: string): Promise<Row | undefined> {
  return tx.row(sql<Row>`
    select u.name, l.login, u.password_hash as hash from users u
    join logins l on l.tenant_id = u.tenant_id and l.user_id = u.id
    where u.tenant_id = current_tenant() and u.id = ${userId} and u.disabled_at is null`);
}
