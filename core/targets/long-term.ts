import { divide, type Amount } from "../base/money.ts";

/** What a fiscal year brought, or is to bring. */
export type InYear = { readonly year: number; readonly amount: Amount };

/**
 * The path to goals some years away: from the last known year the same step every year to the next goal, and on from there.
 * Goals in or before the year it starts from are passed over. Amounts in ten-thousandths, rounded half to even; a goal's own
 * year is the goal exactly. A straight line and no growth rate, so that everybody can check it with a pencil.
 */
export function pathTo(from: InYear, goals: readonly InYear[]): InYear[] {
  const ahead = goals.filter(({ year }) => year > from.year).toSorted((a, b) => a.year - b.year);
  return ahead.flatMap((goal, i) => leg(ahead[i - 1] ?? from, goal));
}

function leg(from: InYear, to: InYear): InYear[] {
  const years = to.year - from.year;
  const at = (n: number) => from.amount + divide((to.amount - from.amount) * BigInt(n), BigInt(years), "half-even");
  return Array.from({ length: years }, (_, i) => ({ year: from.year + i + 1, amount: at(i + 1) }));
}
