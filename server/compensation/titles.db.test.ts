import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hire } from "#server/people/commands.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { installPlan } from "./commands.ts";
import { planBook } from "./plans.ts";

const plan = (name: string) => `plan: ${name}\nperiod: month\ncomponents: [{ name: 提成, each: transaction, of: 金额, rate: 5% }]\n`;
let on: Stage;
let hr: Client;
let other: string;
const who = (code: string) => on.home.people[code]!.positionId;

beforeAll(async () => {
  on = await stage();
  hr = await on.signedIn("hr");
  await on.within(async (tx) => {
    await installPlan(tx, { text: plan("甲方案"), validFrom: "2026-01-01" });
    await installPlan(tx, { text: plan("乙方案"), validFrom: "2026-01-01" });
    await tx.run(sql`delete from plan_assignments where tenant_id = current_tenant()`); // installing one puts every seller under it
  }, on.home, "pay"); // prettier-ignore
}, 120_000);
afterAll(() => on.close());

const given = (title: string, more: object) => hr("PUT", "/api/plan-titles", { title, from: "2026-03-01", planName: "甲方案", ...more });
/** "甲方案 目标奖金=1" of a seat on a day; null where it has none. */
async function has(position: string, day: string): Promise<string | null> {
  const found = await on.within(async (tx) => (await planBook(tx, [position])).on(position, day), on.home, "pay");
  return found && [found.row.name, ...Object.entries(found.personal).map(([name, value]) => `${name}=${value}`).sort()].join(" "); // prettier-ignore
}

describe("a plan given to a title", () => {
  it("pays everybody of it from that day on, and nobody else", async () => {
    expect((await given("销售代表", { personal: { 目标奖金: "8000", 个人比例: "2%" } })).json()).toEqual({ seats: 5 });
    expect(await has(who("E013"), "2026-02-28")).toBeNull();
    expect(await has(who("E013"), "2026-03-01")).toBe("甲方案 个人比例=2% 目标奖金=8000");
    expect(await has(who("E011"), "2026-03-01")).toBeNull();
  });

  it("who comes later has it from the first day", async () => {
    other = await on.within(async (tx) => {
      const position = {
        code: "P-NEW",
        title: "销售代表",
        unitId: on.home.units.SH!,
        reportsTo: who("E011"),
        isHead: false,
        isSelling: true,
      };
      return (await hire(tx, { person: { code: "E099", name: "新来的" }, position, from: "2026-05-11", roles: ["rep"] })).positionId;
    });
    expect([await has(other, "2026-05-10"), await has(other, "2026-05-11")]).toEqual([null, "甲方案 个人比例=2% 目标奖金=8000"]);
  });

  it("what is said of one seat goes before it: another plan with its own values, the same plan with the values it names", async () => {
    const put = (planName: string, position: string, personal: object) => hr("PUT", "/api/plan-assignments", { planName, positionIds: [position], from: "2026-04-01", personal }); // prettier-ignore
    expect((await put("乙方案", who("E013"), { 津贴: "1" })).statusCode).toBe(200);
    expect((await put("甲方案", who("E014"), { 目标奖金: "12000" })).statusCode).toBe(200);
    expect([await has(who("E013"), "2026-03-31"), await has(who("E013"), "2026-04-01")]).toEqual(["甲方案 个人比例=2% 目标奖金=8000", "乙方案 津贴=1"]);
    expect(await has(who("E014"), "2026-04-01")).toBe("甲方案 个人比例=2% 目标奖金=12000");
    const { rows, titles } = (await hr("GET", "/api/plan-assignments")).json<{ rows: { positionId: string; by: string }[]; titles: object[] }>();
    const by = (position: string) => rows.find((row) => row.positionId === position)!.by;
    expect([by(who("E013")), by(who("E014")), by(who("E015")), by(other)]).toEqual(["position", "position", "title", "title"]);
    expect(titles).toContainEqual({ title: "销售代表", seats: 6, planName: "甲方案", from: "2026-03-01", personal: { 目标奖金: "8000", 个人比例: "2%" } });
  }); // prettier-ignore

  it("a seat that changes its title changes its plan on that day", async () => {
    await on.within(async (tx) => {
      await tx.run(
        sql`update position_versions set valid_to = '2026-06-01' where tenant_id = current_tenant() and position_id = ${who("E015")}::uuid`,
      );
      await tx.run(sql`insert into position_versions (tenant_id, position_id, valid_from, title, org_unit_id, reports_to, is_head, is_selling)
        select tenant_id, position_id, '2026-06-01', '渠道经理', org_unit_id, reports_to, is_head, is_selling from position_versions where tenant_id = current_tenant() and position_id = ${who("E015")}::uuid`);
    });
    expect([await has(who("E015"), "2026-05-31"), await has(who("E015"), "2026-06-01")]).toEqual([
      "甲方案 个人比例=2% 目标奖金=8000",
      null,
    ]);
    expect((await given("渠道经理", { planName: "乙方案", from: "2026-06-15" })).json()).toEqual({ seats: 1 });
    expect([await has(who("E015"), "2026-06-14"), await has(who("E015"), "2026-06-15")]).toEqual([null, "乙方案"]);
  });

  it("given anew it holds from then on; taken away nobody has it by title any more, and who was named keeps it", async () => {
    await given("销售代表", { planName: "乙方案", from: "2026-06-01" });
    expect([await has(who("E022"), "2026-05-31"), await has(who("E022"), "2026-06-01")]).toEqual([
      "甲方案 个人比例=2% 目标奖金=8000",
      "乙方案",
    ]);
    expect(await has(who("E014"), "2026-06-01")).toBe("甲方案 目标奖金=12000"); // the title speaks of another plan now
    await given("销售代表", { planName: null, from: "2026-06-10" });
    expect([await has(who("E022"), "2026-06-09"), await has(who("E022"), "2026-06-10"), await has(who("E014"), "2026-06-10")]).toEqual([
      "乙方案",
      null,
      "甲方案 目标奖金=12000",
    ]);
  });

  it("a plan nobody has published, a title nobody has, a day that is published: refused, and nothing has moved", async () => {
    expect((await given("销售代表", { planName: "没有的方案" })).json<{ code: string }>().code).toBe("plan-name-unknown");
    expect((await given("没有的岗位", {})).statusCode).toBe(404);
    await on.within(
      (tx) =>
        tx.run(
          sql`insert into pay_periods (tenant_id, key, period_from, period_to, state) values (current_tenant(), '2026-05', '2026-05-01', '2026-06-01', 'closed')`,
        ),
      on.home,
      "pay",
    );
    expect((await given("销售代表", { from: "2026-05-20" })).json<{ code: string }>().code).toBe("pay-period-state");
    expect(await has(who("E022"), "2026-06-09")).toBe("乙方案");
  });
});

it("the statement of a newcomer is made by the plan of the title", async () => {
  await given("销售代表", { planName: "甲方案", from: "2026-06-01" });
  const reply = await hr("GET", `/api/statements/${other}?period=2026-06`);
  expect(reply.statusCode).toBe(200);
  expect(reply.json<{ plan: { name: string } }>().plan.name).toBe("甲方案");
});
