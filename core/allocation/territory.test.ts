import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { books, type Account } from "./accounts.ts";
import { effectOf, type TerritoryAccount } from "./territory.ts";

const SEED = 20_270_206;
const account = (id: string, ownerId: string, bought: bigint): TerritoryAccount => ({
  id,
  ownerId,
  bought,
  potential: bought * 2n,
  pipeline: 5n,
  activities: 3,
});

describe("accounts change hands", () => {
  const accounts = [account("a", "li", 600n), account("b", "li", 300n), account("c", "li", 100n), account("d", "wang", 50n)];
  it("who gives loses base, pipeline, work and the target that belongs to them; who gets gains the same", () => {
    const [li, wang] = effectOf(accounts, ["li", "wang"], [{ accountId: "b", toId: "wang" }], new Map([["li", 10_000n], ["wang", 2000n]])); // prettier-ignore
    expect([li!.before.bought, li!.after.bought, li!.targetMoved]).toEqual([1000n, 700n, -3000n]);
    expect([wang!.after.bought, wang!.after.accounts, wang!.after.pipeline, wang!.targetMoved]).toEqual([350n, 2, 10n, 3000n]);
  });
  it("accounts that bought nothing take no target along; without a target there is none to take", () => {
    const [, wang] = effectOf([account("a", "li", 0n)], ["li", "wang"], [{ accountId: "a", toId: "wang" }], new Map([["li", 10n]]));
    expect(wang).toMatchObject({ targetMoved: 0n, target: null });
  });
  it(`nothing is lost on the way (seed ${SEED})`, () => {
    const any = fc.array(
      fc.record({ owner: fc.constantFrom("x", "y", "z"), bought: fc.bigInt(0n, 10n ** 9n), to: fc.option(fc.constantFrom("x", "y", "z")) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(any, fc.array(fc.bigInt(0n, 10n ** 10n), { minLength: 3, maxLength: 3 }), (given, targets) => {
        const all = given.map(({ owner, bought }, i) => account(`a${i}`, owner, bought));
        const moves = given.flatMap(({ to }, i) => (to === null ? [] : [{ accountId: `a${i}`, toId: to }]));
        const effects = effectOf(all, ["x", "y", "z"], moves, new Map(["x", "y", "z"].map((id, i) => [id, targets[i]!])));
        const sum = (of: (effect: (typeof effects)[number]) => bigint) => effects.reduce((total, one) => total + of(one), 0n);
        expect(sum((one) => one.targetMoved)).toBe(0n);
        expect(sum((one) => one.after.bought)).toBe(sum((one) => one.before.bought));
        for (const one of effects) expect((one.target ?? 0n) + one.targetMoved >= 0n).toBe(true);
      }),
      { numRuns: 500, seed: SEED },
    ); // prettier-ignore
  });
});

describe("what accounts are worth", () => {
  const of = (id: string, ownerId: string, bought: bigint, region = "东"): Account => ({
    id,
    ownerId,
    class: "A",
    industry: "制造",
    region,
    bought,
  });
  it("potential is at least what the middle of the class and industry buys, once five of them bought", () => {
    const peers = [10n, 20n, 30n, 40n, 50n].map((bought, i) => of(`p${i}`, "li", bought));
    const book = books([...peers, of("idle", "wang", 0n)]);
    expect(book.get("wang")).toMatchObject({ accounts: 0n, potential: 30n });
    expect(books([of("a", "li", 10n), of("idle", "wang", 0n)]).get("wang")).toMatchObject({ potential: 0n });
  });
  it("a territory is the region's purchases by the share of its accounts served", () => {
    const book = books([of("a", "li", 90n), of("b", "wang", 10n), of("c", "wang", 0n, "西")]);
    expect([book.get("li")!.territory, book.get("wang")!.territory]).toEqual([50n, 50n]);
  });
  it("refunds beyond purchases count as nothing bought", () =>
    expect(books([of("a", "li", -5n)]).get("li")).toMatchObject({ accounts: 0n, territory: 0n }));
});
