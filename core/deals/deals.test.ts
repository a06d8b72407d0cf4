import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { historyAfter, retold, type History, type Tracked } from "./history.ts";
import { patternOf } from "./pipeline.ts";
import { totalOf, weighted } from "./weigh.ts";

const deal: Tracked = { stage: "接触", amount: 10_000_000n, expectedOn: "2026-07-31", ownerPositionId: "p1", category: "pipeline" };
const born = { ...deal, ...historyAfter(null, deal, "2026-05-04", null) };

describe("the history of a deal", () => {
  it("begins with the stage it came in", () => expect(born.moves).toEqual([{ stage: "接触", enteredOn: "2026-05-04", by: null }]));

  it.each([
    ["a stage", { stage: "方案" }, 1, []],
    ["an amount", { amount: 5_000_000n }, 0, [["amount", "1000.0000", "500.0000"]]],
    ["an amount that is not known any more", { amount: null }, 0, [["amount", "1000.0000", null]]],
    ["owner and category", { ownerPositionId: "p2", category: "commit" }, 0, [["owner", "p1", "p2"], ["category", "pipeline", "commit"]]],
    ["nothing", {}, 0, []],
  ])("keeps %s that moved", (_, patch, moves, changes) => {
    const after = historyAfter(born, { ...deal, ...patch }, "2026-06-01", "p9");
    expect(after.moves).toHaveLength(1 + moves);
    expect(after.changes.map(({ field, before, after: is }) => [field, before, is])).toEqual(changes);
  }); // prettier-ignore

  it("only grows, and its days never run back, whatever day a file names", () => {
    const steps = fc.array(fc.record({ stage: fc.constantFrom("接触", "方案", "谈判"), days: fc.integer({ min: -60, max: 60 }), amount: fc.bigInt(0n, 9n) }));
    fc.assert(
      fc.property(steps, (all) => {
        let state: Tracked & History = born;
        for (const { days, ...patch } of all) {
          const next = { ...state, ...patch };
          const after = { ...next, ...historyAfter(state, next, addDays("2026-05-04", days), null) };
          expect(after.moves.slice(0, state.moves.length)).toEqual(state.moves);
          expect(after.changes.slice(0, state.changes.length)).toEqual(state.changes);
          state = after;
        }
        expect(state.moves.at(-1)!.stage).toBe(state.stage);
        const days = state.moves.map((move) => move.enteredOn);
        expect(days).toEqual(days.toSorted());
      }),
    );
  }); // prettier-ignore

  it("told twice is told once; what came after the file stays", () => {
    const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays("2026-05-01", n));
    fc.assert(
      fc.property(fc.array(day), fc.array(day), (known, told) => {
        const once = retold(known.toSorted(), told, (one) => one);
        expect(retold(once, told, (one) => one)).toEqual(once);
        const last = told.toSorted().at(-1) ?? "";
        expect(once.filter((one) => one > last)).toEqual(known.toSorted().filter((one) => one > last));
      }),
    );
  });
});

it.each([
  ["方案报价", 4, "closing"],
  ["Closed won", 7, ""],
  [" prospecting ", 1, "market"],
])("%s is known as step %i", (name, place, step) => expect(patternOf(name)).toMatchObject({ place, step }));

it("sums weighed by stage add up to the total shown, and an unknown chance weighs nothing", () => {
  const stages = [
    { count: 2, amount: 33n, probabilityPpm: 333_333 },
    { count: 1, amount: 10_000n, probabilityPpm: null },
    { count: 3, amount: 1_000_000n, probabilityPpm: 1_000_000 },
  ];
  expect(stages.map(weighted)).toEqual([11n, 0n, 1_000_000n]);
  expect(totalOf(stages)).toEqual({ count: 6, amount: 1_010_033n, weighted: 1_000_011n });
});
