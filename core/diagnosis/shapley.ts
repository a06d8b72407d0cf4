import { assert } from "../base/assert.ts";
import { divide } from "../base/money.ts";
import { exact, ONE, over, times, type Exact } from "../formula/exact.ts";

/** One factor of a product in two periods: exact, so that parts of money are money. */
export type Factor = { readonly name: string; readonly before: Exact; readonly after: Exact };
/** What one cause contributes to a change, in whole units (ten-thousandths of money, millionths of a rate). */
export type Part = { readonly name: string; readonly part: bigint };
/**
 * A change taken apart. `other` is what rounding the parts to whole units left over: shown, never dropped, so that
 * parts + other = total exactly.
 */
export type Decomposition = { readonly total: bigint; readonly parts: readonly Part[]; readonly other: bigint };

/** More factors than this are not a tree a person reads; 2ⁿ products stay a few hundred. */
export const factorsMax = 8;

/**
 * The change of x₁·x₂·…·xₙ between two periods as one part per factor: the Shapley mean over all n! orders in which
 * the factors could have changed (Shapley 1953; Sun 1998 for index decomposition). Exact fractions; each part is then
 * rounded half-even to `unit`. Laws: swapping the periods changes every sign and no size; the order of the factors
 * does not matter; parts and `other` add up to the total, exactly. Zero and negative factors are allowed.
 */
export function shapley(factors: readonly Factor[], unit = 1n): Decomposition {
  assert(factors.length >= 1 && factors.length <= factorsMax, `between one and ${factorsMax} factors`);
  return shapleyOf(
    factors.map((factor) => factor.name),
    (moved) => product(factors.map((factor, i) => (moved(i) ? factor.after : factor.before))),
    unit,
  );
}

/**
 * The same for any function of n causes: `worth(moved)` is the whole when exactly the causes with `moved(i)` stand at
 * their later value. Serves composition (a cause may be a whole vector of shares) and ratios.
 */
export function shapleyOf(names: readonly string[], worth: (moved: (i: number) => boolean) => Exact, unit = 1n): Decomposition {
  const n = names.length;
  const worths = Array.from({ length: 1 << n }, (_, set) => worth((i) => (set & (1 << i)) !== 0));
  const common = worths.reduce((all, { d }) => (all % d === 0n ? all : all * d), 1n); // one denominator: from here on whole numbers
  const whole = worths.map(({ n: numerator, d }) => numerator * (common / d));
  const orders = factorial(n);
  return rounded(
    names.map((name, i) => ({ name, part: exact(stepsOf(whole, i, n), orders * common) })),
    exact(whole.at(-1)! - whole[0]!, common),
    unit,
  );
}

/** n! times the mean step of cause i: Σ over the sets S without i of |S|!(n−|S|−1)! · (worth of S with i − worth of S). */
function stepsOf(worths: readonly bigint[], i: number, n: number): bigint {
  let sum = 0n;
  for (let set = 0; set < worths.length; set += 1) {
    if (set & (1 << i)) continue;
    const size = bits(set);
    sum += factorial(size) * factorial(n - size - 1) * (worths[set | (1 << i)]! - worths[set]!);
  }
  return sum;
}

/** Half-even is symmetric about zero and looks at one part at a time: it keeps the swap and the order law. */
export function rounded(parts: readonly { readonly name: string; readonly part: Exact }[], total: Exact, unit: bigint): Decomposition {
  const whole = divide(total.n, total.d, "half-even");
  const shown = parts.map(({ name, part }) => ({ name, part: divide(part.n, part.d * unit, "half-even") * unit }));
  return { total: whole, parts: shown, other: whole - shown.reduce((sum, { part }) => sum + part, 0n) };
}

export const product = (factors: readonly Exact[]): Exact => factors.reduce(times, ONE);

/** A ratio's numerator and denominator in one period. */
export type Sides = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * The change of a rate in millionths, taken apart on its numerator and its denominator: a rate that rose because fewer
 * were counted below is not the same news as one that rose because more were counted above. Null when a denominator is
 * zero or negative: then there is no rate to change.
 */
export function rateChange(before: Sides, after: Sides): Decomposition | null {
  if (before.denominator <= 0n || after.denominator <= 0n) return null;
  const at = (isLater: boolean): Sides => (isLater ? after : before);
  return shapleyOf(["numerator", "denominator"], (moved) =>
    over(exact(at(moved(0)).numerator * 1_000_000n), exact(at(moved(1)).denominator)),
  );
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

function factorial(n: number): bigint {
  let result = 1n;
  for (let i = 2n; i <= BigInt(n); i += 1n) result *= i;
  return result;
}
