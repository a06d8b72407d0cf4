import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg, demeaned, meanDifference, spearman, withinSlope, type Observation } from "./association.ts";
import { newcombe } from "./bottleneck.ts";
import { tCritical, tTwoSided } from "./distributions.ts";

describe("published values", () => {
  it.each([
    [1, 0.05, 12.706],
    [4, 0.05, 2.776],
    [10, 0.05, 2.228],
    [30, 0.01, 2.75],
    [120, 0.05, 1.98],
  ])("Student's t with %i degrees of freedom leaves %f beyond %f", (df, alpha, t) => {
    expect(tCritical(alpha, df)).toBeCloseTo(t, 3);
    expect(tTwoSided(t, df)).toBeCloseTo(alpha, 3);
  });

  it("Benjamini & Hochberg 1995, the fifteen p-values of thrombolysis: four rejections at 0.05", () => {
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    const adjusted = benjaminiHochberg(ps);
    expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(4);
    expect(adjusted.slice(0, 4)).toEqual([0.0015, 0.003, 0.0095, 0.035625].map((p) => expect.closeTo(p, 10)));
    expect(benjaminiHochberg(ps.toReversed())).toEqual(adjusted.toReversed());
  });

  it("Spearman: IQ against hours of television of ten people is −29/165, p 0.627", () => {
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    const tv = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, tv)).toMatchObject({ value: expect.closeTo(-29 / 165, 12), p: expect.closeTo(0.627188, 5), n: 10 });
  });

  it("Welch on Student's sleep data: −1.58, 95 % from −3.3655 to 0.2055, p 0.0794", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    expect(meanDifference(first, second)).toMatchObject({
      value: expect.closeTo(-1.58, 10),
      low: expect.closeTo(-3.3654832, 6),
      high: expect.closeTo(0.2054832, 6),
      p: expect.closeTo(0.07939414, 6),
    });
  });

  it("Newcombe 1998, table II: 56/70 against 48/80 is 0.2 from 0.0524 to 0.3339", () => {
    expect(newcombe({ passed: 56, entered: 70 }, { passed: 48, entered: 80 })).toEqual({
      value: expect.closeTo(0.2, 10),
      low: expect.closeTo(0.0524, 4),
      high: expect.closeTo(0.3339, 4),
    });
  });
});

/** Least squares with a column for every person and month, by Gauss: the long way to the same slope. */
function dummySlope(rows: readonly Observation[]): number {
  const [units, times] = [[...new Set(rows.map((r) => r.unit))], [...new Set(rows.map((r) => r.time))].slice(1)];
  const design = rows.map((r) => [r.x, ...units.map((u) => Number(u === r.unit)), ...times.map((t) => Number(t === r.time))]);
  const k = design[0]!.length;
  const m = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (__, j) => design.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    design.reduce((sum, row, at) => sum + row[i]! * rows[at]!.y, 0),
  ]);
  for (let i = 0; i < k; i += 1) {
    const pivot = m.slice(i).reduce((best, row, at) => (Math.abs(row[i]!) > Math.abs(m[best]![i]!) ? at + i : best), i);
    [m[i], m[pivot]] = [m[pivot]!, m[i]!];
    for (let r = 0; r < k; r += 1) {
      if (r === i) continue;
      const f = m[r]![i]! / m[i]![i]!;
      for (let c = i; c <= k; c += 1) m[r]![c]! -= f * m[i]![c]!;
    }
  }
  return m[0]![k]! / m[0]![0]!;
}

describe("within persons and months", () => {
  const panel = (effect: number, noise: (i: number) => number): Observation[] =>
    Array.from({ length: 8 }, (_, u) =>
      Array.from({ length: 12 }, (__, t) => {
        const x = ((u * 7 + t * 5) % 11) + u;
        return { unit: `u${u}`, time: `t${t}`, x, y: 100 * u + 30 * (t % 3) + effect * x + noise(u * 12 + t) };
      }),
    ).flat();

  it("a slope of 2.5 is found whatever the persons and months are worth", () =>
    expect(withinSlope(panel(2.5, () => 0))).toMatchObject({ value: expect.closeTo(2.5, 9), units: 8, n: 96 }));

  it("gives what least squares with a column for each gives, on an unbalanced panel", () => {
    const rows = panel(1.2, (i) => ((i * 37) % 17) - 8).filter((_, i) => i % 7 !== 3);
    const found = withinSlope(rows);
    expect(found).toMatchObject({ value: expect.closeTo(dummySlope(rows), 8) });
    expect(demeaned(rows, (row) => row.x).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 8);
  });

  it("good people who visit more and no effect: ranks say yes, the within slope says nothing", () => {
    const rows = panel(0, (i) => (Math.sin(i * i * 12.9898) * 43758.5453) % 8);
    const naive = spearman(rows.map((r) => r.x), rows.map((r) => r.y)); // prettier-ignore
    const within = withinSlope(rows);
    expect(naive).toMatchObject({ p: expect.any(Number) });
    expect("p" in naive && naive.p < 0.001).toBe(true);
    expect("p" in within && within.low < 0 && within.high > 0).toBe(true);
  });

  it.each([
    ["a column that never changes", panel(1, () => 0).map((r) => ({ ...r, x: 3 })), "constant-x"],
    ["a result that never changes", panel(1, () => 0).map((r) => ({ ...r, y: 3 })), "constant-y"],
    [
      "a behaviour that is a trait",
      panel(1, (i) => i % 5).map((r) => ({ ...r, x: r.unit.length + Number(r.unit.slice(1)) })),
      "no-variation-left",
    ],
    ["three people", panel(1, () => 0).filter((r) => r.unit < "u3"), "too-few"],
  ])("%s is refused with the reason", (_, rows, why) => expect(withinSlope(rows)).toEqual({ why }));

  it("nothing is ever shown that is no number", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 })), { maxLength: 40 }),
        (pairs) => {
          const rows = pairs.map(([x, y], i) => ({ unit: `u${i % 7}`, time: `t${i % 5}`, x, y }));
          for (const found of [
            spearman(
              rows.map((r) => r.x),
              rows.map((r) => r.y),
            ),
            withinSlope(rows),
          ])
            // prettier-ignore
            if (!("why" in found)) for (const value of [found.value, found.low, found.high, found.p]) expect(Number.isFinite(value)).toBe(true);
        },
      ),
      { seed: 20_261_125, numRuns: 300 },
    ));
});
