import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAJOR, type Amount } from "../base/money.ts";
import { allocate, type Part } from "./allocate.ts";
import { decompose, withOver, type Node } from "./decompose.ts";
import { reconcile } from "./reconcile.ts";

const yuan = (n: number): Amount => BigInt(n) * MAJOR;
const parts = (...weights: number[]): Part[] => weights.map((w, i) => ({ id: `p${i + 1}`, weight: BigInt(w) }));
const amounts = (result: ReturnType<typeof allocate>) =>
  result.kind === "allotted" ? result.parts.map((part) => Number(part.amount / MAJOR)) : result.code;
const reasons = (result: ReturnType<typeof allocate>) =>
  result.kind === "allotted" ? result.parts.map((part) => part.reason.key.replace("targets.reason.", "")) : result.code;

describe("a whole is shared out", () => {
  it.each([
    ["by history", 1000, parts(600, 300, 100), "history", [600, 300, 100]],
    ["by working days of a quarter", 6300, parts(22, 18, 23), "working-days", [2200, 1800, 2300]],
    ["evenly, the spare yuan to the first", 100, parts(5, 1, 9), "equal", [34, 33, 33]],
    ["by shares given by hand, zero included", 100, parts(70, 30, 0), "manual", [70, 30, 0]],
    ["a newcomer weighs as much as the average of the others", 900, parts(400, 200, 0), "history", [400, 200, 300]],
    ["more refunds than sales counts as no history", 900, parts(400, 200, -50), "history", [400, 200, 300]],
    ["nobody has history: all the same", 90, parts(0, 0, 0), "history", [30, 30, 30]],
  ] as const)("%s", (_, whole, given, basis, expected) => expect(amounts(allocate(yuan(whole), given, basis, MAJOR))).toEqual(expected));

  it("locked parts keep their amounts, the others share the rest", () => {
    const given = [{ ...parts(1)[0]!, locked: yuan(500) }, ...parts(0, 1, 3).slice(1)];
    const result = allocate(yuan(900), given, "history", MAJOR);
    expect(amounts(result)).toEqual([500, 100, 300]);
    expect(reasons(result)).toEqual(["locked", "history", "history"]);
  });

  it("says who got an average for want of history, and that all were treated alike", () => {
    expect(reasons(allocate(yuan(9), parts(4, 0), "history", MAJOR))).toEqual(["history", "history-newcomer"]);
    const blank = allocate(yuan(9), parts(0, 0), "history", MAJOR);
    expect(blank.kind === "allotted" && blank.notes).toEqual([{ key: "targets.note.history-none" }]);
  });

  it.each([
    ["a target of nothing", 0, parts(1), "target-not-positive"],
    ["a negative target", -5, parts(1), "target-not-positive"],
    ["nobody to carry it", 10, [], "nothing-to-share-among"],
    ["locked amounts above the whole", 10, [{ id: "a", weight: 1n, locked: yuan(11) }], "locked-exceed-whole"],
    ["everything locked and something left over", 10, [{ id: "a", weight: 1n, locked: yuan(9) }], "locked-miss-whole"],
    ["a negative lock", 10, [{ id: "a", weight: 1n, locked: yuan(-1) }, ...parts(1)], "share-negative"],
  ] as const)("refuses %s", (_, whole, given, code) => expect(amounts(allocate(yuan(whole), given, "equal", MAJOR))).toBe(code));
});

const phases = ["01", "02", "03"].map((key, i) => ({ key, workingDays: [22, 16, 21][i]! }));
const node = (id: string, weight: number, children: Node[] = [], more: Partial<Node> = {}): Node => ({
  id,
  weight: BigInt(weight),
  seasons: [1n, 2n, 1n],
  overPpm: 0n,
  children,
  ...more,
});
const lines = (result: ReturnType<typeof decompose>) => {
  if (result.kind === "refused") return result.code;
  return Object.fromEntries(result.lines.map((line) => [line.id, [line.whole.amount, ...line.phases].map((a) => Number(a / MAJOR))]));
};

describe("a target breaks down the tree and over the months", () => {
  const company = node("company", 0, [node("east", 60, [node("li", 30), node("wang", 10)]), node("west", 40)]);
  it("rows and columns add up", () => {
    expect(lines(decompose(company, yuan(1000), phases, { nodes: "history", phasing: "history", step: MAJOR }))).toEqual({
      company: [1000, 251, 500, 249],
      east: [600, 151, 300, 149],
      li: [450, 113, 225, 112], // ties of a half yuan go to the earlier month
      wang: [150, 38, 75, 37],
      west: [400, 100, 200, 100],
    });
  });
  it("children carry the declared over-assignment, the parent keeps its number", () => {
    const over = { ...company, overPpm: 100_000n };
    expect(lines(decompose(over, yuan(1000), phases, { nodes: "history", phasing: "working-days", step: MAJOR }))).toMatchObject({
      company: [1000, 373, 271, 356],
      east: [660, 246, 179, 235],
      west: [440, 164, 119, 157],
    });
  });
  it("a locked month of a leaf stays, the other months share the rest", () => {
    const leaf = node("li", 1, [], { lockedSeasons: new Map([[1, yuan(10)]]) });
    expect(lines(decompose(leaf, yuan(100), phases, { nodes: "equal", phasing: "equal", step: MAJOR }))).toEqual({ li: [100, 45, 10, 45] });
  });
  it("names the node that cannot be decomposed", () => {
    const stuck = node("company", 0, [node("east", 1, [], { locked: yuan(2000) }), node("west", 1)]);
    expect(decompose(stuck, yuan(1000), phases, { nodes: "equal", phasing: "equal", step: MAJOR })).toMatchObject({
      code: "locked-exceed-whole",
      at: "company",
    });
  });
});

describe("the reconciliation gap", () => {
  it.each([
    ["balanced", 100, [60, 40], 0n, 0],
    ["open", 100, [60, 30], 0n, 10],
    ["over", 100, [60, 50], 0n, -10],
    ["balanced", 100, [60, 50], 100_000n, 0], // declared over-assignment is no gap
  ] as const)("%s: %i against %j at %s ppm", (state, target, children, over, gap) => {
    expect(reconcile(yuan(target), children.map(yuan), over)).toMatchObject({ state, gap: yuan(gap) });
  });
});

const anyPart = fc.record({ id: fc.uuid(), weight: fc.bigInt({ min: -1_000n, max: 10n ** 14n }) });
const anyBasis = fc.constantFrom("history", "working-days", "equal", "manual") as fc.Arbitrary<
  "history" | "equal" | "manual" | "working-days"
>;
const nonNegative = (basis: string, part: { id: string; weight: bigint }) =>
  basis === "history" || part.weight >= 0n ? part : { ...part, weight: 0n };

describe("allocation conserves", () => {
  it("20,000 random shares add up to their whole, step or no step, and never fall below zero", () => {
    const cases = fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.array(anyPart, { minLength: 1, maxLength: 40 }),
      anyBasis,
      fc.constantFrom(1n, 100n, MAJOR, 1000n * MAJOR),
      (whole, given, basis, step) => {
        const result = allocate(
          whole,
          given.map((part) => nonNegative(basis, part)),
          basis,
          step,
        );
        if (result.kind === "refused") throw new Error(result.code);
        expect(result.parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(whole);
        expect(result.parts.every((part) => part.amount >= 0n)).toBe(true);
      },
    );
    fc.assert(cases, { numRuns: 20_000, seed: 4_242 });
  });

  const tree = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.record({
      id: fc.uuid(),
      weight: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      seasons: fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 3, maxLength: 3 }),
      overPpm: fc.constantFrom(0n, 0n, 50_000n),
      children: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("node"), { maxLength: 5 })),
    }),
  })).node;
  it("at every node of a random tree children carry the declared amount, and phases add up to the whole", () => {
    const cases = fc.property(tree, fc.bigInt({ min: 1n, max: 10n ** 14n }), (root, whole) => {
      const result = decompose(root, whole, phases, { nodes: "history", phasing: "history", step: 1n });
      if (result.kind === "refused") throw new Error(result.code);
      const byId = new Map(result.lines.map((line) => [line.id, line]));
      const check = (at: Node): void => {
        const line = byId.get(at.id)!;
        expect(line.phases.reduce((a, b) => a + b, 0n)).toBe(line.whole.amount);
        if (at.children.length === 0) return;
        const children = at.children.map((child) => byId.get(child.id)!.whole.amount);
        expect(children.reduce((a, b) => a + b, 0n)).toBe(withOver(line.whole.amount, at.overPpm));
        at.children.forEach(check);
      };
      check(root);
    });
    fc.assert(cases, { numRuns: 1000, seed: 4_242 });
  });
});
