import { dayNumber } from "../base/date.ts";
import { dayFrom } from "../imports/cells.ts";

/** A table as it comes: texts by row, null where a cell is empty. */
export type Table = { readonly names: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] };

/** One column read as what it is. Numbers and days (days since 1970) are NaN where they are missing, categories null. */
export type Column =
  | { readonly name: string; readonly kind: "number" | "day"; readonly values: Float64Array }
  | { readonly name: string; readonly kind: "category"; readonly values: readonly (string | null)[] };

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** So much of what is filled must read as a number or a day; the rest counts as missing. */
const READS = 0.95;

/** 1 won, 0 lost, null neither yet. */
export type Outcome = 0 | 1 | null;

export const columnOf = (table: Table, at: number): Column => {
  const name = table.names[at]!;
  const cells = table.rows.map((row) => row[at] ?? null);
  const filled = cells.filter((cell) => cell !== null);
  const reads = (read: (cell: string) => number | null) => filled.filter((cell) => read(cell) !== null).length >= READS * filled.length;
  const values = (read: (cell: string) => number | null) => Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : (read(cell) ?? Number.NaN))); // prettier-ignore
  if (filled.length > 0 && reads(numberIn)) return { name, kind: "number", values: values(numberIn) };
  if (filled.length > 0 && reads(dayIn)) return { name, kind: "day", values: values(dayIn) };
  return { name, kind: "category", values: cells };
};

/** "1,200.50" and "35%" are numbers; what is too large to reckon with is none. */
function numberIn(cell: string): number | null {
  const text = cell.replace(/^(-?\d{1,3})((?:,\d{3})+)(\.\d+)?$/, (all) => all.replaceAll(",", "")).replace(/%$/, "");
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= 1e15 ? value : null;
}

function dayIn(cell: string): number | null {
  const day = dayFrom(cell.replace(/[T ]\d{1,2}:\d{2}.*$/, ""));
  return day === null ? null : dayNumber(day);
}

export const isMissing = (column: Column, row: number): boolean =>
  column.kind === "category" ? column.values[row] === null : Number.isNaN(column.values[row]!);

const won = /^(?:won|win|yes|y|true|1|success|converted|closed won|赢|赢单|已赢单|成交|是|赢單|贏單|贏)$/i;
const lost = /^(?:lost|loss|no|n|false|0|failed|failure|closed lost|输|输单|已输单|丢单|否|未成交|輸單|輸)$/i;

export type Classes =
  /** Guessed: neither value was asked for or is a usual word for a win or a loss. */
  | {
      readonly kind: "classes";
      readonly positive: string;
      readonly negative: string;
      readonly isGuessed: boolean;
      readonly outcomes: readonly Outcome[];
    }
  | { readonly kind: "one-class"; readonly value: string }
  | { readonly kind: "unclear"; readonly values: readonly string[] }
  | { readonly kind: "not-there"; readonly value: string }
  | { readonly kind: "same"; readonly value: string };

/**
 * Which value of the outcome is a win and which a loss: as asked, else by the usual words; of exactly two values the rarer is taken for what is
 * looked for. Every other value, and an empty cell, is a row that is still open.
 */
export function classesOf(cells: readonly (string | null)[], positive?: string, negative?: string): Classes {
  if (positive !== undefined && positive === negative) return { kind: "same", value: positive };
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const missing = [positive, negative].find((one) => one !== undefined && !counts.has(one));
  if (missing !== undefined) return { kind: "not-there", value: missing };
  if (counts.size < 2) return { kind: "one-class", value: [...counts.keys()][0] ?? "" };
  const { yes, no, isGuessed } = sidesOf(counts, positive, negative);
  if (yes === undefined || no === undefined) return { kind: "unclear", values: [...counts.keys()].slice(0, 12) };
  const outcomes = cells.map((cell): Outcome => (cell === yes ? 1 : cell === no ? 0 : null));
  return { kind: "classes", positive: yes, negative: no, isGuessed, outcomes };
}

type Sides = { readonly yes: string | undefined; readonly no: string | undefined; readonly isGuessed: boolean };

function sidesOf(counts: ReadonlyMap<string, number>, positive: string | undefined, negative: string | undefined): Sides {
  const values = [...counts.keys()].toSorted((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1));
  const wordFor = (usual: RegExp, taken?: string) => [...counts.keys()].find((value) => value !== taken && usual.test(value));
  const other = (taken: string | undefined) => (values.length === 2 ? values.find((value) => value !== taken) : undefined);
  const win = positive ?? wordFor(won, negative);
  const loss = negative ?? wordFor(lost, positive);
  const yes = win ?? other(loss);
  return { yes, no: loss ?? other(yes), isGuessed: win === undefined && loss === undefined };
}
