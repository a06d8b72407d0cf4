import { compare, decimalText, exact, exactOf, fractionText, over, plus, roundedTo, times, ZERO, type Exact } from "../formula/exact.ts";
import { factorOf, SCORING_VERSION, type Factor } from "./scoring.ts";
import type { Grade, Kpi, Scheme } from "./scheme.ts";

/** What a KPI has to be scored with: values in the metric's own unit (yuan, fraction, count); null is missing, not zero. */
export type KpiInput = { readonly actual: Exact | null; readonly target: Exact | null };
export type Inputs = Readonly<Record<string, KpiInput>>; // by KPI code

export type WhyNot = "actual-missing" | "target-missing" | "target-not-positive" | "points-out-of-order";

/** One stored line: enough to recompute and to explain it. Fractions as text, "5/6". */
export type ScoreLine = {
  readonly code: string;
  readonly name: string;
  readonly metric: string;
  readonly scoring: string;
  readonly scoringVersion: number;
  readonly weight: string;
  /** After re-weighting; equal to `weight` when nothing is missing; null when this line itself is not calculable. */
  readonly weightUsed: string | null;
  readonly actual: string | null;
  readonly target: string | null;
  readonly raw: string | null;
  readonly factor: string | null;
  readonly isCapped: boolean;
  readonly score: string | null;
  readonly whyNot: WhyNot | null;
};

/** A scored 考核表. `score` is null when a line is not calculable and the scheme says to wait, or when no line is. */
export type Scorecard = {
  readonly scheme: string;
  readonly lines: readonly ScoreLine[];
  readonly score: string | null;
  readonly grade: string | null;
  readonly coefficient: string | null;
  readonly isReweighted: boolean;
};

/**
 * Scores one person: each line is weight × factor, the total their sum, rounded once by the scheme's rule (each line, or the
 * total). A line without data is not calculable: by the scheme's rule the whole waits, or the other weights are
 * scaled to 100; an unused weight never counts in a divisor.
 */
export function scorecard(scheme: Scheme, inputs: Inputs): Scorecard {
  const tried = scheme.kpis.map((kpi) => attempt(kpi, inputs[kpi.code]));
  const calculable = tried.filter((line) => line.factor !== null);
  const weightSum = calculable.reduce((sum, line) => plus(sum, line.kpi.weight), ZERO);
  const isReweighted = calculable.length < tried.length && calculable.length > 0;
  const isBlocked = calculable.length === 0 || (isReweighted && scheme.missing === "block");
  const lines = tried.map((line) => lineOf(scheme, line, isBlocked ? exact(100n) : weightSum));
  const score = isBlocked ? null : total(scheme, lines);
  const grade = score === null ? null : gradeAt(scheme, score);
  return {
    scheme: scheme.name,
    lines,
    score: score && decimalText(score, scheme.rounding.digits),
    grade: grade?.grade ?? null,
    coefficient: grade && decimalText(grade.coefficient),
    isReweighted: isReweighted && !isBlocked,
  };
}

/** The band a score falls into: `from` ≤ score < next `from`, or the side the scheme's tie rule states. */
export function gradeAt(scheme: Scheme, score: Exact): Grade {
  const reached = (grade: Grade) => compare(score, grade.from) >= (scheme.tie === "upper" ? 0 : 1);
  return scheme.grades.findLast(reached) ?? scheme.grades[0]!;
}

/** The same scorecard from its stored inputs: an old one must come out as it was. */
export function rescored(scheme: Scheme, card: Scorecard): Scorecard {
  const stored = (text: string | null) => (text === null ? null : exactOf(text));
  return scorecard(
    scheme,
    Object.fromEntries(card.lines.map((line) => [line.code, { actual: stored(line.actual), target: stored(line.target) }])),
  );
}

type Attempt = {
  kpi: Kpi;
  actual: Exact | null;
  target: Exact | null;
  factor: (Factor & { kind: "factor" }) | null;
  whyNot: WhyNot | null;
};

function attempt(kpi: Kpi, input: KpiInput | undefined): Attempt {
  const actual = input?.actual ?? null;
  const target = kpi.target.kind === "fixed" ? kpi.target.value : (input?.target ?? null);
  const without = (whyNot: WhyNot): Attempt => ({ kpi, actual, target, factor: null, whyNot });
  if (actual === null) return without("actual-missing");
  if (target === null) return without("target-missing");
  const result = factorOf(kpi.scoring, kpi.direction, actual, target);
  return result.kind === "factor" ? { kpi, actual, target, factor: result, whyNot: null } : without(result.why);
}

function lineOf(scheme: Scheme, { kpi, actual, target, factor, whyNot }: Attempt, weightSum: Exact): ScoreLine {
  const weightUsed = factor && over(times(kpi.weight, exact(100n)), weightSum);
  const points = factor && weightUsed && times(weightUsed, factor.factor);
  const rounded = points && scheme.rounding.level === "line" ? roundedTo(points, scheme.rounding.digits, scheme.rounding.mode) : points;
  return {
    code: kpi.code,
    name: kpi.name,
    metric: kpi.metric,
    scoring: kpi.scoring.kind,
    scoringVersion: SCORING_VERSION,
    weight: decimalText(kpi.weight),
    weightUsed: weightUsed && fractionText(weightUsed),
    actual: actual && fractionText(actual),
    target: target && fractionText(target),
    raw: factor && fractionText(factor.raw),
    factor: factor && fractionText(factor.factor),
    isCapped: factor?.isCapped ?? false,
    score: rounded && fractionText(rounded),
    whyNot,
  };
}

function total(scheme: Scheme, lines: readonly ScoreLine[]): Exact {
  const sum = lines.reduce((all, line) => (line.score === null ? all : plus(all, exactOf(line.score)!)), ZERO);
  return roundedTo(sum, scheme.rounding.digits, scheme.rounding.mode);
}
