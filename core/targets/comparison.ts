import { divide, PPM, type Ppm } from "../base/money.ts";

/** A target with its comparison, in the metric's own exact unit. `upper` belongs to a range only, both bounds are inside it. */
export type Compared = {
  readonly comparison: "at-least" | "at-most" | "between";
  readonly value: bigint;
  readonly upper?: bigint | null;
  /** 挑战值: beyond the target, in the direction of the comparison. A range has none. */
  readonly stretch?: bigint | null;
};

export type Outcome = "met" | "stretch" | "missed";

/**
 * Whether an actual meets its target. The bound itself meets it: 90 % is at least 90 %, ¥500 is at most ¥500. Null
 * without an actual: missing is neither met nor missed.
 */
export function outcome(target: Compared, actual: bigint | null): Outcome | null {
  if (actual === null) return null;
  const { comparison, value, upper, stretch } = target;
  const isMet =
    comparison === "at-least"
      ? actual >= value
      : comparison === "at-most"
        ? actual <= value
        : actual >= value && actual <= (upper ?? value);
  if (!isMet) return "missed";
  const isBeyond =
    comparison === "at-least" ? actual >= (stretch ?? actual + 1n) : comparison === "at-most" && actual <= (stretch ?? actual - 1n);
  return isBeyond ? "stretch" : "met";
}

/**
 * Attainment in ppm. At least: actual ÷ target. At most: 2 − actual ÷ target, so that half the cost is 150 % and twice
 * the cost is 0 (not below). A range: 100 % inside it, outside 1 − distance to the nearer bound ÷ that bound, not below
 * 0. A bound of zero or below makes it undefined, as does a missing actual.
 */
export function comparedAttainment(target: Compared, actual: bigint | null): Ppm | null {
  const { comparison, value, upper } = target;
  if (actual === null || value <= 0n) return null;
  if (comparison === "at-least") return ratio(actual, value);
  if (comparison === "at-most") return notBelowZero(2n * PPM - ratio(actual, value));
  const bound = actual < value ? value : (upper ?? value);
  if (outcome(target, actual) !== "missed") return PPM;
  return notBelowZero(PPM - ratio(actual < value ? value - actual : actual - bound, bound));
}

const ratio = (part: bigint, whole: bigint): Ppm => divide(part * PPM, whole, "half-even");
const notBelowZero = (ppm: Ppm): Ppm => (ppm < 0n ? 0n : ppm);
