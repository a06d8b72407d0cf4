import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day } from "#core/base/date.ts";
import { periodOf } from "#core/calendar/period.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import { tenantOf } from "#server/auth/principal.ts";
import type { Tx } from "#server/db/tx.ts";
import { explainMetric } from "#server/kpi/explain.ts";
import { rebuildRollups } from "#server/kpi/rollups.ts";
import { stage, type Stage } from "#test/support/company.ts";

const yuan = (amount: number) => BigInt(amount) * 10_000n;
let theStage: Stage;
let count = 0;

async function customer(tx: Tx, owner: string, name: string): Promise<string> {
  const id = randomUUIDv7();
  count += 1;
  await tx.run(
    sql`insert into customers (tenant_id, id, code, name, owner_position_id) values (current_tenant(), ${id}, ${`K${count}`}, ${name}, ${owner})`,
  );
  return id;
}

/** An order of one line that costs 60 % of it, received in full the same day. */
async function order(tx: Tx, owner: string, of: string, on: Day, amount: bigint): Promise<void> {
  const [id, receipt] = [randomUUIDv7(), randomUUIDv7()];
  count += 1;
  await tx.run(
    sql`insert into orders (tenant_id, id, code, customer_id, signed_on, amount) values (current_tenant(), ${id}, ${`D${count}`}, ${of}, ${on}, ${amount})`,
  );
  await tx.run(
    sql`insert into order_lines (tenant_id, order_id, line_no, amount, cost) values (current_tenant(), ${id}, 1, ${amount}, ${(amount * 6n) / 10n})`,
  );
  await tx.run(
    sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${id}, ${owner}, 1000000, ${amount})`,
  );
  await tx.run(
    sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${receipt}, ${`H${count}`}, ${id}, ${on}, ${amount})`,
  );
  await tx.run(sql`insert into receipt_credits values (current_tenant(), ${receipt}, ${owner}, ${amount})`);
}

async function cost(tx: Tx, unit: string | null, kind: string, channel: string, amount: bigint): Promise<void> {
  count += 1;
  await tx.run(sql`insert into costs (tenant_id, id, code, class, channel, org_unit_id, incurred_on, amount)
    values (current_tenant(), ${randomUUIDv7()}, ${`C${count}`}, ${kind}, ${channel}, ${unit}, '2026-04-20', ${amount})`);
}

beforeAll(async () => {
  theStage = await stage();
  const { people, units } = theStage.home;
  const seat = (code: string) => people[code]!.positionId;
  await theStage.within(async (tx) => {
    // Two customers of Shanghai, one of Beijing; the first buys every 30 days until February and is then silent.
    const silent = await customer(tx, seat("E013"), "沉默公司");
    for (let i = 0; i < 6; i += 1) await order(tx, seat("E013"), silent, addDays("2025-09-20", i * 30), yuan(1000));
    const fresh = await customer(tx, seat("E014"), "新来公司");
    await order(tx, seat("E014"), fresh, "2026-05-02", yuan(500));
    await order(tx, seat("E014"), fresh, "2026-05-30", yuan(500));
    await tx.run(sql`update customers set estimated_spend = ${yuan(4000)} where id = ${fresh}`);
    const north = await customer(tx, seat("E022"), "北方公司");
    await order(tx, seat("E022"), north, "2026-06-01", yuan(700));
    for (const [of, channel, on] of [
      [fresh, "展会", "2026-03-01"],
      [fresh, "官网", "2026-04-01"],
    ] as const)
      // prettier-ignore
      await tx.run(sql`insert into customer_touches values (current_tenant(), ${randomUUIDv7()}, ${`T${channel}`}, ${of}, ${channel}, ${on})`);
    await cost(tx, units["SH"]!, "advertising", "展会", yuan(300));
    await cost(tx, units["SH"]!, "sales-pay", "", yuan(100));
    await cost(tx, null, "overhead", "", yuan(400));
    for (const [i, [of, from, to, yearly]] of (
      [
        [silent, "2025-01-01", "2026-05-01", 120],
        [silent, "2026-05-01", null, 90],
        [fresh, "2026-05-02", null, 999],
      ] as const
    ).entries())
      // prettier-ignore
      await tx.run(sql`insert into contract_terms values (current_tenant(), ${randomUUIDv7()}, ${`V${i}`}, ${of}, ${seat("E013")}, ${from}, ${to}, ${yuan(yearly)})`);
    await rebuildRollups(tx);
  });
});
afterAll(() => theStage.close());

const explained = (metric: string, unit: string, key = "2026-Q2"): Promise<Explanation> =>
  theStage.within(async (tx) => {
    const tenant = await tenantOf(tx, new Date());
    const period = periodOf(key, { startMonth: 1, weekStart: 1 })!;
    return (await explainMetric(
      { tx, tenant, subject: { kind: "unit", id: theStage.home.units[unit]! }, period },
      metric,
      "signed-amount",
    ))!;
  });

describe("customer figures of the dictionary, by hand", () => {
  it.each([
    ["cac-full", "HQ", { value: "400.0000" }], // 800 ÷ 2 new customers of the quarter
    ["cac-full", "SH", { value: "400.0000" }], // 400 ÷ 1: what stands under no unit is the company's
    ["cac-paid", "SH", { value: "600.0000" }], // 300 ÷ half a customer
    ["clv-historical", "SH", { value: "1400.0000" }], // 7,000 received × 40 % ÷ 2
    ["churn-noncontract", "SH", { ppm: "1000000" }], // the silent one, 120 days against three times 30
    ["repurchase-rate", "HQ", { ppm: "500000" }],
    ["share-of-wallet", "SH", { ppm: "250000" }], // 1,000 of 4,000; nobody has estimated the silent one
    ["grr", "SH", { ppm: "750000" }],
    ["nrr", "SH", { ppm: "750000" }], // the newcomer of May is on neither side
    ["retention-contract", "SH", { ppm: "1000000" }],
  ])("%s of %s", async (metric, unit, value) => expect((await explained(metric, unit)).value).toMatchObject(value));

  it("four models side by side: each one's customers are all of them", async () => {
    const { parts } = await explained("cac-channel", "SH");
    const named = parts!.map((model) => [
      model.of,
      ...model.parts!.map((channel) => [channel.label.values?.channel ?? "未知", (channel.parts![1]!.value as { value: string }).value]),
    ]);
    expect(named).toEqual([
      ["first", ["展会", "1"], ["未知", "0"]],
      ["last", ["展会", "0"], ["未知", "0"], ["官网", "1"]],
      ["linear", ["展会", "0.5"], ["未知", "0"], ["官网", "0.5"]],
      ["position", ["展会", "0.5"], ["未知", "0"], ["官网", "0.5"]],
    ]);
  });

  it("most of the sales are under contract, so there is no model: the reason, and no number in its place", async () => {
    const { value, notes } = await explained("clv-probabilistic", "HQ");
    expect(value).toEqual({ kind: "none", why: "undefined" });
    expect(notes).toContainEqual({ key: "clv.why.contractual", values: { customers: 3, repeatBuyers: 2 } });
  });
});

describe("GET /api/customer-value", () => {
  type Worth = {
    customers: number;
    winBack: { name: string }[];
    segments: { standing: string | null; customers: number }[];
    fit: { isFitted: boolean };
  };
  const ask = async (who: string) => (await (await theStage.signedIn(who))("GET", "/api/customer-value")).json<Worth>();
  const list = async (who: string) =>
    (await (await theStage.signedIn(who))("GET", "/api/customer-value/customers")).json<{ rows: { name: string; standing: string }[] }>()
      .rows;

  it("each sees the own customers; without a model the standing is the own rhythm", async () => {
    expect((await list("E013")).map((row) => [row.name, row.standing])).toEqual([["沉默公司", "at-risk"]]);
    expect((await list("manager")).map((row) => row.name)).toEqual(["沉默公司", "新来公司"]);
    expect((await ask("executive")).customers).toBe(3);
    expect((await ask("E013")).winBack.map((row) => row.name)).toEqual(["沉默公司"]);
  });

  it("a fit is kept for the day and made anew when the orders have changed", async () => {
    const kept = () => theStage.within((tx) => tx.row(sql<{ facts: string; n: number }>`select facts, (body->'fit'->>'customers')::int as n from customer_fits where model = 'bgnbd'`)); // prettier-ignore
    await ask("executive");
    const before = await kept();
    await theStage.within(async (tx) => {
      const seat = theStage.home.people["E015"]!.positionId;
      await order(tx, seat, await customer(tx, seat, "杭州公司"), "2026-06-10", yuan(300));
      await rebuildRollups(tx);
    });
    await ask("executive");
    expect([before!.n, (await kept())!.n]).toEqual([3, 4]);
    expect((await kept())!.facts).not.toBe(before!.facts);
  });
});

describe("ramp time", () => {
  it("who took up a seat in two years and has not reached a target is counted as not yet there, not dropped", async () => {
    const { value, parts } = await explained("ramp-time", "SH");
    expect(value).toEqual({ kind: "none", why: "undefined" }); // no targets are published: nobody can have reached one
    expect(parts!.map((part) => [part.of, (part.value as { value: string }).value])).toEqual([["started", "3"], ["reached", "0"], ["not-yet", "3"]]); // prettier-ignore
  });
});
