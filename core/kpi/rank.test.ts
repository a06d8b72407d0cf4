import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysBetween } from "../base/date.ts";
import { lastYear } from "../calendar/compare.ts";
import { grains, periodAt } from "../calendar/period.ts";
import { nextBand, ranked } from "./rank.ts";
import { buckets, bucketsMax, drawable } from "./trend.ts";

const places = (values: (bigint | null)[]) =>
  ranked(values, (v) => v)
    .map(({ of, rank }) => `${rank ?? "-"}:${of ?? "none"}`)
    .join(" ");

describe("places", () => {
  it.each([
    ["the greatest first", [10n, 30n, 20n], "1:30 2:20 3:10"],
    ["equals share a place and the next is skipped", [5n, 9n, 9n, 1n], "1:9 1:9 3:5 4:1"],
    ["no value, no place", [null, 3n, 0n, null], "1:3 2:0 -:none -:none"],
    ["a loss stands below nothing sold", [-1n, 0n], "1:0 2:-1"],
    ["nobody", [], ""],
  ])("%s", (_, values, expected) => expect(places(values)).toBe(expected));

  it("nobody with more stands behind somebody with less", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -50n, max: 50n })), (values) => {
        const found = ranked(values, (v) => v);
        expect(found.every(({ of, rank }) => rank === 1 + values.filter((v) => v > of).length)).toBe(true);
      }),
      { seed: 20_261_123 },
    );
  });
});

describe("the way to the next band", () => {
  it.each([
    [0n, 1000n, "500000 500"],
    [499n, 1000n, "500000 1"],
    [500n, 1000n, "800000 300"], // standing on a band is being in it
    [1000n, 1000n, "1200000 200"],
    [1500n, 1000n, "top"],
    [1n, 3n, "500000 1"], // half of 3 is 2, rounded up
    [10n, 0n, "top"],
    [10n, null, "top"],
  ] as const)("%s of %s: %s", (actual, target, expected) => {
    const next = nextBand(actual, target);
    expect(next ? `${next.at} ${next.remaining}` : "top").toBe(expected);
  });
});

describe("the steps of a trend", () => {
  it("tile the period and the one a year before, whatever the calendar", () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const fiscal = fc.record({ startMonth: fc.integer({ min: 1, max: 12 }), weekStart: fc.integer({ min: 1, max: 7 }) });
    fc.assert(
      fc.property(day, fiscal, fc.constantFrom(...grains.slice(1)), fc.constantFrom("day", "week", "month"), (at, cut, whole, step) => {
        const period = periodAt(at, whole, cut);
        const found = buckets(period, step, cut);
        const ends = (side: "now" | "before") => [found[0]![side].from, ...found.map((b) => b[side].to)];
        expect([ends("now")[0], ends("now").at(-1)]).toEqual([period.from, period.to]);
        const year = lastYear(period, cut);
        expect([ends("before")[0], ends("before").at(-1)]).toEqual([year.from, year.to]);
        for (const side of ["now", "before"] as const) {
          expect(found.every((b, i) => b[side].from === ends(side)[i] && b[side].from <= b[side].to)).toBe(true);
        }
        expect(found.every((b) => daysBetween(b.now.from, b.now.to) > 0)).toBe(true);
      }),
      { seed: 20_261_124, numRuns: 400 },
    );
  });

  it.each([
    ["2026-06-18", "year", "day", "week"],
    ["2026-06-18", "quarter", "day", "day"],
    ["2026-06-18", "month", "week", "week"],
  ] as const)("a %s's %s by %s is drawn by %s", (at, whole, step, drawn) => {
    const cut = { startMonth: 1, weekStart: 1 };
    const period = periodAt(at, whole, cut);
    expect(drawable(period, step, cut)).toBe(drawn);
    expect(buckets(period, drawn, cut).length).toBeLessThanOrEqual(bucketsMax);
  });
});
