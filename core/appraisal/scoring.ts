import type { Ppm } from "../base/money.ts";
import { PPM } from "../base/money.ts";
import { compare, exact, greatest, least, minus, ONE, over, plus, times, ZERO, type Exact } from "../formula/exact.ts";

/** Which way a better actual lies. */
export type Direction = "higher" | "lower";

/** How an actual becomes a share of a line's points. Data, fixed by the scheme's version. */
export type Scoring =
  /** r = actual ÷ target, never below 0, never above the cap. Lower is better: 2 − r (mirror) or target ÷ actual (inverse). */
  | { readonly kind: "linear"; readonly cap: Ppm | null; readonly lower: "mirror" | "inverse" }
  /** Floor, target, stretch 底线/目标/挑战; `scale` says whether floor and stretch are shares of the target or values. */
  | {
      readonly kind: "three-point";
      readonly floor: Exact;
      readonly stretch: Exact;
      readonly scale: "of-target" | "value";
      readonly shareAtFloor: Ppm;
      readonly cap: Ppm;
      /** Exactly at the floor: "scores" earns the share at the floor (≥), "nothing" earns none (>). */
      readonly atFloor: "scores" | "nothing";
    };

/** Raised when a scoring function's meaning changes; stored on each line. */
export const SCORING_VERSION = 1;

/** `raw` is before the cap and the zero floor; `factor` times the weight is the line's score. */
export type Factor =
  | { readonly kind: "factor"; readonly raw: Exact; readonly factor: Exact; readonly isCapped: boolean }
  | { readonly kind: "not-calculable"; readonly why: "target-not-positive" | "points-out-of-order" };

/**
 * The share of its points that an actual earns. A better actual never earns less. Three-point: 0 below the floor, from the
 * share at the floor to 1 at the target, from 1 to the cap at the stretch, flat beyond; each bound belongs to the better side.
 */
export function factorOf(scoring: Scoring, direction: Direction, actual: Exact, target: Exact): Factor {
  if (scoring.kind === "linear") return linear(scoring, direction, actual, target);
  const floor = scoring.scale === "value" ? scoring.floor : times(scoring.floor, target);
  const stretch = scoring.scale === "value" ? scoring.stretch : times(scoring.stretch, target);
  return direction === "higher"
    ? threePoint(scoring, actual, floor, target, stretch)
    : threePoint(scoring, opposite(actual), opposite(floor), opposite(target), opposite(stretch));
}

function linear(scoring: Scoring & { kind: "linear" }, direction: Direction, actual: Exact, target: Exact): Factor {
  if (target.n <= 0n) return { kind: "not-calculable", why: "target-not-positive" };
  if (direction === "higher") return bounded(over(actual, target), scoring.cap);
  if (scoring.lower === "mirror") return bounded(minus(exact(2n), over(actual, target)), scoring.cap);
  if (actual.n > 0n) return bounded(over(target, actual), scoring.cap);
  const best = exact(scoring.cap ?? PPM, PPM); // nothing at all of what should be low: the most there is
  return { kind: "factor", raw: best, factor: best, isCapped: true };
}

function bounded(raw: Exact, cap: Ppm | null): Factor {
  const most = cap === null ? raw : exact(cap, PPM);
  return { kind: "factor", raw, factor: greatest(ZERO, least(raw, most)), isCapped: compare(raw, most) > 0 };
}

function threePoint(scoring: Scoring & { kind: "three-point" }, a: Exact, f: Exact, t: Exact, s: Exact): Factor {
  if (compare(f, t) >= 0 || compare(t, s) >= 0) return { kind: "not-calculable", why: "points-out-of-order" };
  const share = exact(scoring.shareAtFloor, PPM);
  const cap = exact(scoring.cap, PPM);
  const belowFloor = scoring.atFloor === "scores" ? compare(a, f) < 0 : compare(a, f) <= 0;
  if (belowFloor) return { kind: "factor", raw: ZERO, factor: ZERO, isCapped: false };
  if (compare(a, s) > 0) return { kind: "factor", raw: beyond(a, t, s, cap), factor: cap, isCapped: true };
  const factor = compare(a, t) <= 0 ? plus(share, times(minus(ONE, share), over(minus(a, f), minus(t, f)))) : beyond(a, t, s, cap);
  return { kind: "factor", raw: factor, factor, isCapped: false };
}

/** The line from (target, 1) to (stretch, cap), carried on. */
const beyond = (a: Exact, t: Exact, s: Exact, cap: Exact): Exact => plus(ONE, times(minus(cap, ONE), over(minus(a, t), minus(s, t))));

const opposite = (x: Exact): Exact => ({ n: -x.n, d: x.d });

export type CurvePoint = { readonly actual: Exact; readonly factor: Exact };

/** The scoring function as a polyline over [0, 1.5 × target or 1.2 × stretch], corners exact: what the preview draws. */
export function curve(scoring: Scoring, direction: Direction, target: Exact): CurvePoint[] {
  const corners = cornersOf(scoring, direction, target);
  const end = times(corners.reduce(greatest, times(target, exact(5n, 4n))), exact(6n, 5n));
  const grid = Array.from({ length: 49 }, (_, i) => times(end, exact(BigInt(i), 48n)));
  const points = [...grid, ...corners].filter((x) => x.n >= 0n).sort(compare);
  return points.flatMap((actual) => {
    const result = factorOf(scoring, direction, actual, target);
    return result.kind === "factor" ? [{ actual, factor: result.factor }] : [];
  });
}

function cornersOf(scoring: Scoring, direction: Direction, target: Exact): Exact[] {
  if (scoring.kind === "three-point") {
    const scaled = (x: Exact) => (scoring.scale === "value" ? x : times(x, target));
    const justBelow = times(scaled(scoring.floor), exact(9_999n, 10_000n));
    return [...(direction === "higher" ? [justBelow] : []), scaled(scoring.floor), target, scaled(scoring.stretch)];
  }
  const cap = exact(scoring.cap ?? PPM, PPM);
  return direction === "higher" ? [times(target, cap)] : [target];
}
