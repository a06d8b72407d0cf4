/**
 * Working-day adjustment: each value per working day of its period, times the mean number of days, so that a month with 春节 is
 * compared with its like; values to come are multiplied back by their own days. A period without working days is a gap.
 */
export function perWorkingDay(
  values: readonly (number | null)[],
  days: readonly number[],
): { values: (number | null)[]; meanDays: number } {
  const worked = days.slice(0, values.length).filter((count) => count > 0);
  const meanDays = worked.length > 0 ? worked.reduce((a, b) => a + b, 0) / worked.length : 1;
  return { values: values.map((v, t) => (v === null || !(days[t]! > 0) ? null : (v / days[t]!) * meanDays)), meanDays };
}

/** What a value per mean working day becomes in a period with its own days. */
export const withWorkingDays = (value: number, days: number, meanDays: number): number => (value * days) / meanDays;
