import type { Fitted } from "./ets.ts";

/** Expected values and standard deviations of the next h observations. */
export type Outlook = { readonly mean: Float64Array; readonly sd: Float64Array };

/**
 * Point forecasts of a fitted model with the variances of Hyndman et al. (2008, ch. 6): exact where level, trend and season add up
 * (classes 1 and 2), and for a multiplicative season the approximation of class 3 (each step's season times the variance of the
 * unseasonal part).
 */
export function etsOutlook(fit: Fitted, h: number): Outlook {
  const mean = new Float64Array(h);
  const sd = new Float64Array(h);
  const { spec, m, alpha, beta, gamma, phi, level, slope, season } = fit;
  const weights = (j: number, damp: number) => alpha + beta * damp + (spec.season === "A" && j % m === 0 ? gamma : 0);
  let [damp, sumOfSquares] = [0, 0];
  const theta: number[] = []; // second moments of the mean, for relative errors
  for (let k = 1; k <= h; k += 1) {
    damp += phi ** k;
    const basis = level + (spec.trend === "A" ? damp * slope : 0);
    const factor = spec.season === "N" ? 0 : season[(k - 1) % m]!;
    mean[k - 1] = spec.season === "M" ? basis * factor : basis + factor;
    if (spec.error === "A") {
      sd[k - 1] = Math.sqrt(fit.variance * (1 + sumOfSquares));
    } else {
      const inner = spec.season === "M" ? basis : mean[k - 1]!;
      let second = inner * inner;
      for (let j = 1, d = 0; j < k; j += 1) {
        d += phi ** j;
        second += fit.variance * weights(j, d) ** 2 * theta[k - j - 1]!;
      }
      theta.push(second);
      const times = spec.season === "M" ? factor ** 2 * seasonGrowth(fit, k) : 1;
      sd[k - 1] = Math.sqrt(Math.max(0, (1 + fit.variance) * second * times - mean[k - 1]! ** 2));
    }
    sumOfSquares += weights(k, damp) ** 2;
  }
  return { mean, sd };
}

/** A season is updated once a cycle: its own variance grows by that. */
const seasonGrowth = ({ gamma, m, variance }: Fitted, k: number) => (1 + gamma ** 2 * variance) ** Math.floor((k - 1) / m);
