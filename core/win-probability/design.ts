import { dayFromNumber } from "../base/date.ts";
import type { Sparse } from "./logistic.ts";
import { isMissing, type Column } from "./table.ts";

/** What the model sees of a column: one place for a number, one for each word, one for "missing". */
type Coder = {
  readonly name: string;
  readonly width: number;
  code(row: number): readonly (readonly [place: number, value: number])[];
  said(place: number): string;
};
export type Design = {
  readonly width: number;
  readonly names: readonly string[];
  row(at: number): Sparse;
  partOf(place: number): { name: string; said: string };
};

const LEVELS = 30;
const LEVEL_MIN = 20;

/** Learnt from the rows of the training alone: means, spreads and the words that are frequent enough; what is met later and is none of them is "other". */
export function designOf(columns: readonly Column[], training: readonly number[]): Design {
  const coders = columns.flatMap((column) => codersOf(column, training));
  const starts = coders.map((_, i) => coders.slice(0, i).reduce((sum, { width }) => sum + width, 0));
  const owner = coders.flatMap((coder, i) => Array.from({ length: coder.width }, (_, place) => ({ coder, place, i })));
  return {
    width: owner.length,
    names: [...new Set(coders.map(({ name }) => name))],
    row(at) {
      const cells = coders.flatMap((coder, i) => coder.code(at).map(([place, value]) => [starts[i]! + place, value] as const)).filter(([, value]) => value !== 0);
      return { at: Int32Array.from(cells, ([place]) => place), value: Float64Array.from(cells, ([, value]) => value) };
    },
    partOf: (place) => ({ name: owner[place]!.coder.name, said: owner[place]!.coder.said(owner[place]!.place) }),
  };
} // prettier-ignore

function codersOf(column: Column, training: readonly number[]): Coder[] {
  if (column.kind === "category") return [wordCoder(column.name, (row) => column.values[row] ?? null, training)];
  const missing = training.filter((row) => isMissing(column, row)).length;
  const marks = missing >= LEVEL_MIN && training.length - missing >= LEVEL_MIN ? [missingCoder(column)] : [];
  if (column.kind === "number") return [numberCoder(column, training), ...marks];
  // A day by itself only says how old a case is; the month it falls in may come again.
  return [wordCoder(column.name, (row) => (isMissing(column, row) ? null : dayFromNumber(column.values[row]!).slice(5, 7)), training), ...marks];
} // prettier-ignore

/** Standardised; what grows by powers of ten as its logarithm. A missing number stands at the mean, and its own mark says so. */
function numberCoder(column: Column & { kind: "number" | "day" }, training: readonly number[]): Coder {
  const known = training.filter((row) => !isMissing(column, row)).map((row) => column.values[row]!);
  const sorted = known.toSorted((a, b) => a - b);
  const [least, middle, most] = [sorted[0] ?? 0, sorted[sorted.length >> 1] ?? 0, sorted.at(-1) ?? 0];
  const isWide = least >= 0 && most > 20 * Math.max(middle, 1e-9);
  const shape = (x: number) => (isWide ? Math.log1p(x) : x);
  const mean = known.reduce((sum, x) => sum + shape(x), 0) / (known.length || 1);
  const spread = Math.sqrt(known.reduce((sum, x) => sum + (shape(x) - mean) ** 2, 0) / (known.length || 1)) || 1;
  const held = (z: number) => Math.max(-5, Math.min(5, z));
  return {
    name: column.name,
    width: 1,
    code: (row) => (isMissing(column, row) ? [] : [[0, held((shape(column.values[row]!) - mean) / spread)]]),
    said: () => "",
  };
}

const missingCoder = (column: Column): Coder => ({
  name: column.name,
  width: 1,
  code: (row) => (isMissing(column, row) ? [[0, 1]] : []),
  said: () => "∅",
});

/** The thirty most frequent words with twenty cases at least; the last place is every other one. */
function wordCoder(name: string, wordOf: (row: number) => string | null, training: readonly number[]): Coder {
  const counts = new Map<string, number>();
  for (const row of training) counts.set(wordOf(row) ?? "∅", (counts.get(wordOf(row) ?? "∅") ?? 0) + 1);
  const frequent = [...counts].filter(([, n]) => n >= LEVEL_MIN).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, LEVELS); // prettier-ignore
  const places = new Map(frequent.map(([word], place) => [word, place]));
  return {
    name,
    width: frequent.length + 1,
    code: (row) => [[places.get(wordOf(row) ?? "∅") ?? frequent.length, 1]],
    said: (place) => frequent[place]?.[0] ?? "…",
  };
}
