import { randomUUIDv7 } from "node:crypto";
import { read } from "hucre";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAmount } from "#core/base/money.ts";
import { usual, type Tile } from "#core/boards/tile.ts";
import type { Tx } from "../db/tx.ts";
import { rebuildRollups } from "../kpi/rollups.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";

let company: Stage;
let director: Client;
let manager: Client;
let rep: Client;
const seat = (code: string) => company.home.people[code]!.positionId;
const unit = (code: string) => company.home.units[code]!;
const at = "period=2026-Q2";

beforeAll(async () => {
  company = await stage();
  await company.within(facts);
  director = await company.signedIn("director");
  manager = await company.signedIn("manager");
  rep = await company.signedIn("rep");
});
afterAll(() => company.close());

/** Orders as [who, day, yuan, class, region, channel, category]: a quarter, the one before and the same of the year before. */
async function facts(tx: Tx): Promise<void> {
  const orders: [string, string, number, string, string, string, string][] = [
    ["E013", "2026-04-10", 100, "A", "上海", "直销", "软件"],
    ["E013", "2026-05-12", 33, "B", "江苏", "代理", "服务"],
    ["E014", "2026-06-02", 50, "A", "上海", "直销", "软件"],
    ["E015", "2026-06-03", 70, "", "浙江", "直销", "软件"],
    ["E022", "2026-06-04", 900, "A", "北京", "直销", "硬件"],
    ["E013", "2026-02-10", 40, "A", "上海", "直销", "软件"],
    ["E015", "2026-02-11", 90, "A", "浙江", "代理", "软件"],
    ["E014", "2025-05-20", 60, "B", "上海", "直销", "服务"],
  ];
  for (const [i, [who, on, yuan, customerClass, region, channel, category]] of orders.entries()) {
    const [order, customer, product] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    const amount = BigInt(yuan) * 10_000n;
    await tx.run(
      sql`insert into customers (tenant_id, id, code, name, class, region, industry) values (current_tenant(), ${customer}, ${`K${i}`}, ${`=客户${i}`}, ${customerClass}, ${region}, '制造')`,
    );
    await tx.run(
      sql`insert into products (tenant_id, id, code, name, category) values (current_tenant(), ${product}, ${`P${i}`}, '产品', ${category})`,
    );
    await tx.run(
      sql`insert into orders (tenant_id, id, code, customer_id, signed_on, amount, channel) values (current_tenant(), ${order}, ${`O${i}`}, ${customer}, ${on}, ${amount}, ${channel})`,
    );
    await tx.run(
      sql`insert into order_lines (tenant_id, order_id, line_no, product_id, amount) values (current_tenant(), ${order}, 1, ${product}, ${amount})`,
    );
    await tx.run(sql`insert into order_credits values (current_tenant(), ${order}, ${seat(who)}, null, 1000000, ${amount})`);
  }
  for (const [place, name, kind] of [
    [1, "线索", "open"],
    [2, "方案", "open"],
    [3, "赢单", "won"],
    [4, "丢单", "lost"],
  ] as const)
    // prettier-ignore
    await tx.run(sql`insert into deal_stages (tenant_id, name, place, kind) values (current_tenant(), ${name}, ${place}, ${kind})`);
  for (const [i, [who, stageName, outcome]] of [
    ["E013", "赢单", "won"],
    ["E013", "线索", "open"],
    ["E014", "丢单", "lost"],
    ["E022", "赢单", "won"],
  ].entries()) {
    // prettier-ignore
    const deal = randomUUIDv7();
    await tx.run(
      sql`insert into deals (tenant_id, id, code, owner_position_id, stage, outcome, amount, created_on) values (current_tenant(), ${deal}, ${`D${i}`}, ${seat(who!)}, ${stageName}, ${outcome}, 10000, '2026-04-02')`,
    );
    if (outcome === "lost")
      await tx.run(
        sql`insert into deal_stage_moves (tenant_id, deal_id, seq, stage, entered_on) values (current_tenant(), ${deal}, 1, '方案', '2026-04-05')`,
      );
  }
  await rebuildRollups(tx);
}

const tile = (id: string, chart: Tile["chart"], change: Partial<Tile> = {}): Tile => ({
  ...usual,
  id,
  chart,
  metric: "signed-amount",
  ...change,
});
type Valued = { value: string };
type Part = { key: string; name: string; value: Valued; before: Valued | null; share: string | null };
type Found = {
  form: string;
  parts: Part[];
  steps: Part[];
  start: Valued;
  end: Valued;
  total: Valued;
  why: { key: string };
  stages: { name: string; count: number }[];
  rows: number;
};

async function ask(client: Client, tiles: readonly Tile[], query = at): Promise<Found[]> {
  const reply = await client("POST", `/api/dashboard-answers?${query}`, { tiles });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ answers: Found[] }>().answers;
}
const yuan = (value: Valued | null) => (value === null ? null : Number(parseAmount(value.value)! / 10_000n));
const worth = (parts: readonly Part[]) => Object.fromEntries(parts.map((part) => [part.name, yuan(part.value)]));

const mine = async (client: Client, name = "我的盘", tiles: readonly Tile[] = [tile("a", "number")]) => {
  const id = randomUUIDv7();
  const reply = await client("POST", "/api/dashboards", { id, name, tiles });
  expect(reply.statusCode, reply.body).toBe(200);
  return id;
};

describe("a tile", () => {
  it.each([
    ["class", { A: 150, B: 33, "-": 70 }],
    ["region", { 上海: 150, 江苏: 33, 浙江: 70 }],
    ["channel", { 直销: 220, 代理: 33 }],
    ["category", { 软件: 220, 服务: 33 }],
    ["industry", { 制造: 253 }],
    ["below", { 上海团队: 183, 杭州团队: 70, 陈国栋: 0 }],
  ] as const)("by %s holds what the director reaches and adds up to the whole", async (split, expected) => {
    const [found] = await ask(director, [tile("a", "bar", { split })]);
    expect(worth(found!.parts)).toEqual(expected);
    expect(yuan(found!.total)).toBe(253);
  });

  it("bridges the quarter before to this one, to the cent", async () => {
    const [found] = await ask(director, [tile("a", "waterfall", { split: "below", compare: "previous" })]);
    expect([yuan(found!.start), yuan(found!.end)]).toEqual([130, 253]);
    expect(worth(found!.steps)).toEqual({ 上海团队: 143, 杭州团队: -20 });
  });

  it("is narrowed by a part of another one, which itself stays whole", async () => {
    const tiles = [tile("n", "share", { split: "class" }), tile("r", "bar", { split: "region" }), tile("c", "bar", { split: "category" })];
    const [classes, regions, categories] = await ask(director, tiles, `${at}&class=A&region=${encodeURIComponent("上海")}`);
    expect(worth(classes!.parts)).toEqual({ A: 150 });
    expect(worth(regions!.parts)).toEqual({ 上海: 150, 浙江: 0 });
    expect(worth(categories!.parts)).toEqual({ 软件: 150 });
  });

  it("shares add up to one, exactly", async () => {
    const [found] = await ask(director, [tile("a", "share", { split: "region" })]);
    expect(found!.parts.reduce((sum, part) => sum + Number(part.share), 0)).toBe(1_000_000);
  });

  it("counts how far the deals of the quarter came, lost ones included", async () => {
    const [found] = await ask(director, [tile("a", "funnel")]);
    expect(found!.stages.map(({ name, count }) => [name, count])).toEqual([
      ["线索", 3],
      ["方案", 2],
      ["赢单", 1],
    ]);
  });

  it("says why it shows nothing where a metric cannot be narrowed so", async () => {
    const [found] = await ask(director, [tile("a", "number", { metric: "collection-rate-plan" })], `${at}&class=A`);
    expect(found).toMatchObject({ form: "none", why: { key: "boards.why.not-cut" } });
  });

  it("of findings holds the three of the diagnosis page, for the reader's own unit or seat", async () => {
    for (const client of [director, manager, rep]) {
      const [found] = await ask(client, [tile("f", "findings")]);
      const { start } = (await client("GET", "/api/diagnosis?period=2026-Q2")).json<{ start: string[] }>();
      expect(start.length).toBeGreaterThan(0);
      expect((found as unknown as { findings: { key: string }[] }).findings.map(({ key }) => key)).toEqual(start);
    }
    const beyond = tile("f", "findings", { whose: { kind: "unit", id: unit("NORTH") } });
    expect((await ask(director, [beyond]))[0]).toMatchObject({ form: "none", why: { key: "boards.why.out-of-reach" } });
    expect((await ask(director, [tile("f", "findings")], `${at}&class=A`))[0]).toMatchObject({
      why: { key: "boards.why.findings-not-cut" },
    });
  });

  it("leads to the rows that were counted", async () => {
    const query = `metric=signed-amount&from=2026-04-01&to=2026-07-01&region=${encodeURIComponent("上海")}`;
    const { rows } = (await director("GET", `/api/dashboard-rows?${query}`)).json<{ rows: { order: string; credit: string }[] }>();
    expect(rows.map(({ order, credit }) => [order, credit])).toEqual([
      ["O2", "50.0000"],
      ["O0", "100.0000"],
    ]);
    const page = (await director("GET", `/api/dashboard-rows?${query}&limit=1`)).json<{ rows: object[]; next: string }>();
    const next = (await director("GET", `/api/dashboard-rows?${query}&limit=1&cursor=${page.next}`)).json<{
      rows: { order: string }[];
      next: null;
    }>();
    expect([page.rows.length, next.rows[0]!.order, next.next]).toEqual([1, "O0", null]);
  });
});

describe("reach", () => {
  const wide = [
    tile("a", "number"),
    tile("b", "bar", { split: "person" }),
    tile("c", "bar", { split: "region" }),
    tile("n", "bar", { split: "below", whose: { kind: "unit", id: "" } }),
  ];

  it("a board shared with a region shows each reader the own reach only", async () => {
    const tiles = wide.map((one) => (one.whose ? { ...one, whose: { kind: "unit" as const, id: unit("NORTH") } } : one));
    const id = await mine(await company.signedIn("executive"), "大区盘", tiles);
    const executive = await company.signedIn("executive");
    const shared = await executive("PUT", `/api/dashboards/${id}/shares`, { version: 1, shares: [{ kind: "unit", unitId: unit("EAST") }] });
    expect(shared.json()).toMatchObject({ version: 2, shares: [{ kind: "unit", name: "华东大区" }] });
    const totals = async (client: Client) => {
      const reply = await client("GET", `/api/dashboards/${id}/answers?${at}`);
      const { answers } = reply.json<{ answers: (Found & { value: { value: Valued } })[] }>();
      return [
        yuan(answers[0]!.value.value),
        answers[1]!.parts.map(({ name }) => name),
        answers[3]!.form,
        reply.body.includes("北京"),
      ] as const;
    };
    expect(await totals(executive)).toMatchObject([1153, expect.arrayContaining(["马骏", "张伟"]), "parts", true]);
    expect(await totals(director)).toEqual([253, expect.not.arrayContaining(["马骏"]), "none", false]);
    expect(await totals(manager)).toEqual([183, expect.not.arrayContaining(["孙悦"]), "none", false]);
    expect(await totals(rep)).toEqual([133, ["张伟"], "none", false]);
    const north = await company.signedIn("E022");
    expect((await north("GET", `/api/dashboards/${id}`)).statusCode).toBe(404);
    expect((await (await company.signedIn("executive", company.other))("GET", `/api/dashboards/${id}`)).statusCode).toBe(404);
    expect((await director("PUT", `/api/dashboards/${id}`, { version: 2, name: "我改", tiles })).statusCode).toBe(404);
    expect((await director("GET", `/api/dashboards/${id}`)).json()).toMatchObject({ kind: "shared", mayEdit: false, shares: [] });
  });

  it.each([
    ["the unit above", () => `unit=${unit("HQ")}`],
    ["a unit beside", () => `unit=${unit("NORTH")}`],
    ["somebody elsewhere", () => `position=${seat("E022")}`],
  ])("asking for %s finds nothing, in answers, rows and file", async (_, whose) => {
    for (const url of [
      `/api/dashboards/role-director/answers?${at}&`,
      `/api/dashboard-rows?metric=signed-amount&from=2026-04-01&to=2026-07-01&`,
      `/api/dashboards/role-director/file?${at}&`,
    ])
      expect((await director("GET", url + whose())).statusCode, url).toBe(404);
  });

  it("nobody shares beyond the own reach, and a role only who sees the whole company", async () => {
    const id = await mine(director);
    const share = (shares: object[]) => director("PUT", `/api/dashboards/${id}/shares`, { version: 1, shares });
    expect((await share([{ kind: "unit", unitId: unit("NORTH") }])).json()).toMatchObject({ code: "dashboard-share-beyond" });
    expect((await share([{ kind: "role", role: "rep" }])).json()).toMatchObject({ code: "dashboard-share-beyond" });
    expect((await share([{ kind: "unit", unitId: company.other.units["EAST"]! }])).json()).toMatchObject({
      code: "dashboard-share-beyond",
    });
    expect((await share([{ kind: "unit", unitId: unit("SH") }])).statusCode).toBe(200);
    expect((await rep("GET", "/api/dashboards")).json<{ rows: { id: string }[] }>().rows.map((row) => row.id)).toContain(id);
  });
});

describe("a board of one's own", () => {
  it("is saved by version: who was slower is refused and shown what is there", async () => {
    const id = await mine(manager);
    const save = (version: number, name: string) => manager("PUT", `/api/dashboards/${id}`, { version, name, tiles: [tile("b", "trend")] });
    expect((await save(1, "新名")).json()).toMatchObject({ version: 2, name: "新名" });
    const late = await save(1, "旧改");
    expect(late.json()).toMatchObject({ status: 409, code: "version-moved", current: { version: 2, name: "新名" } });
    const { rows } = (await manager("GET", `/api/dashboards/${id}/versions`)).json<{ rows: { version: number; name: string }[] }>();
    expect(rows.map(({ version, name }) => [version, name])).toEqual([
      [2, "新名"],
      [1, "我的盘"],
    ]);
  });

  it("opens first when chosen, and no longer when removed", async () => {
    const id = await mine(rep);
    await rep("PUT", "/api/dashboard-default", { board: id });
    const first = async () =>
      (await rep("GET", "/api/dashboards")).json<{ rows: { id: string; isDefault: boolean }[] }>().rows.find((row) => row.isDefault)!.id;
    expect(await first()).toBe(id);
    expect((await rep("DELETE", `/api/dashboards/${id}`)).statusCode).toBe(200);
    expect(await first()).toBe("role-rep");
  });

  it.each([
    ["a metric nobody knows", { metric: "drop-table" }, 422],
    ["shares of a rate", { chart: "share", split: "below", metric: "collection-rate-plan" }, 422],
    ["a field nobody asked for", { sql: "select 1" }, 400],
    ["a chart nobody draws", { chart: "pie3d" }, 400],
    ["a width of no column", { width: 5 }, 400],
    ["a thousand parts", { top: 1000 }, 400],
    ["a title without end", { title: "长".repeat(500) }, 400],
    ["someone who is no id", { whose: { kind: "unit", id: "1 or 1=1" } }, 400],
  ])("refuses a tile with %s, and nothing of it is kept", async (_, change, status) => {
    const id = randomUUIDv7();
    const reply = await manager("POST", "/api/dashboards", { id, name: "坏盘", tiles: [{ ...tile("a", "number"), ...change }] });
    expect(reply.statusCode).toBe(status);
    expect((await manager("GET", `/api/dashboards/${id}`)).statusCode).toBe(404);
  });

  it("refuses more tiles than a page holds", async () => {
    const tiles = Array.from({ length: 25 }, (_, i) => tile(`t${i}`, "number"));
    expect((await manager("POST", "/api/dashboard-answers", { tiles })).statusCode).toBe(400);
  });
});

describe("the workbook of a board", () => {
  it("holds numbers as numbers and days as days, the page's and no more, and no formula", async () => {
    const tiles = [tile("a", "number"), tile("b", "bar", { split: "region" }), tile("c", "trend", { grain: "month" })];
    const id = await mine(director, "=HYPERLINK(1)", tiles);
    const reply = await director("GET", `/api/dashboards/${id}/file?${at}`);
    expect(reply.headers["content-type"]).toContain("spreadsheetml");
    const { sheets } = await read(reply.rawPayload);
    expect(sheets).toHaveLength(4);
    const regions = sheets[2]!.rows.slice(1).map((row) => row.slice(0, 2));
    expect(regions).toEqual([
      ["上海", 150],
      ["浙江", 70],
      ["江苏", 33],
    ]);
    expect(sheets[3]!.rows[1]![0]).toBeInstanceOf(Date);
    expect(sheets.flatMap((sheet) => sheet.rows.flat()).filter((cell) => typeof cell === "string" && /^[=+@]/.test(cell))).toEqual([]);
    expect((await rep("GET", `/api/dashboards/role-rep/file?${at}`)).statusCode).toBe(404);
  });
});
