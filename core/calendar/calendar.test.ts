import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf } from "../base/date.ts";
import { onLastYear, onPrevious, onSameWorkingDays, lastYear, previous } from "./compare.ts";
import { grains, periodAt, periodOf, periodsIn, type Fiscal } from "./period.ts";
import { firstWorkingDays, isWorkingDay, workingDays } from "./working-days.ts";

const natural: Fiscal = { startMonth: 1, weekStart: 1 };
const april: Fiscal = { startMonth: 4, weekStart: 1 };
const span = (key: string, fiscal = natural) => {
  const period = periodOf(key, fiscal);
  return period && `${period.from} ${period.to}`;
};

describe("a period key names a half-open span", () => {
  it.each([
    ["2026", natural, "2026-01-01 2027-01-01"],
    ["2026-H2", natural, "2026-07-01 2027-01-01"],
    ["2026-Q1", natural, "2026-01-01 2026-04-01"],
    ["2026-03", natural, "2026-03-01 2026-04-01"],
    ["2026-W01", natural, "2025-12-29 2026-01-05"], // ISO: the week of the first Thursday
    ["2026-W53", natural, "2026-12-28 2027-01-04"],
    ["2026-03-31", natural, "2026-03-31 2026-04-01"],
    ["2026", april, "2026-04-01 2027-04-01"], // named after the calendar year of its start
    ["2026-H1", april, "2026-04-01 2026-10-01"],
    ["2026-Q4", april, "2027-01-01 2027-04-01"],
    ["2027-01", april, "2027-01-01 2027-02-01"], // months keep their calendar names
    ["2026-W01", april, "2026-03-30 2026-04-06"],
    ["2026-W01", { startMonth: 1, weekStart: 7 }, "2026-01-04 2026-01-11"], // Sunday weeks: 4 January opens the first
  ] as const)("%s %j is %s", (key, fiscal, expected) => expect(span(key, fiscal)).toBe(expected));

  it.each(["2026-13", "2026-00", "2025-W53", "2026-W00", "2026-Q5", "2026-02-30", "26", "", "2026-3"])("%s names nothing", (key) =>
    expect(periodOf(key, natural)).toBeNull(),
  );
});

const fiscals = fc.record({ startMonth: fc.integer({ min: 1, max: 12 }), weekStart: fc.integer({ min: 1, max: 7 }) });
const days = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays("1950-01-01", n));

describe("periods tile", () => {
  it("every day lies in exactly one period of each grain, and its key leads back to it", () => {
    fc.assert(
      fc.property(days, fiscals, fc.constantFrom(...grains), (day, fiscal, grain) => {
        const period = periodAt(day, grain, fiscal);
        expect(period.from <= day && day < period.to).toBe(true);
        expect(periodOf(period.key, fiscal)).toEqual(period);
        expect(periodAt(period.to, grain, fiscal).from).toBe(period.to); // no gap, no overlap
        expect(previous(periodAt(period.to, grain, fiscal), fiscal)).toEqual(period);
      }),
      { numRuns: 3000, seed: 20_260_331 },
    );
  });

  it("halves, quarters, months and days fill the fiscal year from edge to edge", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2150 }), fiscals, (year, fiscal) => {
        const whole = periodOf(String(year), fiscal)!;
        for (const [grain, count] of [
          ["half", 2],
          ["quarter", 4],
          ["month", 12],
        ] as const) {
          const parts = periodsIn(whole, grain, fiscal);
          expect(parts).toHaveLength(count);
          expect([parts[0]!.from, parts.at(-1)!.to]).toEqual([whole.from, whole.to]);
          parts.slice(1).forEach((part, i) => expect(part.from).toBe(parts[i]!.to));
        }
      }),
      { numRuns: 500, seed: 20_260_331 },
    );
  });
});

describe("comparisons are fair", () => {
  const month = (key: string) => periodOf(key, natural)!;
  it("a running month is compared with as many days of the month before", () => {
    expect(onPrevious(month("2026-03"), "2026-03-10", natural)).toEqual({
      now: { from: "2026-03-01", to: "2026-03-11" },
      before: { from: "2026-02-01", to: "2026-02-11" },
    });
  });
  it("30 March against February: both stop after 28 days", () => {
    const { now, before } = onPrevious(month("2026-03"), "2026-03-30", natural);
    expect([now.to, before.to]).toEqual(["2026-03-29", "2026-03-01"]);
  });
  it("a finished month meets the whole month before", () => {
    const { now, before } = onPrevious(month("2026-03"), "2026-03-31", natural);
    expect([now.from, now.to, before.from, before.to]).toEqual(["2026-03-01", "2026-04-01", "2026-02-01", "2026-03-01"]);
  });
  it("a running year meets the same dates a year before, leap day or not", () => {
    expect(onLastYear(month("2024"), "2024-03-31", natural).before).toEqual({ from: "2023-01-01", to: "2023-04-01" });
    expect(onLastYear(month("2025"), "2025-02-28", natural).before).toEqual({ from: "2024-01-01", to: "2024-03-01" });
  });
  it("the same week last year is 52 weeks back", () => {
    expect(lastYear(periodOf("2026-W53", natural)!, natural).from).toBe("2025-12-29");
  });
});

it("a spring festival that moves: twelve working days meet twelve, and neither window grows", () => {
  const off = [
    "2025-01-28",
    "2025-01-29",
    "2025-01-30",
    "2025-01-31",
    "2026-02-16",
    "2026-02-17",
    "2026-02-18",
    "2026-02-19",
    "2026-02-20",
  ];
  const holidays = { off: new Set(off), work: new Set<string>(), years: new Set([2025, 2026]) };
  const february = { from: "2026-02-01", to: "2026-02-25" }; // twelve working days so far
  const earlier = { from: "2025-02-01", to: "2025-03-01" };
  expect(onSameWorkingDays(february, earlier, holidays)).toEqual({ now: february, before: { from: "2025-02-01", to: "2025-02-19" } });
  expect(onSameWorkingDays(earlier, { from: "2025-01-27", to: "2025-02-01" }, holidays)).toEqual({
    now: { from: "2025-02-01", to: "2025-02-04" },
    before: { from: "2025-01-27", to: "2025-01-28" },
  });
});

describe("working days", () => {
  // National Day 2025: eight days off, two make-up days.
  const holidays = {
    off: new Set(["2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06", "2025-10-07", "2025-10-08"]),
    work: new Set(["2025-09-28", "2025-10-11"]),
    years: new Set([2025]),
  };
  it("October 2025 has 18 working days, the make-up Saturday included", () => {
    expect(workingDays({ from: "2025-10-01", to: "2025-11-01" }, holidays)).toEqual({ count: 18, unknownYears: [] });
    expect(isWorkingDay("2025-10-11", holidays)).toBe(true);
  });
  it("a year without an official calendar counts weekdays and says so", () => {
    expect(workingDays({ from: "2027-01-01", to: "2027-02-01" }, holidays)).toEqual({ count: 21, unknownYears: [2027] });
  });
  it("the first three working days of October 2025 end with the make-up Saturday", () => {
    expect(firstWorkingDays({ from: "2025-10-01", to: "2025-11-01" }, 3, holidays).to).toBe("2025-10-12");
  });
  it("an empty span has none", () => {
    expect(workingDays({ from: dayOf(2025, 1, 1), to: dayOf(2025, 1, 1) }, holidays).count).toBe(0);
  });
});
