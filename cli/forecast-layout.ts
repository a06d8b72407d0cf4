/** A number as a file of series writes it, a gap, and a number with a decimal comma. */
export const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
export const GAP = /^(?:|na|n\/a|nan|null|-)$/i;
export const COMMA_NUMBER = /^[-+]?(?:\d+,\d*|,\d+)(?:[eE][-+]?\d+)?$/;

const ID = /^(?:id|name|series|unique_id|名称|名稱|编号|編號|序列)$/i;
const VALUES = /^(?:values?|数值|數值|值)$/i;
const FREQUENCY = /^(?:frequency|周期|週期)$/i;

/** Which column is what; `end` is the first after the values, `width` how many cells a row may then have. */
export type Layout = {
  readonly id: number;
  readonly values: number;
  readonly end: number;
  readonly frequency: number;
  readonly width: number;
};

export const plainLayout: Layout = { id: 0, values: 1, end: Infinity, frequency: -1, width: Infinity };

/** A heading names one of its columns as such, or has no number after the first. */
export function isHeading(cells: readonly string[]): boolean {
  const rest = cells.slice(1);
  if (ID.test(cells[0] ?? "") || cells.some((cell) => FREQUENCY.test(cell))) return true;
  return rest.every((cell) => GAP.test(cell) || !isNumbers(cell)) && rest.some((cell) => !GAP.test(cell));
}

/**
 * Columns by name, in any order. Values run from the column called so over those without a name, or with a numbered one (`v2`, `2026-02`), to the
 * next; where none is called so, they are what is neither id nor frequency.
 */
export function layoutOf(heading: readonly string[]): Layout {
  const at = (name: RegExp) => heading.findIndex((cell) => name.test(cell));
  const [values, frequency] = [at(VALUES), at(FREQUENCY)];
  const id = at(ID) >= 0 ? at(ID) : heading.findIndex((_, i) => i !== values && i !== frequency);
  if (values < 0) return { id, values: 0, end: Infinity, frequency, width: frequency > id ? heading.length : Infinity };
  const next = heading.findIndex((cell, i) => i > values && cell !== "" && !VALUES.test(cell) && !/\d/.test(cell));
  return { id, values, frequency, ...(next < 0 ? { end: Infinity, width: Infinity } : { end: next, width: heading.length }) };
}

/** Not by what stands most often: in `A;1,5;2,5` commas and semicolons are as many, and values that share a cell may stand apart by semicolons. */
export function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '""');
  const others = [";", "\t", "|"].filter((each) => bare.includes(each));
  if (!bare.includes(",")) return others[0] ?? ",";
  return others.find((each) => isApart(bare.split(each).map((cell) => cell.trim()))) ?? ",";
}

/** Commas only as decimal marks. */
const isApart = ([first = "", ...rest]: readonly string[]): boolean =>
  !first.includes(",") && rest.every((cell) => !cell.includes(",") || isNumbers(cell));

/** Values that share a cell stand apart by blanks, semicolons or strokes. */
export const apart = (cell: string): string[] => (NUMBER.test(cell) || GAP.test(cell) ? [cell] : cell.split(/[\s;|]+/));

const isNumbers = (cell: string): boolean => apart(cell).every((one) => NUMBER.test(one) || COMMA_NUMBER.test(one) || GAP.test(one));

/** Cells of one line; null when a quote is never closed. */
export function cellsOf(line: string, delimiter: string): string[] | null {
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
