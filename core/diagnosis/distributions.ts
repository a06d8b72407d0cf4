/** Two-sided p-value of Student's t; df may be fractional (Welch). */
export function tTwoSided(t: number, df: number): number {
  return Math.min(1, incompleteBeta(df / 2, 0.5, df / (df + t * t)));
}

/** The t that leaves `alpha` in both tails together: 2.228 for 0.05 and 10 degrees of freedom. */
export function tCritical(alpha: number, df: number): number {
  let [low, high] = [0, 1e6];
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (tTwoSided(middle, df) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The standard normal value of a two-sided 95 % interval. */
export const z95 = 1.959963984540054;

/** Regularised incomplete beta Iₓ(a, b) by Lentz's continued fraction (Press et al., Numerical Recipes, §6.4). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b;
}

function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (v: number) => (Math.abs(v) < tiny ? tiny : v);
  let [c, d] = [1, 1 / away(1 - ((a + b) * x) / (a + 1))];
  let h = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return h;
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7, nine terms: about 15 digits). */
function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  const sum = lanczos.reduce((all, weight, i) => all + weight / (z + i + 1), 0.9999999999998099);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
