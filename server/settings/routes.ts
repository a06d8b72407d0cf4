import type { z } from "zod";
import { sql } from "kysely";
import type { companySettings } from "#api/settings.ts";
import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import { implement, type Context, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import type { Tx } from "../db/tx.ts";

type Settings = z.input<typeof companySettings>;

export function settings(server: Server): void {
  implement(server, "GET /api/settings", read);
  implement(server, "PATCH /api/settings", change);
}

async function read({ tx, user }: Pick<Context<Contract["GET /api/settings"]>, "tx" | "user">): Promise<Settings> {
  const row = await tx.row(sql<Omit<Settings, "mayWrite">>`
    select name, currency, time_zone as "timeZone", fiscal_start_month as "fiscalStartMonth", week_start as "weekStart",
      rank_visibility as "rankVisibility", version from tenants where id = current_tenant()`);
  return {
    ...row!,
    mayWrite: may(
      user.grants.map((grant) => grant.role),
      "settings",
      "write",
    ),
  };
}

async function change(ctx: Context<Contract["PATCH /api/settings"]>): Promise<Settings | Refusal> {
  const before = await read(ctx);
  const { version, name, fiscalStartMonth, weekStart, rankVisibility } = ctx.body;
  if (fiscalStartMonth !== undefined && fiscalStartMonth !== before.fiscalStartMonth && (await hasTargets(ctx.tx)))
    return refuse("fiscal-year-in-use");
  const changed = await ctx.tx.run(sql`
    update tenants set name = coalesce(${name ?? null}, name), fiscal_start_month = coalesce(${fiscalStartMonth ?? null}::smallint, fiscal_start_month),
      week_start = coalesce(${weekStart ?? null}::smallint, week_start), rank_visibility = coalesce(${rankVisibility ?? null}, rank_visibility), version = version + 1
    where id = current_tenant() and version = ${version}`);
  if (changed === 0) return refuse("version-moved", {}, before);
  const after = await read(ctx);
  await ctx.audit({ action: "settings.change", subjectKind: "tenant", subjectId: after.name, before, after });
  return after;
}

async function hasTargets(tx: Tx): Promise<boolean> {
  return (await tx.row(sql<{ yes: boolean }>`select exists (select from target_sets where tenant_id = current_tenant()) as yes`))!.yes;
}
