import type { Contract } from "#api/index.ts";
import type { Context } from "../../http/implement.ts";
import { refuse } from "../../http/refusal.ts";
import { metricSettings } from "../definitions.ts";
import { writeSettings } from "./store.ts";

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
  await writeSettings(tx, body);
  const after = await flat(tx);
  await audit({ action: "metric.settings", subjectKind: "metric", subjectId: "settings", before, after });
  return { version: after.version };
}
