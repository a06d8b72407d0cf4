import type { Pool } from "pg";
import { sql } from "kysely";
import { recordAudit } from "#server/audit/record.ts";
import { accountOf } from "#server/auth/accounts.ts";
import { endSessionsOf } from "#server/auth/sessions.ts";
import { issueToken } from "#server/auth/tokens.ts";
import { openPool } from "#server/db/pool.ts";
import { enterTenant, inTransaction, type Tx } from "#server/db/tx.ts";
import { CommandError, type Command } from "./command.ts";
import { withMigrated } from "./database.ts";

const usage = "user link LOGIN [--without-code]";

/** The way back in for an administrator whom no other administrator can help: whoever holds the machine holds the key. */
export const user: Command = {
  usage,
  summary: {
    zh: "为用户生成一次性设置密码链接（24 小时内有效）；--without-code 同时关闭其动态验证码。",
    en: "A one-time link (24 hours) to set a password; --without-code also switches the second factor off.",
  },
  async run([what, login, flag, ...rest]) {
    const isKnown = what === "link" && login !== undefined && (flag === undefined || flag === "--without-code") && rest.length === 0;
    if (!isKnown) throw new CommandError(`hengji ${usage}`);
    await withMigrated(async ({ url }, settings) => {
      const pool = openPool(url, { max: 1 });
      try {
        const token = await wayIn(pool, login, { withoutCode: flag !== undefined, now: new Date() });
        console.log(`${settings.publicUrl?.replace(/\/$/, "") ?? `http://localhost:${settings.port}`}/password?token=${token}`);
      } finally {
        await pool.end();
      }
    });
    return 0;
  },
};

type Way = { readonly withoutCode: boolean; readonly now: Date };

/** The token of a reset link, left in the audit log; without the second factor every session ends as well. */
export async function wayIn(pool: Pool, login: string, { withoutCode, now }: Way): Promise<string> {
  return inTransaction(pool, { tenantId: null }, async (tx) => {
    const account = await accountOf(tx, login);
    if (!account) throw new CommandError(`没有这个登录名 / no such login: ${login}`);
    await enterTenant(tx, account.tenantId);
    const name = await enabledName(tx, account.userId, login);
    const record = (action: string) =>
      recordAudit(
        tx,
        { userId: null, actor: "cli", requestId: null, at: now },
        { action, subjectKind: "user", subjectId: account.userId, subjectLabel: name },
      );
    if (withoutCode) {
      await switchOff(tx, account.userId);
      await record("user.second-factor.off");
    }
    await record("user.reset-link");
    return issueToken(tx, "reset", account, now);
  });
}

async function enabledName(tx: Tx, userId: string, login: string): Promise<string> {
  const row = await tx.row(sql<{ name: string; disabledAt: string | null }>`
    select name, disabled_at as "disabledAt" from users where tenant_id = current_tenant() and id = ${userId}`);
  if (row!.disabledAt)
    throw new CommandError(`该用户已停用，请先由管理员启用 / this user is disabled; an administrator enables it first: ${login}`);
  return row!.name;
}

async function switchOff(tx: Tx, userId: string): Promise<void> {
  await tx.run(sql`
    update users set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, version = version + 1
    where tenant_id = current_tenant() and id = ${userId}`);
  await tx.run(sql`delete from recovery_codes where tenant_id = current_tenant() and user_id = ${userId}`);
  await endSessionsOf(tx, userId);
}
