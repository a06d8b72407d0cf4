import { dayFrom, amountOf } from "../imports/cells.ts";
import type { Line } from "../imports/mapping.ts";
import { plainHeader } from "../imports/mapping.ts";
import type { Purchase } from "./history.ts";

/** What a file of purchases must say; the earlier a name stands, the rather its column is taken. */
export const columnNames = {
  customer:
    "客户编码,客户编号,客户代码,客户ID,客户,客户名称,会员编号,会员号,用户ID,客戶代碼,客戶編號,客戶,會員編號,Customer,Customer code,Customer ID,Customer no,Cust ID,Client,Client ID,Account,Account ID,Master ID,Member ID,User ID,User,ID",
  date: "签订日期,下单日期,订单日期,购买日期,交易日期,消费日期,回款日期,日期,時間,时间,簽約日期,訂購日期,訂單日期,交易日期,Date,Order date,Purchase date,Transaction date,Invoice date,Day,Timestamp",
  amount:
    "金额,净额,订单金额,成交金额,消费金额,交易金额,回款金额,金額,淨額,訂單金額,Amount,Net amount,Value,Revenue,Sales,Sub total,Total,Total due,Spend,Price",
} as const;

export type PurchaseColumn = keyof typeof columnNames;
export type PurchaseColumns = Readonly<Record<PurchaseColumn, number>>;

/** The column of each part, by what was said or by its name; the parts without a column otherwise. */
export function purchaseColumns(
  headers: readonly string[],
  said: Readonly<Partial<Record<PurchaseColumn, string>>> = {},
): PurchaseColumns | { readonly missing: readonly PurchaseColumn[] } {
  const plain = headers.map(plainHeader);
  const find = (part: PurchaseColumn): number => {
    const names = (said[part] === undefined ? columnNames[part].split(",") : [said[part]]).map(plainHeader);
    return names.map((name) => plain.indexOf(name)).find((at) => at >= 0) ?? -1;
  };
  const found = { customer: find("customer"), date: find("date"), amount: find("amount") };
  const missing = (Object.keys(found) as PurchaseColumn[]).filter((part) => found[part] < 0);
  return missing.length > 0 ? { missing } : found;
}

export type BadLine = { readonly no: number; readonly part: PurchaseColumn; readonly excerpt: string };

/** Purchases of the lines, and the lines that are none: no customer, no such day, no amount. */
export function purchasesOf(lines: readonly Line[], columns: PurchaseColumns): { readonly purchases: Purchase[]; readonly bad: BadLine[] } {
  const purchases: Purchase[] = [];
  const bad: BadLine[] = [];
  for (const { no, cells } of lines) {
    const cell = (part: PurchaseColumn) => (cells[columns[part]] ?? "").trim();
    const [customer, on, amount] = [cell("customer"), dayFrom(cell("date")), amountOf(cell("amount"))];
    if (customer === "") bad.push({ no, part: "customer", excerpt: "" });
    else if (on === null) bad.push({ no, part: "date", excerpt: cell("date").slice(0, 40) });
    else if (amount === null) bad.push({ no, part: "amount", excerpt: cell("amount").slice(0, 40) });
    else purchases.push({ customer, on, amount });
  }
  return { purchases, bad };
}
