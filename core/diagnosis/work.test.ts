import { describe, expect, it } from "vitest";
import type { StageCount } from "./bottleneck.ts";
import { startHere, type Finding } from "./finding.ts";
import { workFindings, type Work } from "./work.ts";

const stage = (name: string, passed: number, entered: number): StageCount => ({ stage: name, entered, passed, days: [] });
const node = (id: string) => ({ kind: "unit" as const, id, name: id });
const work = (id: string, more: Partial<Work>): Work => ({
  node: node(id),
  against: "neighbours",
  stages: [],
  otherStages: [],
  wonMean: 1_000_000n,
  agreed: { passed: 0, entered: 0 },
  otherAgreed: { passed: 0, entered: 0 },
  ...more,
});
const year = { from: "2025-07-01", to: "2026-07-01" };
const found = (all: readonly Work[], now = year) => workFindings({ work: all, period: "2026", currency: "CNY", now, year });

describe("what the work shows", () => {
  it.each([
    ["a stage far behind, with its worth", 40, 100, 1],
    ["a stage a little behind", 75, 100, 0],
    ["a stage ahead", 95, 100, 0],
    ["a stage far behind of nine deals only", 2, 9, 0],
  ])("%s", (_, passed, entered, count) => {
    const findings = found([work("a", { stages: [stage("谈判", passed, entered)], otherStages: [stage("谈判", 80, 100)] })]);
    expect(findings.map((one) => one.kind)).toEqual(Array.from({ length: count }, () => "stage"));
    if (count === 1) expect(findings[0]!.amount).toBe(40_000_000n); // 40 deals more at the others' rate × 100 yuan each
  });

  it("is worth what falls on the days looked at, of the year it is seen in", () => {
    const now = { from: "2026-06-01", to: "2026-06-08" };
    const [one] = found([work("a", { stages: [stage("谈判", 40, 100)], otherStages: [stage("谈判", 80, 100)] })], now);
    expect(one!.amount).toBe(767_123n); // 4 000 × 7 ÷ 365
  });

  it("asks for more the more it looks at: what stands out alone does not among forty", () => {
    const near = work("a", { stages: [stage("谈判", 68, 100)], otherStages: [stage("谈判", 800, 1000)] });
    const even = (i: number) => work(`b${i}`, { stages: [stage("谈判", 80, 100)], otherStages: [stage("谈判", 800, 1000)] });
    expect(found([near])).toHaveLength(1);
    expect(found([near, ...Array.from({ length: 39 }, (_, i) => even(i))])).toEqual([]);
  });

  it("tells kept and forgotten agreements apart, and says nothing of a handful", () => {
    const kept = (passed: number, entered: number) =>
      found([work("a", { agreed: { passed, entered }, otherAgreed: { passed: 60, entered: 100 } })]);
    expect(kept(95, 100).map(({ tone, amount }) => [tone, amount])).toEqual([["strength", null]]);
    expect(kept(20, 100).map(({ tone }) => tone)).toEqual(["problem"]);
    expect([...kept(8, 8), ...kept(65, 100)]).toEqual([]);
  });
});

describe("where to begin", () => {
  const finding = (kind: Finding["kind"], amount: bigint | null): Finding =>
    ({ key: `${kind}:${amount}`, kind, tone: "problem", amount, caution: null }) as Finding;
  it("lets what rests on too few cases wait, however large", () => {
    const thin = { ...finding("cell-behind", 10n), caution: { key: "diagnosis.caution.few-orders" } };
    const all = [thin, finding("lost-customers", 9n), finding("smaller-orders", 8n), finding("stage", 3n)];
    expect(startHere(all).map((one) => one.kind)).toEqual(["lost-customers", "smaller-orders", "stage"]);
    expect(startHere(all.slice(0, 2)).map((one) => one.kind)).toEqual(["lost-customers", "cell-behind"]);
  });

  it("takes one of each view before two of one, though the money of the second is greater", () => {
    const all = [
      finding("lost-customers", 9n),
      finding("smaller-orders", 8n),
      finding("mix", 7n),
      finding("stage", 3n),
      finding("collection", 1n),
    ];
    expect(startHere(all).map((one) => one.kind)).toEqual(["lost-customers", "smaller-orders", "stage"]);
    expect(startHere(all.slice(0, 3)).map((one) => one.kind)).toEqual(["lost-customers", "smaller-orders", "mix"]);
  });
});
