import type { Amount } from "../base/money.ts";
import { median } from "../kpi/clock.ts";

/** An account with who serves it and what it bought in the last twelve months. */
export type Account = {
  readonly id: string;
  readonly ownerId: string;
  readonly class: string;
  readonly industry: string;
  readonly region: string;
  readonly bought: Amount;
};

/** What a seat's accounts are worth, by three lights. */
export type Book = {
  readonly count: number;
  /** What the accounts bought last year: what should come back. */
  readonly accounts: Amount;
  /** What they would buy if each bought at least as the middle of its class and industry does. */
  readonly potential: Amount;
  /** What each region bought, by the share of its accounts the seat serves: luck of the single account taken out. */
  readonly territory: Amount;
};

/** A median of fewer buyers is no benchmark: then the class alone speaks, then all. */
const BUYERS_MIN = 5;
const EMPTY: Book = { count: 0, accounts: 0n, potential: 0n, territory: 0n };

/** Refunds beyond purchases count as nothing bought. The order of the accounts does not matter. */
export function books(all: readonly Account[]): ReadonlyMap<string, Book> {
  const known = all.map((account) => ({ ...account, bought: account.bought > 0n ? account.bought : 0n }));
  const usual = usualPurchase(known);
  const regions = Map.groupBy(known, (account) => account.region);
  const result = new Map<string, Book>();
  for (const account of known) {
    const book = result.get(account.ownerId) ?? EMPTY;
    const middle = usual(account);
    result.set(account.ownerId, {
      count: book.count + 1,
      accounts: book.accounts + account.bought,
      potential: book.potential + (account.bought > middle ? account.bought : middle),
      territory: book.territory,
    });
  }
  for (const accounts of regions.values()) addRegion(accounts, result);
  return result;
}

function addRegion(accounts: readonly Account[], result: Map<string, Book>): void {
  const bought = accounts.reduce((sum, account) => sum + account.bought, 0n);
  for (const [ownerId, own] of Map.groupBy(accounts, (account) => account.ownerId)) {
    const book = result.get(ownerId)!;
    const share = (bought * BigInt(own.length)) / BigInt(accounts.length);
    result.set(ownerId, { ...book, territory: book.territory + share });
  }
}

type Kind = Pick<Account, "class" | "industry" | "bought">;

/** The middle of those who bought at all, of the same class and industry where there are enough; zero where nobody can tell. */
export function usualPurchase(all: readonly Kind[]): (account: Kind) => Amount {
  const buyers = all.filter((account) => account.bought > 0n);
  const medians = (key: (account: Kind) => string) =>
    new Map(
      [...Map.groupBy(buyers, key)]
        .filter(([, some]) => some.length >= BUYERS_MIN)
        .map(([name, some]) => [name, median(some.map((account) => account.bought))!]),
    );
  const exact = (account: Kind) => JSON.stringify([account.class, account.industry]);
  const [byBoth, byClass] = [medians(exact), medians((account) => account.class)];
  const overall = buyers.length >= BUYERS_MIN ? median(buyers.map((account) => account.bought))! : 0n;
  return (account) => byBoth.get(exact(account)) ?? byClass.get(account.class) ?? overall;
}
