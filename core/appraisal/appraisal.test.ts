import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PPM } from "../base/money.ts";
import type { Explanation } from "../explain/explanation.ts";
import { ppmOf } from "../formula/document.ts";
import { compare, decimalText, exact, exactOf, plus, ZERO, type Exact } from "../formula/exact.ts";
import { explainScore } from "./explain.ts";
import { checkScheme, type Scheme } from "./scheme.ts";
import { gradeAt, rescored, scorecard, type Inputs } from "./score.ts";
import { curve, factorOf, type Scoring } from "./scoring.ts";

const read = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const demo = () => read("../../data/demo/scheme.yaml") as Record<string, unknown> & { kpis: Record<string, unknown>[]; grades: unknown[] };

function schemeOf(document: unknown): Scheme {
  const checked = checkScheme(document);
  if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
  return checked.scheme;
}
const codesOf = (document: unknown) => {
  const checked = checkScheme(document);
  return checked.kind === "refused" ? checked.problems.map((p) => `${p.code} @ ${p.path}`) : [];
};
const num = (text: string | number): Exact => {
  const ppm = ppmOf(String(text));
  return ppm === null ? exactOf(String(text))! : exact(ppm, PPM);
};

type Example = { name: string; direction?: "lower"; scoring: unknown; target: string | number; actuals: [string | number, number][] };
describe("scoring functions, by example", () => {
  for (const example of read("./scoring.examples.yaml") as Example[]) {
    const document = {
      ...demo(),
      kpis: [
        {
          code: "x",
          name: "x",
          metric: "x",
          weight: 100,
          direction: example.direction ?? "higher",
          target: example.target,
          scoring: example.scoring,
        },
      ],
    };
    it.each(example.actuals)(`${example.name}: %s → %s`, (actual, expected) => {
      const { scoring, direction } = schemeOf(document).kpis[0]!;
      const result = factorOf(scoring, direction, num(actual), num(example.target));
      expect(result.kind === "factor" && decimalText(result.factor)).toBe(String(expected));
    });
  }
});

describe("a scheme that is not right says so", () => {
  const kpi = (change: object) => ({ ...demo(), kpis: [{ ...demo().kpis[0], weight: 100, ...change }] });
  it.each<[string, unknown, string]>([
    ["not a mapping", "考核", "not-a-mapping @ "],
    ["weights 99", { ...demo(), kpis: demo().kpis.map((k, i) => (i === 0 ? { ...k, weight: 39 } : k)) }, "weights-not-100 @ kpis"],
    ["a negative weight", kpi({ weight: -100 }), "weight-not-positive @ kpis[0].weight"],
    ["a code twice", { ...demo(), kpis: demo().kpis.map((k) => ({ ...k, code: "same" })) }, "code-twice @ kpis"],
    ["a misspelt field", kpi({ wieght: 3 }), "unknown-field @ kpis[0].wieght"],
    ["an unknown function", kpi({ scoring: { kind: "magic" } }), "not-one-of @ kpis[0].scoring.kind"],
    ["a cap below 100 %", kpi({ scoring: { kind: "linear", cap: "90%" } }), "not-monotonic @ kpis[0].scoring.cap"],
    ["a cap without percent sign", kpi({ scoring: { kind: "linear", cap: 1.2 } }), "not-a-percent @ kpis[0].scoring.cap"],
    [
      "floor above stretch",
      kpi({ scoring: { kind: "three-point", floor: "120%", stretch: "130%", cap: "120%" } }),
      "points-out-of-order @ kpis[0].scoring.floor",
    ],
    [
      "lower is better without saying how",
      kpi({ direction: "lower", scoring: { kind: "linear", cap: "120%" } }),
      "missing-field @ kpis[0].scoring.lower",
    ],
    [
      "grades that start above zero",
      { ...demo(), grades: [{ grade: "A", from: 60, coefficient: 1 }] },
      "grades-leave-gap @ grades[0].from",
    ],
    [
      "a bound of 89.99",
      { ...demo(), grades: [...demo().grades, { grade: "X", from: 119.99, coefficient: 2 }] },
      "bound-leaves-gap @ grades[5].from",
    ],
    [
      "grades out of order",
      { ...demo(), grades: [...demo().grades, { grade: "X", from: 50, coefficient: 2 }] },
      "grades-not-ascending @ grades[5].from",
    ],
    [
      "a better grade that pays less",
      { ...demo(), grades: [...demo().grades, { grade: "X", from: 130, coefficient: 1 }] },
      "not-monotonic @ grades[5].coefficient",
    ],
  ])("%s", (_, document, code) => {
    expect(codesOf(document)).toContain(code);
  });
  it("a weight below 5 is allowed with a warning", () => {
    const document = { ...demo(), kpis: demo().kpis.map((k, i) => ({ ...k, weight: [40, 25, 33, 2][i] })) };
    expect(checkScheme(document)).toMatchObject({ kind: "scheme", warnings: [{ code: "weight-small", path: "kpis[3].weight" }] });
  });
});

const scheme = schemeOf(demo());
const inputs: Inputs = {
  signed: { actual: exact(450_000n), target: exact(500_000n) },
  "collection-rate": { actual: exact(17n, 20n), target: null },
  "new-customers": { actual: exact(3n), target: exact(2n) },
  collected: { actual: exact(300_000n), target: exact(400_000n) },
};

describe("a scorecard", () => {
  it("adds its lines, grades the sum and gives the coefficient", () => {
    const card = scorecard(scheme, inputs);
    expect(card.lines.map((line) => decimalText(exactOf(line.score!)!))).toEqual(["36", "23.33", "22.5", "14"]);
    expect(card).toMatchObject({ score: "95.83", grade: "A", coefficient: "1.1", isReweighted: false });
  });
  it("without receipts due, the other weights are scaled to 100, and nothing counts as zero", () => {
    const card = scorecard(scheme, { ...inputs, "collection-rate": { actual: null, target: null } });
    expect(card).toMatchObject({ score: "96.67", isReweighted: true });
    expect(card.lines[1]).toMatchObject({ score: null, whyNot: "actual-missing", weightUsed: null });
  });
  it("waits for missing data when the scheme says so", () => {
    const card = scorecard({ ...scheme, missing: "block" }, { ...inputs, signed: { actual: exact(1n), target: null } });
    expect(card).toMatchObject({ score: null, grade: null, coefficient: null });
    expect(card.lines[0]!.whyNot).toBe("target-missing");
  });
  it("a zero target is undefined, not infinite", () => {
    expect(scorecard(scheme, { ...inputs, signed: { actual: exact(1n), target: ZERO } }).lines[0]!.whyNot).toBe("target-not-positive");
  });
  it.each([
    ["59.99", "D", "D"],
    ["60", "C", "D"], // 恰好 60 分：默认算 C
    ["60.01", "C", "C"],
    ["110", "S", "A"],
    ["0", "D", "D"],
  ])("%s points: %s when the tie goes up, %s when it goes down", (score, upper, lower) => {
    expect(gradeAt(scheme, exactOf(score)!).grade).toBe(upper);
    expect(gradeAt({ ...scheme, tie: "lower" }, exactOf(score)!).grade).toBe(lower);
  });
});

const share = fc.integer({ min: 0, max: 300 }).map((n) => exact(BigInt(n), 100n));
const anyInputs = fc.record({
  a: fc.option(share),
  b: fc.option(share),
  c: fc.option(share),
  d: fc.option(share),
  amount: fc.bigInt(1n, 10n ** 9n),
});
const toInputs = ({
  a,
  b,
  c,
  d,
  amount,
}: {
  a: Exact | null;
  b: Exact | null;
  c: Exact | null;
  d: Exact | null;
  amount: bigint;
}): Inputs => {
  const of = (x: Exact | null) => x && exact(x.n * amount, x.d);
  return {
    signed: { actual: of(a), target: exact(amount) },
    "collection-rate": { actual: b, target: null },
    "new-customers": { actual: c && exact(c.n * 2n, c.d), target: exact(2n) },
    collected: { actual: of(d), target: exact(amount) },
  };
};

describe("laws", () => {
  const schemes = [
    scheme,
    { ...scheme, rounding: { digits: 1, mode: "half-even", level: "total" } as const },
    { ...scheme, missing: "block" as const },
  ];
  it("the explanation re-adds to the score", () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...schemes), (random, one) => {
        const card = scorecard(one, toInputs(random));
        const explanation = explainScore(one, "v1", card, {}, "CNY");
        if (card.score === null) expect(explanation.value.kind).toBe("none");
        else expect(compare(sumOfParts(explanation), exactOf(card.score)!)).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
  it("an old scorecard recomputed from its stored inputs is the same", () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...schemes), (random, one) => {
        const card = scorecard(one, toInputs(random));
        expect(rescored(one, card)).toEqual(card);
      }),
    );
  });
  it("a better actual never scores less, whatever the function", () => {
    const anyScoring = fc.oneof(
      fc.record({ kind: fc.constant("linear" as const), cap: fc.option(fc.bigInt(PPM, 3n * PPM)), lower: fc.constant("mirror" as const) }),
      fc.record({
        kind: fc.constant("three-point" as const),
        floor: fc.integer({ min: 0, max: 99 }).map((n) => exact(BigInt(n), 100n)),
        stretch: fc.integer({ min: 101, max: 300 }).map((n) => exact(BigInt(n), 100n)),
        scale: fc.constant("of-target" as const),
        shareAtFloor: fc.bigInt(0n, PPM),
        cap: fc.bigInt(PPM, 3n * PPM),
        atFloor: fc.constantFrom("scores" as const, "nothing" as const),
      }),
    );
    fc.assert(
      fc.property(anyScoring, fc.bigInt(-500n, 5_000n), fc.bigInt(0n, 500n), (scoring: Scoring, a, more) => {
        const [low, high] = [a, a + more].map((n) => factorOf(scoring, "higher", exact(n), exact(1_000n)));
        expect(low!.kind === "factor" && high!.kind === "factor" && compare(low!.factor, high!.factor) <= 0).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
  it("the preview curve runs through the points that are paid", () => {
    const kpi = scheme.kpis[3]!;
    for (const point of curve(kpi.scoring, kpi.direction, exact(1_000n))) {
      const paid = factorOf(kpi.scoring, kpi.direction, point.actual, exact(1_000n));
      expect(paid.kind === "factor" && compare(paid.factor, point.factor)).toBe(0);
    }
  });
});

function sumOfParts(explanation: Explanation): Exact {
  return explanation.parts!.reduce((sum, part) => (part.value.kind === "number" ? plus(sum, exactOf(part.value.value)!) : sum), ZERO);
}
