import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, threeWays, type Talked } from "./negotiate.ts";

const node = (id: string, parentId: string | null, given: number | null, asked: number | null = null): Talked => ({
  id,
  parentId,
  given: given === null ? null : BigInt(given),
  asked: asked === null ? null : BigInt(asked),
  overPpm: 0n,
});
const at = (nodes: Talked[], id: string) => threeWays(nodes).get(id)!;

describe("given down, proposed up, handed on", () => {
  const quiet = [node("company", null, 100), node("east", "company", 60), node("li", "east", 40), node("wang", "east", 20)];
  it("nobody asks: nothing is proposed, and what is not handed on shows at its node", () => {
    expect(at(quiet, "company")).toEqual({ given: 100n, proposed: null, assigned: 60n, proposedGap: null, assignedGap: 40n });
    expect(at(quiet, "east")).toMatchObject({ proposed: null, assignedGap: 0n });
  });
  it("one asks for less: every level above sees by how much", () => {
    const asked = quiet.map((one) => (one.id === "li" ? { ...one, asked: 30n } : one));
    expect(at(asked, "li")).toMatchObject({ proposed: 30n, proposedGap: -10n, assigned: null });
    expect(at(asked, "east")).toMatchObject({ proposed: 50n, proposedGap: -10n });
    expect(at(asked, "company")).toMatchObject({ proposed: 50n, proposedGap: -50n });
  });
  it("a manager's own proposal stands before the sum of his people", () => {
    const asked = quiet.map((one) => (one.id === "li" ? { ...one, asked: 30n } : one.id === "east" ? { ...one, asked: 55n } : one));
    expect(at(asked, "east").proposed).toBe(55n);
  });
  it("a node without a number has no gap: missing is not zero", () => {
    expect(at([node("team", null, null), node("li", "team", null, 5)], "team")).toMatchObject({ proposed: 5n, proposedGap: null });
  });
});

describe("two versions compared", () => {
  const cell = (nodeId: string, period: string, amount: number) => ({ nodeId, period, amount: BigInt(amount) });
  it("names changed, new and emptied months, and nothing else", () => {
    const before = [cell("li", "2026-01", 1), cell("li", "2026-02", 2), cell("wang", "2026-01", 3)];
    const after = [cell("li", "2026-01", 1), cell("li", "2026-02", 5), cell("li", "2026-03", 0)];
    expect(differences(before, after)).toEqual([
      { nodeId: "li", period: "2026-02", before: 2n, after: 5n },
      { nodeId: "li", period: "2026-03", before: null, after: 0n },
      { nodeId: "wang", period: "2026-01", before: 3n, after: null },
    ]);
  });
  it("a version differs from itself in nothing, and swapping sides swaps before and after", () => {
    const cells = fc.uniqueArray(
      fc.record({ nodeId: fc.constantFrom("a", "b", "c"), period: fc.constantFrom("2026-01", "2026-02"), amount: fc.bigInt(0n, 9n) }),
      { selector: (one) => `${one.nodeId} ${one.period}` },
    );
    fc.assert(
      fc.property(cells, cells, (one, other) => {
        expect(differences(one, one)).toEqual([]);
        const turned = differences(other, one).map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }));
        expect(differences(one, other)).toEqual(turned);
      }),
      { numRuns: 300, seed: 4_242 },
    );
  });
});
