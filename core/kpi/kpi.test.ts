import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { MAJOR } from "../base/money.ts";
import type { Value } from "../explain/explanation.ts";
import { matchReceipts, type PlanLine, type Receipt } from "./collection.ts";
import { dictionary, metricCodes } from "./dictionary.ts";
import { attainment, expectedProgress, growth, paceGap, runRateNeeded, timeProgress, type Operand } from "./formulas.ts";
import { added, explainFact, formatCount, valueOf } from "./quantity.ts";

const yuan = (n: number) => BigInt(n) * MAJOR;
const operand = (exact: bigint | null): Operand => ({
  exact,
  explanation: { of: "x", label: { key: "x" }, value: { kind: "none", why: "missing" } },
});
const text = (value: Value) => (value.kind === "none" ? value.why : value.kind === "rate" ? value.ppm : value.value);

describe("the dictionary", () => {
  it("lists each metric under its own code with a version", () => {
    for (const code of metricCodes) expect(dictionary[code].version, code).toMatch(/^\d+$/);
    expect(metricCodes.length).toBeGreaterThan(90);
  });
});

describe("formulas, missing is not zero", () => {
  it.each([
    ["attainment 848 of 1000", attainment(operand(848n), operand(1000n)), "848000"],
    ["attainment of a target of zero", attainment(operand(5n), operand(0n)), "undefined"],
    ["attainment of a negative target", attainment(operand(5n), operand(-10n)), "undefined"],
    ["attainment without a target", attainment(operand(5n), operand(null)), "missing"],
    ["attainment below zero after refunds", attainment(operand(-5n), operand(10n)), "-500000"],
    ["time progress 9 of 18 days", timeProgress(9, 18), "500000"],
    ["time progress of a period without working days", timeProgress(0, 0), "undefined"],
    ["pace gap 40 % against 50 %", paceGap(operand(400_000n), operand(500_000n)), "-100000"],
    ["pace gap without attainment", paceGap(operand(null), operand(500_000n)), "undefined"],
    ["growth from 80 to 100", growth("yoy", operand(100n), operand(80n)), "250000"],
    ["growth from zero", growth("mom", operand(100n), operand(0n)), "undefined"],
    ["growth from a negative base", growth("mom", operand(100n), operand(-50n)), "undefined"],
    ["growth without an earlier period", growth("yoy", operand(100n), operand(null)), "missing"],
    ["run rate: 100 left over 3 days, rounded up", runRateNeeded(operand(yuan(300)), operand(yuan(200)), 3, "CNY"), "33.3334"],
    ["run rate once the target is reached", runRateNeeded(operand(yuan(300)), operand(yuan(310)), 3, "CNY"), "0.0000"],
    ["run rate with no days left", runRateNeeded(operand(yuan(300)), operand(yuan(200)), 0, "CNY"), "undefined"],
    ["run rate without a target", runRateNeeded(operand(null), operand(yuan(200)), 3, "CNY"), "missing"],
  ])("%s", (_, result, expected) => expect(text(result.explanation.value)).toBe(expected));

  it("expects the seasonal curve after two years of history, a straight line before", () => {
    const time = timeProgress(10, 20);
    expect(
      expectedProgress(time, [
        { byNow: 20n, whole: 100n },
        { byNow: 40n, whole: 100n },
      ]).exact,
    ).toBe(300_000n);
    const straight = expectedProgress(time, [
      { byNow: 20n, whole: 100n },
      { byNow: 0n, whole: 0n },
    ]);
    expect([straight.exact, straight.explanation.notes]).toEqual([500_000n, [{ key: "metrics.note.straight-line", values: { years: 1 } }]]);
  });
});

describe("quantities", () => {
  it.each([
    ["a sum of amounts", valueOf("signed-amount", { numerator: yuan(12), rows: 1 }, "CNY"), "12.0000"],
    ["shared deals count as their share", valueOf("deal-count", { numerator: 2_500_000n, rows: 3 }, "CNY"), "2.5"],
    ["average order value", valueOf("aov-order", { numerator: yuan(100), denominator: 3_000_000n, rows: 3 }, "CNY"), "33.3333"],
    ["no orders, no average", valueOf("aov-order", { numerator: 0n, denominator: 0n, rows: 0 }, "CNY"), "undefined"],
    ["collection rate", valueOf("collection-rate-plan", { numerator: yuan(80), denominator: yuan(100), rows: 2 }, "CNY"), "800000"],
  ] as const)("%s", (_, value, expected) => expect(text(value)).toBe(expected));

  it("ratios add up on both sides before they are divided", () => {
    const both = added({ numerator: yuan(90), denominator: yuan(100), rows: 1 }, { numerator: yuan(10), denominator: yuan(900), rows: 9 });
    expect(text(valueOf("collection-rate-plan", both, "CNY"))).toBe("100000"); // 10 %, not the mean of 90 % and 1.1 %
  });
  it("says when a ratio rests on few rows", () => {
    const few = explainFact("aov-order", { numerator: yuan(100), denominator: 9_000_000n, rows: 9 }, "CNY");
    expect(few.notes).toEqual([{ key: "metrics.note.small-sample", values: { n: 9 } }]);
    expect(explainFact("aov-order", { numerator: yuan(100), denominator: 10_000_000n, rows: 10 }, "CNY").notes).toBeUndefined();
  });
  it.each([
    [0n, "0"],
    [1n, "0.000001"],
    [-1_500_000n, "-1.5"],
    [12_000_000n, "12"],
  ] as const)("%s millionths read %s", (n, s) => expect(formatCount(n)).toBe(s));
});

const plan: PlanLine[] = [
  { lineNo: 2, dueOn: "2026-03-31", amount: 50n },
  { lineNo: 1, dueOn: "2026-01-31", amount: 100n },
];
const money = (id: string, receivedOn: string, amount: number, lineNo: number | null = null): Receipt => ({
  id,
  receivedOn,
  amount: BigInt(amount),
  lineNo,
});
const matched = (...receipts: Receipt[]) => {
  const { matches, unmatched } = matchReceipts(plan, receipts);
  return `${matches.map((m) => `${m.receiptId}→${m.lineNo}:${m.amount}`).join(" ")} | ${unmatched}`;
};

describe("receipts find their plan line", () => {
  it.each([
    ["the line due first is paid first", [money("a", "2026-01-10", 120)], "a→1:100 a→2:20 | 0"],
    ["a receipt that names a line pays that line", [money("a", "2026-01-10", 50, 2)], "a→2:50 | 0"],
    ["money for a later line never fills a missed one", [money("a", "2026-01-10", 70, 2)], "a→2:50 | 20"],
    [
      "a refund takes back what was due last",
      [money("a", "2026-01-10", 150), money("b", "2026-02-01", -60)],
      "a→1:100 a→2:50 b→2:-50 b→1:-10 | 0",
    ],
    ["a refund takes the surplus first", [money("a", "2026-01-10", 170), money("b", "2026-02-01", -30)], "a→1:100 a→2:50 b→2:-10 | 0"],
    ["a refund of a named line", [money("a", "2026-01-10", 150), money("b", "2026-02-01", -60, 1)], "a→1:100 a→2:50 b→1:-60 | 0"],
    ["a refund of nothing stays unmatched", [money("a", "2026-01-10", -5)], " | -5"],
    [
      "in the order money came, whatever the order of rows",
      [money("b", "2026-02-01", 40), money("a", "2026-01-10", 90)],
      "a→1:90 b→1:10 b→2:30 | 0",
    ],
  ] as const)("%s", (_, receipts, expected) => expect(matched(...receipts)).toBe(expected));

  it("every receipt is matched or left over, and no line is paid beyond its amount or below zero", () => {
    const receipt = fc.record({
      id: fc.uuid(),
      receivedOn: fc.integer({ min: 0, max: 99 }).map((n) => addDays("2026-01-01", n)),
      amount: fc.bigInt({ min: -80n, max: 120n }),
      lineNo: fc.constantFrom(null, 1, 2, 9),
    });
    fc.assert(
      fc.property(fc.uniqueArray(receipt, { selector: (r) => r.id, maxLength: 12 }), (receipts) => {
        const { matches, unmatched } = matchReceipts(plan, receipts);
        const total = receipts.reduce((sum, r) => sum + r.amount, 0n);
        expect(matches.reduce((sum, m) => sum + m.amount, 0n) + unmatched).toBe(total);
        for (const line of plan) {
          const paid = matches.filter((m) => m.lineNo === line.lineNo).reduce((sum, m) => sum + m.amount, 0n);
          expect(paid >= 0n && paid <= line.amount).toBe(true);
        }
        expect(matchReceipts(plan, receipts.toReversed()).matches).toEqual(matches);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
