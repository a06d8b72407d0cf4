/**
 * Coefficients of the least squares fit of y on the columns of `rows`, by the normal equations with pivoting; a column that the
 * others explain gets 0.
 */
export function leastSquares(rows: readonly (readonly number[])[], y: ArrayLike<number>): number[] {
  const k = rows[0]!.length;
  const a = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (_column, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    rows.reduce((sum, row, t) => sum + row[i]! * y[t]!, 0),
  ]);
  const scale = a.map((row, i) => row[i]!);
  for (let i = 0; i < k; i += 1) {
    if (Math.abs(a[i]![i]!) <= 1e-12 * scale[i]!) {
      a[i] = a[i]!.map((_, j) => (j === i ? 1 : 0));
      continue;
    }
    for (let r = 0; r < k; r += 1) {
      if (r === i) continue;
      const factor = a[r]![i]! / a[i]![i]!;
      for (let j = i; j <= k; j += 1) a[r]![j]! -= factor * a[i]![j]!;
    }
  }
  return a.map((row, i) => row[k]! / row[i]!);
}

/** Least squares of y on 1 … n: the value at 0 and the slope. */
export function lineThrough(y: Float64Array): { level: number; slope: number } {
  const n = y.length;
  const middle = (n + 1) / 2;
  let [xy, xx, sum] = [0, 0, 0];
  for (let t = 1; t <= n; t += 1) {
    xy += (t - middle) * y[t - 1]!;
    xx += (t - middle) ** 2;
    sum += y[t - 1]!;
  }
  const slope = xx > 0 ? xy / xx : 0;
  return { level: sum / n - slope * middle, slope };
}
