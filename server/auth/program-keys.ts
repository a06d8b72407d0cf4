import { randomBytes } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Contract } from "#api/index.ts";
import type { TokenArea } from "#core/program-keys/areas.ts";
import type { Tx } from "../db/tx.ts";
import { implement, type Context, type Reply, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { wrongPassword } from "./passwords.ts";
import { hashToken } from "./principal.ts";
import { PREFIX } from "./program-key.ts";

type At<K extends keyof Contract> = Context<Contract[K]>;
const MOST = 20;
const DAY = 86_400_000;

/** Keys for programs: made by whose rights they carry, seen and ended by the administrator as well. */
export function programKeys(server: Server): void {
  implement(server, "GET /api/me/access-tokens", async ({ tx, user }) => ({ rows: await keys(tx, sql`k.user_id = ${user.userId}`) }));
  implement(server, "POST /api/me/access-tokens", makeKey);
  implement(server, "DELETE /api/me/access-tokens/:id", (ctx) => endKey(ctx, sql`k.user_id = ${ctx.user.userId}`));
  implement(server, "GET /api/access-tokens", async ({ tx }) => ({ rows: await keys(tx, sql`true`) }));
  implement(server, "DELETE /api/access-tokens/:id", (ctx) => endKey(ctx, sql`true`));
}

type Row = { id: string; name: string; areas: TokenArea[]; mayWrite: boolean; madeAt: string; expiresAt: string; usedOn: string | null; owner: string }; // prettier-ignore

const keys = (tx: Tx, where: RawBuilder<unknown>): Promise<Row[]> =>
  tx.rows(sql<Row>`
    select k.id, k.name, k.areas, k.may_write as "mayWrite", k.made_at as "madeAt", k.expires_at as "expiresAt", k.used_on as "usedOn", u.name as owner
    from access_tokens k join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
    where k.tenant_id = current_tenant() and ${where} order by k.made_at desc`);

/** With the present password: a session somebody else got hold of makes no key that outlives it. */
async function makeKey(ctx: At<"POST /api/me/access-tokens">): Promise<Reply<Contract["POST /api/me/access-tokens"]>> {
  const { tx, body, user, now } = ctx;
  const wrong = await wrongPassword(ctx, body.password);
  if (wrong) return wrong;
  if ((await keys(tx, sql`k.user_id = ${user.userId}`)).length >= MOST) return refuse("too-many-tokens", { max: MOST });
  const secret = PREFIX + randomBytes(32).toString("base64url");
  const end = new Date(now.getTime() + body.days * DAY).toISOString();
  await tx.run(sql`
    insert into access_tokens (token_hash, id, tenant_id, user_id, name, areas, may_write, made_at, expires_at)
    values (${hashToken(secret)}, ${body.id}, current_tenant(), ${user.userId}, ${body.name}, ${body.areas}::text[], ${body.mayWrite}, ${now.toISOString()}, ${end})`);
  const { name, areas, mayWrite } = body;
  await ctx.audit({ action: "access-token.make", subjectKind: "access-token", subjectId: body.id, subjectLabel: name, after: { areas, mayWrite, until: end.slice(0, 10) } });
  return { id: body.id, secret };
} // prettier-ignore

async function endKey(ctx: Pick<At<"DELETE /api/access-tokens/:id">, "tx" | "params" | "audit">, where: RawBuilder<unknown>): Promise<Reply<Contract["DELETE /api/access-tokens/:id"]>> {
  const gone = await ctx.tx.row(sql<{ name: string }>`
    delete from access_tokens k where k.tenant_id = current_tenant() and k.id = ${ctx.params.id}::uuid and ${where} returning k.name`);
  if (!gone) return refuse("not-found");
  await ctx.audit({ action: "access-token.end", subjectKind: "access-token", subjectId: ctx.params.id, subjectLabel: gone.name });
  return {};
} // prettier-ignore
