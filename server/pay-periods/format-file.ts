import { write } from "hucre";
import type { Contract } from "#api/index.ts";
import { laidOut, type Cell } from "#core/compensation/layout.ts";
import { plain } from "../boards/sheet.ts";
import type { Context } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { languageOf } from "../imports/texts.ts";
import { wordsIn } from "../words.ts";
import { formatRow, type FileKind } from "./format-store.ts";
import { inGbk } from "./gbk.ts";
import { recordsOf } from "./records.ts";

/** The approved period in one of the company's own formats. */
export async function sendFormat(ctx: Context<Contract["GET /api/pay-periods/:key/export"]>, id: string): Promise<unknown> {
  const { tx, params, locale, tenant, audit, reply } = ctx;
  const format = await formatRow(tx, id);
  if (!format) return refuse("not-found");
  const records = await recordsOf(tx, params.key, format.layout.source, locale);
  if (!records) return refuse("pay-period-state");
  const made = laidOut(format.layout, records, tenant.currencyDigits);
  if (made.kind === "unmapped") {
    const { text } = wordsIn(languageOf(locale));
    const kinds = made.bookings.map((one) => text({ key: `pay.booking.${one}` })).join("、");
    return refuse("voucher-unmapped", { count: made.bookings.length, kinds });
  }
  const file = await fileOf(format.file, [made.header.map((title): Cell => ({ text: title, isAmount: false })), ...made.rows]);
  if ("missing" in file) return refuse("file-characters", { count: file.missing.length, characters: file.missing.slice(0, 20).join(" ") });
  await audit({ action: "pay-period.export", subjectKind: "pay-period", subjectId: params.key, after: { format: format.name, version: format.version, rows: made.rows.length } });
  const name = encodeURIComponent(`${format.name}-${params.key}.${format.file.kind}`);
  void reply.type(types[format.file.kind]).header("content-disposition", `attachment; filename*=UTF-8''${name}`);
  return file.bytes;
} // prettier-ignore

const types = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

async function fileOf({ kind, encoding }: FileKind, rows: readonly (readonly Cell[])[]): Promise<ReturnType<typeof inGbk>> {
  if (kind === "xlsx") {
    const cells = rows.map((row) => row.map(({ text, isAmount }) => (isAmount ? Number(text) : plain(text))));
    return { bytes: Buffer.from(await write({ sheets: [{ name: "Sheet1", rows: cells }], format: "xlsx" })) };
  }
  const text = `${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  return encoding === "gbk" ? inGbk(text) : { bytes: Buffer.from(`\uFEFF${text}`, "utf8") };
}

/** A number as it is; a text that a spreadsheet would run as a formula stays a text. */
function csvCell({ text, isAmount }: Cell): string {
  const safe = isAmount ? text : plain(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
