import { isMissing, type Column, type Outcome } from "./table.ts";
import { aucOf } from "./quality.ts";

/** Why a column is not used. Shares 0–1. */
export type LeftOut = { readonly name: string } & (
  | { readonly why: "constant" | "mostly-empty" | "identifier" | "too-many-values" | "free-text" | "said-so" }
  /** Filled in when a case is closed and not before: the open ones have next to none. */
  | { readonly why: "filled-after"; readonly closed: number; readonly open: number }
  /** Filled in for one outcome and not for the other. */
  | { readonly why: "filled-for-one"; readonly won: number; readonly lost: number }
  /** Alone tells won from lost nearly always: it says what happened. */
  | { readonly why: "tells-the-outcome"; readonly auc: number }
  /** By its name about the end of a case, and nothing shows that it is known before. */
  | { readonly why: "named-after-the-end" }
);

const FILLED_MIN = 0.05;
const OPEN_MIN = 20;
const ONE_SIDED = 0.5;
const TELLS = 0.97;
const MINORITY_MIN = 20;
const LEVEL_MIN = 20;

/** Columns that may not be used, or are of no use; null: it may. Only what is known before the end of a case can say how it will end. */
export function leftOut(column: Column, outcomes: readonly Outcome[]): LeftOut | null {
  const { name } = column;
  const closed = outcomes.flatMap((one, i) => (one === null ? [] : [i]));
  const open = outcomes.flatMap((one, i) => (one === null ? [i] : []));
  const filled = (of: readonly number[]) => (of.length === 0 ? 0 : of.filter((i) => !isMissing(column, i)).length / of.length);
  const [inClosed, inOpen] = [filled(closed), filled(open)];
  if (inClosed < FILLED_MIN) return { name, why: "mostly-empty" };
  if (open.length >= OPEN_MIN && inClosed >= 0.5 && inOpen <= 0.1 * inClosed) return { name, why: "filled-after", closed: inClosed, open: inOpen };
  const [won, lost] = [1, 0].map((side) => filled(closed.filter((i) => outcomes[i] === side)));
  if (Math.abs(won! - lost!) >= ONE_SIDED) return { name, why: "filled-for-one", won: won!, lost: lost! };
  const useless = uselessOf(column, closed);
  if (useless) return { name, why: useless };
  const auc = aloneOf(column, closed, outcomes);
  if (auc !== null && auc >= TELLS) return { name, why: "tells-the-outcome", auc };
  const isKnownBefore = open.length >= OPEN_MIN && inOpen >= 0.5;
  return isAboutTheEnd(name) && !isKnownBefore ? { name, why: "named-after-the-end" } : null;
} // prettier-ignore

const END =
  /clos(?:e|ed|ing)|\bend(?:ed)?_?(?:date|day|time)|won|lost|loss|reason|结案|关闭|關閉|赢单|输单|丢单|丢失|成交日|成交时|原因|贏單|輸單|丟單/i;
const EXPECTED = /expect|plan|forecast|target|estimat|预计|预期|计划|預計|預期|計劃/i;
const isAboutTheEnd = (name: string): boolean => END.test(name) && !EXPECTED.test(name);

function uselessOf(column: Column, closed: readonly number[]): "constant" | "identifier" | "too-many-values" | "free-text" | null {
  const counts = new Map<string | number, number>();
  let letters = 0;
  for (const i of closed) {
    const value = column.values[i];
    if (isMissing(column, i) || value === undefined || value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    letters += typeof value === "string" ? value.length : 0;
  }
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (counts.size <= 1 && all === closed.length) return "constant";
  if (column.kind === "day") return null;
  if (column.kind === "number") return isNumbered([...counts.keys()] as number[], all) ? "identifier" : null;
  if (counts.size > 0.9 * all && all >= LEVEL_MIN) return letters / all > 40 ? "free-text" : "identifier";
  return Math.max(...counts.values()) < LEVEL_MIN && counts.size > 5 ? "too-many-values" : null;
}

/** Whole numbers, each once, standing close: a running number. */
function isNumbered(values: readonly number[], all: number): boolean {
  if (values.length < all || all < LEVEL_MIN || !values.every(Number.isInteger)) return false;
  const span = values.reduce((most, one) => Math.max(most, one), -Infinity) - values.reduce((least, one) => Math.min(least, one), Infinity);
  return span < 3 * all;
}

/** AUC of the column alone, whichever way it points; a category by the share won of its members in the other half. Null with too few of one outcome. */
function aloneOf(column: Column, closed: readonly number[], outcomes: readonly Outcome[]): number | null {
  const inside = closed.filter((i) => !isMissing(column, i));
  const won = inside.map((i) => outcomes[i]!);
  const wins = won.filter((one) => one === 1).length;
  if (Math.min(wins, won.length - wins) < MINORITY_MIN) return null;
  const auc = aucOf(column.kind === "category" ? sharesOf(column.values, inside, won) : inside.map((i) => column.values[i] as number), won);
  return Math.max(auc, 1 - auc);
}

/** The share won among the cases of the same word in the other half, so that no case speaks for itself. */
function sharesOf(values: readonly (string | null)[], inside: readonly number[], won: readonly number[]): number[] {
  const base = won.reduce((sum, one) => sum + one, 0) / won.length;
  const halves = [0, 1].map((half) => {
    const sums = new Map<string, { n: number; wins: number }>();
    inside.forEach((i, at) => {
      if (at % 2 !== half) return;
      const known = sums.get(values[i]!) ?? { n: 0, wins: 0 };
      sums.set(values[i]!, { n: known.n + 1, wins: known.wins + won[at]! });
    });
    return sums;
  });
  return inside.map((i, at) => {
    const { n, wins } = halves[1 - (at % 2)]!.get(values[i]!) ?? { n: 0, wins: 0 };
    return (wins + base) / (n + 1);
  });
}
