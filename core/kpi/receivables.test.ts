import fc from "fast-check";
import { expect, it } from "vitest";
import { ageing, countBack, coverage, coverageRequired } from "./receivables.ts";

it("unpaid lines stand in the bucket of their days, a boundary in the older one, and add up", () => {
  const lines = [
    { dueOn: "2026-07-01", amount: 1n },
    { dueOn: "2026-06-18", amount: 10n },
    { dueOn: "2026-05-20", amount: 100n }, // 29 days
    { dueOn: "2026-05-19", amount: 1_000n }, // 30 days
    { dueOn: "2025-06-23", amount: 10_000n }, // 360 days
  ];
  expect(Object.fromEntries(ageing(lines, "2026-06-18"))).toEqual({
    "not-due": 1n,
    0: 110n,
    30: 1_000n,
    60: 0n,
    90: 0n,
    180: 0n,
    360: 10_000n,
  });
});

const months = [
  { from: "2026-05-01", to: "2026-06-01", amount: 300n },
  { from: "2026-04-01", to: "2026-05-01", amount: 600n },
];
it.each([
  [0n, 0n],
  [300n, 31_000_000n],
  [500n, 41_000_000n], // 31 days and a third of 30
  [900n, 61_000_000n],
  [901n, null], // older than what is known
])("receivables of %s count back to %s millionths of a day", (receivables, days) => expect(countBack(receivables, months)).toBe(days));

it("more receivables never count back to fewer days", () => {
  const amounts = fc.bigInt({ min: 0n, max: 10n ** 14n });
  fc.assert(
    fc.property(amounts, amounts, fc.array(fc.bigInt({ min: -1000n, max: 10n ** 14n }), { maxLength: 12 }), (a, b, delivered) => {
      const spans = delivered.map((amount) => ({ from: "2026-05-01", to: "2026-06-01", amount }));
      const [few, many] = a < b ? [a, b] : [b, a];
      const [less, more] = [countBack(few, spans), countBack(many, spans)];
      if (more !== null) expect(less !== null && less <= more).toBe(true);
    }),
    { seed: 20_260_618 },
  );
});

it("coverage is held against what one's own win rate asks for", () => {
  expect(coverage(1_500n, 1_600n, 600n)).toBe(1_500_000n);
  expect(coverage(1_500n, 600n, 600n)).toBeNull(); // nothing is missing
  expect(coverage(1_500n, null, 0n)).toBeNull();
  expect(coverageRequired(333_333n)).toBe(3_000_003n); // the "3×" of the textbooks
  expect(coverageRequired(0n)).toBeNull();
});
