export type Minimum = { readonly at: readonly number[]; readonly value: number; readonly isConverged: boolean; readonly steps: number };

type Vertex = { at: number[]; value: number };
const POLISH_MAX = 6;

type Objective = (at: readonly number[]) => number;

/**
 * Least value of f, from several starts (Nelder & Mead 1965, with the coefficients 1, 2, ½, ½). Each start gets a short run on
 * `rough` (f itself, or f on a part of the data); the best goes on with f until a new simplex around it finds nothing lower.
 * f may answer +∞ or NaN where it is not defined: both count as worst. Converged means: a whole new run gained less than
 * `tolerance`.
 */
export function minimum(f: Objective, starts: readonly (readonly number[])[], rough: Objective = f, tolerance = 1e-6): Minimum {
  const tries = starts.map((start) => descent(rough, start, 0.6, 40 * (start.length + 1), tolerance * 1e3));
  const start = tries.reduce((a, b) => (b.value < a.value ? b : a));
  let best = descent(f, start.at, 0.25, 400 * start.at.length, tolerance);
  for (let i = 0; i < POLISH_MAX; i += 1) {
    const next = descent(f, best.at, 0.1, 400 * best.at.length, tolerance);
    const gain = best.value - next.value;
    const steps = best.steps + next.steps;
    best = { ...(gain >= 0 ? next : best), steps };
    if (gain < tolerance && next.isConverged) return { ...best, isConverged: Number.isFinite(best.value) };
  }
  return { ...best, isConverged: false };
}

function descent(f: Objective, start: readonly number[], size: number, stepsMax: number, tolerance: number): Minimum {
  const valued = (at: number[]): Vertex => ({ at, value: worstIfUndefined(f(at)) });
  const simplex = [valued([...start]), ...start.map((_, i) => valued(start.map((x, j) => (i === j ? x + size : x))))];
  let steps = simplex.length;
  while (steps < stepsMax) {
    simplex.sort((a, b) => a.value - b.value);
    if (isSmall(simplex, tolerance)) break;
    steps += advance(simplex, valued);
  }
  simplex.sort((a, b) => a.value - b.value);
  const { at, value } = simplex[0]!;
  return { at, value, steps, isConverged: isSmall(simplex, tolerance) };
}

const worstIfUndefined = (value: number): number => (Number.isNaN(value) ? Infinity : value);

function isSmall(simplex: readonly Vertex[], tolerance: number): boolean {
  const [best, worst] = [simplex[0]!, simplex.at(-1)!];
  const spread = Math.max(...worst.at.map((x, i) => Math.abs(x - best.at[i]!)));
  return worst.value - best.value <= tolerance && spread <= 1e-4;
}

/** One move: reflect, expand, contract or shrink. Answers how often f was asked. */
function advance(simplex: Vertex[], valued: (at: number[]) => Vertex): number {
  const worst = simplex.at(-1)!;
  const centre = worst.at.map((_, i) => simplex.slice(0, -1).reduce((sum, v) => sum + v.at[i]!, 0) / (simplex.length - 1));
  const towards = (by: number) => valued(centre.map((c, i) => c + by * (worst.at[i]! - c)));
  const reflected = towards(-1);
  if (reflected.value < simplex[0]!.value) {
    const expanded = towards(-2);
    simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    return 2;
  }
  if (reflected.value < simplex.at(-2)!.value) {
    simplex[simplex.length - 1] = reflected;
    return 1;
  }
  const contracted = reflected.value < worst.value ? towards(-0.5) : towards(0.5);
  if (contracted.value < Math.min(worst.value, reflected.value)) {
    simplex[simplex.length - 1] = contracted;
    return 2;
  }
  const best = simplex[0]!.at;
  for (let i = 1; i < simplex.length; i += 1) simplex[i] = valued(simplex[i]!.at.map((x, j) => best[j]! + (x - best[j]!) / 2));
  return 1 + simplex.length;
}
