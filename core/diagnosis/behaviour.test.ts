import { describe, expect, it } from "vitest";
import { links, topVersusRest, type Seller } from "./behaviour.ts";

/** Twelve sellers: the first three attain most; they follow up more, visit like everybody, and one habit nobody has. */
const sellers: Seller[] = Array.from({ length: 12 }, (_, i) => ({
  id: `s${String(i).padStart(2, "0")}`,
  result: 120 - i,
  habits: { followUp: i < 3 ? 0.9 + i / 100 : 0.5 + (i % 4) / 100, visits: 10 + ((i * 7) % 5), same: 3, none: null },
}));

describe("the best quarter against the rest", () => {
  const found = topVersusRest(sellers)!;
  const of = (habit: string) => found.find((one) => one.habit === habit)!;

  it("three of twelve, and what they do more of comes first", () => {
    expect(found[0]).toMatchObject({ habit: "followUp", top: { n: 3 }, rest: { n: 9 } });
    expect(of("followUp").q).toBeLessThan(0.05);
    expect(of("visits").q).toBeGreaterThan(0.1);
  });

  it("a habit all share, or that nobody has, is no difference and says why", () => {
    expect(of("same")).toMatchObject({ difference: { why: "constant-x" }, q: null });
    expect(of("none")).toMatchObject({ top: { mean: null, n: 0 }, difference: { why: "too-few" }, q: null });
  });

  it("eleven people make no quarter of three", () => expect(topVersusRest(sellers.slice(0, 11))).toBeNull());
});

describe("habit and result", () => {
  it("a value can only become less telling by asking more questions", () => {
    const rows = Array.from({ length: 8 }, (_, u) =>
      Array.from({ length: 10 }, (__, t) => ({
        unit: `u${u}`,
        time: `t${t}`,
        x: (u * 3 + t * 5) % 7,
        y: ((u * 3 + t * 5) % 7) + ((u * t) % 5),
      })),
    ).flat();
    const noise = rows.map((row, i) => ({ ...row, x: Math.sin(i * i * 12.9898) }));
    const alone = links([{ habit: "a", rows }]);
    const many = links([{ habit: "a", rows }, ...["b", "c", "d"].map((habit) => ({ habit, rows: noise }))]);
    const q = (list: typeof alone) => list.find((one) => one.habit === "a" && one.by === "within")!.q!;
    expect(q(many)).toBeGreaterThanOrEqual(q(alone));
    expect(q(many)).toBeLessThan(0.05);
  });
});
