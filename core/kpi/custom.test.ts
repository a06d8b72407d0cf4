import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../formula/evaluate.ts";
import { exact, type Exact } from "../formula/exact.ts";
import {
  codesIn,
  compileFormula,
  degreeMax,
  meetsGoal,
  nameInFormula,
  problemsOf,
  ratioUnit,
  type Library,
  type Shape,
  type Written,
} from "./custom.ts";
import type { Chosen } from "./slice.ts";

const library: Library = new Map([
  ["signed-amount", { unit: "amount", reads: [], degree: 1 }],
  ["gross-profit", { unit: "amount", reads: [], degree: 1 }],
  ["deal-count", { unit: "count", reads: [], degree: 1 }],
  ["win-rate-broad", { unit: "rate", reads: [], degree: 1 }],
  ["x-margin", { unit: "rate", reads: ["gross-profit", "signed-amount"], degree: 2 }],
  ["x-loop", { unit: "rate", reads: ["x-mine"], degree: 1 }],
  ["x-deep", { unit: "rate", reads: ["x-deeper"], degree: 1 }],
  ["x-deeper", { unit: "rate", reads: ["x-deepest"], degree: 1 }],
  ["x-deepest", { unit: "rate", reads: ["x-margin"], degree: 1 }],
]);
const whole = { filter: {}, attribution: "as-booked" } as const;
const written = (shape: Shape, more: Partial<Written> = {}): Written => ({
  name: "我的指标",
  note: "",
  group: "result",
  direction: "up",
  sampleMin: 10,
  goal: {},
  shape,
  ...more,
});
const formula = (text: string, unit: "amount" | "rate" | "count" = "rate"): Shape => ({ kind: "formula", text, unit });
const ratio = (above: Chosen["measure"], below: Chosen["measure"]): Shape => ({
  kind: "ratio",
  above: { measure: above, ...whole },
  below: { measure: below, ...whole },
});

describe("a definition is refused with the place and the reason", () => {
  it.each<[string, Shape, string, number | null]>([
    ["money and shares do not add", formula("gross_profit + win_rate_broad", "amount"), "types-differ", 13],
    ["money over money is a share, not money", formula("gross_profit / signed_amount", "amount"), "type-not-allowed", 0],
    ["a name nobody knows", formula("gross_profit / 利润"), "unknown-name", 15],
    ["a hyphen is a minus", formula("gross-profit"), "unknown-name", 0],
    ["a formula of itself", formula("x_loop × 2"), "reads-itself", 0],
    ["a formula that reads nothing", formula("5%"), "reads-nothing", null],
    ["an explosive formula", formula(Array.from({ length: 9 }, () => "win_rate_broad").join(" × ")), "too-many-factors", null],
    ["factors hidden in another metric count", formula("x_margin × x_margin × x_margin × x_margin × x_margin"), "too-many-factors", null],
    ["too long a chain of metrics", formula("x_deep × 2"), "too-deep-lineage", null],
    ["more text than anybody reads", formula(`win_rate_broad${" + win_rate_broad".repeat(200)}`), "too-long", 2000],
    ["half a formula", formula("gross_profit ÷"), "unexpected-end", 14],
    ["counts over money", ratio("deal-count", "signed-amount"), "count-over-amount", null],
    ["a median cannot be divided", ratio("delivery-days", "deal-count"), "median-in-ratio", null],
    ["nobody's answers", { kind: "sum", of: { measure: "pulse-score", ...whole } }, "measure-unknown", null],
    [
      "orders have no deal source",
      { kind: "sum", of: { measure: "signed-amount", attribution: "as-booked", filter: { dealSource: ["展会"] } } },
      "filter-not-here",
      null,
    ],
  ])("%s", (_, shape, code, at) => expect(problemsOf(written(shape), "x-mine", library)).toMatchObject([{ code, at }]));

  it.each([
    [{ atLeast: "1", atMost: "0.5" }, "goal-upside-down"],
    [{ atLeast: "很多" }, "goal-not-a-number"],
  ])("a goal of %o", (goal, code) =>
    expect(problemsOf(written(formula("x_margin"), { goal }), "x-mine", library)).toMatchObject([{ code }]),
  );

  it.each([formula("gross_profit ÷ signed_amount"), formula("signed_amount ÷ deal_count", "amount"), ratio("signed-amount", "deal-count")])(
    "a sound one passes: %o",
    (shape) => expect(problemsOf(written(shape), "x-mine", library)).toEqual([]),
  );
});

it.each([
  ["signed-amount", "deal-count", "amount"],
  ["signed-amount", "delivered-amount", "rate"],
  ["won-deals", "closed-deals", "rate"],
  ["talk-minutes", "visits", "minutes"],
] as const)("%s over %s comes out as %s", (above, below, unit) =>
  expect(ratioUnit({ measure: above, ...whole }, { measure: below, ...whole })).toBe(unit),
);

it.each([
  [{ atLeast: "25" }, "rate", 250_000n, true],
  [{ atLeast: "25" }, "rate", 249_999n, false],
  [{ atMost: "3" }, "days", 3_000_000n, true],
  [{ atLeast: "1", atMost: "2" }, "amount", 20_001n, false],
  [{ atLeast: "1" }, "amount", null, null],
  [{}, "amount", 5n, null],
] as const)("goal %o of a %s at %s: %s", (goal, unit, value, met) => expect(meetsGoal(goal, unit, value)).toBe(met));

describe("laws of composite formulas", () => {
  const values = fc.record({
    gross_profit: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((n) => exact(n, 10_000n)),
    signed_amount: fc.bigInt({ min: 1n, max: 10n ** 12n }).map((n) => exact(n, 10_000n)),
    deal_count: fc.bigInt({ min: 1n, max: 10n ** 6n }).map((n) => exact(n)),
  });
  const compiled = (text: string, unit: "amount" | "rate" | "count") => {
    const found = compileFormula(text, unit, library);
    if (found.kind === "refused") throw new Error(found.problem.code);
    return found.formula;
  };
  const value = (text: string, unit: "amount" | "rate" | "count", given: Record<string, Exact | null>) =>
    evaluate(compiled(text, unit).node, given);

  it("a share times its whole is the part again, exactly", () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(value("gross_profit / signed_amount * signed_amount", "amount", given)).toEqual({
          kind: "value",
          value: given.gross_profit,
        });
      }),
      { seed: 20_260_618 },
    );
  });

  it("missing stays missing and nothing is divided by zero, whatever the rest", () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(value("gross_profit / signed_amount", "rate", { ...given, gross_profit: null })).toEqual({
          kind: "missing",
          name: "gross_profit",
        });
        expect(value("signed_amount / deal_count", "amount", { ...given, deal_count: exact(0n) }).kind).toBe("undefined");
      }),
      { seed: 20_260_618 },
    );
  });

  it("whatever is typed is either a formula within bounds or refused, never a crash", () => {
    const word = fc.constantFrom(
      "gross_profit",
      "x_margin",
      "win_rate_broad",
      "利润",
      "(",
      ")",
      "+",
      "×",
      "÷",
      "5%",
      "¥3",
      "min",
      ",",
      "-",
      "9999999",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const problems = problemsOf(written(formula(words.join(" "))), "x-mine", library);
        const found = compileFormula(words.join(" "), "rate", library);
        if (problems.length > 0) return;
        expect(found.kind === "formula" && codesIn(found.formula).every((code) => library.has(code))).toBe(true);
        expect(degreeMax).toBeGreaterThan(0);
      }),
      { seed: 20_260_618 },
    );
  });

  it("names of metrics survive the way into a formula and back", () => {
    for (const code of library.keys()) expect(nameInFormula(code)).toMatch(/^[a-z_0-9]+$/);
  });
});
