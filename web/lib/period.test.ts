import { describe, expect, it } from "vitest";
import { nextTo, periodIn, periodLabel, periodsAround } from "./period.ts";

const calendar = { startMonth: 1, weekStart: 1 };
const april = { startMonth: 4, weekStart: 1 };

describe("a period in the address", () => {
  it("falls back to the present one when the key is nonsense", () => {
    expect(periodIn("2026-13", "quarter", "2026-06-18", calendar).key).toBe("2026-Q2");
    expect(periodIn("2025-H1", "quarter", "2026-06-18", calendar).key).toBe("2025-H1");
  });

  it.each([
    ["2026-Q4", 1, "2027-Q1"],
    ["2026-01", -1, "2025-12"],
    ["2026", 1, "2027"],
    ["2026-H1", -1, "2025-H2"],
  ] as const)("%s and %i step is %s", (key, step, next) =>
    expect(nextTo(periodIn(key, "month", "2026-06-18", calendar), step, calendar).key).toBe(next),
  );

  it("lists one to come, the present one and those before, in the fiscal year of the company", () => {
    expect(periodsAround("2026-02-10", "quarter", 2, april).map((one) => one.key)).toEqual(["2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2"]);
  });

  it.each([
    ["2026", "common.period.year", 1],
    ["2026-H2", "common.period.half2", 2],
    ["2026-Q3", "common.period.quarter", 3],
    ["2026-06", "common.period.month", 6],
    ["2026-W05", "common.period.week", 5],
  ])("%s is named by %s", (key, text, n) => expect(periodLabel(key)).toMatchObject({ key: text, values: { year: 2026, n } }));
});
