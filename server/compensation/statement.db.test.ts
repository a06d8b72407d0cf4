import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import { stage, today, type Client, type Stage } from "#test/support/company.ts";
import { addScheme } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import { tenantOf } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { settleOrders, touchOrders } from "../orders/aftermath.ts";
import { installPlan } from "./commands.ts";
import { recomputeDirty } from "./recompute.ts";
import { runPeriod } from "./run.ts";

const file = (name: string) => readFileSync(new URL(`../../data/demo/${name}.yaml`, import.meta.url), "utf8");
const money = (text: string) => parseAmount(text)!;
const may = { key: "2026-05", from: "2026-05-01", to: "2026-06-01" };

let on: Stage;
let rep: Client;
const order = randomUUIDv7();
const receipts = [randomUUIDv7(), randomUUIDv7()];
const who = (code: string) => on.home.people[code]!.positionId;

/** One order split 60/40 between 张伟 and 刘洋, signed in April, paid in April and May; quotas of 张伟 and scores of both. */
async function facts(tx: Tx): Promise<void> {
  await tx.run(
    sql`insert into orders (tenant_id, id, code, signed_on, amount) values (current_tenant(), ${order}, 'SO-1', '2026-04-10', ${money("500000")})`,
  );
  for (const [person, share, amount] of [
    ["E013", 600_000, "300000"],
    ["E014", 400_000, "200000"],
  ] as const) {
    await tx.run(
      sql`insert into order_credits (tenant_id, order_id, position_id, share_ppm, amount) values (current_tenant(), ${order}, ${who(person)}, ${share}, ${money(amount)})`,
    );
  }
  await tx.run(
    sql`insert into collection_plan_lines (tenant_id, order_id, line_no, due_on, amount) values (current_tenant(), ${order}, 1, '2026-05-20', ${money("200000")})`,
  );
  await receipt(tx, receipts[0]!, "2026-04-15", "100000");
  await receipt(tx, receipts[1]!, "2026-05-12", "200000");
  await targets(tx);
  await rebuildRollups(tx);
}

async function receipt(tx: Tx, id: string, day: string, amount: string): Promise<void> {
  await tx.run(
    sql`insert into receipts (tenant_id, id, code, order_id, received_on, amount) values (current_tenant(), ${id}, ${`RC-${id.slice(-6)}`}, ${order}, ${day}::date, ${money(amount)})`,
  );
  for (const [person, share] of [
    ["E013", 6n],
    ["E014", 4n],
  ] as const) {
    await tx.run(
      sql`insert into receipt_credits (tenant_id, receipt_id, position_id, amount) values (current_tenant(), ${id}, ${who(person)}, ${(money(amount) * share) / 10n})`,
    );
  }
}

async function targets(tx: Tx): Promise<void> {
  for (const metric of ["signed-amount", "collected-amount"]) {
    const set = randomUUIDv7();
    await tx.run(
      sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, ${metric}, 2026, 1)`,
    );
    await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set})`);
    for (const [key, from, to] of [
      ["2026-04", "2026-04-01", "2026-05-01"],
      ["2026-05", "2026-05-01", "2026-06-01"],
      ["2026-06", "2026-06-01", "2026-07-01"],
    ] as const) {
      await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
        values (current_tenant(), ${set}, 'position', ${who("E013")}, ${key}, ${from}::date, ${to}::date, ${money("100000")})`);
    }
  }
}

beforeAll(async () => {
  on = await stage();
  await on.within(facts);
  await on.within(
    async (tx) => {
      await installPlan(tx, { text: file("plan"), validFrom: "2026-01-01" });
      await addScheme(tx, { text: file("scheme"), validFrom: "2026-01-01", by: null });
    },
    on.home,
    "pay",
  );
  rep = await on.signedIn("rep");
}, 120_000);
afterAll(() => on.close());

const get = async (client: Client, url: string) => {
  const reply = await client("GET", url);
  return { status: reply.statusCode, body: reply.statusCode < 500 ? reply.json() : reply.body };
};

describe("a statement", () => {
  it("pays May's slice of the quarter: 60,000 collected before, 120,000 in May, quota 300,000", async () => {
    const { status, body } = await get(rep, `/api/statements/${who("E013")}?period=2026-05`);
    expect(status).toBe(200);
    // 60 % of the quota is 180,000: all of May stands in the first tier at 1.2 %.
    expect(body.credited).toBe("120000.0000");
    expect(body.made.components).toMatchObject([
      {
        name: "提成",
        opening: "60000.0000",
        accumulated: "180000.0000",
        amount: "1440.0000",
        attainment: "600000",
        lineCount: 1,
        isByAmount: true,
        tierReached: 1,
      },
    ]);
    expect(body.quota).toBe("300000.0000");
    expect(body.interval.key).toBe("2026-Q2");
  });

  it("takes the coefficient of May's scorecard: signed 0, rate 100 %, collected 120 %", async () => {
    const card = (await get(rep, `/api/scorecards/${who("E013")}?period=2026-05`)).body;
    const { body } = await get(rep, `/api/statements/${who("E013")}?period=2026-05`);
    expect(card.lines.map((line: { code: string; score: string | null }) => [line.code, line.score && Number(line.score)])).toMatchObject([
      ["signed", 0],
      ["collection-rate", expect.any(Number)],
      ["new-customers", null],
      ["collected", expect.any(Number)],
    ]);
    expect(body.coefficient).toBe(card.coefficient);
    expect(Number(body.payout)).toBeCloseTo(1440 * Number(card.coefficient), 2);
    expect(body.isEstimate).toBe(true);
  });

  it("explains itself: the parts of the payout and of the commission re-add", async () => {
    const { explanation } = (await get(rep, `/api/statements/${who("E013")}?period=2026-05`)).body;
    const sum = (parts: { value: { value: string } }[]) => parts.reduce((all, part) => all + Number(part.value.value), 0);
    expect(sum(explanation.parts)).toBeCloseTo(Number(explanation.value.value), 4);
    const [earned] = explanation.parts;
    const commission = earned.parts.find((part: { of: string }) => part.of === "component");
    expect(sum(commission.parts)).toBeCloseTo(1440, 4);
    expect(earned.parts.map((part: { of: string }) => part.of)).toEqual(["component", "coefficient"]);
  });

  it("lists the receipt behind the amount, with its order and its tier", async () => {
    const { body } = await get(rep, `/api/statements/${who("E013")}/lines?period=2026-05`);
    expect(body.rows).toMatchObject([
      {
        component: "提成",
        code: `RC-${receipts[1]!.slice(-6)}`,
        orderId: order,
        amount: "120000.0000",
        earned: "1440.0000",
        accumulatedBefore: "60000.0000",
      },
    ]);
  });

  it("says what one more deal would bring, across the tier, and writes nothing", async () => {
    const { body } = await get(rep, `/api/statements/${who("E013")}/preview?period=2026-05&amount=130000`);
    // 120,000 to the quota at 2 %, 10,000 above it at 3.5 %.
    const more = 120_000 * 0.02 + 10_000 * 0.035;
    const { coefficient, made } = (await get(rep, `/api/statements/${who("E013")}?period=2026-05`)).body;
    expect(Number(body.after.earned) - Number(body.before.earned)).toBeCloseTo(more * Number(coefficient), 2);
    expect(body.difference).toBe((Number(body.after.payout) - Number(body.before.payout)).toFixed(4));
    expect(made.components[0].amount).toBe("1440.0000");
  });

  it("without a quota it stops and says so, it does not pay zero", async () => {
    const { body } = await get(await on.signedIn("E014"), `/api/statements/${who("E014")}?period=2026-05`);
    expect(body).toMatchObject({ payout: null, stop: { code: "value-missing", values: { name: "quota" } }, made: null });
    expect(body.explanation.value).toEqual({ kind: "none", why: "missing" });
  });
});

describe("who sees pay", () => {
  it.each([
    ["rep", "E013", 200],
    ["E014", "E013", 404],
    ["manager", "E013", 404], // a manager sees scores, not pay
    ["director", "E013", 200],
    ["E020", "E013", 404], // the director of another region
    ["finance", "E013", 200],
    ["hr", "E013", 200],
    ["admin", "E013", 404], // runs the system, reads no pay
  ])("%s asking for the statement of %s gets %i", async (role, person, status) => {
    const client = await on.signedIn(role);
    expect((await get(client, `/api/statements/${who(person)}?period=2026-05`)).status).toBe(status);
    expect((await get(client, `/api/statements/${who(person)}/lines?period=2026-05`)).status).toBe(status);
    expect((await get(client, `/api/statements/${who(person)}/preview?period=2026-05&amount=1`)).status).toBe(status);
  });
  it.each([
    ["rep", ["张伟"]],
    ["manager", ["张伟", "刘洋"]],
    ["hr", null],
  ])("%s's list of scorecards", async (role, names) => {
    const { body } = await get(await on.signedIn(role), "/api/scorecards?period=2026-05");
    const found = body.rows.map((row: { personName: string }) => row.personName);
    if (names) for (const name of names) expect(found).toContain(name);
    else expect(found.length).toBeGreaterThan(5);
    expect(found.includes("马骏")).toBe(role === "hr");
  });
  it("another tenant sees nothing of it", async () => {
    const stranger = await on.signedIn("finance", on.other);
    expect((await get(stranger, `/api/statements/${who("E013")}?period=2026-05`)).status).toBe(404);
    expect((await get(stranger, "/api/statements?period=2026-05")).body.rows).toEqual([]);
  });
  it("the general role of the database cannot read pay at all", async () => {
    for (const table of ["statements", "plans", "plan_assignments", "calculation_runs", "scorecards"]) {
      await expect(on.within((tx) => tx.rows(sql`select * from ${sql.table(table)}`))).rejects.toThrow(/permission denied/);
    }
  });
  it("the file for payroll is for finance only", async () => {
    expect((await on.signedIn("finance").then((c) => c("GET", "/api/statements/export?period=2026-05"))).body).toContain("张伟");
    expect((await get(await on.signedIn("director"), "/api/statements/export?period=2026-05")).status).toBe(404);
  });
});

describe("changed facts", () => {
  const env = (tx: Tx) => tenantOf(tx, new Date()).then(envOf);
  const kept = () =>
    on.within(
      (tx) =>
        tx.row(
          sql<{
            payout: bigint;
            commission: string;
          }>`select payout, document->'made'->'components'->0->>'amount' as commission from statements where position_id = ${who("E013")} and period = '2026-05'`,
        ),
      on.home,
      "pay",
    );
  const change = (amount: string) =>
    on.within(async (tx) => {
      const touched = await touchOrders(tx, [order]);
      await tx.run(
        sql`update receipt_credits set amount = ${money(amount)} where tenant_id = current_tenant() and receipt_id = ${receipts[1]} and position_id = ${who("E013")}`,
      );
      await settleOrders(tx, touched);
    });
  const untilCommission = async (expected: string) => {
    const start = performance.now();
    while ((await kept())?.commission !== expected && performance.now() - start < 5_000) await new Promise((next) => setTimeout(next, 10));
    return performance.now() - start;
  };

  it("reach the kept statement within a second of the commit, by themselves", async () => {
    await get(rep, `/api/statements/${who("E013")}?period=2026-05`); // kept once it was looked at
    await change("240000");
    expect(await untilCommission("3840.00")).toBeLessThan(1_000); // 120,000 × 1.2 % + 120,000 × 2 %, from 60,000 to 300,000
  });

  it("incremental recompute equals a run from nothing, and the run's hash is the same twice", async () => {
    await change("155555.5555");
    const incremental = await on.within(async (tx) => (await recomputeDirty(tx, await env(tx)), undefined), on.home, "pay").then(kept);
    const run = () =>
      on.within(async (tx) => runPeriod(tx, await env(tx), periodOf("2026-05", { startMonth: 1, weekStart: 1 })!, null), on.home, "pay");
    const [first, second] = [await run(), await run()];
    expect(await kept()).toEqual(incremental);
    expect(first!.hash).toBe(second!.hash);
    expect(first!.payees).toBeGreaterThan(3);
  });

  it("a refund lowers the statement by the difference of two calculations", async () => {
    await change("120000");
    const before = (await get(rep, `/api/statements/${who("E013")}?period=2026-05`)).body;
    await on.within(async (tx) => {
      const touched = await touchOrders(tx, [order]);
      await receipt(tx, randomUUIDv7(), "2026-05-25", "-50000");
      await settleOrders(tx, touched);
    });
    const after = (await get(rep, `/api/statements/${who("E013")}?period=2026-05`)).body;
    const commission = (body: { made: { components: { amount: string }[] } }) => Number(body.made.components[0]!.amount);
    expect(commission(after) - commission(before)).toBeCloseTo(-30_000 * 0.012, 4);
  });
});

describe("scores and plans as versions", () => {
  it("HR publishes the scores of a month that is over; they no longer move, and pay is no estimate any more", async () => {
    const hr = await on.signedIn("hr");
    const done = await hr("POST", "/api/scorecard-publications", { period: "2026-05" });
    expect(done.json()).toMatchObject({ published: expect.any(Number) });
    const { body } = await get(rep, `/api/statements/${who("E013")}?period=2026-05`);
    expect(body.isEstimate).toBe(false);
    const again = await hr("POST", "/api/scorecard-publications", { period: "2026-05" });
    expect(again.json().published).toBe(0);
  });
  it("a month that runs cannot be published", async () => {
    const reply = await (await on.signedIn("hr"))("POST", "/api/scorecard-publications", { period: today.slice(0, 7) });
    expect([reply.statusCode, reply.json().code]).toEqual([409, "period-not-over"]);
  });
  it("a plan text that is wrong is refused with line and field", async () => {
    const hr = await on.signedIn("hr");
    const wrong = file("plan").replace("from: 60%", "from: 160%");
    const reply = await hr("POST", "/api/plan-checks", { text: wrong });
    expect(reply.json().problems).toMatchObject([
      {
        code: "tiers-not-ascending",
        path: "components[0].tiers[2].from",
        line: wrong.split("\n").findIndex((line) => line.includes("from: 100%")) + 1,
      },
    ]);
    expect((await hr("POST", "/api/plans", { text: wrong, validFrom: "2026-07-01" })).json().code).toBe("document-refused");
  });
  it("HR drafts, finance publishes; nobody publishes his own", async () => {
    const drafted = (await (await on.signedIn("hr"))("POST", "/api/plans", { text: file("plan"), validFrom: "2026-07-01" })).json();
    expect(drafted).toMatchObject({ version: 2 });
    expect((await (await on.signedIn("hr"))("POST", `/api/plans/${drafted.id}/publication`)).statusCode).toBe(404);
    const finance = await on.signedIn("finance");
    expect((await finance("POST", `/api/plans/${drafted.id}/publication`)).statusCode).toBe(200);
    expect((await finance("POST", `/api/plans/${drafted.id}/publication`)).json().code).toBe("plan-published");
  });
});

describe("a plan's own tests", () => {
  it("stop its publication when one fails", async () => {
    const wrong = file("plan").replace("提成: 7200, earned: 7200", "提成: 7201");
    const drafted = (await (await on.signedIn("hr"))("POST", "/api/plans", { text: wrong, validFrom: "2026-09-01" })).json();
    const refused = (await (await on.signedIn("finance"))("POST", `/api/plans/${drafted.id}/publication`)).json();
    expect(refused).toMatchObject({ code: "plan-tests-failed", remedy: expect.stringContaining("刚好到第二档") });
  });
});

it("amounts of the run are the amounts of the pages", async () => {
  const finance = await on.signedIn("finance");
  const run = (await finance("POST", "/api/calculation-runs", { period: may.key })).json();
  const list = (await get(finance, "/api/statements?period=2026-05")).body.rows as { payout: string | null }[];
  const sum = list.reduce((all, row) => all + (row.payout ? money(row.payout) : 0n), 0n);
  expect(run.payout).toBe(formatAmount(sum));
});

describe("what cannot be answered is refused in words", () => {
  it.each([
    ["rep", "E013", "statements", "?period=2026-13", 422, "period-unknown"],
    ["rep", "E013", "scorecards", "?period=2026-13", 422, "period-unknown"],
    ["manager", "E011", "statements", "?period=2026-05", 404, "no-plan"], // heads of units have no plan here
    ["rep", "E013", "scorecards", "?period=2025-05", 404, "no-scheme"], // before the scheme came into force
    ["rep", "E013", "statements", "/preview?period=2026-05", 422, "preview-needs-amount"],
  ])("%s, %s: %s%s → %i %s", async (role, person, resource, rest, status, code) => {
    const [path, query = ""] = rest.split("?");
    const { status: found, body } = await get(await on.signedIn(role), `/api/${resource}/${who(person)}${path}?${query}`);
    expect([found, body.code]).toEqual([status, code]);
  });

  it("whoever drafted a plan cannot publish it, not even with both rights", async () => {
    const { positionId } = on.home.people["E002"]!;
    const both = on.within((tx) =>
      tx.run(sql`insert into grants (tenant_id, id, position_id, role, org_unit_id, valid_from)
        values (current_tenant(), ${randomUUIDv7()}, ${positionId}, 'finance', ${on.home.units["HQ"]!}, '2025-01-01')`),
    );
    expect(await both).toBe(1);
    const hr = await on.signedIn("hr");
    const drafted = (await hr("POST", "/api/plans", { text: file("plan"), validFrom: "2026-08-01" })).json();
    expect((await hr("POST", `/api/plans/${drafted.id}/publication`)).json().code).toBe("own-draft");
  });
});

describe("the head of a unit", () => {
  it("is scored on what the unit brought, a seller on his own", async () => {
    const team = (await get(await on.signedIn("manager"), `/api/scorecards/${who("E011")}?period=2026-05`)).body;
    const own = (await get(rep, `/api/scorecards/${who("E013")}?period=2026-05`)).body;
    const collected = (card: { lines: { code: string; actual: { value: string } }[] }) =>
      Number(card.lines.find((line) => line.code === "collected")!.actual.value);
    expect(collected(team)).toBeGreaterThan(collected(own));
    expect(team.seat.isHead).toBe(true);
  });
});
