import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, type Day } from "../base/date.ts";
import { periodOf } from "../calendar/period.ts";
import { isWorkingDay, workingDays, type Holidays } from "../calendar/working-days.ts";
import { moved, placedBefore, placeOf, removed, resized } from "./arrange.ts";
import { springFestivals, windows, workingDaySteps, type Asked } from "./align.ts";
import { bridge, settled } from "./bridge.ts";
import { drafted, suggestions, wishes } from "./choose.ts";
import { libraryRoles, libraryTiles } from "./library.ts";
import { provinces, provincesOf } from "./provinces.ts";
import { faults, usual, widths, type Tile, type Traits } from "./tile.ts";

const seed = 20260618;
const tile = (id: string, change: Partial<Tile> = {}): Tile => ({ ...usual, id, chart: "number", metric: "signed-amount", ...change });
const amount: Traits = { unit: "amount", adds: true, cuts: true };
const ratio: Traits = { unit: "rate", adds: false, cuts: false };
const traits = (code: string): Traits | null => ({ "signed-amount": amount, "collection-rate-plan": ratio })[code] ?? null;

describe("the arrangement of a board", () => {
  const ids = ["a", "b", "c", "d"];
  const board = ids.map((id) => tile(id));
  const order = (tiles: readonly Tile[]) => tiles.map(({ id }) => id).join("");

  it.each([
    ["b", 1, "acbd"],
    ["b", -1, "bacd"],
    ["a", -1, "abcd"], // the first cannot go further
    ["d", 5, "abcd"],
    ["a", 9, "bcda"],
  ])("%s moved by %i stands at %s", (id, by, expected) => expect(order(moved(board, id, by))).toBe(expected));

  it.each([
    ["d", "a", "dabc"],
    ["a", null, "bcda"],
    ["b", "b", "abcd"],
    ["a", "c", "bacd"],
  ])("%s dropped before %s: %s", (id, before, expected) => expect(order(placedBefore(board, id, before))).toBe(expected));

  it("no move loses, doubles or changes a tile, and a step there and back is none", () => {
    const move = fc.record({ id: fc.constantFrom(...ids), by: fc.integer({ min: -5, max: 5 }) });
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        const end = moves.reduce<readonly Tile[]>((tiles, { id, by }) => moved(tiles, id, by), board);
        expect([...end].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(board);
        expect(moved(moved(board, "b", 1), "b", -1)).toEqual(board);
      }),
      { seed },
    );
  });

  it("grows and shrinks step by step and stops at the ends", () => {
    const widest = widths.reduce<readonly Tile[]>((tiles) => resized(tiles, "a", "width", 1), board);
    expect(widest[0]!.width).toBe(12);
    expect(resized(board, "b", "width", -1)[1]!.width).toBe(4);
    expect(resized(board, "b", "height", -1)[1]!.height).toBe(1);
    expect(order(removed(board, "c"))).toBe("abd");
  });

  it("says in which row a tile stands, as the page fills its twelve columns", () => {
    const rows = [tile("a", { width: 8 }), tile("b", { width: 4 }), tile("c", { width: 6 }), tile("d", { width: 8 })];
    expect(rows.map(({ id }) => placeOf(rows, id))).toEqual([
      { row: 1, inRow: 1, place: 1 },
      { row: 1, inRow: 2, place: 2 },
      { row: 2, inRow: 1, place: 3 },
      { row: 3, inRow: 1, place: 4 },
    ]);
  });
});

describe("what a board refuses", () => {
  it.each([
    ["a metric nobody knows", tile("a", { metric: "nonsense" }), "metric-unknown"],
    ["shares of a ratio", tile("a", { chart: "share", split: "below", metric: "collection-rate-plan" }), "does-not-add"],
    ["a bridge of a ratio", tile("a", { chart: "waterfall", split: "below", metric: "collection-rate-plan" }), "does-not-add"],
    ["bars without a split", tile("a", { chart: "bar" }), "split-missing"],
    ["a ratio of plans by region", tile("a", { chart: "bar", split: "region", metric: "collection-rate-plan" }), "does-not-cut"],
    ["a scatter with one axis", tile("a", { chart: "scatter", split: "person" }), "second-missing"],
  ])("%s", (_, one, code) => expect(faults([one], traits)).toEqual([{ tile: 0, code, metric: one.metric }]));

  it("a tile twice", () => expect(faults([tile("a"), tile("a")], traits)).toMatchObject([{ tile: 1, code: "twice" }]));

  it("nothing of the ready-made boards", () => {
    const known = (code: string): Traits => ({ ...amount, adds: !/rate|aov/.test(code), cuts: !/rate|customer/.test(code) });
    for (const role of libraryRoles) expect(faults(libraryTiles(role), known), role).toEqual([]);
  });
});

describe("the bridge from before to now", () => {
  const change = fc.record({ before: fc.bigInt(-(10n ** 15n), 10n ** 15n), now: fc.bigInt(-(10n ** 15n), 10n ** 15n) });

  it("start and steps make the end exactly, whatever the parts hold and however many are shown", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), change, fc.integer({ min: 0, max: 14 }), (parts, whole, top) => {
        const found = bridge(
          whole.before,
          whole.now,
          parts.map((part, i) => ({ key: `p${i}`, ...part })),
          top,
        );
        expect(found.start + found.steps.reduce((sum, step) => sum + step.difference, 0n)).toBe(found.end);
        expect(found.end).toBe(whole.now);
        expect(found.steps.length).toBeLessThanOrEqual(top + 1);
        expect(found.steps.every((step) => step.difference !== 0n)).toBe(true);
      }),
      { seed },
    );
  });

  it("the greatest step comes first; a unit that is gone is a step of the rest", () => {
    const { steps } = bridge(100n, 130n, [{ key: "east", before: 40n, now: 90n }, { key: "north", before: 30n, now: 40n }], 5); // prettier-ignore
    expect(steps).toEqual([{ key: "east", difference: 50n }, { key: "north", difference: 10n }, { key: "", difference: -30n }]); // prettier-ignore
  });

  it("parts rounded apart are settled to their whole at the greatest", () => {
    const parts = [{ numerator: 33n }, { numerator: 34n }, { numerator: 32n }];
    expect(settled(parts, 100n).map((part) => part.numerator)).toEqual([33n, 35n, 32n]);
    expect(settled([], 5n)).toEqual([]);
  });
});

const days = (text: string): ReadonlySet<Day> => new Set(text.split(" "));
/** 2026: off 1–3 January and 15–23 February, worked on 4 January, 14 and 28 February. 2025: 28 January – 4 February. */
const holidays: Holidays = {
  off: days("2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04"),
  work: days("2026-01-04 2026-02-14 2026-02-28 2025-01-26 2025-02-08"),
  years: new Set([2025, 2026]),
}; // prettier-ignore
const fiscal = { startMonth: 1, weekStart: 1 };
const asked = (key: string, today: Day, change: Partial<Asked>): Asked => ({
  period: periodOf(key, fiscal)!,
  today,
  fiscal,
  holidays,
  compare: "last-year",
  align: "date",
  ...change,
});

describe("a comparison of like with like", () => {
  it("by working days both windows hold the same number of them", () => {
    const today = fc.integer({ min: 0, max: 364 }).map((n) => addDays("2026-01-01", n));
    fc.assert(
      fc.property(
        today,
        fc.constantFrom("previous" as const, "last-year" as const),
        fc.constantFrom("quarter", "month"),
        (day, compare, grain) => {
          const key = grain === "month" ? day.slice(0, 7) : `2026-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
          const { now, before } = windows(asked(key, day, { compare, align: "working-days" }))!;
          expect(workingDays(now, holidays).count).toBe(workingDays(before, holidays).count);
          expect(before.to <= now.from || before.from < now.from).toBe(true);
        },
      ),
      { seed },
    );
  });

  it("by Spring Festival the first day of the new year stands at the same place of both windows", () => {
    const { now, before } = windows(asked("2026-Q1", "2026-03-10", { align: "spring-festival" }))!;
    expect(before).toEqual({ from: "2024-12-13", to: "2025-02-20" });
    expect(daysBetween(now.from, springFestivals[2026]!)).toBe(daysBetween(before.from, springFestivals[2025]!));
    expect(daysBetween(now.from, now.to)).toBe(daysBetween(before.from, before.to));
  });

  it("the days of Spring Festival are those of the Chinese calendar", () => {
    const format = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "Asia/Shanghai" });
    const firstDay = (day: Day) => format.format(new Date(`${day}T04:00:00Z`));
    // New moons at 23:56 and at 0:07 in Beijing: the library's approximation falls on the other side of midnight, the almanac does not.
    const days = Object.values(springFestivals).filter((day) => day !== "2027-02-06" && day !== "2030-02-03");
    expect(days.filter((day) => firstDay(day) !== "1/1")).toEqual([]);
    expect(days).toHaveLength(29);
  });

  it("against a day of one's own choice as many days stand as have gone by", () => {
    const found = windows(asked("2026-06", "2026-06-18", { against: "2025-11-01" }))!;
    expect(found).toEqual({ now: { from: "2026-06-01", to: "2026-06-19" }, before: { from: "2025-11-01", to: "2025-11-19" } });
  });

  it("nothing is compared before a period has begun, nor when nobody asks", () => {
    expect(windows(asked("2027-Q1", "2026-06-18", {}))).toBeNull();
    expect(windows(asked("2026-Q2", "2026-06-18", { compare: "none" }))).toBeNull();
  });

  it("a span cut by working days: the pieces tile it and each ends with one more working day", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 1, max: 95 }));
    fc.assert(
      fc.property(span, ([start, length]) => {
        const whole = { from: addDays("2026-01-01", start), to: addDays("2026-01-01", start + length) };
        const steps = workingDaySteps(whole, holidays);
        expect(steps[0]!.from).toBe(whole.from);
        expect(steps.at(-1)!.to).toBe(whole.to);
        for (const [i, step] of steps.entries()) if (i > 0) expect(step.from).toBe(steps[i - 1]!.to);
        const { count } = workingDays(whole, holidays);
        expect(steps).toHaveLength(Math.max(1, count));
        if (count > 0) for (const step of steps.slice(0, -1)) expect(isWorkingDay(addDays(step.to, -1), holidays)).toBe(true);
      }),
      { seed },
    );
  });
});

describe("the chart that fits", () => {
  it("every wish has a chart, and what it drafts can be answered", () => {
    for (const wish of wishes)
      for (const [code, of] of [
        ["signed-amount", amount],
        ["collection-rate-plan", ratio],
      ] as const)
        // prettier-ignore
        for (const { chart, isGood } of suggestions(wish, of))
          if (isGood) expect(faults([drafted(wish, chart, code, of, "t")], traits), `${wish} ${chart} ${code}`).toEqual([]);
  });

  it("a ratio is offered neither shares nor a bridge", () => {
    expect(suggestions("share", ratio)).toEqual([
      { chart: "share", isGood: false, reason: "boards.reason.does-not-add" },
      { chart: "bar", isGood: true, reason: "boards.reason.bar" },
    ]);
  });
});

describe("the map of provinces", () => {
  it("has 34 squares, no two in one place", () => {
    expect(provinces).toHaveLength(34);
    expect(new Set(provinces.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
  });

  it.each([
    ["江苏省", "苏"],
    ["江苏", "苏"],
    ["内蒙古自治区", "蒙"],
    ["广西壮族自治区", "桂"],
    ["重庆市", "渝"],
    ["臺灣", "台"],
    ["华东", "鲁苏皖浙沪赣闽台"],
    ["华东大区", "鲁苏皖浙沪赣闽台"],
    ["全国", ""],
    ["Bavaria", ""],
  ])("%s is %s", (region, expected) => expect(provincesOf(region).map(({ short }) => short).join("")).toBe(expected)); // prettier-ignore
});
