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

/** What is known of a year; null is not known. */
export type Planned = {
  readonly year: number;
  readonly actual: Amount | null;
  readonly target: Amount | null;
  readonly goal: Amount | null;
};
export type Paced = Planned & { readonly path: Amount | null; readonly gap: Amount | null };
/** From the year the path starts in to the last goal, and what lies between them a year on average. */
export type Step = { readonly from: InYear; readonly to: InYear; readonly each: Amount };

/**
 * Years beside the path to their goals: it starts from the first year with a result or a target; the gap is target less path, below zero
 * where the year leaves more to the later ones. Counts (`isCount`) are walked in whole ones.
 */
export function towards(years: readonly Planned[], isCount: boolean): { readonly years: Paced[]; readonly step: Step | null } {
  const from = years.map(({ year, actual, target }) => ({ year, amount: actual ?? target })).find(isKnown);
  const goals = years.map(({ year, goal }) => ({ year, amount: goal })).filter(isKnown);
  const walked = from ? pathTo(from, goals).map(({ year, amount }) => ({ year, amount: isCount ? whole(amount) : amount })) : [];
  const path = new Map(walked.map(({ year, amount }) => [year, amount]));
  const paced = years.map((one): Paced => {
    const due = path.get(one.year) ?? null;
    return { ...one, path: due, gap: one.target === null || due === null ? null : one.target - due };
  });
  const to = walked.at(-1);
  const each = from && to ? divide(to.amount - from.amount, BigInt(to.year - from.year), "half-even") : 0n;
  return { years: paced, step: from && to ? { from, to, each } : null };
}

type Maybe = { readonly year: number; readonly amount: Amount | null };
const isKnown = (one: Maybe): one is InYear => one.amount !== null;
const whole = (amount: Amount): Amount => divide(amount, 10_000n, "half-even") * 10_000n;
