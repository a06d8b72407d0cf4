import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../base/date.ts";
import { abilityConversions, createdCohort, cycleCurve, stageConversions } from "./conversion.ts";
import { asOf, staysIn, type Deal, type Stage } from "./deal.ts";
import { cycleOf, stageTimes, velocity } from "./stage-time.ts";

const stages: Stage[] = [
  { name: "线索", place: 1, kind: "open", step: "market" },
  { name: "接触", place: 2, kind: "open", step: "communication" },
  { name: "报价", place: 3, kind: "open", step: "closing" },
  { name: "赢单", place: 4, kind: "won", step: "" },
  { name: "输单", place: 5, kind: "lost", step: "" },
];
const today = "2026-06-18";
const q1 = { from: "2026-01-01", to: "2026-04-01" };
const all = () => true;

/** "线索 01-05, 接触 01-10, 输单 01-20": each entry with its day of 2026. */
function deal(id: string, story: string, amount = 10_000n): Deal {
  const moves = story.split(", ").map((entry) => {
    const [stage, day] = entry.split(" ") as [string, string];
    return { stage, on: `2026-${day}` };
  });
  const last = moves.at(-1)!;
  const outcome = last.stage === "赢单" ? "won" : last.stage === "输单" ? "lost" : "open";
  return { id, createdOn: moves[0]!.on, closedOn: outcome === "open" ? null : last.on, outcome, amount, moves };
}
const deals = [
  deal("won", "线索 01-05, 接触 01-10, 报价 01-20, 赢单 02-01"),
  deal("lost while quoting", "线索 01-05, 接触 01-15, 报价 02-01, 输单 02-20"),
  deal("lost at once", "线索 01-06, 输单 01-09"),
  deal("comes back", "线索 01-07, 接触 01-12, 线索 01-20, 接触 01-30, 输单 03-01"),
  deal("skips", "线索 02-01, 报价 02-10, 赢单 03-01"),
  deal("still there", "线索 03-20"),
];
const funnel = (of: readonly Deal[] = deals) => stageConversions(of, stages, q1, today);

describe("the cohort funnel", () => {
  it("deals lost later count in every earlier stage, returns count once, skipping is moving on", () => {
    const counts = funnel().map(({ stage, cohort }) => [stage, cohort.entered, cohort.movedOn, cohort.lost, cohort.pending]);
    expect(counts).toEqual([
      ["线索", 6, 4, 1, 1],
      ["接触", 3, 2, 1, 0],
      ["报价", 3, 2, 1, 0],
    ]);
  });

  it("the snapshot counts moves instead: a deal that turns back counts on the way out", () => {
    expect(funnel().map(({ snapshot }) => [snapshot.forward, snapshot.out])).toEqual([
      [5, 6], // the one that comes back goes forward twice
      [2, 4],
      [2, 3],
    ]);
  });

  it("win rate from each stage", () => {
    expect(funnel().map(({ win }) => [win.won, win.lost, win.n])).toEqual([
      [2, 3, 6],
      [1, 2, 3],
      [2, 1, 3],
    ]);
  });

  it("a cohort is grey until nine in ten have had the time to leave the stage", () => {
    const young = stageConversions(deals, stages, { from: "2026-03-01", to: "2026-06-01" }, "2026-06-02");
    expect(young[0]!.cohort.isMature).toBe(false);
    expect(stageConversions([deal("a", "线索 01-01, 接触 01-03"), deal("b", "线索 01-02, 接触 01-04")], stages, q1, today)[0]!.cohort).toMatchObject({ isMature: true, matureOn: "2026-04-02" }); // prettier-ignore
  });

  it("three conversions carry the abilities they show", () => {
    const named = abilityConversions(deals, stages, q1, today).map(({ ability, cohort }) => [ability, cohort.movedOn, cohort.entered]);
    expect(named).toEqual([["market", 4, 6], ["communication", 2, 3], ["closing", 2, 3]]); // prettier-ignore
  });

  it("without labels the first stage opens the market and the last closes", () => {
    const bare = stages.map((stage) => ({ ...stage, step: "" }));
    expect(abilityConversions(deals, bare, q1, today).map(({ ability, stages: of }) => [ability, ...of])).toEqual([["market", "线索"], ["communication", "接触"], ["closing", "报价"]]); // prettier-ignore
  });

  it("created win rate counts the deals created in the period", () => {
    expect(createdCohort(deals, { from: "2026-01-01", to: "2026-02-01" }, today)).toMatchObject({ entered: 4, movedOn: 1, lost: 3 });
  });
});

describe("time", () => {
  it("returns are summed and the running stay counts", () => {
    const [stay] = staysIn([deals[3]!], stages, 0, 0, today);
    expect([stay!.days, stay!.leftAfter]).toEqual([5 + 10, 5]);
    expect(staysIn([deals[5]!], stages, 0, 0, today)[0]).toMatchObject({ days: 90, leftAfter: null, isHere: true });
  });

  it("each stage has its own limit for what is old", () => {
    const quick = Array.from({ length: 8 }, (_, i) => deal(`q${i}`, `线索 02-0${i + 1}, 接触 02-1${i}`));
    const [first] = stageTimes([...quick, deals[5]!], stages, q1, today, all);
    expect(first).toMatchObject({ limit: 9, here: [90], old: [{ id: "still there", days: 90, limit: 9 }], median: 9 });
  });

  it("below thirty deals the cycle is that of the won ones, and says so", () => {
    expect(cycleOf(deals, today)).toMatchObject({ kind: "won", days: 27.5, n: 2 });
    const many = Array.from({ length: 40 }, (_, i) => ({ ...deal(`d${i}`, "线索 01-01, 赢单 01-31"), closedOn: addDays("2026-01-11", i) }));
    expect(cycleOf(many, today)).toMatchObject({ kind: "survival", days: 29, n: 40 });
  });

  it("a cycle a fifth shorter makes a quarter more velocity", () => {
    const year = { from: "2025-06-19", to: "2026-06-19" };
    const cycle = (days: number) => [
      deal("open", "线索 06-01", 4_000_000n),
      { ...deal("w", "线索 01-01, 赢单 01-02"), closedOn: addDays("2026-01-01", days) },
    ];
    const [long, short] = [velocity(cycle(50), year, today).perDay!, velocity(cycle(40), year, today).perDay!];
    expect([long, short]).toEqual([80_000n, 100_000n]);
  });

  it("nothing closed: no velocity, not zero", () => {
    expect(velocity([deals[5]!], { from: "2025-06-19", to: "2026-06-19" }, today).perDay).toBeNull();
  });
});

describe("as it stood", () => {
  it("what came after a day had not happened", () => {
    expect(asOf(deals[0]!, "2026-01-12")).toMatchObject({ outcome: "open", closedOn: null, moves: [{ stage: "线索" }, { stage: "接触" }] });
    expect(asOf(deals[0]!, "2026-01-04")).toBeNull();
  });
});

describe("laws", () => {
  const path = fc.array(fc.constantFrom("线索", "接触", "报价"), { minLength: 1, maxLength: 6 });
  const anyDeal = fc.tuple(path, fc.constantFrom("赢单", "输单", ""), fc.integer({ min: 1, max: 20 })).map(([names, end, gap]): Deal => {
    const moves = [...names, ...(end ? [end] : [])].map((stage, k) => ({ stage, on: addDays("2026-01-02", k * gap) }));
    const outcome = end === "赢单" ? "won" : end === "输单" ? "lost" : "open";
    return { id: names.join(), createdOn: moves[0]!.on, closedOn: end ? moves.at(-1)!.on : null, outcome, amount: null, moves };
  });

  it("moved on, lost and pending are all who entered; nobody enters twice", () => {
    fc.assert(
      fc.property(fc.array(anyDeal, { maxLength: 30 }), (some) => {
        for (const { cohort } of stageConversions(some, stages, { from: "2026-01-01", to: "2027-01-01" }, "2027-01-01")) {
          expect(cohort.movedOn + cohort.lost + cohort.pending).toBe(cohort.entered);
          expect(cohort.entered).toBeLessThanOrEqual(some.length);
        }
      }),
    );
  });

  it("days in all stages together are the life of the deal", () => {
    fc.assert(
      fc.property(anyDeal, (one) => {
        const sum = [0, 1, 2]
          .flatMap((place) => staysIn([one], stages, place, place, "2027-01-01"))
          .reduce((days, stay) => days + stay.days, 0);
        const life = (Date.parse(one.closedOn ?? "2027-01-01") - Date.parse(one.createdOn)) / 86_400_000;
        expect(sum).toBe(life);
      }),
    );
  });

  it("won and lost deals of the cycle are those of the list", () => {
    fc.assert(
      fc.property(fc.array(anyDeal), (some) => {
        const curve = cycleCurve(some, "2027-01-01");
        expect([curve.events, curve.others, curve.open]).toEqual(
          ["won", "lost", "open"].map((end) => some.filter((one) => one.outcome === end).length),
        );
      }),
    );
  });
});
