import type { Pool } from "pg";
import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import { recordAudit } from "../audit/record.ts";
import { inTransaction, type Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { createTenant, createUnit, hire } from "../people/commands.ts";
import { createUser } from "./accounts.ts";
import { hashPassword } from "./password.ts";
import { weakness } from "./password-policy.ts";
import { dayIn } from "./principal.ts";
import { issueToken, takeToken } from "./tokens.ts";

/** For the console of an installation without any company: there is no default account, only this token, once. */
export async function setUpToken(pool: Pool, now: Date): Promise<string | null> {
  return inTransaction(pool, { tenantId: null }, async (tx) => ((await isEmpty(tx)) ? issueToken(tx, "setup", null, now) : null));
}

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** POST /api/setup: the first company with its administrator. From this machine only, with the token, once. */
export async function setUp(ctx: Context<Contract["POST /api/setup"]>): Promise<Record<never, never> | Refusal> {
  const { token, company, name, login, password, currency, timeZone } = ctx.body;
  if (!loopback.has(ctx.request.ip)) return refuse("not-found");
  const taken = await takeToken(ctx.tx, ["setup"], token, ctx.now);
  if (taken !== "setup" || !(await isEmpty(ctx.tx))) return refuse("link-used-up");
  const weak = weakness(password, login);
  if (weak) return weak;

  await createTenant(ctx.tx, { code: "main", name: company, currency, timeZone });
  const from = dayIn(timeZone, ctx.now);
  const unitId = await createUnit(ctx.tx, { code: "HQ", name: company, kind: "company", parentId: null, from });
  const position = { code: "P-ADMIN", title: "系统管理员", unitId, reportsTo: null, isHead: false, isSelling: false };
  const { personId } = await hire(ctx.tx, { person: { code: "ADMIN", name }, position, from, roles: ["admin", "hr"] });
  const userId = await createUser(ctx.tx, { login, name, personId, passwordHash: await hashPassword(password) });
  const author = { userId, actor: name, requestId: ctx.request.id, at: ctx.now };
  await recordAudit(ctx.tx, author, { action: "tenant.setup", subjectKind: "tenant", subjectId: "main", subjectLabel: company });
  return {};
}

async function isEmpty(tx: Tx): Promise<boolean> {
  return (await tx.row(sql<{ count: number }>`select count(*)::int as count from tenants`))!.count === 0;
}
