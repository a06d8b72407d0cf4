import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed, type Change, type Row } from "./change.ts";

const row = (...months: (number | null)[]): Row => months.map((month) => (month === null ? null : BigInt(month)));
const rows = new Map<string, Row>([
  ["li", row(10, 20, 30)],
  ["wang", row(10, 10, 20)],
  ["zhou", row(null, 30, null)],
]);
const after = (change: Change) =>
  Object.fromEntries([...changed(rows, change)!].map(([id, months]) => [id, months.map((m) => (m === null ? null : Number(m)))]));

describe("a change of a published target", () => {
  it("adjusts what is left of the year in its present proportion; what has passed stays", () =>
    expect(after({ kind: "adjust", nodeId: "li", from: 1, amount: 100n })).toEqual({ li: [10, 40, 60] }));
  it("adjusts evenly where nothing was set", () =>
    expect(changed(new Map([["new", row(null, null, null)]]), { kind: "adjust", nodeId: "new", from: 1, amount: 9n })!.get("new")).toEqual([
      null,
      5n,
      4n,
    ]));
  it("to zero is zero, not missing", () =>
    expect(after({ kind: "adjust", nodeId: "li", from: 2, amount: 0n })).toEqual({ li: [10, 20, 0] }));
  it("hands over to a successor", () =>
    expect(after({ kind: "hand-over", nodeId: "li", from: 1, toNodeId: "zhou" })).toEqual({ li: [10, null, null], zhou: [null, 50, 30] }));
  it("spreads over a team in the proportion of each month", () =>
    expect(after({ kind: "spread", nodeId: "li", from: 1, among: ["wang", "zhou"] })).toEqual({
      li: [10, null, null],
      wang: [10, 15, 50],
      zhou: [null, 45, 0],
    }));
  it("over nobody is none", () => expect(changed(rows, { kind: "spread", nodeId: "li", from: 0, among: [] })).toBeNull());

  it("moves every month exactly, whatever the weights", () => {
    const months = fc.array(fc.option(fc.bigInt(0n, 10n ** 12n)), { minLength: 12, maxLength: 12 });
    const cases = fc.property(fc.array(months, { minLength: 2, maxLength: 9 }), fc.integer({ min: 0, max: 11 }), (all, from) => {
      const before = new Map<string, Row>(all.map((one, i) => [String(i), one]));
      const among = [...before.keys()].slice(1);
      const result = new Map([...before, ...changed(before, { kind: "spread", nodeId: "0", from, among })!]);
      const sum = (of: ReadonlyMap<string, Row>, i: number) => [...of.values()].reduce((total, one) => total + (one[i] ?? 0n), 0n);
      for (let i = 0; i < 12; i += 1) expect(sum(result, i)).toBe(sum(before, i));
    });
    fc.assert(cases, { numRuns: 2000, seed: 4_242 });
  });
});
