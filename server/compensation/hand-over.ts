import { handOver, type Sheet } from "#core/compensation/engine/hand-over.ts";
import type { Computed } from "./compute.ts";

/** What payroll and finance take over of one statement, sheet by sheet; what waited at the end of the period before is the base of the accruals. */
export type HandOver = Readonly<Record<keyof ReturnType<typeof handOver>, Sheet["rows"]>>;

export function handOverOf({ rules, statement, before }: Computed): HandOver {
  const { payroll, earnings, entries, amortisation } = handOver(rules, [statement]);
  const { accruals } = handOver(rules, before ? [before, statement] : [statement]);
  const own = accruals.rows.filter((row) => row[1] === statement.period.key);
  return { payroll: payroll.rows, earnings: earnings.rows, entries: entries.rows, accruals: own, amortisation: amortisation.rows };
}
