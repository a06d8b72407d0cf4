import { write } from "hucre";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { plain } from "../boards/sheet.ts";
import type { Document } from "./freeze.ts";
import { periodRow, publishedOf } from "./store.ts";

type Words = Readonly<Record<"pay" | "earnings" | "entries" | "accruals" | "amortisation" | "extras", string>> & {
  readonly heads: Readonly<Record<keyof Sheets, readonly string[]>>;
};
type Sheets = Record<"pay" | "earnings" | "entries" | "accruals" | "amortisation" | "extras", (string | number)[][]>;

const words: Readonly<Record<string, Words>> = {
  "zh-CN": {
    pay: "发放", earnings: "应得", entries: "结算分录", accruals: "计提", amortisation: "合同取得成本摊销", extras: "调整",
    heads: {
      pay: ["岗位", "姓名", "部门", "期间", "币种", "应发"], earnings: ["岗位", "姓名", "期间", "组成部分", "金额"],
      entries: ["岗位", "姓名", "期间", "分录", "组成部分", "单据", "金额"], accruals: ["岗位", "姓名", "期间", "分录", "金额"],
      amortisation: ["岗位", "姓名", "组成部分", "单据", "月份", "金额"], extras: ["岗位", "姓名", "类别", "所属期间", "说明", "金额"],
    },
  },
  "zh-TW": {
    pay: "發放", earnings: "應得", entries: "結算分錄", accruals: "計提", amortisation: "合約取得成本攤銷", extras: "調整",
    heads: {
      pay: ["職位", "姓名", "部門", "期間", "幣別", "應發"], earnings: ["職位", "姓名", "期間", "組成部分", "金額"],
      entries: ["職位", "姓名", "期間", "分錄", "組成部分", "單據", "金額"], accruals: ["職位", "姓名", "期間", "分錄", "金額"],
      amortisation: ["職位", "姓名", "組成部分", "單據", "月份", "金額"], extras: ["職位", "姓名", "類別", "所屬期間", "說明", "金額"],
    },
  },
  en: {
    pay: "Pay", earnings: "Earnings", entries: "Entries", accruals: "Accruals", amortisation: "Contract costs", extras: "Adjustments",
    heads: {
      pay: ["Position", "Name", "Unit", "Period", "Currency", "Amount"], earnings: ["Position", "Name", "Period", "Component", "Amount"],
      entries: ["Position", "Name", "Period", "Entry", "Component", "Transaction", "Amount"], accruals: ["Position", "Name", "Period", "Entry", "Amount"],
      amortisation: ["Position", "Name", "Component", "Transaction", "Month", "Amount"], extras: ["Position", "Name", "Kind", "Period", "Reason", "Amount"],
    },
  },
}; // prettier-ignore

/** GET …/export: the approved period as a workbook; amounts as numbers, everything else as text. */
export async function sendPeriod(ctx: Context<Contract["GET /api/pay-periods/:key/export"]>): Promise<unknown> {
  const { tx, params, locale, audit, reply } = ctx;
  const row = await periodRow(tx, params.key);
  if (!row || (row.state !== "approved" && row.state !== "closed")) return refuse("pay-period-state");
  const published = await publishedOf(tx, row.key, row.publication);
  const sheets = sheetsOf(published.map(({ document }) => JSON.parse(document) as Document));
  await audit({ action: "pay-period.export", subjectKind: "pay-period", subjectId: row.key, after: { rows: published.length, hash: row.hash } });
  const text = words[locale] ?? words["zh-CN"]!;
  const names = (Object.keys(sheets) as (keyof Sheets)[]).filter((name) => name === "pay" || sheets[name].length > 0);
  const made = names.map((name) => ({
    name: text[name],
    columns: text.heads[name].map((_, i) => ({ width: i === 0 ? 14 : 18, ...(i === text.heads[name].length - 1 && { numFmt: "#,##0.00" }) })),
    rows: [[...text.heads[name]], ...sheets[name]],
  }));
  void reply.type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").header("content-disposition", `attachment; filename="pay-${row.key}.xlsx"`);
  return Buffer.from(await write({ sheets: made, format: "xlsx" }));
} // prettier-ignore

function sheetsOf(documents: readonly Document[]): Sheets {
  const sheets: Sheets = { pay: [], earnings: [], entries: [], accruals: [], amortisation: [], extras: [] };
  for (const { row, page, handOver } of documents) {
    const who = [plain(row.code), plain(row.personName ?? "")];
    // A hand-over row: participant, [period], texts …, amount.
    const cells = (texts: readonly string[]) => [...who, ...texts.slice(1, -1).map(plain), Number(texts.at(-1))];
    if (page.payout !== null) sheets.pay.push([...who, plain(row.unitName), page.period.key, page.currency, Number(page.payout)]);
    for (const name of ["earnings", "entries", "accruals", "amortisation"] as const) sheets[name].push(...handOver[name].map(cells));
    sheets.extras.push(
      ...page.extras.map((one) => [...who, one.kind, one.period, plain(one.reason), Number(one.amount)] as (string | number)[]),
    );
  }
  return sheets;
}
