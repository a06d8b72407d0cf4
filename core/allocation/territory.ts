import { split, type Amount } from "../base/money.ts";

/** An account as a territory sees it: what it bought in twelve months, what it could buy, open deals, and the work it took. */
export type TerritoryAccount = {
  readonly id: string;
  readonly ownerId: string;
  readonly bought: Amount;
  readonly potential: Amount;
  readonly pipeline: Amount;
  /** Activities with it in twelve months. */
  readonly activities: number;
};
export type Move = { readonly accountId: string; readonly toId: string };

/** What a seat has to carry and to work with. */
export type Territory = {
  readonly accounts: number;
  readonly bought: Amount;
  readonly potential: Amount;
  readonly pipeline: Amount;
  readonly activities: number;
};
export type Effect = {
  readonly seatId: string;
  readonly before: Territory;
  readonly after: Territory;
  /** Target of the rest of the year, and what should go along with the accounts. */
  readonly target: Amount | null;
  readonly targetMoved: Amount;
};

const NOTHING: Territory = { accounts: 0, bought: 0n, potential: 0n, pipeline: 0n, activities: 0 };

/**
 * What moving accounts does to every seat: the sums before and after, and the targets that should follow. A giver's remaining
 * target goes along in the proportion of what the moved accounts bought of all its accounts bought; receivers get exactly what
 * givers lose, each account's share going where the account goes. A giver whose accounts bought nothing gives no target.
 */
export function effectOf(
  accounts: readonly TerritoryAccount[],
  seatIds: readonly string[],
  moves: readonly Move[],
  targets: ReadonlyMap<string, Amount>,
): Effect[] {
  const to = new Map(moves.map((move) => [move.accountId, move.toId]));
  const before = territories(accounts);
  const after = territories(accounts.map((account) => ({ ...account, ownerId: to.get(account.id) ?? account.ownerId })));
  const moved = targetsMoved(accounts, to, targets);
  return seatIds.map((seatId) => ({
    seatId,
    before: before.get(seatId) ?? NOTHING,
    after: after.get(seatId) ?? NOTHING,
    target: targets.get(seatId) ?? null,
    targetMoved: moved.get(seatId) ?? 0n,
  }));
}

export function territories(accounts: readonly TerritoryAccount[]): Map<string, Territory> {
  const result = new Map<string, Territory>();
  for (const { ownerId, bought, potential, pipeline, activities } of accounts) {
    const one = result.get(ownerId) ?? NOTHING;
    result.set(ownerId, {
      accounts: one.accounts + 1,
      bought: one.bought + bought,
      potential: one.potential + potential,
      pipeline: one.pipeline + pipeline,
      activities: one.activities + activities,
    });
  }
  return result;
}

/** By giver: the remaining target split over its accounts by what each bought; the parts of the moved ones change hands. */
function targetsMoved(
  accounts: readonly TerritoryAccount[],
  to: ReadonlyMap<string, string>,
  targets: ReadonlyMap<string, Amount>,
): Map<string, Amount> {
  const moved = new Map<string, Amount>();
  const add = (seatId: string, amount: Amount) => moved.set(seatId, (moved.get(seatId) ?? 0n) + amount);
  for (const [ownerId, own] of Map.groupBy(accounts, (account) => account.ownerId)) {
    const target = targets.get(ownerId) ?? 0n;
    const weights = own.map((account) => (account.bought > 0n ? account.bought : 0n));
    if (target <= 0n || weights.every((weight) => weight === 0n)) continue;
    for (const [i, part] of split(target, weights).entries()) {
      const receiver = to.get(own[i]!.id);
      if (receiver === undefined || receiver === ownerId) continue;
      add(ownerId, -part);
      add(receiver, part);
    }
  }
  return moved;
}
