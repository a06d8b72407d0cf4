import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOf, likePeers, perHead, placeAmong, tenureOf, type Candidate } from "./comparison.ts";

describe("a value among its peers", () => {
  it.each<[own: bigint | null, peers: bigint[], direction: "up" | "down", rank: number | null, median: bigint, top: bigint]>([
    [50n, [10n, 20n, 30n, 40n, 60n], "up", 2, 30n, 40n],
    [60n, [10n, 20n, 30n, 40n, 60n], "up", 1, 30n, 40n], // equal to the best shares its place
    [5n, [10n, 20n, 30n, 40n, 60n, 70n], "up", 7, 35n, 55n],
    [15n, [10n, 20n, 30n, 40n, 60n], "down", 2, 30n, 20n], // days to answer: less is better
    [null, [10n, 20n, 30n, 40n, 60n], "up", null, 30n, 40n],
  ])("%s among %s, %s is better", (own, peers, direction, rank, median, topQuartile) => {
    expect(placeAmong(own, peers, direction)).toEqual({ kind: "place", n: peers.length, rank, median, topQuartile });
  });
  it("four peers are too few, and so are nine of whom five have no value (D8)", () => {
    expect(placeAmong(1n, [1n, 2n, 3n, 4n], "up")).toEqual({ kind: "too-few", n: 4 });
    expect(placeAmong(1n, [1n, 2n, 3n, 4n, null, null, null, null, null], "up")).toEqual({ kind: "too-few", n: 4 });
  });
  it("nobody's exact figure is told: the median of five is one of them, and comes in two digits", () => {
    const place = placeAmong(1n, [10_001n, 20_002n, 33_333n, 40_004n, 50_005n], "up");
    expect(place).toMatchObject({ median: 33_000n, topQuartile: 40_000n });
  });
  it("the order of peers never matters, and the top quartile is not below the median", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 5, maxLength: 30 }),
        fc.bigInt({ min: -1000n, max: 1000n }),
        (peers, own) => {
          const place = placeAmong(own, peers, "up");
          expect(placeAmong(own, peers.toReversed(), "up")).toEqual(place);
          if (place.kind !== "place") throw new Error("five are enough");
          expect(place.median <= place.topQuartile).toBe(true);
        },
      ),
    );
  });
});

it.each<["up" | "down", (bigint | null)[], number | null]>([
  ["up", [3n, 7n, 7n, 5n], 1], // of equals the latest, which stands first
  ["down", [3n, 7n, 2n], 2],
  ["up", [null, 0n, -4n], 2], // nothing happened: no best
  ["up", [null, 0n], null],
])("the best period, %s is better: %s", (direction, values, index) => {
  const found = bestOf(
    values.map((exact, i) => ({ exact, i })),
    direction,
  );
  expect(found?.i ?? null).toBe(index);
});

it.each<[bigint | null, number, bigint | null]>([
  [10n, 4, 2n], // half-even
  [14n, 4, 4n],
  [10n, 0, null],
  [null, 4, null],
])("%s for each of %s heads is %s", (sum, heads, expected) => expect(perHead(sum, heads)).toBe(expected));

describe("like is compared with like", () => {
  const seat = (id: string, title: string, months: number | null): Candidate => ({
    id,
    title,
    tenure: months === null ? null : tenureOf(months),
  });
  const many = (title: string, months: number, n: number) =>
    Array.from({ length: n }, (_, i) => seat(`${title}${months}-${i}`, title, months));
  it.each<[string, Candidate, Candidate[], string | null, number]>([
    ["same post and tenure when there are five", seat("me", "销售", 3), [...many("销售", 2, 5), ...many("销售", 30, 9)], "post-tenure", 5],
    ["same post when the newcomers are too few", seat("me", "销售", 3), [...many("销售", 2, 4), ...many("销售", 30, 9)], "post", 13],
    ["everybody when the post is rare", seat("me", "大客户", 30), many("销售", 30, 6), "all", 6],
    ["nobody when even they are too few", seat("me", "大客户", 30), many("销售", 30, 4), null, 0],
    ["an unknown tenure looks at the post only", seat("me", "销售", null), many("销售", 30, 6), "post", 6],
  ])("%s", (_, own, others, filter, n) => {
    const found = likePeers(own, others);
    expect([found?.filter ?? null, found?.ids.length ?? 0]).toEqual([filter, n]);
  });
});
