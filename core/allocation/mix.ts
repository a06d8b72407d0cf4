import { assert } from "../base/assert.ts";
import type { Amount } from "../base/money.ts";
import { split } from "../base/money.ts";

/** What a share can be judged by, in the order in which reasons name them. */
export const bases = ["history", "pipeline", "potential", "accounts", "territory", "headcount", "working-days"] as const;
export type Basis = (typeof bases)[number];

/** How much each basis counts, against the others; zero leaves it out. */
export type Weights = Readonly<Record<Basis, number>>;
/** What one seat brings for each basis, in the unit of that basis; never negative. */
export type Standing = { readonly id: string; readonly values: Readonly<Record<Basis, bigint>> };

/** A seat's weight against all others, and how it came together: the parts by basis add up to it exactly. */
export type Mixed = { readonly id: string; readonly weight: bigint; readonly parts: Readonly<Partial<Record<Basis, bigint>>> };
export type Mix = {
  readonly of: ReadonlyMap<string, Mixed>;
  /** Bases that were asked for and that nobody has any figure of; their weight goes to the others. */
  readonly empty: readonly Basis[];
};

/** Shares are counted in these: fine enough for a company of millions of seats. */
const FINE = 10n ** 15n;

/**
 * Mixes the bases: each is first turned into shares of its own total, so that amounts, heads and days can stand beside each
 * other, then weighted. A basis multiplied by any number gives the same shares. Null when no basis asked for has a figure.
 */
export function mix(seats: readonly Standing[], weights: Weights): Mix | null {
  assert(
    bases.every((basis) => Number.isInteger(weights[basis]) && weights[basis] >= 0),
    "weights are whole and not negative",
  );
  const asked = bases.filter((basis) => weights[basis] > 0);
  const totals = new Map(asked.map((basis) => [basis, seats.reduce((sum, seat) => sum + seat.values[basis], 0n)]));
  const used = asked.filter((basis) => totals.get(basis)! > 0n);
  if (used.length === 0) return null;
  const of = new Map(
    seats.map(({ id, values }): [string, Mixed] => {
      const parts = used.map((basis) => [basis, (BigInt(weights[basis]) * values[basis] * FINE) / totals.get(basis)!] as const);
      return [id, { id, weight: parts.reduce((sum, [, part]) => sum + part, 0n), parts: Object.fromEntries(parts) }];
    }),
  );
  return { of, empty: asked.filter((basis) => !used.includes(basis)) };
}

/** How much of an amount each basis gave: in proportion of its part of the weight, adding up to the amount exactly. */
export function byBasis(amount: Amount, mixed: Mixed): { readonly basis: Basis; readonly amount: Amount }[] {
  const given = bases.filter((basis) => (mixed.parts[basis] ?? 0n) > 0n);
  if (given.length === 0) return [];
  const parts = split(
    amount,
    given.map((basis) => mixed.parts[basis]!),
  );
  return given.map((basis, i) => ({ basis, amount: parts[i]! }));
}
