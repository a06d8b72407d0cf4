import { split, type Amount } from "../base/money.ts";

/** What a cell (product group × customer class) of a team brought now, and its share of the base to expect it by. */
export type Cell = { readonly key: string; readonly actual: Amount; readonly base: Amount };
export type Team = { readonly id: string; readonly target: Amount; readonly cells: readonly Cell[] };

/** A cell's shortfall: `performance` as if the team's composition had stayed, `mix` what its shift took or gave. */
export type CellGap = {
  readonly key: string;
  readonly expected: Amount;
  readonly actual: Amount;
  readonly performance: Amount;
  readonly mix: Amount;
};
export type TeamGap = {
  readonly id: string;
  readonly target: Amount;
  readonly actual: Amount;
  /** target − actual: positive is missing. */
  readonly gap: Amount;
  readonly cells: readonly CellGap[];
};
export type Shortfall = { readonly target: Amount; readonly actual: Amount; readonly gap: Amount; readonly teams: readonly TeamGap[] };

/**
 * Shortfall = Σ teams (target − actual), and inside a team Σ cells (performance + mix), to the last unit. A team's target
 * is expected by the composition of its base (the same period of last year); a cell's performance gap is its expected
 * amount less what the team's actual would be in that composition, its mix gap the rest, and mix sums to zero within
 * the team. So a cell that fell because the team sells other things now is told from one that fell with the team. A team
 * without a base is not taken apart: it has one cell gap, all performance. The order of teams and cells does not matter.
 */
export function shortfall(teams: readonly Team[]): Shortfall {
  const found = teams.map(teamGap);
  const [target, actual] = [total(found.map((one) => one.target)), total(found.map((one) => one.actual))];
  return { target, actual, gap: target - actual, teams: found };
}

function teamGap({ id, target, cells }: Team): TeamGap {
  const actual = total(cells.map((cell) => cell.actual));
  return { id, target, actual, gap: target - actual, cells: cellGaps(target, actual, cells) };
}

/** Key of the one cell of a team that has no base to expect a composition by. */
export const wholeTeam = "";

function cellGaps(target: Amount, actual: Amount, cells: readonly Cell[]): CellGap[] {
  const sorted = cells.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)); // remainders fall by key, not by chance
  const weights = sorted.map(({ base }) => (base > 0n ? base : 0n));
  if (total(weights) <= 0n) return [{ key: wholeTeam, expected: target, actual, performance: target - actual, mix: 0n }];
  const [expected, neutral] = [split(target, weights), split(actual, weights)];
  return sorted.map((cell, i) => ({
    key: cell.key,
    expected: expected[i]!,
    actual: cell.actual,
    performance: expected[i]! - neutral[i]!,
    mix: neutral[i]! - cell.actual,
  }));
}

const total = (amounts: readonly Amount[]): Amount => amounts.reduce((a, b) => a + b, 0n);
