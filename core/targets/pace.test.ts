import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { periodsIn } from "../calendar/period.ts";
import { comparedAttainment, outcome, type Compared } from "./comparison.ts";
import { behindSince, landing, paceState, shareOf } from "./pace.ts";

describe("pace", () => {
  it.each([
    [50_001n, "ahead"],
    [50_000n, "on-track"],
    [-50_000n, "on-track"],
    [-50_001n, "behind"],
    [-100_000n, "behind"],
    [-100_001n, "far-behind"],
    [null, null],
  ] as const)("a gap of %s is %s", (gap, state) => expect(paceState(gap)).toBe(state));

  it.each([
    ["half of the season brought 40: it lands at 80", 40n, 500_000n, 80n],
    ["nothing expected yet", 40n, 0n, null],
    ["nothing measured", null, 500_000n, null],
  ] as const)("%s", (_, actual, expected, lands) => expect(landing(actual, expected)).toBe(lands));

  it("behind since the first week of the last unbroken run", () => {
    const marks = [-60_000n, 10_000n, -60_000n, -70_000n, -51_000n].map((gap, i) => ({ day: `2026-04-0${i + 1}`, gap }));
    expect(behindSince(marks)).toBe("2026-04-03");
    expect(behindSince(marks.slice(0, 2))).toBeNull();
  });
});

describe("a week's share of monthly targets", () => {
  const holidays = { off: new Set(["2026-05-01"]), work: new Set(["2026-05-09"]), years: new Set([2026]) };
  const fiscal = { startMonth: 1, weekStart: 1 };
  const may = { from: "2026-05-01", to: "2026-06-01" };
  it("the weeks of a month add up to it exactly", () => {
    const weeks = periodsIn({ from: "2026-04-20", to: "2026-06-15" }, "week", fiscal);
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 13n), (amount) => {
        const shares = weeks.map((week) => shareOf(week, [{ ...may, amount }], holidays) ?? 0n);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(amount);
      }),
      { numRuns: 500, seed: 4_242 },
    );
  });
  it("goes by working days, the make-up Saturday included; unset months make none", () => {
    const amount = 21n * 10_000n; // 21 working days in May 2026
    expect(shareOf({ from: "2026-05-04", to: "2026-05-11" }, [{ ...may, amount }], holidays)).toBe(6n * 10_000n);
    expect(shareOf({ from: "2026-05-04", to: addDays("2026-05-04", 7) }, [{ ...may, amount: null }], holidays)).toBeNull();
  });
});

describe("a target with a comparison", () => {
  const atLeast: Compared = { comparison: "at-least", value: 90n, stretch: 95n };
  const atMost: Compared = { comparison: "at-most", value: 500n, stretch: 400n };
  const between: Compared = { comparison: "between", value: 20n, upper: 30n };
  it.each([
    ["the bound itself meets at least", atLeast, 90n, "met", 1_000_000n],
    ["just below", atLeast, 89n, "missed", 988_889n],
    ["the stretch value is reached at its bound", atLeast, 95n, "stretch", 1_055_556n],
    ["the bound itself meets at most", atMost, 500n, "met", 1_000_000n],
    ["cheaper is more than 100 %", atMost, 250n, "stretch", 1_500_000n],
    ["dearer is missed", atMost, 600n, "missed", 800_000n],
    ["twice as dear is nothing, not less", atMost, 1500n, "missed", 0n],
    ["both bounds are inside the range", between, 30n, "met", 1_000_000n],
    ["below the range by a tenth", between, 18n, "missed", 900_000n],
    ["above the range by a tenth", between, 33n, "missed", 900_000n],
    ["missing is neither met nor missed", atLeast, null, null, null],
    ["a target of zero has no attainment", { comparison: "at-least", value: 0n }, 5n, "met", null],
    ["nor has a negative one", { comparison: "at-most", value: -5n }, -9n, "met", null],
  ] as const)("%s", (_, target, actual, state, ppm) => {
    expect(outcome(target, actual)).toBe(state);
    expect(comparedAttainment(target, actual)).toBe(ppm);
  });
});
