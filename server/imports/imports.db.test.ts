import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rollupDifferences } from "../kpi/rollups.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";
import { runImport } from "./run.ts";

let s: Stage;
let hr: Client;
let finance: Client;
beforeAll(async () => {
  s = await stage();
  [hr, finance] = await Promise.all([s.signedIn("hr"), s.signedIn("finance")]);
});
afterAll(() => s.close());

const octets = { "content-type": "application/octet-stream" };

async function upload(client: Client, kind: string, text: string | Buffer, extra = "") {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return client("POST", `/api/imports?kind=${kind}&fileName=${kind}.csv${extra}`, bytes as unknown as object, octets);
}

/** Upload → preview → run, as the wizard does; answers the preview and the import as it ended. */
async function importFile(client: Client, kind: string, text: string | Buffer, mode = "all-or-nothing") {
  const uploaded = (await upload(client, kind, text)).json();
  const preview = (await client("POST", `/api/imports/${uploaded.id}/preview`, { reading: uploaded.reading, mode })).json();
  await client("POST", `/api/imports/${uploaded.id}/run`);
  await runLast();
  return { preview, ended: (await client("GET", `/api/imports/${uploaded.id}`)).json(), uploaded };
}

async function runLast(): Promise<void> {
  const data = s.sent.at(-1)!.data as { importId: string; userId: string; actor: string };
  await runImport(s.pool, {
    tenantId: s.home.tenantId,
    importId: data.importId,
    author: { userId: data.userId, actor: data.actor, requestId: null, at: new Date() },
  });
}

const count = async (table: string): Promise<number> =>
  (await s.within((tx) =>
    tx.row(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where tenant_id = current_tenant()`),
  ))!.n;

const products = '产品编码,产品名称,品类,目录价\nP1,网关,硬件,"12,800.00"\nP2,云服务,软件,¥9800\n';
const customers = "客户编码,客户名称,客户等级,负责人工号,创建日期\nC1,上海恒通,A,E013,2026/1/5\nC2,杭州云起,B,E015,2026年2月1日\n";
const orders = [
  "订单号,签订日期,客户编码,行号,产品编码,数量,金额,业绩归属",
  "SO1,2026-03-05,C1,1,P1,2,1000.01,E013:60;E014:40",
  "SO1,2026-03-05,C1,2,P2,1,500,E013:60;E014:40",
  "SO2,2026-03-06,C2,1,P1,1,-300,E015",
].join("\n");

describe("from a file to facts", () => {
  it("recognises columns by Chinese names, shows what will happen, then does it", async () => {
    const { preview, ended, uploaded } = await importFile(hr, "products", products);
    expect(uploaded.reading.columns).toEqual({ code: 0, name: 1, category: 2, list_price: 3 });
    expect(preview.import).toMatchObject({ new: 2, refused: 0 });
    expect(ended).toMatchObject({ state: "done", new: 2, done: 2 });
    const rows = await s.within((tx) =>
      tx.rows(sql<{ list_price: bigint }>`select list_price from products where tenant_id = current_tenant() order by code`),
    );
    expect(rows.map((r) => r.list_price)).toEqual([128_000_000n, 98_000_000n]);
  });

  it("reads what Chinese Excel saves, GB18030 with semicolons or tabs, and UTF-16", async () => {
    const gbk = Buffer.from("b2fac6b7b1e0c2eb3bb2fac6b7c3fbb3c60d0a50333bcdf8b9d80d0a", "hex"); // 产品编码;产品名称 P3;网关
    const read = (await upload(hr, "products", gbk)).json();
    expect(read).toMatchObject({
      reading: { encoding: "gb18030", delimiter: ";", columns: { code: 0, name: 1 } },
      sample: [["P3", "网关"]],
    });
    const utf16 = Buffer.from("\uFEFF产品编码\t产品名称\r\nP4\t终端\r\n", "utf16le");
    expect((await upload(hr, "products", utf16)).json()).toMatchObject({
      reading: { encoding: "utf-16le", delimiter: "\t" },
      sample: [["P4", "终端"]],
    });
  });

  it("splits credit exactly and keeps the rollups right", async () => {
    await importFile(hr, "customers", customers);
    const { ended, preview } = await importFile(hr, "orders", orders);
    expect(ended).toMatchObject({ state: "done", total: 3, new: 3, warnings: 1 });
    expect(preview.problems).toMatchObject([{ row: 4, severity: "warning", code: "negative-amount" }]);
    const credits = await s.within((tx) =>
      tx.rows(sql<{ amount: bigint }>`
      select c.amount from order_credits c join orders o on o.tenant_id = c.tenant_id and o.id = c.order_id where o.code = 'SO1' order by c.amount desc`),
    );
    expect(credits.map((c) => c.amount)).toEqual([9_000_060n, 6_000_040n]);
    expect(await s.within((tx) => rollupDifferences(tx))).toEqual([]);
  });

  it("does nothing when the same file comes again", async () => {
    const before = await count("import_changes");
    const { ended } = await importFile(hr, "orders", orders);
    expect(ended).toMatchObject({ state: "done", new: 0, changed: 0, same: 3 });
    expect(await count("import_changes")).toBe(before);
  });

  it("gives receipts the split of their order", async () => {
    const { ended } = await importFile(finance, "receipts", "回款单号,订单号,回款日期,回款金额\nR1,SO1,2026-04-01,100.0001\n");
    expect(ended).toMatchObject({ state: "done", new: 1 });
    const parts = await s.within((tx) =>
      tx.rows(sql<{ amount: bigint }>`select amount from receipt_credits where tenant_id = current_tenant() order by amount desc`),
    );
    expect(parts.map((p) => p.amount)).toEqual([600_001n, 400_000n]);
    expect(await s.within((tx) => rollupDifferences(tx))).toEqual([]);
  });
});

describe("rows that are wrong", () => {
  const mixed = [
    "订单号,签订日期,客户编码,金额,业绩归属",
    "SO10,2026-05-01,C1,100,E013",
    "SO11,2026-13-01,C1,100,E013",
    "SO12,2026-05-01,C9,100,E013",
    "SO13,2026-05-01,C1,一百,E013",
    "SO14,2026-05-01,C1,100,E999",
    "SO15,2026-05-01,C1,100,E013:70;E014:40",
    "SO16,2024-05-01,C1,100,E013",
    "SO10,2026-05-01,C1,200,E013",
    "SO17,2026-05-01,C1,99999999999999,E013",
    "SO18,2199-05-01,C1,1,E013",
    "=cmd|' /C calc'!A0,2026-05-01,C9,1,E013",
  ].join("\n");

  it("stop everything in all-or-nothing, each with its reason", async () => {
    const before = await count("orders");
    const { ended, preview } = await importFile(hr, "orders", mixed);
    expect(ended).toMatchObject({ state: "failed", refused: 11, message: { title: "有 11 行不合格，整份文件都没有写入" } });
    expect(await count("orders")).toBe(before);
    expect(Object.fromEntries(preview.problems.map((p: { row: number; code: string }) => [p.row, p.code]))).toEqual({
      2: "partner-row-refused",
      3: "not-a-day",
      4: "unknown-customer",
      5: "not-an-amount",
      6: "unknown-person",
      7: "share-sum",
      8: "no-position-that-day",
      9: "duplicate-in-file",
      10: "amount-too-large",
      11: "day-out-of-range",
      12: "unknown-customer",
    });
  });

  it("are left out in good-rows, and come back as a file that a spreadsheet runs nothing of", async () => {
    const before = await count("orders");
    const { ended } = await importFile(hr, "orders", mixed.replace("SO10,2026-05-01,C1,200,E013\n", ""), "good-rows");
    expect(ended).toMatchObject({ state: "done", new: 1, refused: 9 });
    expect(await count("orders")).toBe(before + 1);
    const file = await hr("GET", `/api/imports/${ended.id}/errors.csv`);
    expect(file.body.startsWith("\uFEFF订单号,签订日期,客户编码,金额,业绩归属,行号,原因,处理办法\r\n")).toBe(true);
    expect(file.body).toContain("'=cmd|' /C calc'!A0,");
    expect(file.body).toContain("没有客户 C9");
  });

  it("are told in the reader's language", async () => {
    const { ended } = await importFile(hr, "orders", "订单号,签订日期,金额\nX1,2026-99-99,1\n", "good-rows");
    const english = await hr("GET", `/api/imports/${ended.id}/problems`, undefined, { "x-hengji-locale": "en" });
    expect(english.json().rows[0]).toMatchObject({ field: "Signed on", reason: "“Signed on” is not a date" });
    const traditional = await hr("GET", `/api/imports/${ended.id}/problems`, undefined, { "x-hengji-locale": "zh-TW" });
    expect(traditional.json().rows[0].reason).toBe("「簽約日期」不是日期");
  });

  it("name the columns that are missing", async () => {
    const uploaded = (await upload(hr, "orders", "foo,bar\n1,2\n")).json();
    const preview = await hr("POST", `/api/imports/${uploaded.id}/preview`, { reading: uploaded.reading, mode: "good-rows" });
    expect([preview.statusCode, preview.json().code, preview.json().title]).toEqual([
      422,
      "import-columns-missing",
      "还有必填项没有对应的列：订单号、签订日期",
    ]);
  });
});

describe("taking back", () => {
  it("removes what was created and restores what was changed", async () => {
    const first = await importFile(hr, "products", "编码,名称,目录价\nU1,旧名,1\n");
    const second = await importFile(hr, "products", "编码,名称,目录价\nU1,新名,2\nU2,另一个,3\n");
    expect(second.ended).toMatchObject({ new: 1, changed: 1 });
    const undone = await hr("POST", `/api/imports/${second.ended.id}/undoing`);
    expect(undone.json()).toMatchObject({ state: "undone" });
    const rows = await s.within((tx) =>
      tx.rows(sql<{ name: string }>`select name from products where tenant_id = current_tenant() and code like 'U%'`),
    );
    expect(rows).toEqual([{ name: "旧名" }]);
    expect((await hr("POST", `/api/imports/${first.ended.id}/undoing`)).json()).toMatchObject({ state: "undone" });
  });

  it("is refused when a record has changed since, and when others depend on it", async () => {
    const first = await importFile(hr, "products", "编码,名称\nV1,一\n");
    await importFile(hr, "products", "编码,名称\nV1,二\n");
    expect((await hr("POST", `/api/imports/${first.ended.id}/undoing`)).json()).toMatchObject({ code: "import-undo-changed", status: 409 });
    const base = await importFile(hr, "products", "编码,名称\nW1,一\n");
    await importFile(hr, "orders", "订单号,签订日期,产品编码,金额\nSOW,2026-05-01,W1,1\n");
    expect((await hr("POST", `/api/imports/${base.ended.id}/undoing`)).json()).toMatchObject({ code: "import-undo-depends", status: 409 });
  });

  it("of orders leaves rollups as they were", async () => {
    const { ended } = await importFile(
      hr,
      "orders",
      "订单号,签订日期,客户编码,金额,业绩归属\nSO1,2026-03-05,C1,777,E014\nSO77,2026-03-05,C1,1,E014\n",
    );
    expect(ended).toMatchObject({ new: 1, changed: 1 });
    expect((await hr("POST", `/api/imports/${ended.id}/undoing`)).json()).toMatchObject({ state: "undone" });
    expect(await s.within((tx) => rollupDifferences(tx))).toEqual([]);
    expect((await importFile(hr, "orders", orders)).ended).toMatchObject({ same: 3 });
  });

  it("of people puts everyone back where they were", async () => {
    const moved = await importFile(
      hr,
      "people",
      "工号,姓名,部门编码,直属上级工号,角色,生效日期\nE014,刘洋,HZ,E012,销售代表,2026-06-01\nE099,新人,SH,E011,销售代表,2026-06-01\n",
    );
    expect(moved.ended).toMatchObject({ state: "done", new: 1, changed: 1 });
    const unitOf = () =>
      s.within((tx) =>
        tx.rows(sql<{ code: string }>`
      select u.code from assignments a join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
      join position_versions v on v.tenant_id = a.tenant_id and v.position_id = a.position_id join org_units u on u.tenant_id = v.tenant_id and u.id = v.org_unit_id
      where a.tenant_id = current_tenant() and p.code = 'E014' order by v.valid_from`),
      );
    expect(await unitOf()).toEqual([{ code: "SH" }, { code: "HZ" }]);
    expect((await hr("POST", `/api/imports/${moved.ended.id}/undoing`)).json()).toMatchObject({ state: "undone" });
    expect(await unitOf()).toEqual([{ code: "SH" }]);
  });
});

describe("stopping", () => {
  it("cancelled before the first chunk, nothing is written", async () => {
    const before = await count("orders");
    const uploaded = (await upload(hr, "orders", "订单号,签订日期,金额\nZ1,2026-05-01,1\n")).json();
    await hr("POST", `/api/imports/${uploaded.id}/preview`, { reading: uploaded.reading, mode: "good-rows" });
    await hr("POST", `/api/imports/${uploaded.id}/run`);
    expect((await hr("POST", `/api/imports/${uploaded.id}/cancellation`)).json()).toMatchObject({ state: "cancelled" });
    await runLast();
    expect(await count("orders")).toBe(before);
    expect((await hr("GET", `/api/imports/${uploaded.id}`)).json()).toMatchObject({ state: "cancelled" });
  });

  it("cancelled in the middle, everything goes back", async () => {
    const before = await count("orders");
    const rows = Array.from({ length: 12_000 }, (_, i) => `BIG${i},2026-05-01,1,E013`);
    const uploaded = (await upload(hr, "orders", ["订单号,签订日期,金额,业绩归属", ...rows].join("\n"))).json();
    await hr("POST", `/api/imports/${uploaded.id}/preview`, { reading: uploaded.reading, mode: "good-rows" });
    await hr("POST", `/api/imports/${uploaded.id}/run`);
    const running = runLast();
    for (;;) {
      const { done } = (await hr("GET", `/api/imports/${uploaded.id}`)).json();
      if (done > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await hr("POST", `/api/imports/${uploaded.id}/cancellation`);
    await running;
    expect(await count("orders")).toBe(before);
  });
});

describe("who may", () => {
  it.each([
    ["rep", 404],
    ["manager", 404],
    ["admin", 403],
    ["hr", 200],
    ["finance", 200],
  ] as const)("%s importing orders: %i", async (role, status) => {
    expect((await upload(await s.signedIn(role), "orders", orders)).statusCode).toBe(status);
  });

  it("the administrator sees that orders were imported, not their rows", async () => {
    const admin = await s.signedIn("admin");
    const { id } = (await hr("GET", "/api/imports")).json().rows.find((row: { kind: string }) => row.kind === "orders");
    expect((await admin("GET", "/api/imports")).json().rows.some((row: { id: string }) => row.id === id)).toBe(true);
    expect((await admin("GET", `/api/imports/${id}`)).statusCode).toBe(404);
    expect((await admin("GET", `/api/imports/${id}/problems`)).statusCode).toBe(404);
    expect((await admin("GET", `/api/imports/${id}/errors.csv`)).statusCode).toBe(404);
  });

  it("another tenant sees no import of ours", async () => {
    const stranger = await s.signedIn("hr", s.other);
    const { id } = (await hr("GET", "/api/imports")).json().rows[0];
    expect((await stranger("GET", `/api/imports/${id}`)).statusCode).toBe(404);
    expect((await stranger("GET", "/api/imports")).json().rows).toEqual([]);
  });
});
