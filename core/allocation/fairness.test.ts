import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysBetween } from "../base/date.ts";
import { MAJOR } from "../base/money.ts";
import { smartOf, type SmartFacts } from "../targets/smart.ts";
import { attainable } from "./attainable.ts";
import { capacity, usualRamp } from "./capacity.ts";
import { limitsOf } from "./bounds.ts";
import { ratchet, spearman, spreadOf, stretch } from "./fairness.ts";
import { ownExpectation, peersExpectation, trendOf, yearLevel, type PastMonth } from "./history.ts";
import { season, type Piece } from "./season.ts";
import { festivalWindow, lunarNewYear } from "../calendar/spring-festival.ts";
import { periodOf, periodsIn } from "../calendar/period.ts";

const SEED = 20_270_206;
const even = Array.from({ length: 12 }, () => 1_000_000n / 12n);
const year = (amount: bigint, whole = 12): PastMonth[] => Array.from({ length: 12 }, (_, i) => ({ amount, isWhole: i >= 12 - whole }));
const holidays = { off: new Set<string>(), work: new Set<string>(), years: new Set([2025, 2026, 2027]) };
const fiscal = { startMonth: 1, weekStart: 1 };
const monthsOf = (key: string) => periodsIn(periodOf(key, fiscal)!, "month", fiscal);

describe("what the past lets expect", () => {
  it("two years of 100 and 100 a month: 1,200", () =>
    expect(ownExpectation([...year(100n), ...year(100n)], even, null)).toMatchObject({
      kind: "own",
      level: 1200n,
      trend: 1_000_000n,
      amount: 1200n,
    }));
  it.each([
    ["a tenth more than the year before counts as a twentieth", 100n, 110n, 1_050_000n],
    ["twice as much counts as an eighth more", 100n, 200n, 1_125_000n],
    ["half as much counts as a tenth less", 100n, 50n, 900_000n],
  ])("%s", (_, before, now, trend) => expect(trendOf([...year(before), ...year(now)])).toBe(trend));
  it("who sold only in the strong half is not rated as if it were the weak half", () => {
    const strong = [...Array.from({ length: 6 }, () => 1n), ...Array.from({ length: 6 }, () => 3n)].map((share) => share * 41_666n);
    expect(yearLevel(year(300n, 6), strong)!.level).toBe(2400n); // six months of 300 are three quarters of the year
  });
  it.each([
    ["two whole months say nothing", year(100n, 2), "no-peers"],
    ["more refunds than sales is no history", year(-5n), "not-positive"],
  ] as const)("%s", (_, past, why) => expect(ownExpectation(past, even, null)).toMatchObject({ kind: "none", why }));
  it("a newcomer stands where the middle of three peers stands; with two of them nobody knows", () => {
    const none = ownExpectation([], even, null);
    expect(peersExpectation(none, [900n, 100n, 500n])).toEqual({ kind: "peers", amount: 500n, peers: 3, months: 0 });
    expect(peersExpectation(none, [900n, 100n])).toMatchObject({ kind: "none" });
  });
});

describe("what a seat can carry", () => {
  const of = (from: string | null, to: string | null, startedOn: string | null) =>
    capacity(monthsOf("2027"), { from, to, startedOn }, usualRamp, holidays);
  it.each([
    ["there all year", "2020-01-01", null, "2020-01-01", "full", 1_000_000n],
    ["nobody there", null, null, null, "vacant", 0n],
    ["gone before the year", "2020-01-01", "2026-12-01", "2020-01-01", "vacant", 0n],
  ] as const)("%s", (_, from, to, started, why, ppm) => expect(of(from, to, started)).toMatchObject({ why, year: ppm }));
  it("a leaver on 1 April carries three months", () => {
    const { months, why } = of("2020-01-01", "2027-04-01", "2020-01-01");
    expect([why, months.slice(0, 4)]).toEqual(["part", [1_000_000n, 1_000_000n, 1_000_000n, 0n]]);
  });
  it("a newcomer of 1 March ramps: a third, a half, three quarters, nine tenths, all", () =>
    expect(of("2027-03-01", null, "2027-03-01").months.slice(1, 8)).toEqual([
      0n,
      300_000n,
      500_000n,
      750_000n,
      900_000n,
      1_000_000n,
      1_000_000n,
    ]));
  it("starting in mid-month counts the working days that are left", () => {
    const march = of("2027-03-16", null, "2027-03-16").months[2]!;
    expect(march).toBe((((12n * 1_000_000n) / 23n) * 300_000n) / 1_000_000n);
  });
});

describe("the season moves with 春节", () => {
  const past = (months: ReturnType<typeof monthsOf>, perDay: (isFestival: boolean, month: number) => bigint): Piece[] =>
    months.flatMap((month) => {
      const window = festivalWindow(Number(month.from.slice(0, 4)))!;
      const cut = (from: string, to: string, isFestival: boolean): Piece[] => {
        if (from >= to) return [];
        const days = BigInt([...Array(Math.round((Date.parse(to) - Date.parse(from)) / 864e5))].filter((_, i) => ![0, 6].includes(new Date(Date.parse(from) + i * 864e5).getUTCDay())).length);
        const at = Number(month.from.slice(5, 7));
        return [{ from, to, month: at, isFestival, amount: days * perDay(isFestival, at) }];
      };
      const [a, b] = [window.from > month.from ? window.from : month.from, window.to < month.to ? window.to : month.to];
      return a >= b ? cut(month.from, month.to, false) : [...cut(month.from, a, false), ...cut(a, b, true), ...cut(b, month.to, false)];
    }); // prettier-ignore
  const planned = (align: boolean) =>
    season(
      monthsOf("2027"),
      past(monthsOf("2025"), (isFestival) => (isFestival ? 10n : 100n)),
      holidays,
      align,
    ).months;

  it("New Year's Day was 29 January 2025 and is 6 February 2027: January takes back what the festival took from it", () => {
    const [january, february] = planned(true);
    const [stale] = planned(false);
    expect(january! > stale!).toBe(true);
    expect(january! > february!).toBe(true);
  });
  it("always adds up to the whole year", () => {
    for (const align of [true, false]) expect(planned(align).reduce((a, b) => a + b, 0n)).toBe(1_000_000n);
    const blank = season(monthsOf("2027"), [], holidays, true);
    expect([blank.kind, blank.months.reduce((a, b) => a + b, 0n)]).toEqual(["working-days", 1_000_000n]);
  });
  it("New Year's Days as the almanacs print them; a lunar year has 12 or 13 months", () => {
    const printed = [
      "2024-02-10",
      "2025-01-29",
      "2026-02-17",
      "2027-02-06",
      "2028-01-26",
      "2029-02-13",
      "2030-02-03",
      "2031-01-23",
      "2033-01-31",
      "2034-02-19",
    ];
    expect(printed.map((day) => lunarNewYear(Number(day.slice(0, 4))))).toEqual(printed);
    for (let at = 2001; at <= 2100; at += 1)
      expect([353, 354, 355, 383, 384, 385]).toContain(daysBetween(lunarNewYear(at - 1)!, lunarNewYear(at)!));
    expect([lunarNewYear(1999), lunarNewYear(2101)]).toEqual([null, null]);
  });
});

describe("floors and caps by rule", () => {
  const seat = { id: "a", classes: ["销售代表"], expected: 1000n };
  it.each([
    ["a class rule by expectation", [{ for: { class: "销售代表" }, cap: { ofExpected: 1_400_000n } }], { floor: 0n, cap: 1400n, unbound: false }],
    ["the seat's own rule beats its class", [{ for: { node: "a" }, cap: { amount: 5n } }, { for: { class: "销售代表" }, cap: { ofExpected: 1_400_000n } }], { floor: 0n, cap: 5n, unbound: false }],
    ["a rule for others says nothing", [{ for: { class: "经理" }, floor: { amount: 5n } }], { floor: 0n, cap: null, unbound: false }],
  ] as const)("%s", (_, limits, expected) => expect(limitsOf(seat, limits)).toEqual(expected)); // prettier-ignore
  it("who has no past is not held to it, and that is said", () =>
    expect(limitsOf({ ...seat, expected: null }, [{ for: { class: "销售代表" }, floor: { ofExpected: 900_000n } }])).toEqual({
      floor: 0n,
      cap: null,
      unbound: true,
    }));
});

describe("too high and too low, from data", () => {
  const paces = (...values: number[]) => values.map((value) => BigInt(value) * MAJOR);
  it.each([
    ["never reached by oneself, nor by the peers", 100, paces(50, 60, 70, 80), paces(50, 55, 60, 65, 70, 75, 80, 85), "too-high"],
    [
      "never reached by oneself, but by a quarter of the peers",
      100,
      paces(50, 60, 70, 80),
      paces(50, 55, 60, 65, 70, 75, 100, 120),
      "fits",
    ],
    [
      "half again beyond the own best, though peers do it",
      150,
      paces(50, 60, 70, 80),
      paces(150, 155, 160, 165, 170, 75, 80, 85),
      "too-high",
    ],
    ["reached in every own period and by most peers", 40, paces(50, 60, 70, 80), paces(50, 55, 60, 65, 70, 75, 80, 85), "too-low"],
    ["nobody has a past", 100, [], [], "unknown"],
    ["a newcomer is judged by the peers alone", 100, [], paces(50, 55, 60, 65, 70, 75, 80, 85), "too-high"],
  ] as const)("%s", (_, target, own, peers, kind) => expect(attainable(BigInt(target) * MAJOR, { own, peers }).flag.kind).toBe(kind));
  it("two of ten is between 5.7 % and 51 % (Wilson)", () => {
    const { own } = attainable(2n, { own: [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 2n, 3n], peers: [] });
    expect(own).toEqual({ hits: 2, n: 10, share: 200_000n, low: 56_682n, high: 509_838n });
  });
});

describe("spread and ratchet", () => {
  it("stretch is target over expectation, and nothing where nothing can be expected", () =>
    expect([
      stretch({ target: 120, expected: 100 }),
      stretch({ target: 120, expected: null }),
      stretch({ target: 1, expected: 0 }),
    ]).toEqual([1.2, null, null]));
  it("all alike has no spread; one who carries all is at 1", () => {
    expect(spreadOf([2, 2, 2, 2])).toMatchObject({ median: 2, variation: 0, gini: 0 });
    expect(spreadOf([0, 0, 0, 8]).gini).toBe(1);
    expect(spreadOf([])).toMatchObject({ n: 0, median: null, gini: null });
  });
  it("who did better is asked for more: +1, with its n and an interval that does not reach 0", () => {
    const all = Array.from({ length: 10 }, (_, i) => ({
      id: `${i}`,
      peers: "p",
      target: 100 + i * i,
      expected: 100,
      lastAttainment: i / 10,
    }));
    const { n, rho, low } = ratchet(all);
    expect([n, rho]).toEqual([10, 1]);
    expect(low!).toBeGreaterThan(0.9);
    expect(ratchet(all.slice(0, 5))).toEqual({ n: 5, rho: null, low: null, high: null });
  });
  it("ties share their places: the value of a textbook pair of rankings", () => {
    const pairs = [[106, 7], [100, 27], [86, 2], [101, 50], [99, 28], [103, 29], [97, 20], [113, 12], [112, 6], [110, 17]] as const; // prettier-ignore
    expect(spearman(pairs).rho!).toBeCloseTo(-29 / 165, 9);
  });
  it(`never says NaN (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ noNaN: true, min: 0, max: 1e15 }), fc.double({ noNaN: true, min: 0, max: 1e15 })), { maxLength: 30 }), (pairs) => {
        for (const value of [...Object.values(spearman(pairs)), ...Object.values(spreadOf(pairs.map(([a]) => a)))])
          expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 500, seed: SEED },
    ); // prettier-ignore
  });
});

describe("SMART", () => {
  const good: SmartFacts = {
    metric: "signed-amount", scope: "张伟", unit: "amount", rows: 40, quality: null, target: 100n * MAJOR,
    attainability: attainable(100n * MAJOR, { own: [90n, 95n, 105n, 110n].map((n) => n * MAJOR), peers: [] }),
    parent: 400n * MAJOR, isTop: false, theme: null, span: { from: "2027-01-01", to: "2028-01-01" }, phased: 12,
  }; // prettier-ignore
  const states = (facts: SmartFacts) =>
    smartOf(facts)
      .fields.map((field) => `${field.letter} ${field.state}`)
      .join();
  it.each([
    ["all five", {}, "S met,M met,A met,R met,T met", 100],
    ["nobody in the seat", { scope: null }, "S weak,M met,A met,R met,T met", 90],
    ["no rows behind the metric", { rows: 0 }, "S met,M weak,A met,R met,T met", 90],
    ["poor data", { quality: 500_000n }, "S met,M weak,A met,R met,T met", 90],
    ["too low is as weak as too high", { attainability: attainable(10n * MAJOR, { own: [90n, 95n, 105n, 110n].map((n) => n * MAJOR), peers: [] }) }, "S met,M met,A weak,R met,T met", 90],
    ["no target above", { parent: null }, "S met,M met,A met,R missing,T met", 80],
    ["the company without a strategy theme", { isTop: true }, "S met,M met,A met,R weak,T met", 90],
    ["one number for the year only", { phased: 1 }, "S met,M met,A met,R met,T weak", 90],
  ] as const)("%s", (_, change, expected, score) => {
    expect([states({ ...good, ...change }), smartOf({ ...good, ...change }).score]).toEqual([expected, score]);
  }); // prettier-ignore
});
