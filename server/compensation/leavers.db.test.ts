import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { templates } from "#web/compensation/templates.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { installPlan } from "./commands.ts";
import { recomputeDirty } from "./recompute.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";

let on: Stage;
let finance: Client;
const yuan = (n: number) => BigInt(n) * 10_000n;
const ORDER = "01900000-0000-7000-8000-000000000001";
const seat = () => on.home.people.E013!.positionId;

async function receipt(day: string, amount: number): Promise<void> {
  const id = randomUUIDv7();
  await on.within(async (tx) => {
    await tx.run(sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${id}, ${`R-${day}`}, ${ORDER}, ${day}::date, ${yuan(amount)})`);
    await tx.run(sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${id}, ${seat()}::uuid, ${yuan(amount)})`);
    await rebuildRollups(tx);
  });
} // prettier-ignore

type Row = { positionId: string; code: string; personName: string; payout: string; held: string };
const listed = async (period: string): Promise<Row[]> => (await finance("GET", `/api/statements?period=${period}`)).json().rows;
const lines = (rows: Row[], ...names: string[]) =>
  rows.filter(({ personName }) => names.includes(personName)).map(({ code, personName, payout, held }) => [code, personName, payout, held]);

/** 张伟 signs 300,000 in March: 2 % of it, sixty percent at once, forty as the customer pays. He leaves on 11 April; 单雯 follows on his seat. */
beforeAll(async () => {
  on = await stage();
  finance = await on.signedIn("finance");
  await on.within(async (tx) => {
    await tx.run(sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${ORDER}, 'SO-1', '2026-03-10', ${yuan(300_000)})`);
    await tx.run(sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${ORDER}, ${seat()}, 1000000, ${yuan(300_000)})`);
    await rebuildRollups(tx);
  });
  await on.within((tx) => installPlan(tx, { text: templates.signed, validFrom: "2026-03-01" }), on.home, "pay");
  const { personId } = on.home.people.E013!;
  const hr = await on.signedIn("hr");
  const { version } = (await hr("GET", `/api/people/${personId}`)).json().person;
  expect((await hr("POST", `/api/people/${personId}/leaving`, { version, on: "2026-04-11" })).statusCode).toBe(200);
}); // prettier-ignore
afterAll(() => on.close());

describe("whoever has left with money that waits", () => {
  it("is settled on the seat while it stays empty in that month", async () => {
    expect(lines(await listed("2026-04"), "张伟")).toEqual([["P-E013", "张伟", "0.0000", "2400.0000"]]);
    // Looked at alone, his own seat has nothing to say of that month either: nobody is paid twice.
    const own = await on.within((tx) => tx.row(sql<{ id: string }>`select position_id as id from settlement_seats where tenant_id = current_tenant()`)); // prettier-ignore
    expect((await finance("GET", `/api/statements/${own!.id}?period=2026-04`)).json().code).toBe("no-plan");
  });

  it("has a seat of his own in pay once somebody follows; the follower begins with nothing", async () => {
    const { personId, positionId } = on.home.people.E023!;
    await on.within(async (tx) => {
      await tx.run(
        sql`update assignments set valid_to = '2026-04-15' where tenant_id = current_tenant() and position_id = ${positionId}::uuid`,
      );
      await tx.run(
        sql`insert into assignments (tenant_id, id, person_id, position_id, valid_from) values (current_tenant(), ${randomUUIDv7()}, ${personId}, ${seat()}, '2026-04-15')`,
      );
    });
    await receipt("2026-04-20", 60_000);
    expect(lines(await listed("2026-04"), "张伟")).toEqual([["E013·结算", "张伟", "480.0000", "1920.0000"]]);
    expect((await listed("2026-04")).find(({ code }) => code === "P-E013")).toMatchObject({
      personName: "单雯",
      payout: "0.0000",
      held: "0.0000",
    });
  });

  it("is paid when the customer pays, months later, and the page says for what", async () => {
    await receipt("2026-05-12", 120_000);
    const [row] = (await listed("2026-05")).filter(({ personName }) => personName === "张伟");
    expect(row).toMatchObject({ payout: "960.0000", held: "960.0000" });
    const page = (await finance("GET", `/api/statements/${row!.positionId}?period=2026-05`)).json();
    expect([page.seat.personName, page.made.paid, page.made.held]).toEqual(["张伟", "960.0000", "960.0000"]);
  });

  it("is recomputed when money comes in on the seat he left", async () => {
    const own = (await listed("2026-05")).find(({ personName }) => personName === "张伟")!.positionId;
    const kept = () => on.within((tx) => tx.row(sql<{ payout: string }>`select payout::text from statements where position_id = ${own}::uuid and period = '2026-05'`), on.home, "pay"); // prettier-ignore
    expect(await kept()).toEqual({ payout: "9600000" });
    await receipt("2026-05-20", 30_000);
    await on.within((tx) => tx.run(sql`insert into statement_dirt (tenant_id, position_id, day) values (current_tenant(), ${seat()}, '2026-05-20') on conflict do nothing`), on.home, "pay"); // prettier-ignore
    await on.within(async (tx) => (await recomputeDirty(tx, envOf(await tenantOf(tx, new Date()))), undefined), on.home, "pay");
    expect(await kept()).toEqual({ payout: "12000000" });
  });

  it("stands in the pay period, in what is published, and replays to the byte", async () => {
    const hr = await on.signedIn("hr");
    const { version, rows } = (await finance("GET", "/api/pay-periods/2026-05")).json();
    expect(rows.map((row: Row) => [row.personName, row.payout])).toContainEqual(["张伟", "1200.0000"]);
    expect((await hr("POST", "/api/pay-periods/2026-05/publication", { version, disputeDays: 3 })).statusCode).toBe(200);
    const replay = (await finance("GET", "/api/pay-periods/2026-05/replay")).json();
    expect([replay.different, replay.same]).toEqual([[], rows.length]);
  });

  it("is seen by whom the seat he left is seen by, and by nobody else", async () => {
    const { positionId } = (await listed("2026-05")).find(({ personName }) => personName === "张伟")!;
    const asked = async (login: string) =>
      (await (await on.signedIn(login))("GET", `/api/statements/${positionId}?period=2026-05`)).statusCode;
    expect([await asked("director"), await asked("E012"), await asked("E014")]).toEqual([200, 404, 404]);
  });

  it("is listed no more when nothing waits", async () => {
    await receipt("2026-06-10", 90_000);
    expect(lines(await listed("2026-06"), "张伟")).toEqual([["E013·结算", "张伟", "720.0000", "0.0000"]]);
    await on.within((tx) => tx.run(sql`update tenants set today_fixed = '2026-07-18' where id = current_tenant()`));
    expect(lines(await listed("2026-07"), "张伟")).toEqual([]);
  });

  it("is no part of the organisation", async () => {
    const hr = await on.signedIn("hr");
    const org = JSON.stringify((await hr("GET", "/api/organisation")).json());
    expect(org).not.toContain("·结算");
  });
});
