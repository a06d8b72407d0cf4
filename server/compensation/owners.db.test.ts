import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { periodOf } from "#core/calendar/period.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import type { Env } from "../appraisal/live.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { installPlan } from "./commands.ts";
import { seatLeavers } from "./leavers.ts";
import { recomputeDirty } from "./recompute.ts";
import { runPeriod } from "./run.ts";

let on: Stage;
let finance: Client;
const yuan = (n: number) => BigInt(n) * 10_000n;
const seat = (code: string) => on.home.people[code]!.positionId;
const plan = (name: string, rest: string) => `plan: ${name}\nperiod: month\nbase: signed\ncomponents:\n  - { name: 提成, ${rest} }\n`;
const SUMS = plan("月结", "accumulate: quarter, of: 金额, tiers: [{ from: 0, rate: 2% }]");
const DEALS = plan("逐单", "each: transaction, of: 金额, rate: 2%");

/** Signed by seat and day, in yuan. */
const ORDERS: readonly (readonly [code: string, seat: string, day: string, amount: number])[] = [
  ["A", "E013", "2026-05-05", 100_000],
  ["B", "E013", "2026-05-20", 200_000],
  ["C", "E014", "2026-05-06", 50_000],
  ["D", "E014", "2026-05-21", 80_000],
  ["E", "E022", "2026-05-04", 30_000],
  ["F", "E022", "2026-05-25", 10_000],
];

/** On 15 May 张伟 and E014 change seats; on 11 May E022 goes to work that no plan pays, and the seat stays empty. */
beforeAll(async () => {
  on = await stage();
  finance = await on.signedIn("finance");
  await on.within(async (tx) => {
    for (const [code, at, day, amount] of ORDERS) {
      const id = randomUUIDv7();
      await tx.run(sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${id}, ${code}, ${day}::date, ${yuan(amount)})`);
      await tx.run(sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${seat(at)}::uuid, 1000000, ${yuan(amount)})`);
    }
    for (const [person, to, day] of [["E013", "E014", "2026-05-15"], ["E014", "E013", "2026-05-15"], ["E022", null, "2026-05-11"]] as const) {
      const { personId } = on.home.people[person]!;
      await tx.run(sql`update assignments set valid_to = ${day}::date where tenant_id = current_tenant() and person_id = ${personId}::uuid and valid_to is null`);
      const next = to === null ? randomUUIDv7() : seat(to);
      if (to === null) await tx.run(sql`insert into positions (tenant_id, id, code) values (current_tenant(), ${next}, 'P-BACK-OFFICE')`);
      if (to === null) await tx.run(sql`insert into position_versions (tenant_id, position_id, valid_from, title, org_unit_id, is_head, is_selling) values (current_tenant(), ${next}, '2025-01-01', '销售内勤', ${on.home.units.BJ!}, false, false)`);
      if (to === null) await tx.run(sql`insert into grants (tenant_id, id, position_id, role, org_unit_id, valid_from) values (current_tenant(), ${randomUUIDv7()}, ${next}, 'rep', ${on.home.units.BJ!}, '2025-01-01')`);
      if (to === null) await tx.run(sql`insert into assignments (tenant_id, id, person_id, position_id, valid_from) values (current_tenant(), ${randomUUIDv7()}, ${personId}, ${next}, ${day}::date)`);
      await seatLeavers(tx, [personId]);
    }
    for (const [person, to] of [["E013", "E014"], ["E014", "E013"]] as const)
      await tx.run(sql`insert into assignments (tenant_id, id, person_id, position_id, valid_from) values (current_tenant(), ${randomUUIDv7()}, ${on.home.people[person]!.personId}, ${seat(to)}, '2026-05-15')`);
    await rebuildRollups(tx);
  });
}); // prettier-ignore
afterAll(() => on.close());

type Row = { positionId: string; code: string; personName: string; payout: string; quota: string | null };
const listed = async (period: string): Promise<Row[]> => (await finance("GET", `/api/statements?period=${period}`)).json().rows;
const paid = (rows: Row[]) => rows.filter(({ payout }) => Number(payout) !== 0).map(({ code, payout }) => [code, payout]);

describe.each([
  ["a plan that only adds up", SUMS],
  ["a plan that looks at every deal", DEALS],
])("seats that change hands in the middle of a month: %s", (_, text) => {
  beforeAll(() => on.within((tx) => installPlan(tx, { text, validFrom: "2026-01-01" }), on.home, "pay"));

  it("pays everybody for what came in while he held the seat, on the seat he holds at the end", async () => {
    expect(paid(await listed("2026-05"))).toEqual([
      ["E022·结算", "600.0000"], // 30,000 before he went
      ["P-E013", "5000.0000"], // E014: 50,000 on the old seat, 200,000 on the new one
      ["P-E014", "3600.0000"], // 张伟: 100,000 and 80,000
      ["P-E022", "200.0000"], // what came in on the empty seat waits there for a successor
    ]);
  });

  it("says so line by line on the statement, each line an order of his own days", async () => {
    const page = (await finance("GET", `/api/statements/${seat("E014")}/lines?period=2026-05`)).json();
    expect(page.rows.map((row: { code: string; amount: string }) => [row.code, row.amount])).toEqual([
      ["A", "100000.0000"],
      ["D", "80000.0000"],
    ]);
  });

  it("shows who went what he is still paid for, under his own seat, and to nobody who may not see it", async () => {
    const own = on.home.people.E022!;
    const { id } = (await on.within((tx) => tx.row(sql<{ id: string }>`select position_id as id from assignments where person_id = ${own.personId}::uuid and valid_to is null`)))!; // prettier-ignore
    const asked = async (login: string) => (await (await on.signedIn(login))("GET", `/api/statements/${id}?period=2026-05`)).json();
    expect([(await asked("finance")).made.paid, (await asked("E022")).made.paid, (await asked("E014")).code]).toEqual([
      "600.0000",
      "600.0000",
      "not-found",
    ]);
  });

  it("is done with who went after the month he went in", async () => {
    expect((await listed("2026-06")).map(({ code }) => code)).not.toContain("E022·结算");
  });

  it("a deal that grows late, on a seat since given up, is recomputed for who held it then", async () => {
    const rows = await listed("2026-05");
    const kept = (code: string) => on.within((tx) => tx.row(sql<{ payout: string }>`select payout::text from statements where position_id = ${rows.find((row) => row.code === code)!.positionId}::uuid and period = '2026-05'`), on.home, "pay");
    const pay = (work: (tx: Tx, env: Env) => Promise<unknown>) => on.within(async (tx) => void (await work(tx, envOf(await tenantOf(tx, new Date())))), on.home, "pay");
    await pay((tx, env) => runPeriod(tx, env, periodOf("2026-05", env.fiscal)!, null));
    expect([await kept("P-E014"), await kept("E022·结算")]).toEqual([{ payout: "36000000" }, { payout: "6000000" }]);
    await grow(1_000);
    await pay(recomputeDirty);
    expect([await kept("P-E014"), await kept("E022·结算")]).toEqual([{ payout: "36200000" }, { payout: "6200000" }]);
    await grow(-1_000);
  }); // prettier-ignore
});

it("guarantees nothing to who went to other work, from the month after; what he had coming goes on waiting", async () => {
  const text = `${plan("保底", "each: transaction, of: 金额, rate: 2%, pay: collection")}settlement: { guarantee: 3000元 }\n`;
  await on.within((tx) => installPlan(tx, { text, validFrom: "2026-01-01" }), on.home, "pay");
  const rows = [...(await listed("2026-05")), ...(await listed("2026-06"))].map(({ code, payout }) => [code, payout]);
  expect(rows.filter(([code]) => code === "E022·结算").map(([, payout]) => payout)).toEqual(["3000.0000", "0.0000"]); // 600 waits for the customer
  expect(rows.filter(([code]) => code === "P-E014").map(([, payout]) => payout)).toEqual(["3000.0000", "3000.0000"]);
}); // prettier-ignore

it("a quota of several months is that of the months on each seat", async () => {
  const text = plan("季度", "accumulate: quarter, of: 金额, tiers: [{ from: 0%, rate: 1% }, { from: 50%, rate: 2% }]");
  await on.within(async (tx) => {
    const set = randomUUIDv7();
    await tx.run(sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2026, 1)`);
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const [code, amount] of [["E013", 100_000], ["E014", 200_000], ["E022", 60_000]] as const) for (const month of ["04", "05", "06"])
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, 'position', ${seat(code)}, ${`2026-${month}`}, ${`2026-${month}-01`}::date, ${`2026-${month}-01`}::date + interval '1 month', ${yuan(amount)})`);
  });
  await on.within((tx) => installPlan(tx, { text, validFrom: "2026-01-01" }), on.home, "pay");
  const quotas = (await listed("2026-05")).filter(({ quota }) => quota !== null).map(({ code, quota }) => [code, quota]);
  expect(quotas).toEqual([
    ["E022·结算", "120000.0000"], // April and May
    ["P-E013", "400000.0000"], // April on the dearer seat, from May on here
    ["P-E014", "500000.0000"],
    ["P-E022", "180000.0000"], // the empty seat's own
  ]);
}); // prettier-ignore

/** Two deals from before the change of hands. */
async function grow(by: number): Promise<void> {
  await on.within(async (tx) => {
    await tx.run(sql`update order_credits c set amount = c.amount + ${yuan(by)} from orders o where c.tenant_id = current_tenant() and o.tenant_id = c.tenant_id and o.id = c.order_id and o.code in ('A', 'E')`);
    await rebuildRollups(tx);
  });
  await on.within((tx) => tx.run(sql`insert into statement_dirt (tenant_id, position_id, day) values (current_tenant(), ${seat("E013")}, '2026-05-05'), (current_tenant(), ${seat("E022")}, '2026-05-04') on conflict do nothing`), on.home, "pay");
} // prettier-ignore
