import { designOf, type Design } from "./design.ts";
import { leftOut, type LeftOut } from "./guard.ts";
import { fitLogistic, logOddsOf, probabilityOf, type Model, type Sparse } from "./logistic.ts";
import { qualityOf, single, type Quality } from "./quality.ts";
import type { Column, Outcome } from "./table.ts";

/** What a score rests on: a column and its word or number, and by how many log odds it moves the case from the average. */
export type Because = { readonly name: string; readonly said: string; readonly moves: number };
export type Score = { readonly row: number; readonly probability: number; readonly because: readonly Because[] };
export type Weight = { readonly name: string; readonly said: string; readonly weight: number };

export type Trained = {
  readonly closed: number;
  readonly won: number;
  readonly open: number;
  readonly baseRate: number;
  readonly used: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** How the cases of the test were chosen: the latest by a column of days, or every third by number where there is no day. */
  readonly split: { readonly by: "time"; readonly column: string; readonly from: number } | { readonly by: "number" };
  readonly trainedOn: number;
  readonly quality: Quality | null;
  /** "few": too few cases to learn or to check from. "chance": no better than saying the base rate to everybody. */
  readonly verdict: "model" | "few" | "chance";
  /** What "few" are too few: cases, or, where there would be cases enough, usable columns: there is none. */
  readonly lacks: "cases" | "columns" | null;
  /** Heaviest first; empty without a model. */
  readonly weights: readonly Weight[];
  /** Of the open cases, the likeliest first. Without a model everybody has the base rate, and no reason. */
  readonly scores: readonly Score[];
};

/**
 * `time`: the column of days the split goes by, used for that even where it is left out as a reason. `group`: rows of the same case (a deal seen on
 * several days) stay together where rows are stirred, and count once where evidence is weighed; by time they stay together if the day is the case's own.
 */
export type Asked = { readonly columns: readonly Column[]; readonly outcomes: readonly Outcome[]; readonly time?: string; readonly without?: readonly string[]; readonly group?: ArrayLike<number> }; // prettier-ignore

const TRAINING_MINORITY_MIN = 30;
const TEST_MINORITY_MIN = 20;
const TEST_SHARE = 0.3;
const RIDGES = [1, 3, 10, 30, 100, 300];
const REASONS = 3;

/**
 * A win probability learnt from closed cases, checked on later ones it has not seen, and kept only when it is better than the base rate there: the
 * interval of its AUC above one half, and a smaller Brier score. Columns that are known only afterwards are left out first. Logistic regression
 * with a ridge chosen, and calibrated (Platt 1999), by threes within the training. Nothing is random. Cost: rows × (cells a row)² for each of
 * some forty fits.
 */
export function train({ columns, outcomes, time, without = [], group }: Asked): Trained {
  const closed = outcomes.flatMap((one, i) => (one === null ? [] : [i]));
  const open = outcomes.flatMap((one, i) => (one === null ? [i] : []));
  const judged = columns.map((column) => ({ column, out: without.includes(column.name) ? ({ name: column.name, why: "said-so" } as const) : leftOut(column, outcomes) }));
  const usable = judged.flatMap(({ column, out }) => (out ? [] : [column]));
  const { training, test, split } = splitOf(time === undefined ? usable : columns, closed, time, group);
  const won = (rows: readonly number[]) => rows.map((i) => outcomes[i]!);
  const casesOf = (rows: readonly number[]) => casesIn(rows, outcomes, group);
  const wins = sumOf(won(closed));
  const about = {
    closed: closed.length, won: wins, open: open.length, baseRate: closed.length === 0 ? 0 : wins / closed.length,
    used: usable.map(({ name }) => name), leftOut: judged.flatMap(({ out }) => out ?? []), split, trainedOn: training.length,
  };
  const plain = open.map((row): Score => ({ row, probability: about.baseRate, because: [] }));
  const [learntFrom, checkedOn] = [casesOf(training), casesOf(test)];
  const isFew = Math.min(learntFrom.won, learntFrom.lost) < TRAINING_MINORITY_MIN || Math.min(checkedOn.won, checkedOn.lost) < TEST_MINORITY_MIN;
  if (isFew || usable.length === 0) return { ...about, quality: null, verdict: "few", lacks: isFew ? "cases" : "columns", weights: [], scores: plain };
  const learnt = learn(usable, training, outcomes, group);
  const quality = qualityOf(test.map((row) => learnt.predict(row)), won(test), sumOf(won(training)) / training.length, checkedOn);
  if (quality.aucLow <= 0.5 || quality.brier >= quality.brierOfBase) return { ...about, quality, verdict: "chance", lacks: null, weights: [], scores: plain };
  const whole = learn(usable, closed, outcomes, group);
  return { ...about, quality, verdict: "model", lacks: null, weights: whole.weights(), scores: open.map((row) => whole.score(row)).sort((a, b) => b.probability - a.probability || a.row - b.row) };
} // prettier-ignore

const sumOf = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0);

/** Different cases won and lost behind some rows. */
function casesIn(
  rows: readonly number[],
  outcomes: readonly Outcome[],
  group: ArrayLike<number> | undefined,
): { won: number; lost: number } {
  const of = (outcome: Outcome) => new Set(rows.filter((i) => outcomes[i] === outcome).map((i) => (group ? group[i]! : i))).size;
  return { won: of(1), lost: of(0) };
}

type Split = { readonly training: readonly number[]; readonly test: readonly number[]; readonly split: Trained["split"] };

/** The latest three tenths by the day asked for, or by the column of days that is filled best and lies earliest; days are never torn apart. */
function splitOf(columns: readonly Column[], closed: readonly number[], time: string | undefined, group: ArrayLike<number> | undefined): Split {
  const days = columns.flatMap((column) => (column.kind === "day" ? [column] : [])).filter(({ name }) => time === undefined || name === time);
  const filled = days.map((column) => ({ column, known: closed.filter((i) => !Number.isNaN(column.values[i]!)) })).filter(({ known }) => known.length >= 0.9 * closed.length);
  const middle = ({ column, known }: (typeof filled)[number]) => known.map((i) => column.values[i]!).sort((a, b) => a - b)[known.length >> 1] ?? 0;
  const chosen = filled.toSorted((a, b) => middle(a) - middle(b))[0];
  if (!chosen) {
    const isTest = (i: number) => mixed(group ? group[i]! : i) % 10 < 10 * TEST_SHARE;
    return { training: closed.filter((i) => !isTest(i)), test: closed.filter(isTest), split: { by: "number" } };
  }
  const { values, name } = chosen.column;
  const sorted = chosen.known.map((i) => values[i]!).sort((a, b) => a - b);
  const from = sorted[Math.floor(sorted.length * (1 - TEST_SHARE))] ?? Infinity;
  return { training: chosen.known.filter((i) => values[i]! < from), test: chosen.known.filter((i) => values[i]! >= from), split: { by: "time", column: name, from } };
} // prettier-ignore

/** A number stirred, so that neighbours fall apart and the same number always falls alike. */
function mixed(n: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b) >>> 0;
  return (x ^ (x >>> 13)) >>> 0;
}

const FOLDS = 3;

/**
 * The model of some rows: the ridge chosen, and the calibration made, on predictions for rows the predicting model had not seen, each third by the
 * other two. All rows take part, so that the calibration moves nobody's average.
 */
function learn(columns: readonly Column[], rows: readonly number[], outcomes: readonly Outcome[], group: ArrayLike<number> | undefined) {
  const won = (of: readonly number[]) => of.map((i) => outcomes[i]!);
  const foldOf = (i: number) => mixed((group ? group[i]! : i) + 7) % FOLDS;
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const [inner, held] = [rows.filter((i) => foldOf(i) !== fold), rows.filter((i) => foldOf(i) === fold)];
    const design = designOf(columns, inner);
    return { design, inner, held, seen: inner.map((i) => design.row(i)), unseen: held.map((i) => design.row(i)) };
  });
  const held = won(folds.flatMap((fold) => fold.held));
  const tried = RIDGES.map((ridge) => {
    const odds = folds.flatMap(({ design, inner, seen, unseen }) => {
      const model = fitLogistic(seen, won(inner), design.width, ridge);
      return unseen.map((row) => logOddsOf(model, row));
    });
    return { ridge, odds, loss: lossOf(odds, held) };
  });
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
  const platt = fitLogistic(best.odds.map(single), held, 1, 1);
  const design = designOf(columns, rows);
  const all = rows.map((i) => design.row(i));
  return made(design, fitLogistic(all, won(rows), design.width, best.ridge), platt, all);
}

const lossOf = (odds: readonly number[], won: readonly number[]): number =>
  odds.reduce((sum, one, i) => sum - Math.log(won[i] === 1 ? probabilityOf(one) : 1 - probabilityOf(one)), 0);

function made(design: Design, model: Model, platt: Model, all: readonly Sparse[]) {
  const slope = Math.max(0, platt.weights[0]!);
  const mean = new Float64Array(design.width);
  for (const { at, value } of all) at.forEach((place, i) => (mean[place]! += value[i]! / all.length));
  const predict = (row: number) => probabilityOf(platt.intercept + slope * logOddsOf(model, design.row(row)));
  return {
    predict,
    score: (row: number): Score => ({ row, probability: predict(row), because: becauseOf(design, model, mean, slope, design.row(row)) }),
    weights: (): Weight[] => Array.from(model.weights, (weight, place) => ({ ...design.partOf(place), weight: slope * weight })).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  };
} // prettier-ignore

/** By column: what it adds to the log odds beyond what it adds for the average case. */
function becauseOf(design: Design, model: Model, mean: Float64Array, slope: number, { at, value }: Sparse): Because[] {
  const moves = new Map<string, Because>();
  const add = (place: number, by: number, isHere: boolean) => {
    const { name, said } = design.partOf(place);
    const known = moves.get(name) ?? { name, said: "", moves: 0 };
    moves.set(name, { name, said: isHere ? said : known.said, moves: known.moves + by });
  };
  model.weights.forEach((weight, place) => add(place, -slope * weight * mean[place]!, false));
  at.forEach((place, i) => add(place, slope * model.weights[place]! * value[i]!, true));
  return [...moves.values()].filter(({ moves: by }) => Math.abs(by) > 0.01).sort((a, b) => Math.abs(b.moves) - Math.abs(a.moves)).slice(0, REASONS); // prettier-ignore
}
