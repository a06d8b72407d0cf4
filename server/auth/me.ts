import { sql } from "kysely";
import type { z } from "zod";
import type { me } from "#api/identity.ts";
import { actions, resources } from "#api/contract.ts";
import type { Contract } from "#api/index.ts";
import { may, type Principal } from "../access/door.ts";
import type { Role } from "../access/policy.ts";
import type { Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import type { Tenant } from "./principal.ts";

type Me = z.input<typeof me>;

/** GET /api/me: all that the shell needs to draw itself. */
export async function readMe(ctx: Pick<Context<Contract["GET /api/me"]>, "tx" | "user" | "tenant">): Promise<Me> {
  const settings = await settingsOf(ctx.tx, ctx.user.userId);
  const roles = [...new Set(ctx.user.grants.map((grant) => grant.role))];
  return {
    ...identityOf(ctx.user),
    roles,
    can: rightsOf(roles),
    ...settings,
    locale: settings.locale ?? localeOf(ctx.tenant),
    tenant: tenantView(ctx.tenant),
  };
}

/** PATCH /api/me: language, theme, number style. */
export async function changeMe(ctx: Context<Contract["PATCH /api/me"]>): Promise<Me | Refusal> {
  const { version, locale, theme, numberStyle } = ctx.body;
  const changed = await ctx.tx.run(sql`
    update users set locale = coalesce(${locale ?? null}, locale), theme = coalesce(${theme ?? null}, theme),
      number_style = coalesce(${numberStyle ?? null}, number_style), version = version + 1
    where tenant_id = current_tenant() and id = ${ctx.user.userId} and version = ${version}`);
  const now = await readMe(ctx);
  if (changed === 0) return refuse("version-moved", {}, now);
  await ctx.audit({
    action: "user.settings",
    subjectKind: "user",
    subjectId: ctx.user.userId,
    subjectLabel: ctx.user.name,
    after: { locale, theme, numberStyle },
  });
  return now;
}

const identityOf = (who: Principal) => ({
  userId: who.userId,
  name: who.name,
  personId: who.personId,
  positionId: who.positionIds[0] ?? null,
});

function rightsOf(roles: readonly Role[]): string[] {
  return resources.flatMap((resource) => actions.filter((action) => may(roles, resource, action)).map((action) => `${resource}:${action}`));
}

function tenantView(t: Tenant): Me["tenant"] {
  const { name, currency, timeZone, fiscalStartMonth, weekStart, rankVisibility, isDemo, today } = t;
  return { name, currency, timeZone, fiscalStartMonth, weekStart, rankVisibility, isDemo, today };
}

const localeOf = (tenant: Tenant): Me["locale"] => (tenant.locale === "zh-TW" || tenant.locale === "en" ? tenant.locale : "zh-CN");

type Settings = Pick<Me, "theme" | "numberStyle" | "totpEnabled" | "version"> & { locale: Me["locale"] | null };

async function settingsOf(tx: Tx, userId: string): Promise<Settings> {
  const row = await tx.row(sql<Settings>`
    select locale, theme, number_style as "numberStyle", totp_confirmed_at is not null as "totpEnabled", version
    from users where tenant_id = current_tenant() and id = ${userId}`);
  return row!;
}
