import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exact, type Exact } from "../formula/exact.ts";
import { bottlenecks } from "./bottleneck.ts";
import { lmdi } from "./lmdi.ts";
import { rateChange, shapley, type Decomposition, type Factor } from "./shapley.ts";
import { shortfall, type Team } from "./shortfall.ts";
import { salesByCustomer, salesByFunnel, salesByMix, type CustomerSales, type Segment } from "./tree.ts";

const seed = 20_261_125;
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed, numRuns: 120 });

const anything: fc.Arbitrary<Exact> = fc
  .tuple(fc.bigInt({ min: -1_000_000_000n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => exact(n, d));
const positive: fc.Arbitrary<Exact> = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => exact(n, d));
const factorsOf = (number: fc.Arbitrary<Exact>): fc.Arbitrary<Factor[]> =>
  fc
    .array(fc.tuple(number, number), { minLength: 1, maxLength: 6 })
    .map((pairs) => pairs.map(([before, after], i) => ({ name: `f${i}`, before, after })));

const swapped = (factors: readonly Factor[]): Factor[] => factors.map((f) => ({ ...f, before: f.after, after: f.before }));
const byName = (found: Decomposition) => Object.fromEntries(found.parts.map(({ name, part }) => [name, part]));
const total = (found: Decomposition) => found.parts.reduce((sum, { part }) => sum + part, 0n) + found.other;
const units = [1n, 100n, 10_000n]; // ten-thousandths, fen, yuan

describe.each([
  ["Shapley, any factors", shapley, anything],
  ["log mean, positive factors", lmdi, positive],
  ["log mean, any factors", lmdi, anything],
] as const)("the three laws of %s, one to six factors", (_, method, number) => {
  it("swap: exchanging the periods changes every sign and no size", () =>
    check(
      fc.property(factorsOf(number), fc.constantFrom(...units), (factors, unit) => {
        const [there, back] = [method(factors, unit), method(swapped(factors), unit)];
        expect(back.parts.map(({ part }) => -part)).toEqual(there.parts.map(({ part }) => part));
        expect([-back.total, -back.other]).toEqual([there.total, there.other]);
      }),
    ));

  it("order-free: how the factors are listed does not matter", () =>
    check(
      fc.property(factorsOf(number), fc.constantFrom(...units), fc.nat(), (factors, unit, turn) => {
        const at = turn % factors.length;
        const turned = [...factors.slice(at), ...factors.slice(0, at)].toReversed();
        expect(byName(method(turned, unit))).toEqual(byName(method(factors, unit)));
      }),
    ));

  it("additive: parts and the rest below the rounding unit are the whole change", () =>
    check(
      fc.property(factorsOf(number), fc.constantFrom(...units), (factors, unit) => {
        const found = method(factors, unit);
        expect(total(found)).toBe(found.total);
        expect(found.parts.every(({ part }) => part % unit === 0n)).toBe(true);
      }),
    ));
});

const factor = (name: string, before: bigint, after: bigint): Factor => ({ name, before: exact(before), after: exact(after) });

describe("by hand", () => {
  it("two factors share their joint effect: 10 × 20 → 12 × 25 is 45 + 55", () => {
    const found = shapley([factor("count", 10n, 12n), factor("value", 20n, 25n)]);
    expect(found).toEqual({ total: 100n, parts: [{ name: "count", part: 45n }, { name: "value", part: 55n }], other: 0n }); // prettier-ignore
  });

  it("chain substitution would give one factor the joint effect, depending on the order: 40 or 50", () => {
    const [first, last] = [(12n - 10n) * 20n, (12n - 10n) * 25n];
    expect([first, last]).toEqual([40n, 50n]);
    expect(byName(shapley([factor("count", 10n, 12n), factor("value", 20n, 25n)]))["count"]).toBe((first + last) / 2n);
  });

  it("three doubled factors share 7/8 of the result evenly", () =>
    expect(shapley([factor("a", 10n, 20n), factor("b", 10n, 20n), factor("c", 30n, 60n)]).parts.map(({ part }) => part)).toEqual([
      7000n,
      7000n,
      7000n,
    ]));

  it("log mean: 100 × 1 → 100 × e is the growth's alone; 8 → 64 by two factors of 2 and 4 is 1 : 2", () => {
    const found = lmdi([factor("a", 2_000_000n, 4_000_000n), factor("b", 4n, 16n)]);
    expect(found.method).toBe("lmdi");
    expect(found.parts.map(({ part }) => Number(part) / 56_000_000)).toEqual([expect.closeTo(1 / 3, 7), expect.closeTo(2 / 3, 7)]);
  });

  it("a factor that was zero has no logarithm: the answer is Shapley's and says so", () => {
    const factors = [factor("a", 0n, 5n), factor("b", 7n, 7n)];
    expect(lmdi(factors)).toEqual({ ...shapley(factors), method: "shapley" });
  });

  it("a rate of 40/100 → 45/90 rose by ten points, of which five and a bit by fewer below", () => {
    const found = rateChange({ numerator: 40n, denominator: 100n }, { numerator: 45n, denominator: 90n })!;
    expect(found.total).toBe(100_000n);
    expect(byName(found)).toEqual({ numerator: 52_778n, denominator: 47_222n });
  });

  it("a rate over nothing did not change: there was none", () =>
    expect(rateChange({ numerator: 0n, denominator: 0n }, { numerator: 1n, denominator: 2n })).toBeNull());
});

describe("driver trees", () => {
  it("sales = leads × conversion × order value", () => {
    const found = salesByFunnel({ leads: 100n, orders: 20n, sales: 20_000n }, { leads: 100n, orders: 30n, sales: 30_000n })!;
    expect(byName(found)).toEqual({ leads: 0n, conversion: 10_000n, aov: 0n });
  });

  it("without leads or orders there is no conversion to speak of", () =>
    expect(salesByFunnel({ leads: 0n, orders: 0n, sales: 0n }, { leads: 5n, orders: 1n, sales: 9n })).toBeNull());

  const customer = (id: string, before: bigint, n0: bigint, after: bigint, n1: bigint, isKnown = false): CustomerSales => ({
    id,
    before: { amount: before, orders: n0 },
    after: { amount: after, orders: n1 },
    isKnown,
  });

  it("flat sales hide new customers that replace lost ones", () => {
    const found = salesByCustomer([
      customer("stays", 100n, 2n, 100n, 2n, true),
      customer("new", 0n, 0n, 80n, 1n),
      customer("back", 0n, 0n, 10n, 1n, true),
      customer("gone", 90n, 3n, 0n, 0n, true),
    ]);
    expect(found.total).toBe(0n);
    expect(byName(found)).toEqual({ new: 80n, returned: 10n, frequency: 0n, "order-value": 0n, lost: -90n });
    expect(found.counts).toEqual({ new: 1, returned: 1, lost: 1, retained: 1 });
  });

  const sold = fc.record({ amount: fc.bigInt({ min: -1000n, max: 10n ** 9n }), orders: fc.bigInt({ min: 0n, max: 50n }) });
  const customers = fc.array(fc.record({ before: sold, after: sold, isKnown: fc.boolean() }), { maxLength: 30 });
  const named = (list: readonly Omit<CustomerSales, "id">[]) => list.map((one, i) => ({ id: String(i), ...one }));

  it("swapping the periods turns gained into lost and keeps sizes; parts add up", () =>
    check(
      fc.property(customers, (list) => {
        const there = salesByCustomer(named(list));
        const back = salesByCustomer(named(list).map((one) => ({ ...one, before: one.after, after: one.before })));
        const [a, b] = [byName(there), byName(back)];
        expect(total(there)).toBe(there.total);
        expect(back.total).toBe(-there.total);
        expect((a["new"] ?? 0n) + (a["returned"] ?? 0n)).toBe(-(b["lost"] ?? 0n));
        expect([a["frequency"], a["order-value"]]).toEqual([b["frequency"], b["order-value"]].map((v) => (v === undefined ? v : -v)));
      }),
    ));

  const orders = fc.record({ orders: fc.bigInt({ min: 0n, max: 50n }), amount: fc.bigInt({ min: 0n, max: 10n ** 9n }) });
  const segments = fc.array(fc.record({ before: orders, after: orders }), { minLength: 1, maxLength: 6 }).map((list) =>
    list.map((one, i): Segment => ({
      name: `s${i}`,
      before: one.before.orders > 0n ? one.before : { orders: 0n, amount: 0n },
      after: one.after.orders > 0n ? one.after : { orders: 0n, amount: 0n },
    })),
  );

  it("volume, mix and value keep the three laws", () =>
    check(
      fc.property(segments, (list) => {
        const there = salesByMix(list);
        const back = salesByMix(list.map((one) => ({ ...one, before: one.after, after: one.before })));
        if (there === null) {
          expect(back).toBeNull();
          return;
        }
        expect(total(there)).toBe(there.total);
        expect(byName(back!)).toEqual(Object.fromEntries(there.parts.map(({ name, part }) => [name, -part])));
        expect(byName(salesByMix(list.toReversed())!)).toEqual(byName(there));
      }),
    ));

  it("only the composition shifted: all of it is mix", () => {
    const found = salesByMix([
      { name: "A", before: { orders: 5n, amount: 500n }, after: { orders: 2n, amount: 200n } },
      { name: "C", before: { orders: 5n, amount: 50n }, after: { orders: 8n, amount: 80n } },
    ])!;
    expect(byName(found)).toEqual({ volume: 0n, mix: -270n, value: 0n });
  });
});

describe("shortfall by team and cell", () => {
  const cell = fc.record({
    key: fc.constantFrom("A", "B", "C", "D", "E", "F"),
    actual: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 9n }),
    base: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  });
  const team = fc.record({
    id: fc.uuid(),
    target: fc.bigInt({ min: 0n, max: 10n ** 10n }),
    cells: fc.uniqueArray(cell, { selector: (one) => one.key, maxLength: 6 }),
  });

  it("adds up to the last unit, and mix to nothing inside a team", () =>
    check(
      fc.property(fc.array(team, { maxLength: 8 }), (teams) => {
        const found = shortfall(teams);
        const cells = found.teams.flatMap((one) => one.cells);
        expect(cells.reduce((sum, one) => sum + one.performance + one.mix, 0n)).toBe(found.gap);
        for (const one of found.teams) expect(one.cells.reduce((sum, c) => sum + c.mix, 0n)).toBe(0n);
      }),
    ));

  it("does not depend on how teams and cells are listed", () =>
    check(
      fc.property(fc.array(team, { maxLength: 5 }), (teams) => {
        const keyed = (list: readonly Team[]) =>
          shortfall(list)
            .teams.map((one) => JSON.stringify(one, (_, v) => (typeof v === "bigint" ? String(v) : v)))
            .sort();
        expect(keyed(teams.toReversed().map((one) => ({ ...one, cells: one.cells.toReversed() })))).toEqual(keyed(teams));
      }),
    ));

  it("a team at target whose A business fell and whose C business rose has a shift, no shortfall", () => {
    const [found] = shortfall([
      { id: "t", target: 100n, cells: [{ key: "A", actual: 30n, base: 60n }, { key: "C", actual: 70n, base: 40n }] }, // prettier-ignore
    ]).teams;
    expect(found!.gap).toBe(0n);
    expect(found!.cells.map(({ key, performance, mix }) => [key, performance, mix])).toEqual([
      ["A", 0n, 30n],
      ["C", 0n, -30n],
    ]);
  });

  it("a team without last year is not taken apart", () =>
    expect(shortfall([{ id: "t", target: 100n, cells: [{ key: "A", actual: 30n, base: 0n }] }]).teams[0]!.cells).toEqual([
      { key: "", expected: 100n, actual: 30n, performance: 70n, mix: 0n },
    ]));
});

describe("the stage where deals are lost", () => {
  const count = (stage: string, entered: number, passed: number) => ({ stage, entered, passed, days: [5, 9, 30] });

  it("a stage that loses 20 deals more than the peers', each worth what still lies ahead", () => {
    const peers = [count("接触", 200, 100), count("方案", 100, 50)];
    const [worst, second] = bottlenecks([count("接触", 100, 30), count("方案", 30, 15)], peers, 1_000_000n);
    expect([worst!.stage, worst!.loss, worst!.isCertain]).toEqual(["接触", 10_000_000n, true]); // 20 × 50 % × 100
    expect([second!.loss, second!.medianDays.own]).toEqual([0n, 9]);
  });

  it("four deals are no proof", () => {
    const [worst] = bottlenecks([count("接触", 4, 0)], [count("接触", 200, 100)], 1_000_000n);
    expect([worst!.loss, worst!.isCertain]).toEqual([2_000_000n, false]);
  });

  it("no peers, no difference", () => expect(bottlenecks([count("接触", 4, 0)], [], 1n)[0]).toMatchObject({ difference: null, loss: 0n }));
});
