import {
  benjaminiHochberg,
  mean,
  meanDifference,
  spearman,
  withinSlope,
  type Estimate,
  type NoAnswer,
  type Observation,
} from "./association.ts";

/** One seller over the days looked at: result and behaviours; null where a behaviour has nothing to be measured on. */
export type Seller = { readonly id: string; readonly result: number; readonly habits: Readonly<Record<string, number | null>> };

/** A habit of the best quarter against the rest, or why nothing can be said. */
export type Contrast = {
  readonly habit: string;
  readonly top: { readonly mean: number | null; readonly n: number };
  readonly rest: { readonly mean: number | null; readonly n: number };
  readonly difference: Estimate | NoAnswer;
  /** Adjusted for the number of habits asked about; null where there is no difference to test. */
  readonly q: number | null;
};

/** Fewer sellers than this make no top quarter of three, and two values have no spread worth an interval. */
export const sellersMin = 12;

/**
 * The quarter with the best result against the rest, habit by habit: Welch's difference with its interval, and the
 * Benjamini–Hochberg value over all habits. The most telling first. Null below {@link sellersMin} sellers. It tells what
 * goes along with a good result, not what makes one.
 */
export function topVersusRest(sellers: readonly Seller[]): Contrast[] | null {
  if (sellers.length < sellersMin) return null;
  const sorted = sellers.toSorted((a, b) => b.result - a.result || (a.id < b.id ? -1 : 1));
  const cut = Math.round(sorted.length / 4);
  const [top, rest] = [sorted.slice(0, cut), sorted.slice(cut)];
  const names = [...new Set(sellers.flatMap((one) => Object.keys(one.habits)))].sort();
  const found = names.map((habit) => {
    const [a, b] = [valuesOf(top, habit), valuesOf(rest, habit)];
    const difference = Math.min(a.length, b.length) < 3 ? ({ why: "too-few" } as const) : meanDifference(a, b);
    return { habit, top: summary(a), rest: summary(b), difference };
  });
  return adjusted(found, (one) => one.difference).toSorted((a, b) => (a.q ?? 2) - (b.q ?? 2));
}

const valuesOf = (sellers: readonly Seller[], habit: string): number[] =>
  sellers.flatMap(({ habits }) => (habits[habit] === null || habits[habit] === undefined ? [] : [habits[habit]]));
const summary = (values: readonly number[]) => ({ mean: values.length > 0 ? mean(values) : null, n: values.length });

/** A habit and the result over people and months, by ranks and within people and months. */
export type LinkOf = { readonly habit: string; readonly rows: readonly Observation[] };
export type Tested = {
  readonly habit: string;
  readonly by: "ranks" | "within";
  readonly estimate: Estimate | NoAnswer;
  readonly q: number | null;
};

/** Both tests of every habit, all of them counted when p-values are adjusted. */
export function links(all: readonly LinkOf[]): Tested[] {
  const found = all.flatMap(({ habit, rows }) => {
    const people = [...Map.groupBy(rows, (row) => row.unit).values()];
    const [xs, ys] = [people.map((list) => mean(list.map((row) => row.x))), people.map((list) => mean(list.map((row) => row.y)))];
    return [
      { habit, by: "ranks" as const, estimate: spearman(xs, ys) },
      { habit, by: "within" as const, estimate: withinSlope(rows) },
    ];
  });
  return adjusted(found, (one) => one.estimate);
}

function adjusted<T extends object>(list: readonly T[], of: (one: T) => Estimate | NoAnswer): (T & { q: number | null })[] {
  const ps = list.flatMap((one) => {
    const found = of(one);
    return "why" in found ? [] : [found.p];
  });
  const qs = benjaminiHochberg(ps);
  let next = 0;
  return list.map((one) => ({ ...one, q: "why" in of(one) ? null : qs[next++]! }));
}
