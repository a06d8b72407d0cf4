import { dayNumber, type Day } from "../../base/date.ts";
import type { Names } from "../../formula/check.ts";
import { compare, exact, exactOf, type Exact } from "../../formula/exact.ts";
import type { Type } from "../../formula/syntax.ts";
import { amountOf, dayFrom } from "../../imports/cells.ts";
import { canonical } from "../language/names.ts";
import type { Cells } from "./facts.ts";
import type { Row } from "./tables.ts";

export type CellProblem = { readonly code: string; readonly values: Readonly<Record<string, string | number>> };
export type CellRead = Exact | string | boolean | null | { readonly problem: CellProblem };

export const isProblem = (read: CellRead): read is { readonly problem: CellProblem } =>
  typeof read === "object" && read !== null && "problem" in read;

/** Reads one cell as its declared type; an empty one is missing. Nothing is guessed: what cannot be read is said. */
export function cellOf(text: string, type: Type, column: string): CellRead {
  const flat = text.trim();
  if (flat === "") return null;
  const found = readers[type](flat);
  return found ?? { problem: { code: `cell-not-${type}`, values: { column, value: flat.slice(0, 60) } } };
}

const readers: Readonly<Record<Type, (text: string) => Exact | string | boolean | null>> = {
  amount: amount,
  rate: rate,
  number: (text) => exactOf(text.replace(/,(?=\d{3}(\D|$))/g, "")),
  text: (text) => text,
  day: (text) => dayAsNumber(dayFrom(text)),
  boolean: (text) => (/^(yes|true|1|是|y)$/i.test(text) ? true : /^(no|false|0|否|n)$/i.test(text) ? false : null),
};

function amount(text: string): Exact | null {
  const money = amountOf(text);
  return money === null ? exactOf(text) : exact(money, 10_000n);
}

/** "5%" or the fraction 0.05. Without the sign anything from 10 on is refused: 90 is no rate anybody means. */
function rate(text: string): Exact | null {
  const percent = /^(.+?)\s?[%％]$/.exec(text);
  const value = exactOf(percent ? percent[1]! : text);
  if (!value) return null;
  if (percent) return exact(value.n, value.d * 100n);
  return compare(value, exact(10n)) < 0 ? value : null;
}

export const dayAsNumber = (day: Day | null): Exact | null => (day === null ? null : exact(BigInt(dayNumber(day))));

/** A row's cells by canonical column names. */
export function columnsOf({ cells }: Row): Readonly<Record<string, string>> {
  const columns: Record<string, string> = {};
  for (const name in cells) columns[canonical(name.trim())] = cells[name]!;
  return columns;
}

/** Reads what the plan declares of a row; the rest is named as ignored. */
export function typedCells(
  columns: Readonly<Record<string, string>>,
  names: Names,
  own: readonly string[],
): { readonly cells: Cells; readonly problems: readonly CellProblem[]; readonly ignored: readonly string[] } {
  const cells: Record<string, Exact | string | boolean | null> = {};
  const problems: CellProblem[] = [];
  const ignored: string[] = [];
  for (const column in columns) {
    if (own.includes(column)) continue;
    if (!Object.hasOwn(names, column)) ignored.push(column);
    else {
      const read = cellOf(columns[column]!, names[column]!, column);
      if (isProblem(read)) problems.push(read.problem);
      else cells[column] = read;
    }
  }
  return { cells, problems, ignored };
}
