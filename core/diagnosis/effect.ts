import { divide } from "../base/money.ts";
import type { Explanation, Label, Value } from "../explain/explanation.ts";

/** What a plan is measured by: exact integers in the metric's own unit; null where there is no value. */
export type Measured = {
  /** Sums grow with the days; ratios and medians do not. */
  readonly isSum: boolean;
  readonly baseline: bigint | null;
  readonly baselineDays: number;
  readonly now: bigint | null;
  /** Working days passed since the plan began, and until the review. */
  readonly days: number;
  readonly daysToReview: number;
  readonly expected: bigint;
  /** Rows behind the value now. */
  readonly rows: number;
};
export type Effect = {
  /** What the pace of the baseline would have brought by now. */
  readonly baselineByNow: bigint | null;
  readonly expectedByNow: bigint;
  /** now − baselineByNow. */
  readonly change: bigint | null;
  readonly isReached: boolean | null;
};

/** Fewer rows than this and a change is called too few to tell. */
export const effectSample = 10;

/**
 * Before and after on the same number of working days: a sum's baseline and expected value are taken day for day, a
 * ratio's as they are. The change is what came on top of the baseline; whether the plan caused it nobody can say from
 * one case, and the text says so.
 */
export function effectOf({ isSum, baseline, baselineDays, now, days, daysToReview, expected }: Measured): Effect {
  const scaled = (value: bigint, over: number): bigint => (over <= 0 ? 0n : divide(value * BigInt(days), BigInt(over), "half-even"));
  const baselineByNow = baseline === null || (isSum && baselineDays <= 0) ? null : isSum ? scaled(baseline, baselineDays) : baseline;
  const expectedByNow = isSum ? scaled(expected, daysToReview) : expected;
  return {
    baselineByNow,
    expectedByNow,
    change: now === null || baselineByNow === null ? null : now - baselineByNow,
    isReached: now === null ? null : now >= expectedByNow,
  };
}

/** The effect with its reasons: value now, baseline and expected value for as many days, and how much to believe it. */
export function explainEffect(
  measured: Measured,
  proofs: { readonly now: Explanation; readonly baseline: Explanation },
  shown: (exact: bigint) => Value,
): Explanation {
  const effect = effectOf(measured);
  const value = (exact: bigint | null): Value => (exact === null ? { kind: "none", why: "undefined" } : shown(exact));
  const notes: Label[] = [
    { key: "improvement.note.days", values: { days: measured.days, whole: measured.daysToReview } },
    ...(measured.rows < effectSample ? [{ key: "improvement.note.small", values: { n: measured.rows } }] : []),
    { key: "improvement.note.no-cause" },
  ];
  return {
    of: "effect",
    label: { key: "improvement.effect" },
    value: value(effect.change),
    rule: { key: measured.isSum ? "improvement.rule.sum" : "improvement.rule.ratio" },
    version: "effect/1",
    combine: "steps",
    parts: [
      proofs.now,
      {
        of: "baseline-by-now",
        label: { key: "improvement.baselineByNow" },
        value: value(effect.baselineByNow),
        combine: "steps",
        parts: [proofs.baseline],
      },
      { of: "expected-by-now", label: { key: "improvement.expectedByNow" }, value: value(effect.expectedByNow) },
    ],
    notes,
  };
}
