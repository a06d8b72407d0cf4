import type { Model, Parameters, Seen } from "./model.ts";
import { growthOver, logAdd, logGamma } from "./special.ts";

/**
 * BG/NBD: purchases are Poisson with gamma-distributed rates (r, alpha); after each purchase a customer leaves for good
 * with a beta-distributed probability (a, b). Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way",
 * Marketing Science 24:275–284; stable form after Hardie's note 027 on numerical stability.
 */
export const bgnbd: Model = {
  name: "bgnbd",
  parameters: ["r", "alpha", "a", "b"],
  times: ["alpha"],
  starts: [
    { r: 0.3, alpha: 0.15, a: 0.8, b: 2.5 },
    { r: 1, alpha: 1, a: 1, b: 1 },
    { r: 3, alpha: 0.5, a: 0.2, b: 4 },
  ],

  logLikelihood({ r, alpha, a, b }: Parameters) {
    const shape = remembered((x) => logGamma(r! + x) - logGamma(r!) + logGamma(a! + b!) + logGamma(b! + x) - logGamma(b!) - logGamma(a! + b! + x)); // prettier-ignore
    const scale = r! * Math.log(alpha!);
    return ({ x, tx, T }) => {
      const here = -(r! + x) * Math.log(alpha! + T);
      const gone = x === 0 ? -Infinity : Math.log(a! / (b! + x - 1)) - (r! + x) * Math.log(alpha! + tx);
      return shape(x) + scale + logAdd(here, gone);
    };
  },

  alive({ r, alpha, a, b }: Parameters, { x, tx, T }: Seen): number {
    if (x === 0) return 1;
    return 1 / (1 + Math.exp(Math.log(a! / (b! + x - 1)) + (r! + x) * Math.log((alpha! + T) / (alpha! + tx))));
  },

  expected(of: Parameters, seen: Seen, t: number): number {
    const { r, alpha, a, b } = of;
    const rate = { shape: r! + seen.x, scale: alpha! + seen.T };
    return this.alive(of, seen) * purchases(rate, { a: a!, b: b! + seen.x }, t);
  },

  expectedNew({ r, alpha, a, b }: Parameters, t: number): number {
    return purchases({ shape: r!, scale: alpha! }, { a: a!, b: b! }, t);
  },
};

const TERMS_MAX = 20_000;

/**
 * (a+b−1)/(a−1) · [1 − (s/(s+t))^r ₂F₁(r, b; a+b−1; t/(s+t))] of the paper (equation 10), after Euler's transformation and
 * with a−1 divided out term by term: no overflow for thousands of purchases and no hole at a = 1. Never above the
 * purchases of somebody who stays (r·t/s), which bounds it for extreme parameters too.
 */
function purchases({ shape, scale }: { shape: number; scale: number }, { a, b }: { a: number; b: number }, t: number): number {
  if (!(t > 0)) return 0;
  const stays = (shape * t) / scale;
  const z = t / (scale + t);
  const [e, c, left] = [a - 1, a + b - 1, Math.log1p(-z)];
  let term = (a + b - 1 - shape) * z;
  let sum = term;
  for (let k = 1; k < TERMS_MAX && Math.abs(term) > 1e-16 * Math.abs(sum); k += 1) {
    term *= (((a + b - 1 - shape + k) * (e + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
  }
  const expected = c * growthOver(e, left) - Math.exp(e * left) * sum;
  return Number.isFinite(expected) ? Math.min(stays, Math.max(0, expected)) : stays;
}

function remembered(of: (x: number) => number): (x: number) => number {
  const known: number[] = [];
  return (x) => (known[x] ??= of(x));
}
