import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, workingMinutes } from "./clock.ts";
import { wilson } from "./wilson.ts";

describe("the score interval", () => {
  // Newcombe 1998, Statistics in Medicine 17, table I: method 3 (score, no continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%d of %d is between %d and %d", (k, n, low, high) => {
    const found = wilson(k, n)!;
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it("holds the share itself, stays within 0 and 1, and narrows as cases grow", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.float({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = share * n;
        const [few, many] = [wilson(k, n)!, wilson(k * 4, n * 4)!];
        expect(few.low).toBeGreaterThanOrEqual(0);
        expect(few.high).toBeLessThanOrEqual(1);
        expect(few.low).toBeLessThanOrEqual(share + 1e-9);
        expect(few.high).toBeGreaterThanOrEqual(share - 1e-9);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
      { seed: 20_260_618 },
    );
  });

  it.each([
    [0, 0],
    [3, 2],
    [-1, 5],
    [Number.NaN, 5],
    [1, Number.POSITIVE_INFINITY],
  ])("there is no proportion of %d in %d", (k, n) => expect(wilson(k, n)).toBeNull());
});

describe("the clock of working hours", () => {
  const hours = { starts: "09:00", ends: "18:00" };
  const holidays = { off: new Set(["2026-06-19"]), work: new Set(["2026-06-20"]), years: new Set([2026]) };
  it.each([
    ["within a day", "2026-06-17 10:00", "2026-06-17 10:45", 45],
    ["over the night", "2026-06-17 17:30", "2026-06-18 09:30", 60],
    ["a lead at midnight waits from nine", "2026-06-17 23:50", "2026-06-18 09:10", 10],
    ["over a day off, to a make-up Saturday", "2026-06-18 17:00", "2026-06-20 10:00", 120],
    ["over a weekend", "2026-06-12 17:00", "2026-06-15 10:00", 120],
    ["answered at night", "2026-06-17 17:00", "2026-06-17 22:00", 60],
    ["an end before the beginning", "2026-06-18 10:00", "2026-06-17 10:00", 0],
  ])("%s", (_, from, to, minutes) => expect(workingMinutes(from, to, hours, holidays)).toBe(minutes));
});

it.each([
  [[], null],
  [[7n], 7n],
  [[9n, 1n, 5n], 5n],
  [[1n, 100n, 2n, 4n], 3n],
])("the middle of %s is %s", (values, expected) => expect(median(values)).toBe(expected));
