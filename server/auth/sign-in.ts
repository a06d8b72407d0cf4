import { sql } from "kysely";
import { enterTenant, type Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import type { Contract } from "#api/index.ts";
import { accountOf, loginOf, type Account } from "./accounts.ts";
import { isKnownBrowser, rememberBrowser } from "./known-browser.ts";
import { isPassword, pretendToCheck } from "./password.ts";
import { hasLeft, tenantOf } from "./principal.ts";
import { endSession, giveCookie, startSession } from "./sessions.ts";
import { countTry, forgiveTry, type Bucket } from "./tries.ts";
import { sessionCookie } from "../http/implement.ts";
import { recordAudit } from "../audit/record.ts";
import { checkCode } from "./totp.ts";

type SignIn = Context<Contract["POST /api/session"]>;
type SignInAnswer = { kind: "signed-in" | "needs-code" } | Refusal;

/** POST /api/session: count the try, check, and only then a new session. Every refusal costs and says the same. */
export async function signIn(ctx: SignIn): Promise<SignInAnswer> {
  const account = await accountOf(ctx.tx, ctx.body.login);
  const buckets = bucketsOf(ctx, account);
  const minutes = await countTry(ctx.server.pool, [buckets.own, ...buckets.shared], ctx.now);
  if (minutes !== null) return refuse("too-many-tries", { minutes });

  const user = account ? await userOf(ctx.tx, account, ctx.now) : undefined;
  const right = user?.passwordHash ? await isPassword(ctx.body.password, user.passwordHash) : await pretendToCheck(ctx.body.password);
  if (!account || !user || !right) return refuse("sign-in-refused");
  if (user.hasTotp && !ctx.body.code) return { kind: "needs-code" };
  if (user.hasTotp) {
    const wait = await countTry(ctx.server.pool, [codeBucket(account)], ctx.now);
    if (wait !== null) return refuse("too-many-tries", { minutes: wait });
    if (!(await checkCode(ctx.tx, ctx.server.secret, account.userId, ctx.body.code!, ctx.now))) return refuse("sign-in-refused");
    await forgiveTry(ctx.tx, codeBucket(account), []);
  }
  await forgiveTry(ctx.tx, buckets.own, buckets.shared);
  await enter(ctx, account, user.name);
  return { kind: "signed-in" };
}

/** The session of before ends: an id that somebody planted is worth nothing after sign-in. */
export async function enter(
  ctx: Pick<SignIn, "tx" | "server" | "request" | "reply" | "now">,
  account: Account,
  name: string,
): Promise<void> {
  const old = ctx.request.cookies[sessionCookie(ctx.server.config)];
  if (old) await endSession(ctx.tx, old);
  const token = await startSession(ctx.tx, { ...account, userAgent: ctx.request.headers["user-agent"], now: ctx.now });
  await recordAudit(
    ctx.tx,
    { userId: account.userId, actor: name, requestId: ctx.request.id, at: ctx.now },
    { action: "session.start", subjectKind: "user", subjectId: account.userId, subjectLabel: name },
  );
  giveCookie(ctx.reply, ctx.server.config, token);
  rememberBrowser(ctx.reply, ctx.server.config, ctx.server.secret, account.userId);
}

function bucketsOf(ctx: SignIn, account: Account | undefined): { own: Bucket; shared: Bucket[] } {
  const { config, secret } = ctx.server;
  if (account && isKnownBrowser(ctx.request, config, secret, account.userId))
    return { own: { name: `known ${account.userId}`, limit: 10 }, shared: [] };
  const own = { name: `login ${loginOf(ctx.body.login)}`, limit: 10 };
  return {
    own,
    shared: [
      { name: `source ${ctx.request.ip}`, limit: 50 },
      { name: "installation", limit: 500 },
    ],
  };
}

const codeBucket = (account: Account): Bucket => ({ name: `code ${account.userId}`, limit: 5 });

type UserRow = { name: string; personId: string | null; passwordHash: string | null; hasTotp: boolean };

/** Enters the tenant of the account; a disabled user is no user, nor is one who has left. */
async function userOf(tx: Tx, account: Account, now: Date): Promise<UserRow | undefined> {
  await enterTenant(tx, account.tenantId);
  const user = await tx.row(sql<UserRow>`
    select name, person_id as "personId", password_hash as "passwordHash", totp_confirmed_at is not null as "hasTotp"
    from users where tenant_id = current_tenant() and id = ${account.userId} and disabled_at is null`);
  return user && !(await hasLeft(tx, user.personId, (await tenantOf(tx, now)).today)) ? user : undefined;
}
