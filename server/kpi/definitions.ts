import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { WorkingHours } from "#core/kpi/clock.ts";
import { dictionary, factMetricCodes } from "#core/kpi/dictionary.ts";
import { known, type Known } from "#core/kpi/quantity.ts";
import type { Tx } from "../db/tx.ts";
import { customOf } from "./custom/known.ts";

export type MetricSettings = {
  readonly collectionRate: "plan" | "balance";
  readonly graceDays: number;
  readonly csat: "top-two" | "mean";
  readonly hours: WorkingHours;
  readonly version: number;
};

/** What the company has decided about its metrics; the usual things until it has. */
export async function metricSettings(tx: Tx): Promise<MetricSettings> {
  const row = await tx.row(sql<Omit<MetricSettings, "hours"> & WorkingHours>`
    select collection_rate as "collectionRate", grace_days as "graceDays", csat, to_char(day_starts, 'HH24:MI') as starts, to_char(day_ends, 'HH24:MI') as ends, version
    from metric_settings where tenant_id = current_tenant()`);
  if (!row) return { collectionRate: "plan", graceDays: 0, csat: "top-two", hours: { starts: "09:00", ends: "18:00" }, version: 0 };
  const { starts, ends, ...rest } = row;
  return { ...rest, hours: { starts, ends } };
}

/** The definition of a fact metric in force on a day (today when none is named), null when there is none of that code. */
export async function definitionOf(tx: Tx, code: string, on: Day | null = null): Promise<Known | null> {
  if (code.startsWith("x-")) return customOf(tx, code, on, (one) => definitionOf(tx, one, on));
  const own = factMetricCodes.find((one) => one === code);
  if (!own) return null;
  return own === "csat" && (await metricSettings(tx)).csat === "mean" ? satisfactionMean : known(own);
}

/** Satisfaction as the mean of all answers instead of the share of fours and fives. */
const satisfactionMean: Known = {
  ...dictionary.csat,
  code: "csat",
  version: "1-mean",
  kind: "ratio",
  unit: "score",
  numerator: "csat-score",
  denominator: "csat-answers",
  isProportion: undefined,
  label: { key: "metrics.name.csat" },
  rule: { key: "metrics.formula.csat-mean" },
};
