import { daysBetween, type Day } from "../base/date.ts";
import { models, type Fit } from "./fit.ts";
import { buyingDays, type Purchase } from "./history.ts";

/** Repeat purchases of all customers in one week: made, and expected by the model. */
export type TrackedWeek = { readonly actual: number; readonly expected: number };

/**
 * Week by week from the first purchase of all: what was bought again and what the model expects of customers who joined when
 * these did. Shows at a glance whether a model holds after the time it was fitted on.
 */
export function weeklyTracking(purchases: readonly Purchase[], fit: Fit & { kind: "fitted" }, last: Day): TrackedWeek[] {
  const days = [...buyingDays(purchases).values()].map((of) => of.filter((day) => day.amount >= 0n)).filter((of) => of.length > 0);
  const first = days.reduce((least, of) => (of[0]!.on < least ? of[0]!.on : least), last);
  const weeks = Math.floor((daysBetween(first, last) + 1) / 7);
  const actual = Array.from({ length: weeks }, () => 0);
  for (const of of days)
    for (const { on } of of.slice(1)) {
      const week = Math.floor(daysBetween(first, on) / 7);
      if (week < weeks) actual[week]! += 1;
    }
  const joined = Map.groupBy(days, (of) => daysBetween(first, of[0]!.on));
  const model = models[fit.model];
  const cumulative = (week: number): number =>
    [...joined].reduce((sum, [day, of]) => sum + of.length * model.expectedNew(fit.parameters, Math.max(0, week - day / 7)), 0);
  return actual.map((count, week) => ({ actual: count, expected: cumulative(week + 1) - cumulative(week) }));
}
