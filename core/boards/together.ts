export type Together = { readonly kind: "few" | "together" | "apart" | "unrelated"; readonly count: number };
/** Fewer points than this show no pattern. */
const fewest = 8;

/**
 * Whether two numbers of each one go together: Spearman's rank correlation, called so only beyond what chance does in one case of
 * twenty (|r| > 1.96 ÷ √(n − 1), Hotelling and Pabst 1936). It is no word about causes. For drawing only: floats are good enough.
 */
export function together(points: readonly { readonly x: number; readonly y: number }[]): Together {
  const count = points.length;
  if (count < fewest) return { kind: "few", count };
  const r = correlation(ranks(points.map(({ x }) => x)), ranks(points.map(({ y }) => y)));
  const isChance = r === null || Math.abs(r) <= 1.96 / Math.sqrt(count - 1);
  return { kind: isChance ? "unrelated" : r > 0 ? "together" : "apart", count };
}

/** Equal values share the mean of their places. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2);
}

/** Pearson's r; null when one side does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number | null {
  const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (f: (i: number) => number) => a.reduce((sum, _, i) => sum + f(i), 0);
  const spread = Math.sqrt(dot((i) => (a[i]! - ma) ** 2) * dot((i) => (b[i]! - mb) ** 2));
  return spread === 0 ? null : dot((i) => (a[i]! - ma) * (b[i]! - mb)) / spread;
}
