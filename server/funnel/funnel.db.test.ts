import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#server/db/tx.ts";
import { stage, type Stage } from "#test/support/company.ts";

/** Stories of 2026: each entry into a stage with its day; the last word says how the deal ended. */
const stories: readonly (readonly [owner: string, story: string])[] = [
  ["E013", "线索 01-05, 接触 01-10, 报价 01-20, 赢单 02-01"],
  ["E013", "线索 01-05, 接触 01-15, 报价 02-01, 输单 02-20"],
  ["E014", "线索 01-06, 输单 01-09"],
  ["E014", "线索 01-07, 接触 01-12, 线索 01-20, 接触 01-30, 输单 03-01"],
  ["E015", "线索 02-01, 报价 02-10, 赢单 03-01"],
  ["E022", "线索 03-20"],
];

async function tell(tx: Tx, owner: string, story: string, code: string): Promise<void> {
  const id = randomUUIDv7();
  const moves = story.split(", ").map((entry) => entry.split(" ") as [string, string]);
  const [last, day] = moves.at(-1)!;
  const outcome = last === "赢单" ? "won" : last === "输单" ? "lost" : "open";
  await tx.run(sql`insert into deals (tenant_id, id, code, owner_position_id, stage, outcome, amount, created_on, closed_on)
    values (current_tenant(), ${id}, ${code}, ${owner}, ${last}, ${outcome}, 1000000, ${`2026-${moves[0]![1]}`}, ${outcome === "open" ? null : `2026-${day}`})`);
  for (const [i, [name, on]] of moves.entries())
    await tx.run(
      sql`insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on) values (current_tenant(), ${id}, ${i + 1}, ${name}, ${`2026-${on}`})`,
    );
}

let theStage: Stage;
beforeAll(async () => {
  theStage = await stage();
  await theStage.within(async (tx) => {
    const stages = [["线索", "open", "market"], ["接触", "open", "communication"], ["报价", "open", "closing"], ["赢单", "won", ""], ["输单", "lost", ""]]; // prettier-ignore
    for (const [i, [name, kind, step]] of stages.entries())
      await tx.run(
        sql`insert into deal_stages (tenant_id, name, place, kind, step) values (current_tenant(), ${name}, ${i + 1}, ${kind}, ${step})`,
      );
    for (const [i, [owner, story]] of stories.entries()) await tell(tx, theStage.home.people[owner]!.positionId, story, `D${i + 1}`);
  });
});
afterAll(() => theStage.close());

type Reply = { stages: { stage: string; cohort: { entered: number; movedOn: number; isMature: boolean }; snapshot: { forward: number; out: number } }[]; figures: { of: string; value: object }[]; below: { subject: { name: string }; open: number }[] }; // prettier-ignore
const ask = async (who: string, query: string) => (await theStage.signedIn(who))("GET", `/api/funnel?period=2026-Q1${query}`);

describe("GET /api/funnel", () => {
  it("the company: cohort beside snapshot, by hand", async () => {
    const { stages } = (await ask("executive", "")).json<Reply>();
    expect(
      stages.map(({ stage: name, cohort, snapshot }) => [name, cohort.entered, cohort.movedOn, snapshot.forward, snapshot.out]),
    ).toEqual([
      ["线索", 6, 4, 5, 6],
      ["接触", 3, 2, 2, 4],
      ["报价", 3, 2, 2, 3],
    ]);
  });

  it("three conversions, the created win rate, and the cycle of won deals", async () => {
    const { figures } = (await ask("executive", "")).json<Reply>();
    const values = Object.fromEntries(figures.map(({ of, value }) => [of, value]));
    expect(values).toMatchObject({
      "prospect-conversion": { ppm: "666667" },
      "contact-conversion": { ppm: "666667" },
      "signing-conversion": { ppm: "666667" },
      "win-rate-created": { ppm: "333333" },
      "cycle-won": { value: "27.5" },
      "pipeline-velocity": { value: "1.4545" }, // 100.00 open × 2 won of 5 closed ÷ 27.5 days
    });
  });

  it("a team has its own deals, by the seat of the owner, and its people below it", async () => {
    const { stages, below } = (await ask("manager", "")).json<Reply>();
    expect(stages.map(({ cohort }) => [cohort.entered, cohort.movedOn])).toEqual([[4, 3], [3, 2], [2, 1]]); // prettier-ignore
    expect(below.map(({ subject }) => subject.name).sort()).toEqual(["刘洋", "张伟", "王海涛"].sort());
  });

  it("the rows are the deals the figure counted, and nobody else's", async () => {
    const rows = async (who: string, query: string) =>
      (await (await theStage.signedIn(who))("GET", `/api/funnel/deals?period=2026-Q1&${query}`))
        .json<{ rows: { code: string }[] }>()
        .rows.map((row) => row.code)
        .sort();
    expect(await rows("executive", "part=moved-on&stage=线索")).toEqual(["D1", "D2", "D4", "D5"]);
    expect(await rows("executive", "part=lost&ability=closing")).toEqual(["D2"]);
    expect(await rows("executive", "part=pending&created=1")).toEqual(["D6"]);
    expect(await rows("E014", "part=entered&stage=线索")).toEqual(["D3", "D4"]);
    expect(await rows("executive", "part=entered&stage=没有")).toEqual([]);
  });

  it("a company without deals has an empty funnel, not an error", async () => {
    const reply = (await (await theStage.signedIn("executive", theStage.other))("GET", "/api/funnel?period=2026-Q1")).json<Reply>();
    expect(reply.stages).toEqual([]);
  });
});
