import type { Model, Parameters, Seen } from "./model.ts";
import { growthOver, integral, logGamma } from "./special.ts";

/**
 * Pareto/NBD: purchases are Poisson with gamma-distributed rates (r, alpha) until a customer leaves after an exponential time
 * with a gamma-distributed rate (s, beta). Schmittlein, Morrison & Colombo 1987, Management Science 33:1–24; likelihood and
 * conditional expectation after Fader & Hardie 2005, "A Note on Deriving the Pareto/NBD Model and Related Expressions".
 */
export const paretoNbd: Model = {
  name: "pareto-nbd",
  parameters: ["r", "alpha", "s", "beta"],
  times: ["alpha", "beta"],
  starts: [
    { r: 0.5, alpha: 0.3, s: 0.6, beta: 0.35 },
    { r: 1, alpha: 1, s: 1, beta: 1 },
    { r: 3, alpha: 0.5, s: 0.3, beta: 3 },
  ],

  logLikelihood(of: Parameters) {
    const { r, alpha, s, beta } = of;
    const [gammaOfR, scale] = [logGamma(r!), r! * Math.log(alpha!) + s! * Math.log(beta!)];
    const gammas: number[] = [];
    return (seen) => {
      const { x } = seen;
      gammas[x] ??= logGamma(r! + x) - gammaOfR;
      const here = logHere(of, seen);
      return gammas[x] + scale + here + Math.log1p(goneToHere(of, seen, here));
    };
  },

  alive(of: Parameters, seen: Seen): number {
    return 1 / (1 + goneToHere(of, seen, logHere(of, seen)));
  },

  expected(of: Parameters, seen: Seen, t: number): number {
    const { r, alpha, s, beta } = of;
    const rate = (r! + seen.x) / (alpha! + seen.T);
    return this.alive(of, seen) * rate * timeLeft(s!, beta! + seen.T, t);
  },

  expectedNew({ r, alpha, s, beta }: Parameters, t: number): number {
    return (r! / alpha!) * timeLeft(s!, beta!, t);
  },
};

/** Expected time as a customer within the next t, for leaving rates of gamma (s, scale); has no hole at s = 1. */
function timeLeft(s: number, scale: number, t: number): number {
  return t > 0 ? Math.min(t, scale * growthOver(s - 1, -Math.log1p(t / scale))) : 0;
}

/** ln of (α+T)^−(r+x) (β+T)^−s: still a customer at T. */
const logHere = ({ r, alpha, s, beta }: Parameters, { x, T }: Seen): number => -(r! + x) * Math.log(alpha! + T) - s! * Math.log(beta! + T);

const SPAN = 5;
const NEGLIGIBLE = 1e-15;

/**
 * Odds of having left between t_x and T: ∫ s (α+τ)^−(r+x) (β+τ)^−(s+1) dτ ÷ here. The paper writes the integral as a difference
 * of two ₂F₁, which cancel; summed over u = ln(min(α, β) + τ) every term is positive and the integrand is smooth.
 */
function goneToHere({ r, alpha, s, beta }: Parameters, { x, tx, T }: Seen, logOfHere: number): number {
  const least = Math.min(alpha!, beta!);
  const [toAlpha, toBeta] = [alpha! - least, beta! - least];
  const [from, to] = [Math.log(least + tx), Math.log(least + T)];
  if (!(to > from)) return 0;
  const constant = Math.log(s!) - logOfHere;
  const logOf = (u: number): number => {
    const time = Math.exp(u);
    const [a, b] = [toAlpha === 0 ? u : Math.log(toAlpha + time), toBeta === 0 ? u : Math.log(toBeta + time)];
    return constant + u - (r! + x) * a - (s! + 1) * b;
  };
  const steepest = 1 + (r! + x) * ((least + T) / (alpha! + T)) + (s! + 1) * ((least + T) / (beta! + T));
  const pieces = Math.min(1000, Math.ceil((steepest * (to - from)) / SPAN));
  const width = (to - from) / pieces;
  let odds = 0;
  for (let i = 0; i < pieces; i += 1) {
    const piece = integral(from + i * width, from + (i + 1) * width, logOf);
    odds += piece;
    if (piece < NEGLIGIBLE * odds) break;
  }
  return Math.min(odds, Number.MAX_VALUE);
}
