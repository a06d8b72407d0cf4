import { generateSecret, generateURI } from "otplib";
import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { checkCode, newRecoveryCodes, sealSecret } from "./totp.ts";
import { countTry } from "./tries.ts";

/** POST /api/me/totp: a new seed, not in force until a code of it has been shown. */
export async function startTotp(ctx: Context<Contract["POST /api/me/totp"]>): Promise<{ secret: string; uri: string } | Refusal> {
  const secret = generateSecret();
  const changed = await ctx.tx.run(sql`
    update users set totp_secret = ${sealSecret(ctx.server.secret, ctx.user.userId, secret)}, totp_last_step = null
    where tenant_id = current_tenant() and id = ${ctx.user.userId} and totp_confirmed_at is null`);
  if (changed === 0) return refuse("second-factor-on");
  return { secret, uri: generateURI({ issuer: "Hengji", label: ctx.user.name, secret }) };
}

/** PUT /api/me/totp: the first code switches it on; the recovery codes are shown this once. */
export async function confirmTotp(ctx: Context<Contract["PUT /api/me/totp"]>): Promise<{ recoveryCodes: string[] } | Refusal> {
  const wrong = await refusedCode(ctx);
  if (wrong) return wrong;
  await ctx.tx.run(sql`
    update users set totp_confirmed_at = ${ctx.now.toISOString()}, version = version + 1 where tenant_id = current_tenant() and id = ${ctx.user.userId}`);
  await ctx.audit({ action: "user.second-factor.on", subjectKind: "user", subjectId: ctx.user.userId, subjectLabel: ctx.user.name });
  return { recoveryCodes: await newRecoveryCodes(ctx.tx, ctx.user.userId) };
}

/** POST /api/me/totp/removal: with a code, so that a borrowed session cannot switch it off. */
export async function removeTotp(ctx: Context<Contract["POST /api/me/totp/removal"]>): Promise<Record<never, never> | Refusal> {
  const wrong = await refusedCode(ctx);
  if (wrong) return wrong;
  await ctx.tx.run(sql`
    update users set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, version = version + 1
    where tenant_id = current_tenant() and id = ${ctx.user.userId}`);
  await ctx.tx.run(sql`delete from recovery_codes where tenant_id = current_tenant() and user_id = ${ctx.user.userId}`);
  await ctx.audit({ action: "user.second-factor.off", subjectKind: "user", subjectId: ctx.user.userId, subjectLabel: ctx.user.name });
  return {};
}

async function refusedCode(ctx: Context<Contract["PUT /api/me/totp" | "POST /api/me/totp/removal"]>): Promise<Refusal | null> {
  const wait = await countTry(ctx.server.pool, [{ name: `code ${ctx.user.userId}`, limit: 5 }], ctx.now);
  if (wait !== null) return refuse("too-many-tries", { minutes: wait });
  return (await checkCode(ctx.tx, ctx.server.secret, ctx.user.userId, ctx.body.code, ctx.now)) ? null : refuse("code-refused");
}
