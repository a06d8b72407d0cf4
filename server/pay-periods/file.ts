import { write } from "hucre";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { plain } from "../boards/sheet.ts";
import { languageOf } from "../imports/texts.ts";
import { wordsIn } from "../words.ts";
import { sendFormat } from "./format-file.ts";
import { briefOf, type Brief } from "./freeze.ts";
import { periodRow, publishedAs } from "./store.ts";

/** The sheets and their columns, by the keys of the texts; the last column is the amount. */
const columns = {
  pay: ["code", "person", "unit", "period", "currency", "amount"],
  earnings: ["code", "person", "period", "component", "amount"],
  entries: ["code", "person", "period", "entry", "component", "transaction", "amount"],
  accruals: ["code", "person", "period", "entry", "amount"],
  amortisation: ["code", "person", "component", "transaction", "month", "amount"],
  extras: ["code", "person", "kind", "period", "reason", "amount"],
} as const;
type Sheets = Record<keyof typeof columns, (string | number)[][]>;

/** GET …/export: the approved period as a workbook; amounts as numbers, everything else as text. */
export async function sendPeriod(ctx: Context<Contract["GET /api/pay-periods/:key/export"]>): Promise<unknown> {
  const { tx, params, query, locale, audit, reply } = ctx;
  if (query.format) return sendFormat(ctx, query.format);
  const row = await periodRow(tx, params.key);
  if (!row || (row.state !== "approved" && row.state !== "closed")) return refuse("pay-period-state");
  const published = await publishedAs(tx, row.key, row.publication, ({ document }) => briefOf(document));
  const sheets = sheetsOf(published);
  await audit({ action: "pay-period.export", subjectKind: "pay-period", subjectId: row.key, after: { rows: published.length, hash: row.hash } });
  const { text } = wordsIn(languageOf(locale));
  const names = (Object.keys(sheets) as (keyof Sheets)[]).filter((name) => name === "pay" || sheets[name].length > 0);
  const made = names.map((name) => ({
    name: text({ key: `pay.sheet.${name}` }),
    columns: columns[name].map((column, i) => ({ width: i === 0 ? 14 : 18, ...(column === "amount" && { numFmt: "#,##0.00" }) })),
    rows: [columns[name].map((column) => text({ key: `pay.column.${column}` })), ...sheets[name]],
  }));
  void reply.type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").header("content-disposition", `attachment; filename="pay-${row.key}.xlsx"`);
  return Buffer.from(await write({ sheets: made, format: "xlsx" }));
} // prettier-ignore

function sheetsOf(documents: readonly Brief[]): Sheets {
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
