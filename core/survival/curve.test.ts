import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveOf, median, percentile, quantile, quantileOfEvents, type Wait } from "./curve.ts";

/** Weeks in remission on 6-MP (Freireich et al. 1963, in every textbook of survival analysis); + is censored. */
const freireich = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
  .split(" ")
  .map((text): Wait => ({ days: Number.parseInt(text, 10), end: text.endsWith("+") ? "open" : "event" }));

describe("Kaplan–Meier on the remission data", () => {
  it("shares and Greenwood errors as published", () => {
    const { steps } = curveOf(freireich);
    const published = [
      [6, 21, 0.857, 0.0764],
      [7, 17, 0.807, 0.0869],
      [10, 15, 0.753, 0.0963],
      [13, 12, 0.69, 0.1068],
      [16, 11, 0.627, 0.1141],
      [22, 7, 0.538, 0.1282],
      [23, 6, 0.448, 0.1346],
    ];
    expect(steps.map((s) => [s.day, s.atRisk, Number(s.waiting.toFixed(3)), Number(s.error.toFixed(4))])).toEqual(published);
  });

  it("the median is 23, its lower bound 13, and an upper bound is not reached", () => {
    expect(quantile(curveOf(freireich), 0.5)).toEqual({ day: 23, low: 13, high: null });
  });
});

describe("Aalen–Johansen", () => {
  const waits: Wait[] = [
    { days: 1, end: "event" },
    { days: 2, end: "other" },
    { days: 3, end: "open" },
    { days: 4, end: "event" },
    { days: 5, end: "other" },
  ];
  it("by hand: 1/5, then 3/5 × 1/2 of the wins; losses likewise", () => {
    const last = curveOf(waits).steps.at(-1)!;
    expect(last.event).toBeCloseTo(0.2 + 0.3, 12);
    expect(last.other).toBeCloseTo(0.2 + 0.3, 12);
    expect(quantileOfEvents(curveOf(waits), 0.5)).toBe(4);
  });

  it("losses taken as censored would promise more wins than there are", () => {
    const last = curveOf(waits).steps.at(-1)!;
    expect(1 - last.waiting).toBeGreaterThan(last.event);
  });
});

const wait = fc.record({
  days: fc.integer({ min: 0, max: 60 }),
  end: fc.constantFrom("event" as const, "other" as const, "open" as const),
});
const many = fc.array(wait, { minLength: 1, maxLength: 80 });

describe("laws", () => {
  it("won, lost and still open add up to one on every day, and the curves never turn back", () => {
    fc.assert(
      fc.property(many, (waits) => {
        let before = { waiting: 1, event: 0, other: 0 };
        for (const step of curveOf(waits).steps) {
          expect(step.event + step.other + step.neither).toBeCloseTo(1, 10);
          expect(step.waiting <= before.waiting && step.event >= before.event && step.other >= before.other).toBe(true);
          expect(step.low <= step.waiting + 1e-12 && step.waiting <= step.high + 1e-12 && step.low >= 0 && step.high <= 1).toBe(true);
          before = step;
        }
      }),
    );
  });

  it("with nothing open, the shares are those one counts", () => {
    fc.assert(
      fc.property(many, (all) => {
        const waits = all.filter((one) => one.end !== "open");
        for (const step of curveOf(waits).steps)
          expect(step.event).toBeCloseTo(waits.filter((w) => w.end === "event" && w.days <= step.day).length / waits.length, 10);
      }),
    );
  });

  it("one more open deal never makes the median shorter", () => {
    fc.assert(
      fc.property(many, (waits) => {
        const [without, with1] = [waits, [...waits, { days: 60, end: "open" as const }]].map(
          (of) => quantile(curveOf(of), 0.5).day ?? Infinity,
        );
        expect(with1).toBeGreaterThanOrEqual(without!);
      }),
    );
  });
});

it("middle and percentile of plain numbers", () => {
  expect([median([]), median([3]), median([4, 1, 2, 3])]).toEqual([null, 3, 2.5]);
  expect([percentile([], 0.75), percentile([1, 2, 3, 4], 0.75), percentile([5], 0.9)]).toEqual([null, 3, 5]);
});
