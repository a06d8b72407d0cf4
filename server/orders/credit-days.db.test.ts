import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage, type Stage } from "#test/support/company.ts";
import { commitTable } from "../imports/commit.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());

const header = ["订单号", "签单日期", "交付日期", "客户编码", "行号", "产品编码", "数量", "成交金额", "业绩归属"];
const order = (signed: string, delivered: string) => [["SO-1", signed, delivered, "C1", "1", "S1", "1", "1000", "E013"]];
const importing = (kind: "customers" | "products" | "orders" | "receipts", table: { header: string[]; rows: string[][] }) =>
  on.within(async (tx) => {
    const { problems } = await commitTable(tx, kind, table);
    expect(problems.filter(({ severity }) => severity === "refused")).toEqual([]);
  });
const days = () =>
  on.within((tx) =>
    tx.row(sql`select c.signed_on::text as signed, c.delivered_on::text as delivered, r.received_on::text as received from order_credits c
      left join receipts f on f.order_id = c.order_id left join receipt_credits r on r.receipt_id = f.id and r.position_id = c.position_id`),
  ); // prettier-ignore

describe("the days of an order stand with its credits", () => {
  it("from the import on, and move when the order or the receipt moves", async () => {
    await importing("customers", { header: ["客户编码", "客户名称"], rows: [["C1", "恒远"]] });
    await importing("products", { header: ["产品编码", "产品名称"], rows: [["S1", "软件"]] });
    await importing("orders", { header, rows: order("2026-03-10", "2026-03-20") });
    expect(await days()).toEqual({ signed: "2026-03-10", delivered: "2026-03-20", received: null });
    await importing("orders", { header, rows: order("2026-04-01", "2026-04-30") });
    await importing("receipts", { header: ["收款单号", "订单号", "收款日期", "收款金额"], rows: [["R1", "SO-1", "2026-05-05", "400"]] });
    expect(await days()).toEqual({ signed: "2026-04-01", delivered: "2026-04-30", received: "2026-05-05" });
    await on.within(async (tx) => {
      await tx.run(sql`update orders set signed_on = '2026-02-02', delivered_on = null`);
      await tx.run(sql`update receipts set received_on = '2026-06-06'`);
    });
    expect(await days()).toEqual({ signed: "2026-02-02", delivered: null, received: "2026-06-06" });
  });
});
