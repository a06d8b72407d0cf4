import { describe, expect, it } from "vitest";
import type { Day } from "#core/base/date.ts";
import { lines, type LineCode } from "./company.ts";
import { demoFacts } from "./index.ts";

const facts = demoFacts();
const lineCodes = lines.map((line) => line.code);

/** Money received on plan lines due in the span, by its end, against what was due. */
function collectionRate(line: LineCode, from: Day, to: Day): number {
  const due = facts.plan.filter((p) => p.order.line.code === line && from <= p.dueOn && p.dueOn < to);
  const wanted = new Set(due.map((p) => `${p.order.code} ${p.line}`));
  const paid = facts.receipts.filter((r) => r.receivedOn < to && wanted.has(`${r.order.code} ${r.planLine ?? 1}`));
  const total = (rows: readonly { amount: bigint }[]) => rows.reduce((sum, row) => sum + Number(row.amount), 0);
  return total(paid) / total(due);
}

function winRate(line: LineCode, from: Day, to: Day): number {
  const closed = facts.deals.filter((d) => d.customer.line === line && d.closedOn !== null && from <= d.closedOn && d.closedOn < to);
  return closed.filter((d) => d.outcome === "won").length / closed.length;
}

const ordersBetween = (line: LineCode, from: Day, to: Day) =>
  facts.orders.filter((o) => o.line.code === line && from <= o.signedOn && o.signedOn < to).length;
const newShare = (line: LineCode) =>
  facts.customers.filter((c) => c.line === line && c.createdOn >= "2024-06-01").length /
  facts.customers.filter((c) => c.line === line).length;
const doneShare = (line: LineCode) => {
  const units = new Map(facts.staff.stints.map((s) => [s.person.code, s.seat.line]));
  const actions = facts.oneOnOnes.filter((talk) => units.get(talk.member) === line).flatMap((talk) => talk.actions);
  return actions.filter((action) => action.doneOn).length / actions.length;
};

/** Signed amount against target of each person over some months of 2026. */
function attainments(months: readonly string[]): number[] {
  const signed = new Map<string, number>();
  for (const order of facts.orders.filter((o) => !o.isCancelled && months.includes(o.signedOn.slice(0, 7)))) {
    for (const { person, percent } of order.credits)
      signed.set(person.code, (signed.get(person.code) ?? 0) + (Number(order.amount) * percent) / 100);
  }
  const personal = facts.targets.filter((t) => t.metric === "signed-amount" && t.year === 2026 && t.node.startsWith("E"));
  const pairs = personal.map((t) => [
    signed.get(t.node) ?? 0,
    t.months.reduce((sum, amount, i) => sum + (months.includes(`2026-${String(i + 1).padStart(2, "0")}`) ? Number(amount) : 0), 0),
  ]);
  return pairs
    .filter(([, target]) => target! > 0)
    .map(([actual, target]) => actual! / target!)
    .toSorted((a, b) => a - b);
}

describe("the four stories", () => {
  it("技术: reviews are kept and most of what was agreed gets done", () => {
    expect(doneShare("tech")).toBeGreaterThan(doneShare("midtech") + 0.2);
    expect(collectionRate("tech", "2025-01-01", "2026-01-01")).toBeGreaterThan(0.88);
  });

  it("快消: since the CRM names the prospects, more of them buy", () => {
    expect(winRate("consumer", "2026-01-01", "2026-06-19")).toBeGreaterThan(winRate("consumer", "2024-06-01", "2025-01-01") + 0.15);
  });

  it("金融服务: fewer orders during the training of autumn 2025, more afterwards", () => {
    const perMonth = {
      before: ordersBetween("finance", "2025-03-01", "2025-09-01") / 6,
      training: ordersBetween("finance", "2025-09-01", "2025-11-01") / 2,
      after: ordersBetween("finance", "2026-03-01", "2026-06-01") / 3,
    };
    expect(perMonth.training).toBeLessThan(perMonth.before * 0.8);
    expect(perMonth.after).toBeGreaterThan(perMonth.before * 1.15);
  });

  it("中型科技: the most new customers of all and the worst collection", () => {
    for (const other of lineCodes.filter((code) => code !== "midtech")) {
      expect(newShare("midtech")).toBeGreaterThan(newShare(other));
      expect(collectionRate("midtech", "2025-01-01", "2026-01-01")).toBeLessThan(collectionRate(other, "2025-01-01", "2026-01-01") - 0.08);
    }
  });

  it("中型科技: both team managers and the director are new in their seats", () => {
    const heads = facts.staff.stints.filter((s) => ["T41-M", "T42-M", "R40-D"].includes(s.seat.code) && s.to === null);
    expect(heads.map((s) => s.from >= "2025-10-01")).toEqual([true, true, true]);
  });
});

describe("the season", () => {
  it.each([
    ["春节 makes February the weakest month", "2025-02", "2025-03", 0.75],
    ["double eleven lifts November above September", "2025-09", "2025-11", 0.9],
  ])("%s", (_, weak, strong, factor) => {
    const count = (month: string) => facts.orders.filter((o) => o.line.code === "consumer" && o.signedOn.startsWith(month)).length;
    expect(count(weak)).toBeLessThan(count(strong) * factor);
  });

  it("quarters end in a push", () => {
    const inMarch = facts.orders.filter((o) => o.signedOn.startsWith("2026-03"));
    expect(inMarch.filter((o) => o.signedOn >= "2026-03-23").length / inMarch.length).toBeGreaterThan(0.4);
  });
});

describe("attainment in the first quarter of 2026", () => {
  const all = attainments(["2026-01", "2026-02", "2026-03"]);

  it("lies in the middle between 85 and 95 percent", () => {
    expect(all[Math.floor(all.length / 2)]).toBeGreaterThan(0.85);
    expect(all[Math.floor(all.length / 2)]).toBeLessThan(0.95);
  });

  it("some are far above, some far below", () => {
    expect(all.filter((a) => a > 1.2).length).toBeGreaterThan(2);
    expect(all.filter((a) => a < 0.6).length).toBeGreaterThan(2);
  });
});
