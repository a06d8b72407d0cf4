import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { freezeToday } from "./daily.ts";
import { takeSnapshot } from "./snapshot-store.ts";

let on: Stage;
const call = (period: string, node: { kind: "unit" | "position"; id: string }, commit: string | null, best = commit) => ({
  id: randomUUIDv7(),
  period,
  nodeKind: node.kind,
  nodeId: node.id,
  commit,
  best,
});
const seat = (code: string) => ({ kind: "position" as const, id: on.home.people[code]!.positionId });
const unit = (code: string) => ({ kind: "unit" as const, id: on.home.units[code]! });
const post = async (who: string, body: object) => {
  const reply = await (await on.signedIn(who))("POST", "/api/forecast-calls", body);
  return reply.statusCode === 200 ? reply.json<{ kind: string }>().kind : reply.json<{ code: string }>().code;
};
type Board = {
  place: { counts: { commit: string } | null; rolledUp: { commit: string } | null; missing: number };
  below: { name: string; counts: { commit: string } | null }[];
  history: { commit: string | null }[];
  categories: { category: string; amount: string; count: number }[];
};
const board = async (who: string, query: string) =>
  (await (await on.signedIn(who))("GET", `/api/forecast?period=2026-06&${query}`)).json<Board>();

async function deal(code: string, owner: string, amount: number, expectedOn: string, createdOn = "2026-03-01") {
  await on.within((tx) =>
    tx.run(sql`insert into deals (tenant_id, id, code, name, owner_position_id, stage, outcome, amount, created_on, expected_on, category)
      values (current_tenant(), ${randomUUIDv7()}, ${code}, ${code}, ${seat(owner).id}, '方案', 'open', ${BigInt(amount) * 10_000n}, ${createdOn}, ${expectedOn}, 'commit')`),
  );
}

beforeAll(async () => {
  on = await stage();
  await deal("D1", "E013", 100, "2026-06-20");
  await deal("D2", "E013", 50, "2026-06-25");
  await deal("D3", "E014", 30, "2026-06-28");
  await deal("D4", "E022", 999, "2026-06-28");
});
afterAll(() => on.close());

describe("what a period will bring is said from below and overridden from above", () => {
  it("a rep submits, his manager overrides, the director sees what counts", async () => {
    expect(await post("E013", call("2026-06", seat("E013"), "120", "150"))).toBe("submission");
    expect(await post("E014", call("2026-06", seat("E014"), "40", "60"))).toBe("submission");
    expect(await post("E011", call("2026-06", seat("E014"), "25", "30"))).toBe("override");
    const region = await board("E010", `unit=${unit("EAST").id}`);
    expect(region.below.find(({ name }) => name === "上海团队")?.counts?.commit).toBe("145.0000");
    expect(region.place.rolledUp?.commit).toBe("145.0000");
    expect(region.place.missing).toBe(4); // 王海涛, 李思思, 孙悦 and the director himself
  });

  it("the manager's own word stands above the roll-up, and taking back an override brings the submission back", async () => {
    expect(await post("E011", call("2026-06", unit("SH"), "130", "140"))).toBe("submission");
    expect(await post("E011", call("2026-06", seat("E014"), null))).toBe("override");
    const team = await board("E011", `unit=${unit("SH").id}`);
    expect([team.place.counts?.commit, team.place.rolledUp?.commit]).toEqual(["130.0000", "160.0000"]);
  });

  it.each([
    ["nobody overrides himself upwards", "E011", () => call("2026-06", unit("EAST"), "1"), "not-found"],
    ["nor a team next door", "E011", () => call("2026-06", seat("E015"), "1"), "not-found"],
    ["nor does a rep speak for a colleague", "E013", () => call("2026-06", seat("E014"), "1"), "not-found"],
    ["HR reads and does not forecast", "E002", () => call("2026-06", seat("E014"), "1"), "not-found"],
    ["a period that is over stays as it was", "E013", () => call("2026-05", seat("E013"), "1"), "forecast-over"],
    ["a year is no period of a forecast", "E013", () => call("2026", seat("E013"), "1"), "forecast-period"],
    ["best case below commit", "E013", () => call("2026-06", seat("E013"), "2", "1"), "forecast-figures"],
    ["half a forecast", "E013", () => call("2026-06", seat("E013"), "2", null), "forecast-figures"],
    ["less than nothing", "E013", () => call("2026-06", seat("E013"), "-2"), "forecast-figures"],
  ] as const)("%s", async (_, who, body, expected) => expect(await post(who, body())).toBe(expected));

  it("the same submission sent twice is there once", async () => {
    const body = call("2026-06", seat("E013"), "121", "150");
    expect([await post("E013", body), await post("E013", body)]).toEqual(["submission", "forecast-taken"]);
    expect((await board("E013", "")).history.map(({ commit }) => commit)).toEqual(["121.0000", "120.0000"]);
  });

  it("a deal's category is changed from the list by whoever may write the deal, and the sums follow", async () => {
    type Lines = { deals: { id: string; code: string; mayWrite: boolean; version: number; category: string }[] };
    const seen = async (who: string) => (await (await on.signedIn(who))("GET", `/api/forecast?period=2026-06&unit=${unit("SH").id}`)).json<Board & Lines>(); // prettier-ignore
    const before = (await seen("E011")).deals.find(({ code }) => code === "D2")!;
    expect([before.mayWrite, before.category]).toEqual([true, "commit"]);
    expect((await seen("director")).deals.map(({ mayWrite }) => mayWrite)).not.toContain(true); // reads, and leaves it to the line
    const change = (category: string) => ({ version: before.version, category });
    const manager = await on.signedIn("E011");
    expect((await manager("PATCH", `/api/deals/${before.id}`, change("best-case"))).statusCode).toBe(200);
    expect((await manager("PATCH", `/api/deals/${before.id}`, change("commit"))).json()).toMatchObject({ code: "version-moved" });
    const after = await seen("E011");
    expect(after.deals.find(({ code }) => code === "D2")!.category).toBe("best-case");
    expect(after.categories.find(({ category }) => category === "best-case")).toMatchObject({ amount: "50.0000", count: 1 });
    const back = { version: before.version + 1, category: "commit" };
    expect((await manager("PATCH", `/api/deals/${before.id}`, back)).statusCode).toBe(200);
  });

  it("categories hold the deals of the place and of nobody else", async () => {
    const mine = await board("E013", "");
    expect(mine.categories.find(({ category }) => category === "commit")).toEqual({ category: "commit", amount: "150.0000", count: 2 });
    expect((await (await on.signedIn("E013"))("GET", `/api/forecast?period=2026-06&position=${seat("E014").id}`)).statusCode).toBe(404);
  });
});

describe("snapshots", () => {
  it("a day is frozen once, and what was frozen or said is never changed", async () => {
    await freezeToday(on.pool, new Date());
    await freezeToday(on.pool, new Date());
    const days = await on.within((tx) => tx.rows(sql`select id from forecast_snapshots where reason = 'daily'`));
    expect(days).toHaveLength(1);
    for (const table of ["forecast_calls", "forecast_snapshots", "forecast_snapshot_deals"])
      await expect(on.within((tx) => tx.run(sql`update ${sql.table(table)} set tenant_id = tenant_id`))).rejects.toThrow(
        /permission denied/,
      );
  });

  it("the changes since a week add up, and a deal put off has slipped", async () => {
    await on.within(async (tx) => {
      const fiscal = { startMonth: 1, weekStart: 1 };
      await takeSnapshot(tx, { on: "2026-06-01", fiscal, reason: "daily", callId: null, probabilities: new Map([["方案", 400_000]]) });
    });
    await on.within((tx) => tx.run(sql`update deals set expected_on = '2026-07-15' where code = 'D2'`));
    await on.within((tx) => tx.run(sql`update deals set amount = amount * 2 where code = 'D1'`));
    // Tomorrow's snapshot, as the hourly job would take it.
    await on.within((tx) => tx.run(sql`update tenants set today_fixed = '2026-06-19' where id = current_tenant()`));
    await freezeToday(on.pool, new Date());
    type Found = {
      from: string;
      to: string;
      changes: { kind: string; amount: string }[];
      slippage: { value: { ppm: string } };
      slipped: { code: string }[];
    };
    const found = (
      await (
        await on.signedIn("E011")
      )("GET", `/api/forecast/changes?period=2026-06&since=2026-06-01&unit=${unit("SH").id}`)
    ).json<Found>();
    expect(found.changes.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["raised", "100.0000"],
      ["moved-out", "-50.0000"],
    ]);
    expect(found.changes.reduce((sum, { amount }) => sum + Number(amount), Number(found.from))).toBe(Number(found.to));
    expect([found.slippage.value.ppm, found.slipped.map(({ code }) => code)]).toEqual(["333333", ["D2"]]);
    await on.within((tx) => tx.run(sql`update tenants set today_fixed = '2026-06-18' where id = current_tenant()`));
  });

  it("a call is judged by what was signed, from the words of the day and their speaker", async () => {
    await on.within(async (tx) => {
      const { positionId, personId } = on.home.people["E013"]!;
      const say = (person: string, commit: number, madeOn: string) =>
        tx.run(sql`insert into forecast_calls (tenant_id, id, period, period_from, period_to, kind, node_kind, node_id, person_id, commit_amount, best_amount, made_on)
          values (current_tenant(), ${randomUUIDv7()}, '2026-05', '2026-05-01', '2026-06-01', 'submission', 'position', ${positionId}, ${person}, ${BigInt(commit) * 10_000n}, ${BigInt(commit) * 10_000n}, ${madeOn})`);
      await say(personId, 130, "2026-05-02");
      await say(personId, 100, "2026-05-20");
      await say(on.home.people["E014"]!.personId, 999, "2026-05-03"); // somebody else sat there: not his forecast
      await tx.run(sql`insert into metric_rollups (tenant_id, measure, day, position_id, org_unit_id, value)
        values (current_tenant(), 'signed-amount', '2026-05-10', ${positionId}, ${unit("SH").id}, 1000000)`);
    });
    type Found = { rows: { name: string; isOwn: boolean; wape: { value: { ppm: string } } }[] };
    const rows = async (lead: string) =>
      (await (await on.signedIn("E013"))("GET", `/api/forecast/accuracy?lead=${lead}`)).json<Found>().rows;
    expect((await rows("start")).map(({ name, isOwn, wape }) => [name, isOwn, wape.value.ppm])).toEqual([["张伟", true, "300000"]]);
    expect((await rows("last-week"))[0]!.wape.value.ppm).toBe("0");
  });
});
