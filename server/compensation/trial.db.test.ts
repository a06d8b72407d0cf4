import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { templates, templatesIn } from "#web/compensation/templates.ts";
import { testOutcomes } from "#core/compensation/engine/tests.ts";
import { readPlan } from "#core/compensation/language/read.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { addScheme } from "../appraisal/commands.ts";
import { readText } from "../appraisal/text.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { installPlan } from "./commands.ts";

const file = (name: string) => readFileSync(new URL(`../../data/demo/${name}.yaml`, import.meta.url), "utf8");
type Trial = {
  problems: { code: string; line: number }[];
  tests: { misses: unknown[] }[];
  rows: {
    personName: string;
    before: string | null;
    after: string | null;
    difference: string | null;
    paid: string | null;
    held: string | null;
    stop: { code: string } | null;
  }[];
  totals: { before: string; after: string; gain: number; lose: number; stopped: number };
};
type Costs = { problems: unknown[]; scenarios: { share: string; business: string; earned: string; ratio: string; high: string }[] };
/** The demo's plan without the coefficient. */
const plainPlan = file("plan").replace("提成 × 绩效系数", "提成");
let on: Stage;
let hr: Client;
const tried = async (text: string, period = "2026-05") => (await hr("POST", "/api/plan-trials", { text, period })).json<Trial>();
const yuan = (n: number) => BigInt(n) * 10_000n;
const who = (code: string) => on.home.people[code]!.positionId;

/** 张伟 signs 300,000 in April and is paid 60,000 in April, 120,000 in May; his quota for the quarter is 100,000 of receipts. */
beforeAll(async () => {
  on = await stage();
  await on.within(async (tx) => {
    await tx.run(
      sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), '01900000-0000-7000-8000-000000000001', 'SO-1', '2026-04-10', ${yuan(300_000)})`,
    );
    await tx.run(
      sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), '01900000-0000-7000-8000-000000000001', ${who("E013")}, 1000000, ${yuan(300_000)})`,
    );
    for (const [i, [day, amount]] of (
      [
        ["2026-04-15", 60_000],
        ["2026-05-12", 120_000],
      ] as const
    ).entries()) {
      const id = `01900000-0000-7000-8000-00000000001${i}`;
      await tx.run(
        sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${id}, ${`R${i}`}, '01900000-0000-7000-8000-000000000001', ${day}::date, ${yuan(amount)})`,
      );
      await tx.run(
        sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${id}, ${who("E013")}, ${yuan(amount)})`,
      );
    }
    await rebuildRollups(tx);
    const set = "01900000-0000-7000-8000-000000000099";
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'collected-amount', 2026, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const month of ["04", "05", "06"])
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, 'position', ${who("E013")}, ${`2026-${month}`}, ${`2026-${month}-01`}::date, ${`2026-${month}-01`}::date + interval '1 month', ${yuan(50_000)})`);
  });
  await on.within(
    async (tx) => {
      await addScheme(tx, { text: file("scheme").replaceAll("from-targets", "10"), validFrom: "2026-01-01", by: null });
      await installPlan(tx, { text: plainPlan, validFrom: "2026-01-01" });
    },
    on.home,
    "pay",
  );
  hr = await on.signedIn("hr");
});
afterAll(() => on.close());

describe("a plan tried on the company's own history", () => {
  const same = templates.collection.replace("最小(提成 × 绩效系数, 120000元)", "最小(提成, 120000元)");
  it("that says the same as the plan in force pays the same to the cent", async () => {
    const { problems, tests, rows, totals } = await tried(same);
    expect([problems, tests.flatMap((one) => one.misses).length]).toEqual([[], 0]);
    const zhang = rows.find((row) => row.personName === "张伟")!;
    // Quota of the quarter 150,000: 60,000 at 1.2 % in April; in May to 90,000 at 1.2 %, to 150,000 at 2 %, the last 30,000 at 3.5 %.
    expect(zhang).toMatchObject({ before: "2610.0000", after: "2610.0000", difference: "0.0000" });
    expect(totals).toMatchObject({ gain: 0, lose: 0 });
  });
  it("says what it would cost with less and with more business, computed again and not in proportion", async () => {
    const answer = (await hr("POST", "/api/plan-scenarios", { text: same, period: "2026-05" })).json<Costs>();
    const by = new Map(answer.scenarios.map((one) => [one.share, one]));
    // 30 % less: 42,000 in April, 84,000 in May: 48,000 at 1.2 %, 36,000 at 2 %.
    expect(by.get("700000")).toMatchObject({ business: "84000.0000", earned: "1296.0000" });
    expect(by.get("1000000")).toMatchObject({ business: "120000.0000", earned: "2610.0000", ratio: "21750", high: "2610.0000" });
    // 30 % more: 78,000 and 156,000: 12,000 at 1.2 %, 60,000 at 2 %, 45,000 at 3.5 %, the last 39,000 at 5 %.
    expect(by.get("1300000")).toMatchObject({ business: "156000.0000", earned: "4869.0000" });
    expect(answer.scenarios).toHaveLength(7);
    const wrong = (await hr("POST", "/api/plan-scenarios", { text: "plan: 1\n", period: "2026-05" })).json<Costs>();
    expect([wrong.scenarios, wrong.problems.length > 0]).toEqual([[], true]);
    expect((await hr("POST", "/api/plan-scenarios", { text: same, period: "2026-13" })).statusCode).toBe(422);
  });
  it("says who gains", async () => {
    const { rows, totals } = await tried(same.replace("rate: 3.5%", "rate: 4.5%"));
    expect(rows[0]).toMatchObject({ personName: "张伟", difference: "300.0000" });
    expect(totals).toMatchObject({ gain: 1, lose: 0 });
  });
  it("pays on signing and on collection from the same orders and receipts", async () => {
    const { rows } = await tried(templates.signed);
    // 300,000 at 2 % earned in April; in May 120,000 ÷ 300,000 of the forty percent falls due.
    expect(rows.find((row) => row.personName === "张伟")).toMatchObject({ after: "0.0000", paid: "960.00", held: "960.00" });
  });
  it("stops who has no quota and names what is missing; the others go on", async () => {
    const { rows, totals } = await tried(same);
    expect(rows.find((row) => row.personName === "刘洋")).toMatchObject({ after: null, stop: { code: "value-missing" } });
    expect(totals.stopped).toBeGreaterThan(0);
  });
  it("that is wrong says the line and computes nothing", async () => {
    const { problems, rows } = await tried(templates.margin.replace("rate: 8%", "rate: 8"));
    expect(problems).toMatchObject([{ code: "not-a-percent", line: 10 }]);
    expect(rows).toEqual([]);
  });
  it("is for those who write plans", async () => {
    for (const role of ["rep", "manager", "finance"] as const) {
      expect((await (await on.signedIn(role))("POST", "/api/plan-trials", { text: same, period: "2026-05" })).statusCode).toBe(404);
    }
  });
});

describe("a plan that pays sixty percent on signing and forty on collection", () => {
  it("says what waits for which receipt, and which open deal would bring the most", async () => {
    const [small, big] = ["01900000-0000-7000-8000-0000000000a1", "01900000-0000-7000-8000-0000000000a2"];
    await on.within(async (tx) => {
      for (const [id, amount] of [[small, 10_000], [big, 80_000]] as const)
        await tx.run(sql`insert into deals (tenant_id, id, code, name, owner_position_id, stage, outcome, amount, expected_on)
          values (current_tenant(), ${id}, ${`D-${amount}`}, ${`商机${amount}`}, ${who("E013")}, '方案', 'open', ${yuan(amount)}, '2026-06-30')`);
    });
    await on.within((tx) => installPlan(tx, { text: templates.signed, validFrom: "2026-04-01" }), on.home, "pay");
    const rep = await on.signedIn("rep");
    const april = (await rep("GET", `/api/statements/${who("E013")}?period=2026-04`)).json();
    // 300,000 at 2 % = 6,000: 3,600 on signing, of 2,400 a fifth with April's 60,000; the rest waits.
    expect([april.made.earned, april.made.paid, april.made.held]).toEqual(["6000.0000", "4080.0000", "1920.0000"]);
    const { waiting } = (await rep("GET", `/api/statements/${who("E013")}/answers?period=2026-05`)).json();
    expect(waiting).toEqual([{ component: "提成", code: "SO-1", earnedIn: "2026-04", amount: "960.0000", due: null, waitsFor: "collection" }]);
    const { more } = (await rep("GET", `/api/statements/${who("E013")}/answers?period=2026-06`)).json();
    expect(more.map((one: { name: string; gain: string }) => [one.name, one.gain])).toEqual([["商机80000", "1600.0000"], ["商机10000", "200.0000"]]);
  });
  it("what waits moves along with the person; a successor on the seat begins with nothing", async () => {
    const [zhang, liu] = [on.home.people.E013!, on.home.people.E014!];
    await on.within(async (tx) => {
      await tx.run(sql`update assignments set valid_to = '2026-06-01' where tenant_id = current_tenant() and position_id in (${zhang.positionId}::uuid, ${liu.positionId}::uuid) and valid_to is null`);
      for (const [person, seat] of [[zhang.personId, liu.positionId], [liu.personId, zhang.positionId]])
        await tx.run(sql`insert into assignments (tenant_id, id, person_id, position_id, valid_from) values (current_tenant(), ${randomUUIDv7()}, ${person}::uuid, ${seat}::uuid, '2026-06-01')`);
    });
    const finance = await on.signedIn("finance");
    const held = async (seat: string) => {
      const { seat: head, made } = (await finance("GET", `/api/statements/${seat}?period=2026-06`)).json();
      return [head.personName, made.held];
    };
    expect(await held(liu.positionId)).toEqual(["张伟", "960.0000"]);
    expect(await held(zhang.positionId)).toEqual(["刘洋", "0.0000"]);
  });
  it("who leaves is settled in that month, on the seat that is empty now, with what the plan says of money that waits", async () => {
    const liu = on.home.people.E014!; // 张伟 sits there since June, with 960 waiting
    const exit = templates.signed.replace("settlement:\n", "settlement:\n  exit: { held: released }\n");
    await on.within((tx) => installPlan(tx, { text: exit, validFrom: "2026-06-01" }), on.home, "pay");
    await on.within(async (tx) => {
      await tx.run(sql`update assignments set valid_to = '2026-06-11' where tenant_id = current_tenant() and position_id = ${liu.positionId}::uuid and valid_to is null`);
      await tx.run(sql`update persons set left_on = '2026-06-11' where tenant_id = current_tenant() and id = ${on.home.people.E013!.personId}::uuid`);
    });
    const finance = await on.signedIn("finance");
    const { seat, made, payout } = (await finance("GET", `/api/statements/${liu.positionId}?period=2026-06`)).json();
    expect([seat.personName, made.steps, made.held, payout]).toEqual(["张伟", [{ kind: "released", amount: "960.0000" }], "0.0000", "960.0000"]);
  });
}); // prettier-ignore

it.each([true, false].flatMap((isChinese) => Object.entries(templatesIn(isChinese))))(
  "the template %s can be used as it is: right, with tests that pass",
  (_, text) => {
    const checked = readPlan(readText(text).value);
    if (checked.kind === "refused") throw new Error(JSON.stringify(checked.problems));
    expect(testOutcomes(checked.plan, checked.tests).flatMap((one) => one.misses)).toEqual([]);
  },
);
