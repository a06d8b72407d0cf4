import { expect, it } from "vitest";
import { pathTo, towards } from "./long-term.ts";

const yuan = (amount: number) => BigInt(amount) * 10_000n;
const path = (from: [number, number], ...goals: [number, number][]) =>
  pathTo(
    { year: from[0], amount: yuan(from[1]) },
    goals.map(([year, amount]) => ({ year, amount: yuan(amount) })),
  ).map(({ year, amount }) => [year, Number(amount) / 10_000]);

it.each<[string, [number, number], [number, number][], number[][]]>([
  [
    "the same step every year",
    [2025, 100],
    [[2028, 160]],
    [
      [2026, 120],
      [2027, 140],
      [2028, 160],
    ],
  ],
  [
    "a goal in between bends it",
    [2025, 100],
    [
      [2028, 200],
      [2026, 110],
    ],
    [
      [2026, 110],
      [2027, 155],
      [2028, 200],
    ],
  ],
  [
    "a goal below where one stands leads down",
    [2025, 100],
    [[2027, 80]],
    [
      [2026, 90],
      [2027, 80],
    ],
  ],
  [
    "the year reached already is passed over",
    [2025, 100],
    [
      [2025, 90],
      [2026, 130],
    ],
    [[2026, 130]],
  ],
  [
    "thirds are rounded, the goal is not",
    [2025, 0],
    [[2028, 100]],
    [
      [2026, 33.3333],
      [2027, 66.6667],
      [2028, 100],
    ],
  ],
  ["without a goal ahead there is no path", [2025, 100], [[2024, 90]], []],
])("%s", (_, from, goals, expected) => {
  expect(path(from, ...goals)).toEqual(expected);
});

it("a year beside the path: target less path, and the step a year; counts in whole ones", () => {
  const [actual, target, goal] = [null, null, null];
  const years = [
    { year: 2025, actual: yuan(196), target: yuan(208), goal },
    { year: 2026, actual, target: yuan(211), goal },
    { year: 2027, actual, target, goal },
    { year: 2028, actual, target, goal: yuan(260) },
  ];
  const made = towards(years, true);
  expect(made.years.map(({ path, gap }) => [path, gap])).toEqual([
    [null, null],
    [yuan(217), yuan(-6)],
    [yuan(239), null],
    [yuan(260), null],
  ]);
  expect(made.step).toEqual({ from: { year: 2025, amount: yuan(196) }, to: { year: 2028, amount: yuan(260) }, each: 213_333n });
  expect(
    towards(
      years.map((one) => ({ ...one, goal: null })),
      false,
    ).step,
  ).toBeNull();
});
