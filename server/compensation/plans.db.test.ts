import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { installPlan } from "./commands.ts";
import { planBook } from "./plans.ts";

const text = readFileSync(new URL("../../data/demo/plan.yaml", import.meta.url), "utf8");
let on: Stage;
let hr: Client;
let finance: Client;
let rep: Client;
const who = (code: string) => on.home.people[code]!.positionId;
const json = async (client: Client, method: "GET" | "POST" | "PUT" | "DELETE", url: string, body?: object) => {
  const reply = await client(method, url, body);
  return { status: reply.statusCode, body: reply.json() };
};
const plans = async (client: Client) => (await json(client, "GET", "/api/plans")).body.rows;

beforeAll(async () => {
  on = await stage();
  await on.within((tx) => installPlan(tx, { text, validFrom: "2026-01-01" }), on.home, "pay");
  [hr, finance, rep] = [await on.signedIn("hr"), await on.signedIn("finance"), await on.signedIn("rep")];
}, 120_000);
afterAll(() => on.close());

describe("a new version, from draft to signature", () => {
  let id: string;
  it("is drafted by HR; who is paid by the plan does not see it yet", async () => {
    const drafted = await json(hr, "POST", "/api/plans", { text: text.replace("rate: 5%", "rate: 6%").replace("提成: 210700", "提成: 247700"), validFrom: "2026-06-01" });
    id = drafted.body.id;
    expect((await plans(hr)).map((one: { version: number; state: string; isOwn: boolean }) => [one.version, one.state, one.isOwn])).toEqual([
      [2, "draft", true],
      [1, "in-force", false],
    ]);
    expect((await plans(rep)).map((one: { version: number }) => one.version)).toEqual([1]);
    expect((await json(rep, "POST", `/api/plans/${id}/signature`)).status).toBe(404);
  });
  it("shows its checker what it says differently, and everybody's money", async () => {
    const { body } = await json(finance, "GET", `/api/plans/${id}/review?period=2026-05`);
    expect(body.against).toMatchObject({ version: 1 });
    expect(body.changes).toContainEqual({ path: "components[提成].tiers[130%].rate", before: "5%", after: "6%" });
    expect(body.tests).toHaveLength(3);
    expect((await json(hr, "GET", `/api/plans/${id}/review?period=2026-05`)).status).toBe(404);
  });
  it("is published by finance and then asks to be signed, once a version", async () => {
    expect((await json(finance, "POST", `/api/plans/${id}/publication`)).status).toBe(200);
    expect((await plans(rep))[0]).toMatchObject({ version: 2, state: "in-force", maySign: true, signedAt: null, payees: null });
    expect((await json(rep, "POST", `/api/plans/${id}/signature`)).status).toBe(200);
    expect((await json(rep, "POST", `/api/plans/${id}/signature`)).body.code).toBe("plan-already-accepted");
    expect((await plans(rep))[0]).toMatchObject({ maySign: false, signedAt: expect.any(String) });
    const [version] = await plans(hr);
    expect([version.signed, version.payees > 3]).toEqual([1, true]);
  });
  it("prints with its hash; a plan that pays somebody else is not there", async () => {
    const pdf = await rep("GET", `/api/plans/${id}/pdf`);
    expect([pdf.statusCode, pdf.headers["content-type"], pdf.body.slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
    const other = await json(hr, "POST", "/api/plans", { text: "plan: 别的方案\nperiod: month\ncomponents: [{name: 提成, each: transaction, of: 金额, rate: 5%}]\n", validFrom: "2026-06-01" });
    await json(finance, "POST", `/api/plans/${other.body.id}/publication`);
    expect((await rep("GET", `/api/plans/${other.body.id}/pdf`)).statusCode).toBe(404);
    expect((await plans(rep)).map((one: { name: string }) => one.name)).not.toContain("别的方案");
  });
  it("a draft can be dropped, a published version cannot", async () => {
    const drafted = await json(hr, "POST", "/api/plans", { text, validFrom: "2026-09-01" });
    expect((await json(hr, "DELETE", `/api/plans/${drafted.body.id}`)).status).toBe(200);
    expect((await json(hr, "DELETE", `/api/plans/${id}`)).body.code).toBe("plan-published");
  });
}); // prettier-ignore

describe("who is paid by which plan", () => {
  const book = () => on.within((tx) => planBook(tx, [who("E013")]), on.home, "pay");
  it("changes from a day on; the days before stay as they were", async () => {
    const done = await json(hr, "PUT", "/api/plan-assignments", { planName: "别的方案", positionIds: [who("E013")], from: "2026-06-01", personal: { 目标奖金: "20000" } });
    expect(done.body).toEqual({ assigned: 1 });
    const made = await book();
    expect([made.on(who("E013"), "2026-05-31")?.row.name, made.on(who("E013"), "2026-06-01")?.row.name]).toEqual(["销售回款提成方案", "别的方案"]);
    expect(made.on(who("E013"), "2026-06-01")?.personal).toEqual({ 目标奖金: "20000" });
    const row = (await json(hr, "GET", "/api/plan-assignments")).body.rows.find((one: { positionId: string }) => one.positionId === who("E013"));
    expect(row).toMatchObject({ planName: "别的方案", from: "2026-06-01", personal: { 目标奖金: "20000" } });
  });
  it("put back, the later assignment is gone and nothing overlaps", async () => {
    await json(hr, "PUT", "/api/plan-assignments", { planName: "销售回款提成方案", positionIds: [who("E013")], from: "2026-05-15" });
    const rows = await on.within((tx) => tx.rows(sql<{ name: string; from: string; to: string | null }>`select plan_name as name, valid_from as "from", valid_to as "to" from plan_assignments where position_id = ${who("E013")}::uuid order by valid_from`), on.home, "pay");
    expect(rows).toEqual([{ name: "销售回款提成方案", from: "2026-01-01", to: "2026-05-15" }, { name: "销售回款提成方案", from: "2026-05-15", to: null }]);
  });
  it("a plan nobody has published, a seat that sells nothing, a day that is published: refused, and nothing has moved", async () => {
    const put = (more: object) => json(hr, "PUT", "/api/plan-assignments", { planName: "销售回款提成方案", positionIds: [who("E013")], from: "2026-07-01", ...more });
    expect((await put({ planName: "没有的方案" })).body.code).toBe("plan-name-unknown");
    expect((await put({ positionIds: [who("E003")] })).status).toBe(404);
    await on.within((tx) => tx.run(sql`insert into pay_periods (tenant_id, key, period_from, period_to, state) values (current_tenant(), '2026-05', '2026-05-01', '2026-06-01', 'closed')`), on.home, "pay");
    expect((await put({ from: "2026-05-20" })).body.code).toBe("pay-period-state");
  });
}); // prettier-ignore
