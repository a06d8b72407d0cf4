import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAmount } from "#core/base/money.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import { assignPlan } from "../compensation/plans.ts";
import { draftPlan, publishPlan } from "../compensation/commands.ts";
import { recomputeDirty } from "../compensation/recompute.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { settleOrders, touchOrders } from "../orders/aftermath.ts";

/** Paid on money received: tiers over the quarter, and no coefficient. */
const plan = readFileSync(new URL("../../data/demo/plan.yaml", import.meta.url), "utf8").replace("提成 × 绩效系数", "提成").replace(/^tests:[\s\S]*/m, ""); // prettier-ignore
const money = (text: string) => parseAmount(text)!;
const order = randomUUIDv7();
let on: Stage;
let hr: Client;
let finance: Client;
let rep: Client;
const who = (code: string) => on.home.people[code]!.positionId;

async function receipt(tx: Tx, day: string, amount: string): Promise<void> {
  const id = randomUUIDv7();
  await tx.run(sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${id}, ${`RC-${id.slice(-8)}`}, ${order}, ${day}::date, ${money(amount)})`);
  await tx.run(sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${id}, ${who("E013")}, ${money(amount)})`);
} // prettier-ignore

/** Money that comes in late, through the same door as an import: statements take note of it. */
async function late(day: string, amount: string): Promise<void> {
  await on.within(async (tx) => {
    const touched = await touchOrders(tx, [order]);
    await receipt(tx, day, amount);
    await settleOrders(tx, touched);
  });
  await on.within(async (tx) => void (await recomputeDirty(tx, envOf(await tenantOf(tx, new Date())))), on.home, "pay");
}

async function facts(tx: Tx): Promise<void> {
  await tx.run(sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${order}, 'SO-1', '2026-04-10', ${money("900000")})`);
  await tx.run(sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${order}, ${who("E013")}, 1000000, ${money("900000")})`);
  await receipt(tx, "2026-04-15", "100000");
  await receipt(tx, "2026-05-12", "50000");
  const set = randomUUIDv7();
  await tx.run(sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'collected-amount', 2026, 1)`);
  await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
  for (const month of ["01", "02", "03", "04", "05", "06"])
    await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
      values (current_tenant(), ${set}, 'position', ${who("E013")}, ${`2026-${month}`}, ${`2026-${month}-01`}::date, ${`2026-${month}-01`}::date + interval '1 month', ${money("100000")})`);
  await rebuildRollups(tx);
} // prettier-ignore

beforeAll(async () => {
  on = await stage();
  await on.within(facts);
  await on.within(
    async (tx) => {
      const drafted = await draftPlan(tx, { text: plan, validFrom: "2026-01-01", by: null });
      if (drafted.kind !== "drafted") throw new Error(JSON.stringify(drafted));
      await publishPlan(tx, drafted.id, on.home.people.E003!.userId);
      await assignPlan(tx, drafted.name, [who("E013"), who("E014")], "2026-01-01");
    },
    on.home,
    "pay",
  );
  [hr, finance, rep] = [await on.signedIn("hr"), await on.signedIn("finance"), await on.signedIn("rep")];
}, 120_000);
afterAll(() => on.close());

const get = async (client: Client, url: string) => {
  const reply = await client("GET", url);
  return { status: reply.statusCode, body: reply.json() };
};
const post = async (client: Client, url: string, body: object) => {
  const reply = await client("POST", url, body);
  return { status: reply.statusCode, body: reply.json() };
};
const period = async (key: string, client = finance) => (await get(client, `/api/pay-periods/${key}`)).body;
/** One step with the version as it stands. */
const step = async (client: Client, key: string, name: string, more: object = {}) =>
  post(client, `/api/pay-periods/${key}/${name}`, { version: (await period(key)).version, ...more });
const zhang = (page: { rows: { positionId: string }[] }) => page.rows.find((row) => row.positionId === who("E013"))!;
const own = async (key: string) => (await get(rep, `/api/statements/${who("E013")}?period=${key}`)).body;

describe("April: check, adjust, publish", () => {
  it("shows who gets what, who is stopped, and what can be done", async () => {
    const page = await period("2026-04");
    expect(page).toMatchObject({ life: { state: "open" }, totals: { payees: 2, stopped: 1 }, may: { publish: true, approve: false, export: false } });
    expect(page.checks).toEqual([{ code: "stopped", count: 1, blocks: false }]);
    expect(zhang(page)).toMatchObject({ earned: "1200.0000", payout: "1200.0000", extras: "0.0000" }); // 100,000 at 1.2 %
  });
  it("an amount by hand needs a reason and a second person, and is never for oneself", async () => {
    const ask = { positionId: who("E013"), period: "2026-04", amount: "300", reason: "四月展会补贴" };
    expect((await post(hr, "/api/pay-adjustments", { ...ask, amount: "0" })).body.code).toBe("adjustment-zero");
    const { id } = (await post(hr, "/api/pay-adjustments", ask)).body;
    expect((await step(hr, "2026-04", "publication", { disputeDays: 3 })).body.code).toBe("adjustments-waiting");
    expect((await post(hr, `/api/pay-adjustments/${id}/decision`, { approve: true })).body.code).toBe("own-adjustment");
    expect(zhang(await period("2026-04"))).toMatchObject({ payout: "1200.0000" }); // proposed is not paid
    expect((await post(finance, `/api/pay-adjustments/${id}/decision`, { approve: true })).body.state).toBe("approved");
    expect((await post(finance, `/api/pay-adjustments/${id}/decision`, { approve: false })).body.code).toBe("adjustment-decided");
    expect(zhang(await period("2026-04"))).toMatchObject({ extras: "300.0000", payout: "1500.0000" });
  });
  it("one's own pay is adjusted by nobody: finance, when it sits on a seat that is paid", async () => {
    const ask = { positionId: on.home.people.E003!.positionId, period: "2026-04", amount: "1", reason: "自己" };
    expect((await post(finance, "/api/pay-adjustments", ask)).body.code).toBe("own-statement");
  });
  it("a month that runs is not published, a period that does not exist is refused", async () => {
    expect((await step(hr, "2026-06", "publication")).body.code).toBe("pay-period-runs");
    expect((await get(hr, "/api/pay-periods/2026-13")).body.code).toBe("period-unknown");
    expect((await get(hr, "/api/pay-periods/2019-01")).body.code).toBe("no-plan");
  });
  it("HR publishes: everybody sees the same from now on, whatever comes in", async () => {
    expect((await post(hr, "/api/pay-periods/2026-04/publication", { version: 9 })).body.code).toBe("version-moved");
    const done = await step(hr, "2026-04", "publication", { disputeDays: 3 });
    expect(done.body).toMatchObject({ state: "published", hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const before = await own("2026-04");
    expect(before).toMatchObject({ life: { state: "published", publication: 1 }, payout: "1500.0000", extras: [{ kind: "adjustment", reason: "四月展会补贴" }] });
    await late("2026-04-20", "10000");
    expect(await own("2026-04")).toEqual(before);
    expect((await period("2026-04")).checks).toContainEqual({ code: "moved-since-published", count: 1, blocks: false });
    const lines = (await get(rep, `/api/statements/${who("E013")}/lines?period=2026-04`)).body.rows;
    expect(lines).toMatchObject([{ amount: "100000.0000", earned: "1200.0000", orderId: order }]);
  });
  it("says line by line what has changed since, to whoever asks why", async () => {
    const { changed } = (await get(rep, `/api/statements/${who("E013")}/answers?period=2026-04`)).body;
    expect(changed).toMatchObject({ before: "1500.0000", after: "1620.0000", lines: [{ component: "提成", before: null, after: "120.0000" }] });
    expect((await get(rep, `/api/statements/${who("E013")}/answers?period=2026-05`)).body.changed).toBeNull();
  });
  it("is published once, and not computed anew behind the back of who looks at it", async () => {
    expect((await step(hr, "2026-04", "publication")).body.code).toBe("pay-period-state");
    expect((await post(hr, "/api/calculation-runs", { period: "2026-04" })).body.code).toBe("pay-period-state");
    expect((await post(hr, "/api/pay-adjustments", { positionId: who("E013"), period: "2026-04", amount: "5", reason: "晚了" })).body.code).toBe("pay-period-state");
  });
  it("taken back it runs again, with what came in meanwhile", async () => {
    expect((await step(hr, "2026-04", "withdrawal")).body.state).toBe("open");
    expect(await own("2026-04")).toMatchObject({ life: { state: "open" }, payout: "1620.0000" }); // 110,000 at 1.2 %, and 300
    expect((await step(hr, "2026-04", "publication", { disputeDays: 3 })).body.state).toBe("published");
    expect(await own("2026-04")).toMatchObject({ life: { state: "published", publication: 2 }, payout: "1620.0000" });
  });
}); // prettier-ignore

describe("a dispute", () => {
  const ask = (client: Client, more: object = {}) => post(client, "/api/pay-disputes", { positionId: who("E013"), period: "2026-04", subject: "RC-1", question: "这笔回款少算了", ...more });
  let id: string;
  it("is about the own published statement only", async () => {
    expect((await ask(rep, { period: "2026-05" })).body.code).toBe("not-published-yet");
    expect((await ask(await on.signedIn("E014"))).body.code).toBe("not-found");
    expect((await ask(await on.signedIn("manager"))).body.code).toBe("not-found");
    const done = await ask(rep);
    expect(done.body).toMatchObject({ state: "open", isMine: true, isLate: false, personName: "张伟", dueOn: "2026-06-24" }); // three working days after Thursday the 18th; Friday is Dragon Boat
    id = done.body.id;
    expect((await ask(rep)).body.code).toBe("dispute-open-already");
  });
  it("waits on the workbench of those who answer; the payee is told to check", async () => {
    const kinds = async (client: Client) => (await get(client, "/api/pay-notices")).body.rows.map((one: { kind: string }) => one.kind);
    expect(await kinds(rep)).toEqual(["plan-to-sign", "statement-published"]);
    expect(await kinds(hr)).toEqual(["disputes-open"]);
    expect(await kinds(finance)).toEqual(["disputes-open"]); // nothing to approve while a question is open
    expect(await kinds(await on.signedIn("manager"))).toEqual([]);
  });
  it("is seen by whoever asked and those who answer, by nobody else", async () => {
    for (const [client, count] of [[rep, 1], [hr, 1], [finance, 1], [await on.signedIn("E014"), 0], [await on.signedIn("manager"), 0], [await on.signedIn("director"), 0]] as const)
      expect((await get(client, "/api/pay-disputes?period=2026-04")).body.rows).toHaveLength(count);
    expect((await get(await on.signedIn("admin"), "/api/pay-disputes")).status).toBe(404);
  });
  it("stops the approval until it is answered, by somebody else than who asked", async () => {
    const { hash } = await period("2026-04");
    expect((await step(finance, "2026-04", "approval", { hash })).body.code).toBe("disputes-open");
    expect((await post(rep, `/api/pay-disputes/${id}/answer`, { outcome: "accepted", answer: "好的" })).status).toBe(404);
    const done = await post(hr, `/api/pay-disputes/${id}/answer`, { outcome: "rejected", answer: "该笔回款计入五月" });
    expect(done.body).toMatchObject({ state: "rejected", answer: "该笔回款计入五月", isMine: false });
    expect((await post(hr, `/api/pay-disputes/${id}/answer`, { outcome: "accepted", answer: "改主意" })).body.code).toBe("dispute-answered");
    expect((await post(rep, `/api/pay-disputes/${id}/withdrawal`, {})).body.code).toBe("dispute-answered");
  });
  it("can be taken back by whoever asked", async () => {
    const { body } = await ask(rep, { subject: null });
    expect((await post(await on.signedIn("E014"), `/api/pay-disputes/${body.id}/withdrawal`, {})).status).toBe(404);
    expect((await post(rep, `/api/pay-disputes/${body.id}/withdrawal`, {})).body.state).toBe("withdrawn");
  });
}); // prettier-ignore

describe("approve and close", () => {
  it("what is approved is what was seen, by a second person", async () => {
    const { hash } = await period("2026-04");
    expect((await step(hr, "2026-04", "approval", { hash })).status).toBe(404);
    expect((await step(finance, "2026-04", "approval", { hash: "0".repeat(64) })).body.code).toBe("pay-payload-changed");
    expect((await step(finance, "2026-04", "closing")).body.code).toBe("pay-period-state"); // not before it is approved
    expect((await step(finance, "2026-04", "approval", { hash })).body.state).toBe("approved");
  });
  it("whoever published does not approve", async () => {
    await on.within((tx) => tx.run(sql`update pay_periods set state = 'published', published_by = ${on.home.people.E003!.userId}::uuid where tenant_id = current_tenant() and key = '2026-04'`), on.home, "pay");
    const page = await period("2026-04");
    expect(page.may.approve).toBe(false);
    expect((await step(finance, "2026-04", "approval", { hash: page.hash })).body.code).toBe("own-publication");
    await on.within((tx) => tx.run(sql`update pay_periods set state = 'approved', published_by = ${on.home.people.E002!.userId}::uuid where tenant_id = current_tenant() and key = '2026-04'`), on.home, "pay");
  });
  it("closed it stays closed, and every statement can be made again to the byte", async () => {
    expect((await step(finance, "2026-04", "closing")).body.state).toBe("closed");
    for (const name of ["publication", "withdrawal", "closing"]) expect((await step(hr, "2026-04", name)).status).not.toBe(200);
    expect((await get(hr, "/api/pay-periods/2026-04/replay")).body).toEqual({ publication: 2, statements: 2, same: 2, different: [] });
    expect((await get(hr, "/api/pay-periods")).body.rows).toMatchObject([{ key: "2026-04", life: { state: "closed" }, payout: "1620.0000" }]);
  });
  it("questions come too late then", async () => {
    const late = await post(rep, "/api/pay-disputes", { positionId: who("E013"), period: "2026-04", question: "还有一笔" });
    expect([late.status, late.body.code]).toEqual([409, "dispute-too-late"]);
  });
  it("a changed byte would be found", async () => {
    await on.within(async (tx) => {
      await tx.client.query("savepoint s");
      await expect(tx.run(sql`update published_statements set payout = 1 where tenant_id = current_tenant()`)).rejects.toThrow(/permission denied/);
      await tx.client.query("rollback to savepoint s");
    }, on.home, "pay");
  });
  it("payroll takes a workbook; nobody else does", async () => {
    const file = await finance("GET", "/api/pay-periods/2026-04/export");
    expect([file.statusCode, file.headers["content-type"]]).toEqual([200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]);
    expect((await hr("GET", "/api/pay-periods/2026-04/export")).statusCode).toBe(404);
    expect((await finance("GET", "/api/pay-periods/2026-05/export")).json().code).toBe("pay-period-state");
  });
}); // prettier-ignore

describe("files as payroll and bookkeeping want them", () => {
  const [payroll, voucher] = ["018f0000-0000-7000-8000-00000000f001", "018f0000-0000-7000-8000-00000000f002"];
  const column = (title: string, field: string, text = "") => ({ title, field, text });
  const csv = { kind: "csv", encoding: "gbk" };
  const wages = {
    name: "工资表", version: 0, file: csv,
    layout: { source: "pay", unit: "minor", accounts: {}, columns: [column("工号", "employee"), column("姓名", "person"), column("工资项", "text", "P-07"), column("应发", "amount")] },
  }; // prettier-ignore
  const booked = (accounts: object) => ({
    name: "凭证", version: 0, file: { kind: "csv", encoding: "utf-8" },
    layout: { source: "voucher", unit: "major", accounts, columns: [column("摘要", "entry"), column("科目", "account"), column("借", "debit"), column("贷", "credit")] },
  }); // prettier-ignore
  const put = async (id: string, body: object, client = finance) => {
    const reply = await client("PUT", `/api/export-formats/${id}`, body);
    return { status: reply.statusCode, body: reply.json() };
  };
  const file = (id: string) => finance("GET", `/api/pay-periods/2026-04/export?format=${id}`);

  it("has the columns, headings, unit and encoding of the format", async () => {
    const preview = (await post(finance, "/api/pay-periods/2026-04/export-preview", { layout: wages.layout })).body;
    expect(preview).toMatchObject({ header: ["工号", "姓名", "工资项", "应发"], rows: [["E013", "张伟", "P-07", "162000"]], count: 1 });
    expect(await put(payroll!, wages)).toMatchObject({ status: 200, body: { version: 1 } });
    const reply = await file(payroll!);
    expect(reply.headers["content-disposition"]).toContain(encodeURIComponent("工资表-2026-04.csv"));
    expect(new TextDecoder("gbk").decode(reply.rawPayload)).toBe("工号,姓名,工资项,应发\r\nE013,张伟,P-07,162000\r\n");
  });
  it("is changed by whoever has read it last, and keeps its name to itself", async () => {
    expect((await put(payroll!, { ...wages, version: 9 })).body.code).toBe("version-moved");
    expect((await put(voucher!, wages)).body.code).toBe("name-taken");
    expect(await put(payroll!, { ...wages, version: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await put(payroll!, wages, hr)).status).toBe(404);
  });
  it("a voucher is not made while a booking that occurs has no accounts; then both sides are the same", async () => {
    await put(voucher!, booked({}));
    expect((await post(finance, "/api/pay-periods/2026-04/export-preview", { layout: booked({}).layout })).body.unmapped).toEqual([
      "payout",
    ]);
    expect((await file(voucher!)).json().code).toBe("voucher-unmapped");
    await put(voucher!, { ...booked({ payout: { debit: "2211.02", credit: "1002" } }), version: 1 });
    expect((await file(voucher!)).body).toBe("\uFEFF摘要,科目,借,贷\r\n应发提成,2211.02,1620.00,\r\n应发提成,1002,,1620.00\r\n");
  });
  it("a heading that GBK does not have is named; a period that nobody has approved has no file; removed is gone", async () => {
    const odd = { ...wages, version: 2, layout: { ...wages.layout, columns: [column("𠮷", "person")] } };
    await put(payroll!, odd);
    expect((await file(payroll!)).json().code).toBe("file-characters");
    expect((await post(finance, "/api/pay-periods/2026-05/export-preview", { layout: wages.layout })).body.code).toBe("pay-period-state");
    expect((await finance("DELETE", `/api/export-formats/${payroll}`)).statusCode).toBe(200);
    expect((await file(payroll!)).statusCode).toBe(404);
  });
});

describe("a change that comes after the closing", () => {
  it("leaves the closed statement as it is and is paid in the open period, to the cent the difference of two calculations", async () => {
    const closed = await own("2026-04");
    await late("2026-04-28", "100000");
    expect(await own("2026-04")).toEqual(closed);
    // April would now be 180,000 at 1.2 % and 30,000 at 2 % = 2,760; it has paid 1,320 by the rules.
    const may = await period("2026-05");
    expect(may.corrections).toMatchObject([{ period: "2026-04", before: "1320.0000", after: "2760.0000", difference: "1440.0000", bookedIn: null }]);
    expect(zhang(may)).toMatchObject({ earned: "1000.0000", extras: "1440.0000", payout: "2440.0000" }); // May itself: 50,000 at 2 %
    expect((await own("2026-05")).extras).toMatchObject([{ kind: "correction", period: "2026-04", amount: "1440.0000" }]);
  });
  it("is booked with the publication, waits again when that is taken back, and goes away when the change does", async () => {
    await step(hr, "2026-05", "publication");
    expect((await period("2026-05")).corrections).toMatchObject([{ bookedIn: "2026-05" }]);
    await late("2026-04-28", "-30000"); // a refund: April would be 180,000 at 1.2 % = 2,160
    expect((await period("2026-05")).corrections).toMatchObject([{ difference: "1440.0000", bookedIn: "2026-05" }, { difference: "-600.0000", bookedIn: null }]);
    await step(hr, "2026-05", "withdrawal");
    expect((await period("2026-05")).corrections).toMatchObject([{ before: "1320.0000", after: "2160.0000", bookedIn: null }]);
    await late("2026-04-28", "-70000");
    expect((await period("2026-05")).corrections).toEqual([]);
  });
  it("a quota that was changed later leaves no note by itself; looking through the closed periods finds it", async () => {
    await on.within((tx) => tx.run(sql`update targets set amount = ${money("50000")} where tenant_id = current_tenant() and period = '2026-04' and node_id = ${who("E013")}::uuid`));
    const done = await post(finance, "/api/pay-corrections", {});
    expect(done.body).toEqual({ periods: 1, corrections: 0 }); // 110,000 stays below 60 % of 250,000
    await on.within((tx) => tx.run(sql`update targets set amount = ${money("10000")} where tenant_id = current_tenant() and period in ('2026-04', '2026-05') and node_id = ${who("E013")}::uuid`));
    expect((await post(finance, "/api/pay-corrections", {})).body).toEqual({ periods: 1, corrections: 1 });
    expect((await period("2026-05")).corrections).toMatchObject([{ period: "2026-04", difference: "304.0000" }]); // 72,000 at 1.2 %, 38,000 at 2 %
  });
}); // prettier-ignore

describe("opening a closed period again", () => {
  it("takes two people and a reason", async () => {
    expect((await step(finance, "2026-04", "reopening-confirmation")).body.code).toBe("pay-period-state");
    expect((await step(finance, "2026-04", "reopening", { reason: "四月漏了一笔调整" })).body.state).toBe("closed");
    expect(await period("2026-04")).toMatchObject({ reopening: { reason: "四月漏了一笔调整" }, may: { confirmReopening: false } });
    expect((await step(finance, "2026-04", "reopening-confirmation")).body.code).toBe("own-request");
    expect((await step(hr, "2026-04", "reopening-confirmation")).body.state).toBe("open");
    expect(await own("2026-04")).toMatchObject({ life: { state: "open" }, payout: "1924.0000" }); // 1,624 by the rules as they are now, and 300
    expect((await period("2026-05")).corrections).toEqual([]);
  });
  it("what a correction has paid elsewhere is taken off when it is published again", async () => {
    await step(hr, "2026-04", "publication");
    const { hash } = await period("2026-04");
    await step(finance, "2026-04", "approval", { hash });
    await step(finance, "2026-04", "closing");
    await late("2026-04-29", "1000");
    expect((await period("2026-05")).corrections).toMatchObject([{ difference: "20.0000" }]);
    await step(hr, "2026-05", "publication");
    await step(finance, "2026-04", "reopening", { reason: "再核对一次" });
    await step(hr, "2026-04", "reopening-confirmation");
    expect(await own("2026-04")).toMatchObject({ payout: "1924.0000", extras: [{ kind: "adjustment" }, { kind: "correction", amount: "-20.0000", period: "2026-05" }] });
  });
}); // prettier-ignore

describe("a plan version that reaches back into a closed period", () => {
  it("is noted with its publication: nobody has to look for it", async () => {
    await step(hr, "2026-04", "publication");
    const { hash } = await period("2026-04");
    await step(finance, "2026-04", "approval", { hash });
    await step(finance, "2026-04", "closing");
    const waiting = async () =>
      (await period("2026-05")).corrections.filter(({ bookedIn }: { bookedIn: string | null }) => bookedIn === null);
    expect(await waiting()).toEqual([]);
    const { id } = (await post(hr, "/api/plans", { text: plan.replace("rate: 1.2%", "rate: 1.5%"), validFrom: "2026-04-01" })).body;
    expect((await post(finance, `/api/plans/${id}/publication`, {})).status).toBe(200);
    await on.within(async (tx) => void (await recomputeDirty(tx, envOf(await tenantOf(tx, new Date())))), on.home, "pay");
    expect(await waiting()).toMatchObject([{ period: "2026-04", difference: "216.0000" }]); // 72,000 at 0.3 % more
  });
});
