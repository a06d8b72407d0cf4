import { assert } from "../base/assert.ts";

/**
 * Quantile of the standard normal distribution: the rational approximation of Acklam (2003), set right by one step of Halley
 * on a complementary error function; absolute error below 1e-9 for p between 1e-12 and 1 − 1e-12.
 */
export function normalQuantile(p: number): number {
  assert(p > 0 && p < 1, "a quantile lies between 0 and 1");
  const x = acklam(p);
  const e = normalCdf(x) - p;
  const u = e * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
  return x - u / (1 + (x * u) / 2);
}

function acklam(p: number): number {
  const tail = (q: number) =>
    (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
      2.938163982698783) /
    ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}

/** Half the regularised upper incomplete gamma function of ½: Φ(x) by series near 0 and by continued fraction in the tails. */
export function normalCdf(x: number): number {
  const z = (x * x) / 2;
  const half = z < 3 ? 0.5 - 0.5 * gammaSeries(z) : 0.5 * gammaFraction(z);
  return x < 0 ? half : 1 - half;
}

/** P(½, z) by its power series. */
function gammaSeries(z: number): number {
  if (z === 0) return 0;
  let [term, sum] = [2, 2];
  for (let k = 1; k < 200 && Math.abs(term) > 1e-17 * sum; k += 1) {
    term *= z / (0.5 + k);
    sum += term;
  }
  return (sum * Math.exp(-z) * Math.sqrt(z)) / Math.sqrt(Math.PI);
}

/** Q(½, z) by Lentz's continued fraction. */
function gammaFraction(z: number): number {
  let b = z + 0.5;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  for (let i = 1; i < 300; i += 1) {
    const a = -i * (i - 0.5);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return (Math.exp(-z) * Math.sqrt(z) * h) / Math.sqrt(Math.PI);
}

/** Quantile of Student's t with `df` degrees of freedom, by bisection and Newton on its distribution function; df ≥ 1. */
export function studentQuantile(p: number, df: number): number {
  assert(df >= 1, "Student's t has at least one degree of freedom");
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  let [low, high] = [0, 2];
  while (studentCdf(high, df) < p) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i += 1) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function studentCdf(t: number, df: number): number {
  return 1 - incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
}

/** Regularised incomplete beta function by Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))];
  let h = d;
  for (let m = 1; m < 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos 1964, g = 7, nine terms). */
export function logGamma(x: number): number {
  const t = x + 6.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
