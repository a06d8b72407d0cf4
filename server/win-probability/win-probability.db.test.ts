import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, addMonths } from "#core/base/date.ts";
import type { Tx } from "#server/db/tx.ts";
import { stage, today, type Stage } from "#test/support/company.ts";
import { keepToday, modelOf } from "./keep.ts";
import { pastStates, presentStates } from "./states.ts";

let on: Stage;
const seatOf = (code: string): string => on.home.people[code]!.positionId;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());

type Told = { owner: string; created: string; closed: string | null; outcome: "open" | "won" | "lost"; source?: string; amount?: number; moves: readonly (readonly [string, string])[] }; // prettier-ignore

let told = 0;
/** Numbered in the order they are told, so that every run learns from the same rows in the same order. */
async function tell(tx: Tx, { owner, created, closed, outcome, source = "", amount = 100, moves }: Told): Promise<string> {
  const id = `01900000-0000-7000-8000-${String((told += 1)).padStart(12, "0")}`;
  await tx.run(sql`insert into deals (tenant_id, id, code, name, owner_position_id, stage, outcome, amount, created_on, closed_on, source)
    values (current_tenant(), ${id}, ${id}, ${id.slice(-4)}, ${seatOf(owner)}, ${moves.at(-1)![0]}, ${outcome}, ${amount * 10_000}, ${created}, ${closed}, ${source})`);
  for (const [i, [name, day]] of moves.entries())
    await tx.run(
      sql`insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on) values (current_tenant(), ${id}, ${i + 1}, ${name}, ${day})`,
    );
  return id;
}

describe("a deal as it stood on a day", () => {
  it("knows what was known then, and nothing of what came after", async () => {
    await on.within(async (tx) => {
      const story = { owner: "E013", created: "2026-01-10", closed: "2026-04-20", outcome: "won", source: "转介绍", amount: 500, moves: [["线索", "2026-01-10"], ["方案", "2026-02-20"], ["赢单", "2026-04-20"]] } as const; // prettier-ignore
      const id = await tell(tx, story);
      for (const [seq, [day, field, before, after]] of [["2026-02-10", "expected_on", "2026-03-01", "2026-04-01"], ["2026-03-15", "expected_on", "2026-04-01", "2026-05-01"], ["2026-04-20", "amount", "3000000", "5000000"]].entries())
        await tx.run(sql`insert into deal_changes (tenant_id, deal_id, seq, changed_on, field, before, after) values (current_tenant(), ${id}, ${seq + 1}, ${day}, ${field}, ${before}, ${after})`);
      for (const day of ["2026-02-05", "2026-02-25", "2026-04-01"])
        await tx.run(sql`insert into activities (tenant_id, id, code, kind, position_id, deal_id, done_on) values (current_tenant(), ${randomUUIDv7()}, ${randomUUIDv7()}, 'visit', ${seatOf("E013")}, ${id}, ${day})`);
      const rows = await pastStates(tx, ["2026-01-01", "2026-02-01", "2026-03-01", "2026-05-01"]);
      expect(rows.filter((row) => row.id === id)).toMatchObject([
        { stage: "线索", age: "22", inStage: "22", moves: "1", amount: "3000000", pushes: "0", touches: "0", silent: null, source: "转介绍", known: "0", ownerRate: null },
        { stage: "方案", age: "50", inStage: "9", moves: "2", amount: "3000000", pushes: "1", touches: "2", silent: "4" },
      ]);
      await tx.run(sql`delete from activities where deal_id = ${id}`);
      await tx.run(sql`delete from deals where id = ${id}`);
    });
  }); // prettier-ignore

  it("is over with the stage that says so, and without a day of its end teaches nothing", async () => {
    await on.within(async (tx) => {
      for (const [place, [name, kind]] of [["线索", "open"], ["赢单", "won"]].entries())
        await tx.run(sql`insert into deal_stages (tenant_id, name, place, kind) values (current_tenant(), ${name}, ${place + 1}, ${kind}) on conflict do nothing`);
      const late = await tell(tx, { owner: "E013", created: "2026-01-10", closed: "2026-03-20", outcome: "won", moves: [["线索", "2026-01-10"], ["赢单", "2026-02-25"]] });
      const dayless = await tell(tx, { owner: "E013", created: "2026-01-10", closed: null, outcome: "lost", moves: [["线索", "2026-01-10"]] });
      const rows = (await pastStates(tx, ["2026-02-01", "2026-03-01"])).filter(({ id }) => id === late || id === dayless);
      expect(rows.map(({ id, stage: name }) => [id === late, name])).toEqual([[true, "线索"]]);
      await tx.run(sql`delete from deals where id in (${late}, ${dayless})`);
    });
  }); // prettier-ignore

  it("the owner's rate is that of the year before, from five closed deals on; an order before the deal makes a customer a known one", async () => {
    await on.within(async (tx) => {
      const closed = (i: number, outcome: "won" | "lost") => tell(tx, { owner: "E014", created: "2025-06-01", closed: addDays("2025-09-01", i), outcome, moves: [["线索", "2025-06-01"]] });
      for (const [i, outcome] of (["won", "won", "lost", "lost", "lost"] as const).entries()) await closed(i, outcome);
      const id = await tell(tx, { owner: "E014", created: "2026-06-01", closed: null, outcome: "open", moves: [["线索", "2026-06-01"]] });
      const found = (await presentStates(tx, today)).find((row) => row.id === id);
      expect(found).toMatchObject({ ownerRate: "0.4000", known: "0", outcome: "open" });
      await tx.run(sql`delete from deals where owner_position_id = ${seatOf("E014")}::uuid`);
    });
  }); // prettier-ignore
});

/** Two years of deals of four owners: a referral is won three times in four, a cold call once in four; one of each stands open. */
async function history(tx: Tx): Promise<void> {
  for (let i = 0; i < 640; i++) {
    const created = addDays(addMonths(today, -26), Math.floor((i * 26 * 30) / 640));
    const isReferral = i % 2 === 0;
    const won = (i * 7919) % 100 < (isReferral ? 75 : 25);
    const owner = ["E013", "E014", "E015", "E022"][i % 4]!;
    const isOpen = i >= 630;
    await tell(tx, { owner, created: isOpen ? addDays(today, -20) : created, closed: isOpen ? null : addDays(created, 40), outcome: isOpen ? "open" : won ? "won" : "lost", source: isReferral ? "转介绍" : "陌拜", moves: [["线索", isOpen ? addDays(today, -20) : created]] });
  } // prettier-ignore
}

type Reply = { model: { verdict: string; deals: number; check: { auc: number } | null; leftOut: { name: string }[] }; deals: { probability: string; owner: string; because: { name: string; said: string }[] }[]; count: number; expected: string }; // prettier-ignore
const ask = async (who: string, query = "") => (await on.signedIn(who))("GET", `/api/forecast/odds${query}`);

describe("GET /api/forecast/odds", () => {
  it("without deals there are too few, and nobody has a probability", async () => {
    const { model, deals, expected } = (await ask("executive")).json<Reply>();
    expect([model.verdict, model.check, deals, expected]).toEqual(["few", null, [], "0.0000"]);
  });

  it("after an import it is learnt anew the same day: what tells a win is found, and each open deal says why", async () => {
    await on.within(history);
    const { model, deals, count } = (await ask("executive")).json<Reply>();
    expect([model.verdict, count]).toEqual(["model", 10]);
    expect(model.check!.auc).toBeGreaterThan(0.65);
    const by = (said: string) =>
      deals.filter(({ because }) => because.some((one) => one.said === said)).map(({ probability }) => Number(probability) / 1e6);
    expect(by("转介绍")).toHaveLength(5);
    expect(Math.min(...by("转介绍"))).toBeGreaterThan(0.6);
    expect(Math.max(...by("陌拜"))).toBeLessThan(0.4);
  });

  it("asked again it does nothing; the next day it is made anew", async () => {
    const marks = () =>
      on.within((tx) => tx.rows(sql<{ m: string }>`select xmin::text as m from win_models where tenant_id = current_tenant()`));
    const before = await marks();
    await ask("executive");
    expect(await marks()).toEqual(before);
    await on.within((tx) => keepToday(tx, addDays(today, 1)));
    expect(await on.within((tx) => modelOf(tx))).toMatchObject({ madeOn: addDays(today, 1) });
    await on.within((tx) => keepToday(tx, today));
  });

  it("who asks sees the deals within reach alone, a colleague's seat is not there, and the sum is theirs", async () => {
    const own = (await ask("E013")).json<Reply>();
    expect([...new Set(own.deals.map(({ owner }) => owner))]).toEqual(["张伟"]);
    expect(own.count).toBe(own.deals.length);
    expect((await ask("manager")).json<Reply>().deals.every(({ owner }) => ["张伟", "刘洋"].includes(owner))).toBe(true);
    expect((await ask("E013", `?position=${seatOf("E015")}`)).statusCode).toBe(404);
    const all = (await ask("executive")).json<Reply>();
    const weighed = all.deals.reduce((sum, { probability }) => sum + 100 * (Number(probability) / 1e6), 0);
    expect(Number(all.expected)).toBeCloseTo(weighed, 1);
  });

  it("the deal's own page says it, and a deal that is closed says it no longer", async () => {
    const rep = await on.signedIn("E013");
    const [row] = await on.within((tx) => tx.rows(sql<{ id: string; ppm: string }>`select d.id, w.ppm::text as ppm from win_scores w join deals d on d.tenant_id = w.tenant_id and d.id = w.deal_id
      where w.tenant_id = current_tenant() and d.owner_position_id = ${seatOf("E013")}::uuid limit 1`)); // prettier-ignore
    const record = async () => (await rep("GET", `/api/deals/${row!.id}`)).json<{ odds: { probability: string } | null }>().odds;
    expect((await record())?.probability).toBe(row!.ppm);
    await on.within((tx) => tx.run(sql`update deals set outcome = 'lost', closed_on = ${today}::date where id = ${row!.id}::uuid`));
    expect(await record()).toBeNull();
  });

  it("another company learns nothing from it", async () => {
    const other = (await (await on.signedIn("executive", on.other))("GET", "/api/forecast/odds")).json<Reply>();
    expect([other.model.verdict, other.deals]).toEqual(["few", []]);
  });
});
