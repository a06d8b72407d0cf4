import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulatedSeries } from "#test/support/series.ts";
import { normalQuantile, studentQuantile } from "./distribution.ts";
import { type Asked, type Forecast, forecast } from "./forecast.ts";
import { methods } from "./methods.ts";

const asked: Asked = { horizon: 6, frequency: 12, method: "auto", levels: [0.8, 0.95] };
const told = (values: readonly (number | null)[], change: Partial<Asked> = {}): Forecast => {
  const found = forecast(values, { ...asked, ...change });
  if (found.kind === "refused") throw new Error(`refused: ${found.why}`);
  return found;
};
const why = (values: readonly (number | null)[], change: Partial<Asked> = {}) => {
  const found = forecast(values, { ...asked, ...change });
  return found.kind === "refused" ? found.why : found.model;
};
const notes = (found: Forecast) => found.notes.map(({ kind }) => kind);
const smape = (made: readonly number[], actual: readonly number[]) =>
  made.reduce((sum, f, k) => sum + (200 * Math.abs(f - actual[k]!)) / (Math.abs(f) + Math.abs(actual[k]!)), 0) / made.length;

describe("what a series is too short or too odd for is said", () => {
  it.each([
    ["nothing", [], {}, "empty"],
    ["only gaps", [null, null], {}, "empty"],
    ["one value goes on", [5], {}, "naive"],
    ["mostly gaps", [1, null, null, null, 2], {}, "mostly-gaps"],
    ["Holt on three values", [1, 2, 3], { method: "holt" }, "too-short"],
    ["a season without a cycle", [1, 2, 3, 4, 5, 6, 7, 8], { method: "hw", frequency: 1 }, "needs-cycle"],
    ["a multiplicative season with a zero", Array.from({ length: 40 }, (_, i) => i % 7), { method: "hw-multiplicative" }, "needs-positive"],
    ["at the edge of what a number can be", [1.7e308, 1, 1.7e308, 1, 1.7e308], { method: "naive" }, "too-large"],
    ["a cycle longer than the series", [3, 4, 5, 6], { method: "snaive", frequency: 52 }, "naive"],
  ] as const)("%s", (_, values, change, expected) => expect(why(values, change)).toBe(expected));

  it("one value has no band, and says so", () => {
    const found = told([5], { frequency: 1 });
    expect([found.mean, found.bands[0]!.lower, notes(found)]).toEqual([
      [5, 5, 5, 5, 5, 5],
      [null, null, null, null, null, null],
      ["too-short-for-band", "too-short-for-backtest"],
    ]);
  });

  it("a constant stays what it is, without a doubt", () => {
    const found = told(Array<number>(30).fill(7.5));
    expect([new Set(found.mean), new Set(found.bands[1]!.upper), notes(found)]).toEqual([new Set([7.5]), new Set([7.5]), ["constant"]]);
  });

  it("gaps are filled on the line between their neighbours, and counted; those at the ends are no values", () => {
    const found = told([null, 10, null, 14, 16, null, null], { method: "drift", frequency: 1, horizon: 1 });
    expect([found.mean, notes(found)[0]]).toEqual([[18], "gaps-filled"]);
  });
});

describe("laws of every method", () => {
  const values = fc.array(fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constant(0), fc.constant(null)), { maxLength: 60 });
  const settings = fc.record({
    method: fc.constantFrom(...methods),
    frequency: fc.constantFrom(1, 4, 7, 12, 365),
    horizon: fc.integer({ min: 1, max: 20 }),
  });

  it("no number is infinite or missing in between, and the band holds its mean", () => {
    fc.assert(
      fc.property(values, settings, (given, change) => {
        const found = forecast(given, { ...asked, ...change });
        if (found.kind === "refused") return;
        expect(found.mean.every(Number.isFinite)).toBe(true);
        for (const { lower, upper } of found.bands)
          found.mean.forEach((mean, k) =>
            expect(lower[k] === null || (lower[k]! <= mean && mean <= upper[k]! && Number.isFinite(upper[k]!))).toBe(true),
          );
        if (found.backtest) expect(Object.values(found.backtest).every((v) => v === null || Number.isFinite(v))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("a past of next to nothing has no ratio to it", () => {
    const found = told([-1.2e-15, 0, null, -5e-324, 0, null, 0, 0], { method: "combination", frequency: 1, horizon: 2 });
    expect([found.backtest?.mase, found.backtest?.wape, found.backtest?.bias]).toEqual([null, null, null]);
  });

  it("another unit of money gives the same forecast in that unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(2 ** -80, 2 ** -10, 2 ** 10, 2 ** 100), (seed, unit) => {
        const { y } = simulatedSeries(seed, 12, 6);
        const [one, other] = [told(y), told(y.map((v) => v * unit))];
        other.mean.forEach((v, k) => expect(v / unit / one.mean[k]!).toBeCloseTo(1, 6));
      }),
      { numRuns: 20 },
    );
  });

  it("what cannot be negative is not", () => {
    const falling = Array.from({ length: 30 }, (_, t) => Math.max(0, 40 - 2 * t));
    const found = told(falling, { method: "drift", frequency: 1, isNonNegative: true });
    expect(Math.min(...found.mean, ...(found.bands[1]!.lower as number[]))).toBe(0);
  });
});

describe("on simulated series (seeds 1, 2, 3 …)", () => {
  it.each([
    [12, 18, 400],
    [4, 8, 400],
  ] as const)("cycle %i, %i ahead: better than Theta, and the bands hold what they say", (m, horizon, count) => {
    let [auto, theta] = [0, 0];
    const held = { 0.8: 0, 0.95: 0 };
    for (let seed = 1; seed <= count; seed += 1) {
      const { y, after } = simulatedSeries(seed * 7919, m, horizon);
      const found = told(y, { frequency: m, horizon });
      auto += smape(found.mean, after) / count;
      theta += smape(told(y, { frequency: m, horizon, method: "theta" }).mean, after) / count;
      for (const { level, lower, upper } of found.bands)
        held[level as 0.8] += after.filter((v, k) => lower[k]! <= v && v <= upper[k]!).length / horizon / count;
    }
    expect(auto).toBeLessThan(theta * 0.985);
    expect(held[0.95]).toBeGreaterThan(0.93);
    expect(held[0.95]).toBeLessThan(0.97);
    expect(held[0.8]).toBeGreaterThan(0.77);
    expect(held[0.8]).toBeLessThan(0.85);
  });

  it("a pure random walk does not get a method that claims to beat the naive one", () => {
    let [level, claims] = [1_000, 0];
    for (let seed = 1; seed <= 60; seed += 1) {
      const { y } = simulatedSeries(seed, 4, 1);
      const walk = y.map((v, t) => (level += t === 0 ? 0 : v - y[t - 1]!));
      const found = told(walk, { frequency: 1 });
      if ((found.backtest?.mase ?? 0) >= 1) {
        expect(notes(found)).toContain("not-better-than-seasonal-naive");
        claims += 1;
      }
    }
    expect(claims).toBeGreaterThan(0);
  });
});

it.each([
  [0.975, 1.959963984540054],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [1e-6, -4.753424308822899],
])("normal quantile of %f", (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 9));

it.each([
  [0.975, 1, 12.706204736174694],
  [0.975, 30, 2.0422724563012378],
  [0.9, 5, 1.4758840488244813],
])("Student's quantile of %f with %i degrees of freedom", (p, df, t) => expect(studentQuantile(p, df)).toBeCloseTo(t, 8));
