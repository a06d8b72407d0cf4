import { streamCsvRows, type CellValue } from "hucre/csv";
import { readXlsx, streamXlsxRows } from "hucre/xlsx";
import { restored } from "#core/imports/csv.ts";
import { checkArchive } from "./archive.ts";
import { FileProblem, limits } from "./limits.ts";
import { decoded, detectDelimiter, detectEncoding, hasOpenQuote, type Delimiter, type Encoding } from "./text.ts";

export type SheetOptions = { readonly encoding?: Encoding; readonly delimiter?: Delimiter; readonly sheet?: number };
export type Form = {
  readonly format: "csv" | "xlsx";
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly sheets: readonly string[];
  readonly sheet: number;
};
export type Opened = { readonly form: Form; readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]> };

/** First bytes of what people upload by mistake: PDF, pictures, other archives, programs, rich text. */
const FOREIGN = ["25504446", "89504e47", "47494638", "ffd8ff", "52617221", "377abc", "1f8b", "7b5c727466", "7f454c46", "4d5a"];
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d;

/** Opens a file by what it is, not by what it is called. */
export async function openSheet(bytes: Buffer, options: SheetOptions): Promise<Opened> {
  if (bytes.every(isBlank)) throw new FileProblem("file-empty");
  const magic = bytes.toString("hex", 0, 8);
  if (magic.startsWith("504b")) return workbook(bytes, options);
  if (magic.startsWith("d0cf11e0")) throw new FileProblem("file-old-excel");
  if (FOREIGN.some((start) => magic.startsWith(start))) throw new FileProblem("file-not-a-sheet");
  return plainText(bytes, options);
}

function plainText(bytes: Buffer, options: SheetOptions): Opened {
  const encoding = options.encoding ?? detectEncoding(bytes);
  const text = decoded(bytes, encoding);
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) throw new FileProblem("file-not-a-sheet");
  if (hasOpenQuote(text)) throw new FileProblem("file-truncated");
  const delimiter = options.delimiter ?? detectDelimiter(text);
  return { form: { format: "csv", encoding, delimiter, sheets: [], sheet: 0 }, rows: streamCsvRows(text, { delimiter }) };
}

async function workbook(bytes: Buffer, { sheet = 0 }: SheetOptions): Promise<Opened> {
  await checkArchive(bytes);
  const names: string[] = [];
  await readXlsx(bytes, { sheets: (info) => (names.push(info.name), false) });
  if (sheet >= names.length) throw new FileProblem("file-no-such-sheet");
  const form = { format: "xlsx", encoding: "utf-8", delimiter: ",", sheets: names, sheet } as const;
  return { form, rows: workbookRows(bytes, sheet) };
}

async function* workbookRows(bytes: Buffer, sheet: number): AsyncGenerator<readonly CellValue[]> {
  let next = 0;
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    if (index > limits.rows) throw new FileProblem("file-too-many-rows", { limit: limits.rows });
    for (; next < index; next += 1) yield []; // rows that the file leaves out are blank
    next = index + 1;
    yield values;
  }
}

/** A cell as text: days as days, numbers with the fifteen digits a spreadsheet keeps. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return restored(value);
  if (typeof value === "number") return String(Number(value.toPrecision(15)));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  return value ? "是" : "否";
}
