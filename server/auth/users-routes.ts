import { sql } from "kysely";
import type { Contract, RouteKey } from "#api/index.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { createUser } from "./accounts.ts";
import { endSessionsOf } from "./sessions.ts";
import { issueToken, type TokenKind } from "./tokens.ts";
import { userById, usersOf, type UserRow } from "./users-store.ts";

type Link = { link: string };

/** Users of the company. Nobody chooses another's password: an administrator hands out a one-time link. */
export function bindUsers(server: Server): void {
  implement(server, "GET /api/users", async ({ tx, query, today }) => {
    const rows = await usersOf(tx, { q: query.q, after: query.cursor, limit: query.limit + 1, today });
    const shown = rows.slice(0, query.limit);
    return { rows: shown, next: rows.length > query.limit ? shown.at(-1)!.login : null };
  });
  implement(server, "POST /api/users", invite);
  implement(server, "POST /api/users/:id/reset-link", (ctx) => withUser(ctx, (user) => reset(ctx, user)));
  implement(server, "POST /api/users/:id/disabling", (ctx) => withUser(ctx, (user) => disable(ctx, user)));
  implement(server, "DELETE /api/users/:id/disabling", (ctx) => withUser(ctx, (user) => enable(ctx, user)));
}

async function invite(ctx: Context<Contract["POST /api/users"]>): Promise<(Link & { id: string }) | Refusal> {
  const person = await ctx.tx.row(
    sql<{ name: string }>`select name from persons where tenant_id = current_tenant() and id = ${ctx.body.personId}`,
  );
  if (!person) return refuse("not-found");
  const taken = await ctx.tx.row(
    sql<{ id: string }>`select id from users where tenant_id = current_tenant() and person_id = ${ctx.body.personId}`,
  );
  if (taken) return refuse("person-has-user", { name: person.name });
  const id = await createUser(ctx.tx, { login: ctx.body.login, name: person.name, personId: ctx.body.personId });
  if (!id) return refuse("login-taken");
  await ctx.audit({
    action: "user.invite",
    subjectKind: "user",
    subjectId: id,
    subjectLabel: person.name,
    after: { login: ctx.body.login },
  });
  return { id, link: await linkFor(ctx, "invite", id) };
}

type ById = Context<Contract["POST /api/users/:id/reset-link" | "POST /api/users/:id/disabling" | "DELETE /api/users/:id/disabling"]>;

async function withUser<T>(ctx: ById, act: (user: UserRow) => Promise<T | Refusal>): Promise<T | Refusal> {
  const user = await userById(ctx.tx, ctx.params.id, ctx.today);
  if (!user) return refuse("not-found");
  // Nobody acts on himself: a link for one's own account would sidestep the present password.
  return user.id === ctx.user.userId ? refuse("not-on-yourself") : act(user);
}

async function reset(ctx: ById, user: UserRow): Promise<Link> {
  const kind: TokenKind = user.hasPassword ? "reset" : "invite";
  await ctx.audit({ action: `user.${kind}-link`, subjectKind: "user", subjectId: user.id, subjectLabel: user.name });
  return { link: await linkFor(ctx, kind, user.id) };
}

async function disable(ctx: ById, user: UserRow): Promise<UserRow | Refusal> {
  await ctx.tx.run(
    sql`update users set disabled_at = coalesce(disabled_at, ${ctx.now.toISOString()}), version = version + 1 where tenant_id = current_tenant() and id = ${user.id}`,
  );
  await endSessionsOf(ctx.tx, user.id);
  await ctx.audit({ action: "user.disable", subjectKind: "user", subjectId: user.id, subjectLabel: user.name });
  return (await userById(ctx.tx, user.id, ctx.today))!;
}

async function enable(ctx: ById, user: UserRow): Promise<UserRow | Refusal> {
  await ctx.tx.run(sql`update users set disabled_at = null, version = version + 1 where tenant_id = current_tenant() and id = ${user.id}`);
  await ctx.audit({ action: "user.enable", subjectKind: "user", subjectId: user.id, subjectLabel: user.name });
  return (await userById(ctx.tx, user.id, ctx.today))!;
}

/** A path of ours, never built from the Host header of the request. */
async function linkFor(
  ctx: Pick<Context<Contract[RouteKey]>, "tx" | "user" | "now" | "server">,
  kind: TokenKind,
  userId: string,
): Promise<string> {
  const token = await issueToken(ctx.tx, kind, { tenantId: ctx.user.tenantId, userId }, ctx.now);
  return `${ctx.server.config.publicUrl?.replace(/\/$/, "") ?? ""}/password?token=${token}`;
}
