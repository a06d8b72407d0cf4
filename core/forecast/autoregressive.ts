/**
 * An autoregression of the steps from value to value, without drift: ARIMA(p,1,0), coefficients by Burg's recursion (1968), order
 * 0 … `most` by AICc (Hurvich & Tsai 1989). At least three values.
 */
export function steppedAhead(y: Float64Array, h: number, most: number): Float64Array {
  const steps = y.slice(1).map((v, t) => v - y[t]!);
  const coefficients = burg(steps, Math.min(most, Math.floor(steps.length / 4)));
  const p = coefficients.length;
  const past = Array.from(steps.subarray(steps.length - p)).reverse();
  let level = y.at(-1)!;
  return new Float64Array(h).map(() => {
    const step = coefficients.reduce((sum, c, i) => sum + c * past[i]!, 0);
    if (p > 0) past.unshift(step);
    level += step;
    return level;
  });
}

function burg(x: Float64Array, most: number): number[] {
  const n = x.length;
  const forward = x.slice();
  const backward = x.slice();
  let power = x.reduce((sum, v) => sum + v * v, 0) / n;
  let [current, best] = [[] as number[], [] as number[]];
  if (!(power > 0)) return best;
  let criterion = aicc(power, n, 0);
  for (let p = 1; p <= most; p += 1) {
    let [top, bottom] = [0, 0];
    for (let t = p; t < n; t += 1) {
      top += forward[t]! * backward[t - 1]!;
      bottom += forward[t]! ** 2 + backward[t - 1]! ** 2;
    }
    const reflection = bottom > 0 ? (2 * top) / bottom : 0;
    current = [...current.map((c, i) => c - reflection * current[p - 2 - i]!), reflection];
    for (let t = n - 1; t >= p; t -= 1) {
      const ahead = forward[t]!;
      forward[t] = ahead - reflection * backward[t - 1]!;
      backward[t] = backward[t - 1]! - reflection * ahead;
    }
    power *= 1 - reflection * reflection;
    if (!(power > 0)) break;
    const found = aicc(power, n, p);
    if (found < criterion) [criterion, best] = [found, current];
  }
  return best;
}

const aicc = (power: number, n: number, p: number) => n * Math.log(power) + 2 * (p + 1) + (2 * (p + 1) * (p + 2)) / Math.max(1, n - p - 2);
