import { dayFromNumber } from "#core/base/date.ts";
import type { Trained } from "#core/win-probability/win-probability.ts";
import { wordsIn } from "#server/words.ts";
import { languageOfShell } from "./language.ts";

export type Report = ReturnType<typeof reportOf>;

/** What `--json` prints: the verdict with everything it rests on. */
export function reportOf(
  column: string,
  { positive, negative, isGuessed }: { readonly positive: string; readonly negative: string; readonly isGuessed: boolean },
  trained: Trained,
  nameOf: (row: number) => { readonly row: number; readonly id: string | null },
) {
  const { closed, won, open, baseRate, verdict, lacks, split, trainedOn, quality, used, leftOut, weights, scores } = trained;
  return {
    outcome: { column, positive, negative, guessed: isGuessed, closed, won, open, baseRate },
    verdict: verdict === "model" ? "model" : "not-enough-evidence",
    why: verdict === "model" ? null : lacks === "columns" ? "no-columns" : verdict,
    validation: {
      split: split.by === "time" ? { by: split.by, column: split.column, from: dayFromNumber(split.from) } : split,
      trainedOn,
      ...quality,
    },
    used,
    leftOut,
    weights,
    scores: scores.map(({ row, probability, because }) => ({ ...nameOf(row), probability, because })),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const WEIGHTS = 12;
const SCORES = 20;

/** The report for people: verdict first, then what it rests on. */
export function scoreText({ outcome, verdict, why, validation, used, leftOut, weights, scores }: Report): string[] {
  const { text } = wordsIn(languageOfShell());
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) => text({ key: `odds.${key}`, values });
  const { split, trainedOn, n, auc, aucLow, aucHigh, brier, brierOfBase, bins } = validation;
  const shares = (one: object) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, typeof value === "number" ? percent(value) : String(value)])); // prettier-ignore
  const checked =
    n === undefined
      ? []
      : [
          say(split.by === "time" ? "checked-by-time" : "checked-by-number", { ...(split.by === "time" && split), trained: trainedOn, tested: n }),
          say("auc", { auc: auc!.toFixed(3), low: aucLow!.toFixed(3), high: aucHigh!.toFixed(3) }),
          say("brier", { brier: brier!.toFixed(4), base: brierOfBase!.toFixed(4) }),
          ...(bins ?? []).map((bin) => `  ${percent(bin.predicted)} → ${percent(bin.rate)}  (${percent(bin.low)}–${percent(bin.high)}, n=${bin.n})`),
        ]; // prettier-ignore
  const { column, positive, negative } = outcome;
  return [
    ...(outcome.guessed ? [say("guessed", { column, positive, negative })] : []),
    say("rows", { closed: outcome.closed, won: outcome.won, open: outcome.open, base: percent(outcome.baseRate) }),
    say(verdict === "model" ? "verdict.model" : `verdict.${why}`),
    ...checked,
    say("used", { columns: used.join(", ") || "—" }),
    ...leftOut.map(({ name, ...rest }) => `  × ${name}: ${say(`out.${rest.why}`, shares(rest))}`),
    ...weights.slice(0, WEIGHTS).map(({ name, said, weight }) => `  ${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)}  ${name}${said ? ` = ${said}` : ""}`),
    ...scores.slice(0, SCORES).map(({ row, id, probability }) => `${percent(probability).padStart(6)}  ${id ?? `#${row}`}`),
  ]; // prettier-ignore
}
