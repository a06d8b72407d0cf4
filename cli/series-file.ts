import { createReadStream } from "node:fs";
import process from "node:process";
import { CommandError } from "./command.ts";
import {
  apart,
  cellsOf,
  COMMA_NUMBER,
  delimiterOf,
  GAP,
  isHeading,
  type Layout,
  layoutOf,
  NUMBER,
  plainLayout,
} from "./forecast-layout.ts";
import { linesOf, textOf } from "./forecast-text.ts";

/** One row of a file of series: its number in the file, its name, its values, and its cycle where a column says one; or what is wrong with it. */
export type SeriesRow =
  | { readonly row: number; readonly id: string; readonly values: (number | null)[]; readonly frequency?: number }
  | { readonly row: number; readonly id: string; readonly error: string };

/** The longest cycle that is taken. */
export const FREQUENCY_MAX = 10_000;

/** Rows of a CSV file, or of standard input for "-", one at a time: a file of any length is read as it is answered. */
export async function* seriesRows(file: string): AsyncGenerator<SeriesRow> {
  yield* rowsOf(linesOf(textOf(file === "-" ? process.stdin : createReadStream(file))), file);
}

/**
 * Rows of lines: `id, values …`, each value in a cell, or all of them in one (`id,"1 2 3"`). The first line may be a heading; one that names a
 * column `values` says where they begin, and may name a `frequency`, before or after. Between semicolons a comma is a decimal mark. Blank lines
 * are passed over; cells after the last value do not count. A row without a name, or with one that was there before, is refused.
 */
export async function* rowsOf(lines: AsyncIterable<string> | Iterable<string>, name = "-"): AsyncGenerator<SeriesRow> {
  let row = 0;
  let form: Form | undefined;
  try {
    for await (const line of lines) {
      row += 1;
      const text = row === 1 ? line.replace(/^\uFEFF/, "") : line;
      if (text.trim() === "") continue;
      const isFirst = !form;
      form ??= { delimiter: delimiterOf(text), layout: plainLayout, mark: null, seen: new Map() };
      const cells = cellsOf(text, form.delimiter);
      if (!cells) yield refused(row, "", "引号没有闭合，请检查这一行", "a quote is never closed; check this line");
      else if (isFirst && isHeading(cells)) form.layout = layoutOf(cells);
      else yield rowOf(row, cells, form);
    }
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error instanceof CommandError) throw error;
    throw new CommandError(`读不了文件 / cannot read the file: ${name} (${String(error.code)})`);
  }
}

/** How the file is written, as far as it is read: its decimal mark once a number has shown it, and the row of each name. */
type Form = { readonly delimiter: string; layout: Layout; mark: "." | "," | null; readonly seen: Map<string, number> };

function rowOf(row: number, all: readonly string[], form: Form): SeriesRow {
  const { layout, seen } = form;
  const id = all[layout.id] ?? "";
  const frequency = all[layout.frequency] ?? "";
  const before = seen.get(id);
  const wrong =
    wrongRow(id, before, all.findLastIndex((cell) => cell !== "") >= layout.width ? layout.width : null) ?? wrongFrequency(frequency);
  if (id !== "" && before === undefined) seen.set(id, row);
  if (wrong) return refused(row, id, ...wrong);
  const found = valuesOf(all, form);
  if ("wrong" in found) return refused(row, id, ...found.wrong);
  return { row, id, values: found.values, ...(!GAP.test(frequency) && { frequency: Number(frequency) }) };
}

/** In Chinese and English. */
type Words = readonly [zh: string, en: string];

function wrongRow(id: string, before: number | undefined, width: number | null): Words | null {
  if (id === "") return ["没有名称，请在名称列里填上", "there is no id; write one in its column"];
  if (before !== undefined)
    return [`名称“${id}”在第 ${before} 行已经有了；一个序列只占一行，请合并或改名`, `the id "${id}" is already in row ${before}; a series is one row: join them or rename one`]; // prettier-ignore
  if (width !== null)
    return [`格子比标题多（标题 ${width} 列）；数值请用空格隔开写在一格里，或把数值列放到最后`, `more cells than the heading has (${width}); write the values in one cell apart by blanks, or let the values column be the last`]; // prettier-ignore
  return null;
}

function wrongFrequency(text: string): Words | null {
  if (GAP.test(text) || wholeIn(text, FREQUENCY_MAX) !== null) return null;
  return [`周期“${text.slice(0, 40)}”应是 1 到 ${FREQUENCY_MAX} 的整数`, `the frequency "${text.slice(0, 40)}" is no whole number from 1 to ${FREQUENCY_MAX}`]; // prettier-ignore
}

/** A whole number from 1 to the most; null when it is none. */
export const wholeIn = (text: string, most: number): number | null =>
  /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null;

function valuesOf(all: readonly string[], form: Form): { values: (number | null)[] } | { wrong: Words } {
  const values: (number | null)[] = [];
  for (const { text, column } of textsOf(all, form.layout)) {
    const value = GAP.test(text) ? null : numberIn(text, form);
    if (typeof value === "object" && value !== null) return { wrong: wrongNumber(value.why, column, text.slice(0, 40)) };
    values.push(value);
  }
  while (values.length > 0 && values.at(-1) === null) values.pop();
  return { values };
}

function textsOf(all: readonly string[], { id, values, end, frequency }: Layout): { text: string; column: number }[] {
  return all.flatMap((cell, i) =>
    i < values || i >= end || i === id || i === frequency ? [] : apart(cell).map((text) => ({ text, column: i + 1 })),
  );
}

type NotRead = { readonly why: "word" | "marks" | "large" };

/** One file has one decimal mark: where both stand, one of them parts thousands, and nobody can say which. */
function numberIn(text: string, form: Form): number | NotRead {
  const isComma = form.delimiter === ";" && COMMA_NUMBER.test(text);
  if (!isComma && !NUMBER.test(text)) return { why: "word" };
  const mark = isComma ? "," : text.includes(".") ? "." : null;
  if (mark && form.mark && mark !== form.mark) return { why: "marks" };
  form.mark ??= mark;
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : { why: "large" };
}

function wrongNumber(why: NotRead["why"], column: number, text: string): Words {
  if (why === "large") return [`第 ${column} 列的数太大`, `the number in column ${column} is too large`];
  if (why === "marks")
    return [`第 ${column} 列“${text}”的小数点和前面的不一样；请统一用点或逗号，不带千分位`, `column ${column} "${text}" has another decimal mark than before; use one, point or comma, and no thousands separators`]; // prettier-ignore
  return [
    `第 ${column} 列“${text}”不是数字；请只写数字（不带千分位和单位），缺的值留空`,
    `column ${column} "${text}" is not a number; write plain numbers without separators or units, and leave gaps empty`,
  ];
}

const refused = (row: number, id: string, zh: string, en: string): SeriesRow => ({ row, id, error: problem(row, zh, en) });

export const problem = (row: number, zh: string, en: string) => `第 ${row} 行：${zh} / row ${row}: ${en}`;
