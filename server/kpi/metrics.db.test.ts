import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAJOR } from "#core/base/money.ts";
import { dictionary, factMetricCodes } from "#core/kpi/dictionary.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { addCustomer, addOrder, addReceipt } from "#test/support/small-company.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "./rollups.ts";

const yuan = (n: number) => BigInt(n) * MAJOR;
const all = 1_000_000;
let company: Stage;
const seat = (code: string) => company.home.people[code]!.positionId;
const unit = (code: string) => company.home.units[code]!;

/** [signed on, amount, who with what share]: today is 2026-06-18. */
const orders = [
  ["2026-04-10", 300, { E013: all }],
  ["2026-05-20", 200, { E013: 600_000, E014: 400_000 }],
  ["2026-06-05", 100, { E014: all }],
  ["2026-06-06", 900, { E015: all }],
  ["2026-06-07", 50, { E022: all }],
  ["2025-05-02", 400, { E013: all }],
  ["2025-06-30", 998, { E013: all }], // after the 18th: no part of last year up to now
  ["2026-02-02", 250, { E013: all }],
] as const;

async function facts(tx: Tx): Promise<void> {
  const customers = [await addCustomer(tx, "银河科技"), await addCustomer(tx, "东方实业")];
  for (const [i, [signedOn, amount, shares]] of orders.entries()) {
    const credits = Object.fromEntries(Object.entries(shares).map(([code, share]) => [seat(code), share]));
    const id = await addOrder(tx, { signedOn, customerId: customers[i % 2]!, amount: yuan(amount), credits });
    await addReceipt(tx, id, signedOn, yuan(amount / 2));
    if (i === 0)
      await tx.run(
        sql`insert into collection_plan_lines values (current_tenant(), ${id}, 1, '2026-04-30', ${yuan(100)}), (current_tenant(), ${id}, 2, '2026-09-30', ${yuan(200)})`,
      );
  }
  for (let i = 0; i < 23; i += 1)
    await addOrder(tx, { signedOn: "2026-06-01", customerId: customers[0]!, amount: yuan(1), credits: { [seat("E015")]: all } });
  await target(tx, seat("E013"), 600);
  await target(tx, seat("E014"), 500);
  await rebuildRollups(tx);
}

async function target(tx: Tx, positionId: string, amount: number): Promise<void> {
  const set = "018f0000-0000-7000-8000-000000000001";
  await tx.run(
    sql`insert into target_sets (tenant_id, id, metric, fiscal_year, version) values (current_tenant(), ${set}, 'signed-amount', 2026, 1) on conflict do nothing`,
  );
  await tx.run(sql`insert into target_set_publications (tenant_id, set_id) values (current_tenant(), ${set}) on conflict do nothing`);
  await tx.run(sql`insert into targets (tenant_id, set_id, node_kind, node_id, period, period_from, period_to, amount)
    values (current_tenant(), ${set}, 'position', ${positionId}, '2026-Q2', '2026-04-01', '2026-07-01', ${yuan(amount)})`);
}

beforeAll(async () => {
  company = await stage();
  await company.within(facts);
});
afterAll(() => company.close());

const get = async (who: string | Client, url: string) => (typeof who === "string" ? await company.signedIn(who) : who)("GET", url);
type Explained = {
  value: { kind: string; value?: string; ppm?: string; why?: string };
  rows?: { count: number; query: Record<string, string> };
  parts?: Explained[];
  notes?: { key: string }[];
};
const text = ({ value }: Explained) => value.value ?? value.ppm ?? value.why;
const explained = async (who: string, metric: string, query: string): Promise<Explained> =>
  (await get(who, `/api/metrics/${metric}/explanation?period=2026-Q2&${query}`)).json().explanation;

describe("values with their reasons", () => {
  it.each([
    ["signed-amount", () => `position=${seat("E013")}`, "420.0000"], // 300 and 60 % of 200
    ["signed-amount", () => `unit=${unit("SH")}`, "600.0000"],
    ["deal-count", () => `unit=${unit("SH")}`, "3"],
    ["attainment", () => `position=${seat("E013")}`, "700000"], // 420 of 600
    ["attainment", () => `unit=${unit("SH")}`, "missing"], // no target was given to the team
    ["yoy", () => `position=${seat("E013")}`, "50000"], // 420 against 400 up to the 18th of June last year
    ["mom", () => `position=${seat("E013")}`, "680000"], // 420 against the 250 of the first 79 days of January to March
    ["yoy", () => `position=${seat("E014")}`, "undefined"], // growth from nothing
    ["collection-rate-plan", () => `position=${seat("E014")}`, "undefined"], // nothing was due
    ["collection-rate-plan", () => `position=${seat("E013")}`, "0"], // 100 due and no receipt matched
    ["time-progress", () => `unit=${unit("SH")}`, "885246"], // 54 of the 61 working days of the official calendar
  ] as const)("%s is %s", async (metric, query, expected) => expect(text(await explained("executive", metric, query()))).toBe(expected));

  it("a derived metric is made of the one it is asked of", async () => {
    const found = await explained("executive", "yoy", `of=deal-count&position=${seat("E013")}`);
    expect([text(found), ...found.parts!.map(text)]).toEqual(["600000", "1.6", "1"]);
  });

  it("growth may be told by as many working days, and by those who were there in both", async () => {
    const fair = await explained("executive", "yoy", `unit=${unit("SH")}&align=working-days&same=1`);
    expect(fair.notes!.map((note) => note.key)).toEqual(["metrics.note.same-working-days", "metrics.note.same-people"]);
    expect(text(fair)).toBe("500000"); // 600 of Zhang and Liu against their 400
    const plain = await explained("executive", "yoy", `unit=${unit("SH")}&same=1&of=delivery-time`);
    expect(plain.notes!.map((note) => note.key)).toContain("metrics.note.same-people-not-here"); // a median is of all or of none
  });

  it("a period that has not begun has no value, and a running one says which days it holds", async () => {
    const next = (await get("rep", "/api/metrics/signed-amount/explanation?period=2026-Q4")).json().explanation as Explained;
    expect([next.value, next.notes![0]!.key]).toEqual([{ kind: "none", why: "not-applicable" }, "metrics.note.not-begun"]);
    expect((await explained("rep", "signed-amount", "")).notes![0]).toEqual({
      key: "metrics.note.days",
      values: { from: "2026-04-01", to: "2026-06-18" },
    });
  });

  it("the overview holds every metric of a group at once, the way down to the subject, and what is below", async () => {
    const found = (await get("director", `/api/metric-overview?period=2026-Q2&unit=${unit("SH")}`)).json();
    expect(found.figures.map((one: { metric: string }) => one.metric)).toEqual(
      factMetricCodes.filter((code) => dictionary[code].group === "result"),
    );
    expect(found.crumbs.map((one: { name: string }) => one.name)).toEqual(["华东大区", "上海团队"]); // not the company above his region
    expect(found.below.map((one: { name: string }) => one.name)).toEqual(["王海涛", "张伟", "刘洋"]);
    const mine = (await get("rep", "/api/metric-overview?period=2026-Q2")).json();
    expect([mine.subject.name, mine.crumbs.length, mine.below, text(mine.pace.attainment)]).toEqual(["张伟", 1, [], "700000"]);
  });

  it("a period to come stands beside last year's whole one", async () => {
    const figure = (await get("rep", "/api/metric-overview?period=2027-Q2")).json().figures[0];
    expect(["value", "lastYear", "lastPeriod", "yoy"].map((key) => text(figure[key]))).toEqual([
      "not-applicable",
      "420.0000",
      "not-applicable",
      "undefined",
    ]);
  });

  it("an unknown period is refused with the way to write one", async () => {
    expect((await get("rep", "/api/metric-overview?period=2026-13")).json()).toMatchObject({ status: 422, code: "period-unknown" });
  });
});

describe("the same door for the number, its trend, its parts and its rows", () => {
  const routes = [
    "/api/metric-overview",
    "/api/metrics/signed-amount/explanation",
    "/api/metrics/signed-amount/trend",
    "/api/metrics/signed-amount/breakdown",
    "/api/metrics/signed-amount/rows",
  ];
  const cases = [
    ["rep", () => `position=${seat("E013")}`, 200],
    ["rep", () => `position=${seat("E014")}`, 404], // a colleague of the same team
    ["rep", () => `unit=${unit("SH")}`, 404],
    ["manager", () => `position=${seat("E014")}`, 200],
    ["manager", () => `unit=${unit("SH")}`, 200],
    ["manager", () => `unit=${unit("HZ")}`, 404],
    ["manager", () => `position=${seat("E015")}`, 404],
    ["director", () => `unit=${unit("HZ")}`, 200],
    ["director", () => `unit=${unit("NORTH")}`, 404],
    ["finance", () => `unit=${unit("BJ")}`, 200],
    ["admin", () => `unit=${unit("SH")}`, 404], // operator is not reader
    ["admin", () => "", 404],
  ] as const;
  it.each(cases)("%s asking for another's numbers", async (who, query, expected) => {
    const client = await company.signedIn(who);
    for (const route of routes)
      expect(`${route} ${(await get(client, `${route}?period=2026-Q2&${query()}`)).statusCode}`).toBe(`${route} ${expected}`);
  });

  it("nothing of another company is there, not even for those who see all of their own", async () => {
    const elsewhere = company.other.units["SH"]!;
    for (const route of routes) expect((await get("executive", `${route}?period=2026-Q2&unit=${elsewhere}`)).statusCode).toBe(404);
    expect((await get(company.nobody, "/api/leaderboard?period=2026-Q2")).statusCode).toBe(401);
  });
});

type Row = Record<string, string | number | null>;
async function everyRow(who: string, path: string, query: Record<string, string>): Promise<Row[]> {
  const client = await company.signedIn(who);
  const rows: Row[] = [];
  let cursor = "";
  do {
    const page = (
      await get(client, `${path}?${new URLSearchParams({ ...query, limit: "5", ...(cursor && { cursor }) }).toString()}`)
    ).json();
    rows.push(...page.rows);
    cursor = page.next ?? "";
  } while (cursor);
  return rows;
}

describe("rows behind a number", () => {
  it.each(factMetricCodes.filter((code) => code !== "cohesion"))(
    "%s: the count that is promised is the count that is listed, page by page",
    async (metric) => {
      const { rows } = await explained("executive", metric, `unit=${unit("EAST")}`);
      const { path, ...query } = rows!.query;
      const listed = await everyRow("executive", path!, query);
      expect(listed.length).toBe(rows!.count);
      expect(new Set(listed.map((row) => JSON.stringify(row))).size).toBe(listed.length); // no row twice
    },
  );

  it("they add up to the number", async () => {
    const { rows, ...number } = await explained("manager", "signed-amount", "");
    const { path, ...query } = rows!.query;
    const sum = (await everyRow("manager", path!, query)).reduce((total, row) => total + Number(row["credit"]), 0);
    expect(`${sum}.0000`).toBe(text(number));
  });

  it("orders that come in between two pages neither repeat nor hide a row", async () => {
    const url = `/api/metrics/signed-amount/rows?period=2026-Q2&unit=${unit("HZ")}&limit=10`;
    const first = (await get("executive", url)).json();
    await company.within(async (tx) => {
      await addOrder(tx, { signedOn: "2026-06-18", customerId: null, amount: yuan(7), credits: { [seat("E015")]: all } });
      await rebuildRollups(tx);
    });
    const second = (await get("executive", `${url}&cursor=${first.next}`)).json();
    const seen = [...first.rows, ...second.rows].map((row: Row) => row["order"]);
    expect(new Set(seen).size).toBe(20);
  });

  it("a cursor that is none is refused, and so are rows of no period", async () => {
    expect((await get("rep", "/api/metrics/signed-amount/rows?period=2026-Q2&cursor=xx")).json().code).toBe("bad-request");
    expect((await get("rep", "/api/metrics/signed-amount/rows")).json().code).toBe("period-unknown");
  });
});

describe("trends", () => {
  const trend = async (query: string) =>
    (await get("rep", `/api/metrics/signed-amount/trend?period=2026-Q2&${query}`)).json().steps as {
      now: Explained["value"] | null;
      lastYear: Explained["value"];
      target: Explained["value"] | null;
      isComplete: boolean;
    }[];

  it("by month: each month's own, last year's whole months", async () => {
    const steps = await trend("grain=month");
    expect(steps.map((step) => [step.now?.value, step.lastYear.value, step.isComplete])).toEqual([
      ["300.0000", "0.0000", true],
      ["120.0000", "400.0000", true],
      ["0.0000", "998.0000", false],
    ]);
  });

  it("as a running total: grows towards the target of the period and stops today", async () => {
    const steps = await trend("grain=week&total=1");
    expect(steps.at(-1)).toMatchObject({ now: null, lastYear: { value: "1398.0000" }, target: { value: "600.0000" } });
    expect(steps.findLast((step) => step.now !== null)?.now).toMatchObject({ value: "420.0000" });
  });
});

describe("the leaderboard", () => {
  const setVisibility = (mode: string) =>
    company.within((tx) => tx.run(sql`update tenants set rank_visibility = ${mode} where id = current_tenant()`));
  const board = async (who: string, query = "") => (await get(who, `/api/leaderboard?period=2026-Q2${query}`)).json();
  const names = (found: { rows: { name: string; rank: number }[] }) => found.rows.map(({ name, rank }) => `${rank} ${name}`).join(" ");

  it.each([
    ["private", "rep", "", "1 张伟"],
    ["private", "rep", "&among=company", "2 张伟"],
    ["private", "manager", "", "1 张伟 2 刘洋"], // may read their numbers anyway
    ["private", "manager", "&among=company", "2 张伟 3 刘洋"],
    ["team", "rep", "", "1 张伟 2 刘洋"],
    ["team", "rep", "&among=company", "2 张伟 3 刘洋"],
    ["all", "rep", "&among=company", "1 孙悦 2 张伟 3 刘洋 4 马骏 5 单雯"],
    ["private", "executive", "", "1 孙悦 2 张伟 3 刘洋 4 马骏 5 单雯"],
    ["private", "executive", "&metric=attainment", "1 张伟 2 刘洋 null 孙悦 null 马骏 null 单雯"], // no target, no place
    ["private", "director", "&by=team&among=company", "1 杭州团队 2 上海团队"],
    ["private", "rep", "&by=team", ""],
  ])("%s: what %s sees%s", async (mode, who, query, expected) => {
    await setVisibility(mode);
    expect(names(await board(who, query))).toBe(expected);
  });

  it("private: the answer holds nobody else's name or value, only the way to one's own next band", async () => {
    await setVisibility("private");
    const answer = await board("E014", "&among=company");
    expect(answer.own).toMatchObject({ rank: 3, isOwn: true, value: { value: "180.0000" }, next: { at: "500000", remaining: "70.0000" } });
    expect(JSON.stringify(answer)).not.toMatch(/孙悦|张伟|马骏|420\.0000|50\.0000"/);
    expect(answer.ranked).toBe(5);
  });

  it("page by page each place comes once", async () => {
    const first = await board("executive", "&limit=2");
    const second = await board("executive", `&limit=2&cursor=${first.next}`);
    const third = await board("executive", `&limit=2&cursor=${second.next}`);
    expect([first, second, third].map(names).join(" ")).toBe("1 孙悦 2 张伟 3 刘洋 4 马骏 5 单雯");
    expect(third.next).toBeNull();
  });
});

it("the dictionary gives each metric its formula in words", async () => {
  const { rows } = (await get("rep", "/api/metrics")).json();
  expect(rows.length).toBeGreaterThan(50);
  expect(rows[0]).toMatchObject({
    code: "signed-amount",
    formula: { key: "metrics.formula.signed-amount" },
    dateField: "signed_on",
    takesTargets: true,
  });
});

it("the dictionary tells how each name is spoken, without surnames or brackets", async () => {
  const { rows } = (await get("rep", "/api/metrics")).json<{ rows: { code: string; spoken: string }[] }>();
  const spoken = (code: string) => rows.find((one) => one.code === code)?.spoken;
  expect(spoken("new-customers")).toBe("xin ke hu shu");
  expect(spoken("discount-rate")).toBe("zhe kou lv");
  expect(spoken("grr")).toBe("shou ru liu cun lv grr");
});
