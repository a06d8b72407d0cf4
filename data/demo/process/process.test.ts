import { describe, expect, it } from "vitest";
import type { Day } from "#core/base/date.ts";
import type { LineCode } from "../company.ts";
import { demoFacts } from "../index.ts";
import type { Activity } from "./activities.ts";
import { STEPS, WON } from "./stages.ts";

const facts = demoFacts();
const effective = (a: Activity) => a.doneOn !== null && [a.contact, a.purpose, a.outcome, a.nextStep].every((text) => text !== "");
const visits = (line: LineCode, from: Day, to: Day) =>
  facts.activities.filter((a) => a.kind === "拜访" && a.seat.line === line && a.doneOn !== null && from <= a.doneOn && a.doneOn < to);
const effectiveShare = (line: LineCode, from: Day, to: Day) =>
  visits(line, from, to).filter(effective).length / visits(line, from, to).length;
/** Share of the closed deals that went on from a step to a later one. */
function passed(line: LineCode, step: number, from: Day, to: Day): number {
  const closed = facts.deals.filter((d) => d.customer.line === line && d.closedOn !== null && from <= d.closedOn && d.closedOn < to);
  const reached = closed.filter((d) => d.moves.some((m) => STEPS.indexOf(m.stage) >= step));
  return reached.filter((d) => d.outcome === "won" || d.moves.some((m) => STEPS.indexOf(m.stage) > step)).length / reached.length;
}

/** Pearson correlation of two series of the same length. */
function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  return sum((i) => (x[i]! - mx) * (y[i]! - my)) / Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2));
}

/** Of each full seat and month: what was done against what was signed, both as deviations from the seat's own mean. */
function withinSeats(does: (a: Activity) => boolean): number {
  const seats = facts.staff.seats.filter((seat) => seat.role === "rep" && seat.line !== null);
  const months = Array.from({ length: 23 }, (_, i) => `${2024 + Math.floor((i + 6) / 12)}-${String(((i + 6) % 12) + 1).padStart(2, "0")}`);
  const [x, y]: [number[], number[]] = [[], []];
  const acts = Map.groupBy(facts.activities, (a) => a.seat);
  const orders = Map.groupBy(facts.orders, (o) => o.credits[0]!.seat);
  for (const seat of seats) {
    const done = months.map((month) => (acts.get(seat) ?? []).filter((a) => a.doneOn?.startsWith(month) && does(a)).length);
    const signed = months.map((month) => (orders.get(seat) ?? []).filter((o) => o.signedOn.startsWith(month)).length);
    const centred = (all: number[]) => all.map((n) => n - all.reduce((a, b) => a + b, 0) / all.length);
    x.push(...centred(done));
    y.push(...centred(signed));
  }
  return correlation(x, y);
}

describe("a deal and its moves", () => {
  it("a won deal ends on its signing day, a lost one says how and why, an open one stands where its history ends", () => {
    for (const deal of facts.deals) {
      const days = deal.moves.map((move) => move.on);
      expect(days).toEqual(days.toSorted());
      expect(deal.moves.at(-1)!.stage).toBe(deal.stage);
      if (deal.outcome === "won") expect(deal.moves.at(-1)).toEqual({ stage: WON, on: deal.closedOn });
      if (deal.outcome !== "lost") continue;
      expect(deal.lostReasons.length).toBeGreaterThan(0);
      expect(deal.competitor !== "").toBe(deal.lostKind === "输给竞品");
    }
  });
});

describe("the four stories in what people do", () => {
  it("技术: steady, most visits are effective", () => {
    expect(effectiveShare("tech", "2024-06-01", "2025-06-01")).toBeGreaterThan(0.7);
    expect(effectiveShare("tech", "2025-06-01", "2026-06-19")).toBeGreaterThan(0.7);
  });

  it("快消: since the CRM finds them, more prospects come to a first contact", () =>
    expect(passed("consumer", 0, "2026-01-01", "2026-06-19")).toBeGreaterThan(passed("consumer", 0, "2024-06-01", "2025-01-01") + 0.1));

  it("金融服务: fewer effective visits in training, more afterwards than before", () => {
    const perMonth = (from: Day, to: Day, months: number) => visits("finance", from, to).filter(effective).length / months;
    const [before, during, after] = [perMonth("2025-03-01", "2025-09-01", 6), perMonth("2025-09-01", "2025-11-01", 2), perMonth("2026-03-01", "2026-06-01", 3)];
    expect(during).toBeLessThan(before * 0.6);
    expect(after).toBeGreaterThan(before * 1.1);
  }); // prettier-ignore

  it("中型科技: deals are lost late and few visits are effective", () => {
    for (const step of [4, 5]) expect(passed("midtech", step, "2025-01-01", "2026-06-19")).toBeLessThan(passed("tech", step, "2025-01-01", "2026-06-19"));
    expect(effectiveShare("midtech", "2025-10-01", "2026-06-19")).toBeLessThan(effectiveShare("tech", "2025-10-01", "2026-06-19") - 0.25);
  }); // prettier-ignore
});

describe("behaviour and result, within the same seat", () => {
  it("effective visits go with what is signed; calls and promotions do not", () => {
    expect(withinSeats((a) => a.kind === "拜访" && effective(a))).toBeGreaterThan(0.35);
    for (const kind of ["电话", "推广"]) expect(Math.abs(withinSeats((a) => a.kind === kind))).toBeLessThan(0.12);
  });
});
