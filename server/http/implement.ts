import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import type { Pool } from "pg";
import type { z } from "zod";
import { contract, type Contract, type RouteKey } from "#api/index.ts";
import type { Parsed, Route } from "#api/contract.ts";
import type { Day } from "#core/base/date.ts";
import { scopeOf, type Principal, type Scope } from "../access/door.ts";
import { payResources } from "../access/policy.ts";
import { recordAudit, type AuditEntry } from "../audit/record.ts";
import { keySessionOf, sessionOf, type Session, type Tenant } from "../auth/principal.ts";
import { isForKey, keyIn } from "../auth/program-key.ts";
import type { Config } from "../config.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import type { Jobs } from "../jobs/jobs.ts";
import { answerOnce } from "./idempotency.ts";
import { localeOf, sendProblem } from "./problem.ts";
import { isRefusal, refuse, type Refusal } from "./refusal.ts";

export type Server = {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly config: Config;
  readonly jobs: Jobs;
  readonly secret: Buffer;
};

/** What every handler gets. `tx` is one database transaction with tenant and role set by the door. */
export type Context<R extends Route> = Parsed<R> & {
  readonly tx: Tx;
  readonly server: Server;
  readonly user: Principal;
  readonly tenant: Tenant;
  readonly scope: Scope;
  readonly today: Day;
  readonly now: Date;
  readonly locale: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Appends to the audit log in this transaction. */
  readonly audit: (entry: AuditEntry) => Promise<void>;
};
export type Reply<R extends Route> = z.input<R["reply"]> | Refusal;

const none: Scope = { all: false, unitIds: [], positionIds: [], personId: null };
export const sessionCookie = (config: Config): string => (config.publicUrl?.startsWith("https:") ? "__Host-hengji" : "hengji");

/** Binds one route of the contract to its handler: parse, sign in, door, one transaction, reply as documented. */
export function implement<K extends RouteKey>(
  server: Server,
  key: K,
  handler: (ctx: Context<Contract[K]>) => Promise<Reply<Contract[K]>>,
): void {
  const route: Route = contract[key];
  const [method, url] = key.split(" ") as [HTTPMethods, string];
  server.app.route({
    method,
    url,
    schema: {
      summary: route.summary,
      tags: [url.split("/")[2]!],
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      ...(!route.raw && { response: { 200: route.reply } }),
    },
    handler: async (request, reply) => {
      const outcome = await answer(server, route, request, reply, handler as unknown as Handler);
      if (isRefusal(outcome)) return sendProblem(reply, request, outcome);
      return route.raw ? outcome : reply.send(outcome);
    },
  });
}

type Handler = (ctx: Context<Route>) => Promise<unknown>;

/** One transaction around session, door, idempotency and handler. */
async function answer(server: Server, route: Route, request: FastifyRequest, reply: FastifyReply, handler: Handler): Promise<unknown> {
  return inTransaction(server.pool, { tenantId: null }, async (tx) => {
    const now = new Date();
    const session = await sessionFor(server, tx, request, now);
    if (!session && route.access !== "public") return refuse("not-signed-in");
    if (session?.key && !isForKey(session.key, route, request.method)) return refuse("not-for-tokens");

    const scope =
      session && typeof route.access === "object" ? await enter(tx, session.principal, route.access, session.tenant.today) : none;
    if (!scope) return refuse("not-found");
    const ctx = contextOf({ server, tx, request, reply, now, scope }, session);
    // Signing in and links change who the caller is: nothing of theirs is kept under the one who was here before.
    if (!session || route.access === "public") return handler(ctx);
    return answerOnce(tx, { who: session.principal, secret: server.secret }, request, reply, () => handler(ctx));
  });
}

/** A key for programs, where one is given, else the session of the browser: never one for want of the other. */
async function sessionFor({ config }: Server, tx: Tx, request: FastifyRequest, now: Date): Promise<Session | null> {
  const secret = keyIn(request);
  if (secret !== null) return keySessionOf(tx, secret, now);
  const token = request.cookies[sessionCookie(config)];
  return token ? sessionOf(tx, token, now) : null;
}

async function enter(tx: Tx, who: Principal, access: Exclude<Route["access"], string>, today: Day): Promise<Scope | null> {
  const scope = await scopeOf(tx, who, access.resource, access.action, today);
  if (scope && payResources.has(access.resource)) await tx.client.query("set local role hengji_pay");
  return scope;
}

type Base = Pick<Context<Route>, "server" | "tx" | "request" | "reply" | "now" | "scope">;

function contextOf(base: Base, session: Session | null): Context<Route> {
  const { request, tx, now } = base;
  const actor = [session?.principal.name ?? "-", ...(session?.key ? [session.key.name] : [])].join(" · ");
  const author = { userId: session?.principal.userId ?? null, actor, requestId: request.id, at: now };
  return {
    ...base,
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    user: session?.principal as Principal,
    tenant: session?.tenant as Tenant,
    today: session?.tenant.today as Day,
    locale: session?.locale ?? localeOf(request),
    audit: async (entry) => void (await recordAudit(tx, author, entry)),
  };
}
