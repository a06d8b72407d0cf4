import type { Tenant } from "../auth/principal.ts";
import type { Env } from "./live.ts";

/** What calculations take from the tenant. */
export const envOf = (tenant: Tenant): Env => ({
  today: tenant.today,
  currency: tenant.currency,
  fiscal: { startMonth: tenant.fiscalStartMonth, weekStart: tenant.weekStart },
});
