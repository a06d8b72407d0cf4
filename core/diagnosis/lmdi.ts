import { assert } from "../base/assert.ts";
import { exact, minus, type Exact } from "../formula/exact.ts";
import { factorsMax, product, rounded, shapley, type Decomposition, type Factor } from "./shapley.ts";

/**
 * The log-mean (LMDI I) split of the change of a product: part of factor x = L(V₁, V₀) · ln(x₁ ÷ x₀) with
 * L(a, b) = (a − b) ÷ (ln a − ln b) and L(a, a) = a (Ang 2004). Keeps the swap, the order and the sum law like
 * {@link shapley}; the parts are proportional to log changes, so that chained periods add up. Zero or negative factors
 * have no logarithm: then the answer is Shapley's, and `method` says so. Logarithms are floats: a part is good to about
 * 1 in 10¹³ of the values, and what that leaves stands in `other`. Money is therefore paid and published by Shapley.
 */
export function lmdi(factors: readonly Factor[], unit = 1n): Decomposition & { readonly method: "lmdi" | "shapley" } {
  assert(factors.length >= 1 && factors.length <= factorsMax, `between one and ${factorsMax} factors`);
  if (factors.some(({ before, after }) => before.n <= 0n || after.n <= 0n)) return { ...shapley(factors, unit), method: "shapley" };
  const [v0, v1] = [product(factors.map((one) => one.before)), product(factors.map((one) => one.after))];
  const mean = logMean(toNumber(v1), toNumber(v0), ln(v1) - ln(v0));
  const parts = factors.map(({ name, before, after }) => ({ name, part: fractionOf(mean * (ln(after) - ln(before))) }));
  return { ...rounded(parts, minus(v1, v0), unit), method: "lmdi" };
}

/** L(a, b) with d = ln a − ln b. Near d = 0 the quotient cancels: there √(ab)·(1 + d²/24) is exact to d⁴/1920. */
function logMean(a: number, b: number, d: number): number {
  return Math.abs(d) < 1e-4 ? Math.sqrt(a) * Math.sqrt(b) * (1 + (d * d) / 24) : (a - b) / d;
}

/** ln of a positive fraction: of numerator and denominator apart, so that neither long fractions nor swaps cost digits. */
const ln = (x: Exact): number => lnOf(x.n) - lnOf(x.d);

function lnOf(n: bigint): number {
  const shift = Math.max(0, n.toString(2).length - 1000);
  return Math.log(Number(n >> BigInt(shift))) + shift * Math.LN2;
}

const toNumber = (x: Exact): number => Math.exp(ln(x));

/** A float as the fraction it stands for, to nine decimals. */
const fractionOf = (x: number): Exact => exact(BigInt(Math.round(x * 1024)), 1024n);
