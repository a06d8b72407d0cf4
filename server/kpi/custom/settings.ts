import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Context } from "../../http/implement.ts";
import { refuse } from "../../http/refusal.ts";
import { metricSettings } from "../definitions.ts";

const flat = async (tx: Context<Contract["GET /api/metric-settings"]>["tx"]) => {
  const { hours, ...rest } = await metricSettings(tx);
  return { ...rest, dayStarts: hours.starts, dayEnds: hours.ends };
};

/** GET /api/metric-settings */
export async function showSettings({ tx, user }: Context<Contract["GET /api/metric-settings"]>) {
  return { ...(await flat(tx)), mayWrite: user.grants.some((grant) => grant.role === "hr") };
}

/** PUT /api/metric-settings */
export async function decideSettings({ tx, body, audit }: Context<Contract["PUT /api/metric-settings"]>) {
  const before = await flat(tx);
  if (before.version !== body.version) return refuse("version-moved", {}, before);
  if (body.dayEnds <= body.dayStarts) return refuse("day-ends-early");
  await tx.run(sql`
    insert into metric_settings (tenant_id, collection_rate, grace_days, csat, day_starts, day_ends)
    values (current_tenant(), ${body.collectionRate}, ${body.graceDays}, ${body.csat}, ${body.dayStarts}::time, ${body.dayEnds}::time)
    on conflict (tenant_id) do update set collection_rate = excluded.collection_rate, grace_days = excluded.grace_days, csat = excluded.csat,
      day_starts = excluded.day_starts, day_ends = excluded.day_ends, version = metric_settings.version + 1`);
  const after = await flat(tx);
  await audit({ action: "metric.settings", subjectKind: "metric", subjectId: "settings", before, after });
  return { version: after.version };
}
