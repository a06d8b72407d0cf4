import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rollupDifferences } from "../kpi/rollups.ts";
import { commitTable } from "../imports/commit.ts";
import { changeOrder } from "./commands.ts";
import { stage, type Client, type Stage } from "#test/support/company.ts";

let s: Stage;
let finance: Client;
type Order = { id: string; code: string; version: number; amount: string; credits: { person: string; amount: string }[] };
const orderOf = async (client: Client, code: string): Promise<Order> => (await client("GET", `/api/orders?q=${code}`)).json().rows[0];

beforeAll(async () => {
  s = await stage();
  finance = await s.signedIn("finance");
  await s.within(async (tx) => {
    await commitTable(tx, "customers", {
      header: ["code", "name", "owner"],
      rows: [
        ["C1", "上海恒通", "E013"],
        ["C2", "北京云起", "E022"],
      ],
    });
    await commitTable(tx, "orders", {
      header: ["order", "signed_on", "customer", "line", "amount", "credit"],
      rows: [
        ["A1", "2026-03-05", "C1", "1", "1000.01", "E013:50;E014:50"],
        ["A2", "2026-03-06", "C2", "1", "300", "E022"],
        ["A3", "2026-03-07", "C1", "1", "10", "E013"],
        ["A3", "2026-03-07", "C1", "2", "20", "E013"],
      ],
    });
    await commitTable(tx, "collection-plan", {
      header: ["order", "line", "due_on", "amount"],
      rows: [["A1", "1", "2026-04-01", "1000.01"]],
    });
    await commitTable(tx, "receipts", { header: ["code", "order", "received_on", "amount"], rows: [["R1", "A1", "2026-04-02", "400"]] });
  });
});
afterAll(() => s.close());

describe("changing an order", () => {
  it("splits its credit and its receipts anew and keeps rollups right", async () => {
    const before = await orderOf(finance, "A1");
    const credits = [
      { person: "E013", sharePpm: 700_000 },
      { person: "E014", sharePpm: 300_000 },
    ];
    const changed = await finance("PATCH", `/api/orders/${before.id}`, { version: before.version, amount: "2000.0001", credits });
    expect(changed.json()).toMatchObject({
      amount: "2000.0001",
      credits: [
        { person: "E013", amount: "1400.0001" },
        { person: "E014", amount: "600.0000" },
      ],
    });
    const receipts = await s.within((tx) =>
      tx.rows(sql<{ amount: bigint }>`select amount from receipt_credits where tenant_id = current_tenant() order by amount desc`),
    );
    expect(receipts.map((r) => r.amount)).toEqual([2_800_000n, 1_200_000n]);
    expect(await s.within((tx) => rollupDifferences(tx))).toEqual([]);
    const entry = await s.within((tx) =>
      tx.row(sql<{ action: string }>`select action from audit_log where tenant_id = current_tenant() order by seq desc limit 1`),
    );
    expect(entry).toEqual({ action: "order.update" });
  });

  it("marks the statements of everyone it touches, before and after", async () => {
    const order = await orderOf(finance, "A2");
    const dirt = await s.within(async (tx) => {
      await changeOrder(tx, order.id, order.version, { credits: [{ person: "E023", sharePpm: 1_000_000 }] });
      return tx.rows(
        sql<{
          positionId: string;
        }>`select position_id as "positionId" from statement_dirt where tenant_id = current_tenant() and day = '2026-03-06'`,
      );
    });
    const expected = ["E022", "E023"].map((code) => s.home.people[code]!.positionId);
    expect(dirt.map((d) => d.positionId).toSorted()).toEqual(expected.toSorted());
  });

  it("by two people at once: the second is told, and sees what is there now", async () => {
    const order = await orderOf(finance, "A3");
    const [first, second] = [
      await finance("PATCH", `/api/orders/${order.id}`, { version: order.version, status: "cancelled" }),
      await finance("PATCH", `/api/orders/${order.id}`, { version: order.version, status: "effective" }),
    ];
    expect([first.statusCode, second.statusCode, second.json().code, second.json().current.status]).toEqual([
      200,
      409,
      "version-moved",
      "cancelled",
    ]);
    expect(await s.within((tx) => rollupDifferences(tx))).toEqual([]);
  });

  it.each([
    ["shares of 90 %", { credits: [{ person: "E013", sharePpm: 900_000 }] }, "order-credit-refused"],
    ["a stranger", { credits: [{ person: "E999", sharePpm: 1_000_000 }] }, "order-credit-refused"],
    ["a day before anyone was there", { signedOn: "2024-01-01" }, "order-credit-refused"],
  ] as const)("%s is refused", async (_, change, code) => {
    const order = await orderOf(finance, "A1");
    expect((await finance("PATCH", `/api/orders/${order.id}`, { version: order.version, ...change })).json().code).toBe(code);
  });

  it("of several lines: its amount is their sum", async () => {
    const order = await orderOf(finance, "A3");
    expect((await finance("PATCH", `/api/orders/${order.id}`, { version: order.version, amount: "5" })).json().code).toBe(
      "order-lines-fix-amount",
    );
  });
});

describe("who sees which orders", () => {
  it.each([
    ["rep", ["A3", "A1"]],
    ["E015", []],
    ["manager", ["A3", "A1"]],
    ["E021", []],
    ["E020", ["A2"]],
    ["finance", ["A3", "A2", "A1"]],
  ] as const)("%s", async (who, codes) => {
    const found = (await (await s.signedIn(who))("GET", "/api/orders")).json();
    expect(found.rows.map((row: Order) => row.code)).toEqual(codes);
  });

  it("admin, strangers and the next tenant find nothing", async () => {
    const { id } = await orderOf(finance, "A1");
    const answers = await Promise.all(
      [await s.signedIn("admin"), await s.signedIn("E015"), await s.signedIn("finance", s.other)].map((client) =>
        client("GET", `/api/orders/${id}`),
      ),
    );
    expect(answers.map((a) => a.statusCode)).toEqual([404, 404, 404]);
  });

  it("reps may not write", async () => {
    const order = await orderOf(finance, "A1");
    expect(
      (await (await s.signedIn("rep"))("PATCH", `/api/orders/${order.id}`, { version: order.version, status: "cancelled" })).statusCode,
    ).toBe(404);
  });

  it("pages by cursor without losing or repeating a row", async () => {
    const first = (await finance("GET", "/api/orders?limit=2")).json();
    const second = (await finance("GET", `/api/orders?limit=2&cursor=${encodeURIComponent(first.next)}`)).json();
    expect([...first.rows, ...second.rows].map((row: Order) => row.code)).toEqual(["A3", "A2", "A1"]);
    expect(second.next).toBeNull();
  });

  it.each([
    ["/api/customers", "manager", ["C1"]],
    ["/api/customers", "hr", ["C1", "C2"]],
    ["/api/receipts", "rep", ["R1"]],
    ["/api/receipts", "E020", []],
    ["/api/deals", "rep", []],
  ] as const)("%s as %s", async (url, who, codes) => {
    expect((await (await s.signedIn(who))("GET", url)).json().rows.map((row: { code: string }) => row.code)).toEqual(codes);
  });
});
