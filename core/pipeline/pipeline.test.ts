import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { accuracy, calibration, inForce, leadDay } from "./accuracy.ts";
import { changeKinds, slipped, waterfall, type FrozenDeal } from "./changes.ts";
import { rollUp, type CallNode, type Figures } from "./roll-up.ts";

const period = { from: "2026-04-01", to: "2026-07-01" };
const figures = (commit: number, best = commit): Figures => ({ commit: BigInt(commit), best: BigInt(best) });
const leaf = (id: string, submitted: Figures | null, overridden: Figures | null = null): CallNode => ({
  id,
  submitted,
  overridden,
  children: [],
});

describe("calls roll up the hierarchy", () => {
  const team: CallNode = {
    id: "team",
    submitted: null,
    overridden: null,
    children: [leaf("a", figures(100, 150)), leaf("b", figures(80), figures(60)), leaf("c", null)],
  };

  it("an override counts instead of what was said, silence is missing and not zero", () => {
    const found = rollUp(team);
    expect([found.rolledUp, found.counts, found.missing]).toEqual([figures(160, 210), figures(160, 210), 1]);
  });

  it("the manager's own word stands beside the roll-up, and counts above", () => {
    const region = rollUp({ id: "region", submitted: null, overridden: null, children: [{ ...team, submitted: figures(140) }] });
    expect([region.counts, region.children[0]!.rolledUp]).toEqual([figures(140), figures(160, 210)]);
  });

  it("nobody said anything: there is no sum", () => expect(rollUp({ ...team, children: [leaf("c", null)] }).counts).toBeNull());

  it("the order of people does not matter", () => {
    const said = fc.option(fc.record({ commit: fc.bigInt(0n, 10n ** 12n), best: fc.bigInt(0n, 10n ** 12n) }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(said, said), { maxLength: 12 }), fc.integer(), (all, turn) => {
        const children = all.map(([submitted, overridden], i) => leaf(String(i), submitted, overridden));
        const turned = children.toSorted((a, b) => ((Number(a.id) * 7 + turn) % 13) - ((Number(b.id) * 7 + turn) % 13));
        const of = (some: CallNode[]) => rollUp({ id: "x", submitted: null, overridden: null, children: some });
        expect(of(turned).counts).toEqual(of(children).counts);
      }),
    );
  });
});

describe("from one snapshot to the next", () => {
  const deal = (id: string, amount: number, expectedOn: string, outcome: FrozenDeal["outcome"] = "open"): FrozenDeal => ({
    id,
    amount: BigInt(amount),
    expectedOn,
    outcome,
    createdOn: "2026-03-01",
  });
  const before = [
    deal("stays", 100, "2026-05-01"),
    deal("grows", 50, "2026-06-01"),
    deal("won", 30, "2026-05-02"),
    deal("off", 20, "2026-06-30"),
  ];
  const after = [
    deal("stays", 100, "2026-05-01"),
    deal("grows", 70, "2026-06-02"),
    deal("won", 33, "2026-05-02", "won"),
    deal("off", 20, "2026-07-01"),
    { ...deal("new", 40, "2026-06-15"), createdOn: "2026-04-20" },
    deal("given", 5, "2026-06-15"),
  ];

  it("each deal moves for one reason, and a win leaves with the amount it had", () => {
    const found = waterfall(before, after, period, "2026-04-10");
    expect(found.changes.map(({ dealId, kind, amount }) => [dealId, kind, Number(amount)])).toEqual([
      ["grows", "raised", 20],
      ["won", "won", -30],
      ["off", "moved-out", -20],
      ["new", "new", 40],
      ["given", "handed-in", 5],
    ]);
    expect([found.from, found.to]).toEqual([200n, 215n]);
  });

  it("the bars add up exactly, whatever happened", () => {
    const one = fc.record({
      id: fc.integer({ min: 1, max: 15 }).map(String),
      amount: fc.bigInt(0n, 10n ** 13n),
      expectedOn: fc.option(
        fc.integer({ min: -40, max: 160 }).map((n) => addDays("2026-04-01", n)),
        { nil: null },
      ),
      outcome: fc.constantFrom("open" as const, "won" as const, "lost" as const),
      createdOn: fc.option(
        fc.integer({ min: -60, max: 60 }).map((n) => addDays("2026-04-01", n)),
        { nil: null },
      ),
    });
    const book = fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 15 });
    fc.assert(
      fc.property(book, book, (then, now) => {
        const found = waterfall(then, now, period, "2026-04-15");
        expect(found.changes.reduce((sum, { amount }) => sum + amount, found.from)).toBe(found.to);
        expect(new Set(found.changes.map(({ dealId }) => dealId)).size).toBe(found.changes.length);
        expect(found.changes.every(({ kind }) => changeKinds.includes(kind))).toBe(true);
      }),
    );
  });

  it("slipped is what was expected at the start and is now expected after the end; a lost deal did not slip", () =>
    expect(slipped(before, [...after.slice(0, 2), deal("won", 30, "2026-09-01", "lost"), after[3]!], period)).toEqual({
      expected: ["stays", "grows", "won", "off"],
      slipped: ["off"],
    }));
});

describe("how good the calls were", () => {
  it.each([
    ["day three", "start", "2026-04-03"],
    ["half-way", "middle", "2026-05-16"],
    ["seven days before the end", "last-week", "2026-06-23"],
  ] as const)("%s", (_, lead, day) => expect(leadDay(period, lead)).toBe(day));

  it("the latest call by then counts, of two on one day the later", () => {
    const calls = [
      { madeOn: "2026-04-02", seq: 1 },
      { madeOn: "2026-04-02", seq: 2 },
      { madeOn: "2026-04-09", seq: 3 },
    ];
    expect([inForce(calls, "2026-04-03")?.seq, inForce(calls, "2026-04-01")]).toEqual([2, null]);
  });

  it("WAPE, bias and MAPE of 120 for 100 and 90 for 100", () => {
    const found = accuracy([
      { forecast: 120n, actual: 100n },
      { forecast: 90n, actual: 100n },
    ]);
    expect([found.wape, found.bias, found.mape, found.error]).toEqual([150_000n, 50_000n, 150_000n, 10n]);
  });

  it("nothing came: no rate; one tiny actual: no MAPE", () => {
    expect(accuracy([{ forecast: 5n, actual: 0n }])).toMatchObject({ wape: null, bias: null, mape: null });
    expect(
      accuracy([
        { forecast: 5n, actual: 1n },
        { forecast: 5n, actual: 1000n },
      ]).mape,
    ).toBeNull();
  });

  it("of the deals given 70–80 %, the share that was won; a coin scores a quarter", () => {
    const { bins, brier } = calibration([
      { ppm: 700_000, isWon: true },
      { ppm: 799_999, isWon: false },
      { ppm: 1_000_000, isWon: true },
    ]);
    expect([bins[7], bins[9]!.count, brier]).toEqual([{ from: 700_000, to: 800_000, count: 2, won: 1, meanPpm: 750_000 }, 1, 243_333]);
    expect([calibration([{ ppm: 500_000, isWon: true }]).brier, calibration([]).brier]).toEqual([250_000, null]);
  });
});
