import { createReadStream } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { CommandError } from "./command.ts";

/** One row of a file of series: its number in the file, its name, its values, and its cycle where a column says one; or what is wrong with it. */
export type SeriesRow =
  | { readonly row: number; readonly id: string; readonly values: (number | null)[]; readonly frequency?: number }
  | { readonly row: number; readonly id: string; readonly error: string };

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const GAP = /^(?:|na|n\/a|nan|null|-)$/i;

/** Rows of a CSV file, or of standard input for "-", one at a time: a file of any length is read as it is answered. */
export async function* seriesRows(file: string): AsyncGenerator<SeriesRow> {
  const input = file === "-" ? process.stdin : createReadStream(file, "utf8");
  yield* rowsOf(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), file);
}

/**
 * Rows of lines: `id, values …`, each value in a cell, or all of them in one (`id,"1 2 3"`). The first line may be a heading; one that names a
 * column `values` says where they begin, and may name a `frequency`. Blank lines are passed over; cells after the last value do not count.
 */
export async function* rowsOf(lines: AsyncIterable<string> | Iterable<string>, name = "-"): AsyncGenerator<SeriesRow> {
  let row = 0;
  let delimiter: string | undefined;
  let layout: Layout = { id: 0, values: 1, frequency: -1 };
  try {
    for await (const line of lines) {
      row += 1;
      const text = row === 1 ? line.replace(/^\uFEFF/, "") : line;
      if (text.trim() === "") continue;
      delimiter ??= [",", ";", "\t"].find((each) => text.includes(each)) ?? ",";
      const cells = cellsOf(text, delimiter);
      if (!cells) yield { row, id: "", error: problem(row, "引号没有闭合，请检查这一行", "a quote is never closed; check this line") };
      else if (row === 1 && isHeading(cells)) layout = layoutOf(cells) ?? layout;
      else yield rowOf(row, cells, layout);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new CommandError(`读不了文件 / cannot read the file: ${name} (${(error as NodeJS.ErrnoException).code})`);
  }
}

const HEADING = /^(?:id|name|series|unique_id|名称|名稱|编号|編號|序列)$/i;

/** A heading names its first column as such, or has no number after it. */
function isHeading([first = "", ...rest]: readonly string[]): boolean {
  return HEADING.test(first) || (rest.every((cell) => !NUMBER.test(cell)) && rest.some((cell) => !GAP.test(cell)));
}

/** The columns a heading names. */
type Layout = { readonly id: number; readonly values: number; readonly frequency: number };

function layoutOf(heading: readonly string[]): Layout | null {
  const at = (name: RegExp) => heading.findIndex((cell) => name.test(cell));
  const values = at(/^(?:values?|数值|數值|值)$/i);
  return values < 0 ? null : { id: Math.max(0, at(HEADING)), values, frequency: at(/^(?:frequency|周期|週期)$/i) };
}

/** Values that share a cell stand apart by blanks, semicolons or strokes. */
const apart = (cell: string): string[] => (NUMBER.test(cell) || GAP.test(cell) ? [cell] : cell.split(/[\s;|]+/));

function rowOf(row: number, all: readonly string[], layout: Layout): SeriesRow {
  const id = all[layout.id] ?? "";
  const cells = all.slice(layout.values).flatMap(apart);
  const frequency = Number(all[layout.frequency]);
  const bad = cells.findIndex((cell) => !GAP.test(cell) && !NUMBER.test(cell));
  if (bad >= 0) {
    const [column, text] = [bad + 2, cells[bad]!.slice(0, 40)];
    const zh = `第 ${column} 列“${text}”不是数字；请只写数字（不带千分位和单位），缺的值留空`;
    const en = `column ${column} "${text}" is not a number; write plain numbers without separators or units, and leave gaps empty`;
    return { row, id, error: problem(row, zh, en) };
  }
  const values = cells.map((cell) => (GAP.test(cell) ? null : Number(cell)));
  while (values.length > 0 && values.at(-1) === null) values.pop();
  const infinite = values.findIndex((value) => value !== null && !Number.isFinite(value));
  if (infinite >= 0) {
    const column = infinite + 2;
    return { row, id, error: problem(row, `第 ${column} 列的数太大`, `the number in column ${column} is too large`) };
  }
  return { row, id, values, ...(Number.isInteger(frequency) && frequency > 0 && { frequency }) };
}

export const problem = (row: number, zh: string, en: string) => `第 ${row} 行：${zh} / row ${row}: ${en}`;

/** Cells of one line; null when a quote is never closed. */
function cellsOf(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (let i = 0; i < line.length; i += 1) {
    const sign = line[i]!;
    if (sign === '"' && isQuoted && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (sign === '"') {
      isQuoted = !isQuoted;
    } else if (sign === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += sign;
    }
  }
  return isQuoted ? null : [...cells, cell.trim()];
}
