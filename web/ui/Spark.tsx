/** A trend in one glance; decoration beside a number, so it is hidden from screen readers. */
export function Spark({ values, width = 96, height = 22 }: { values: readonly number[]; width?: number; height?: number }) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (v: number) => height - 2 - ((v - low) / (high - low || 1)) * (height - 4);
  const points = values.map((v, i) => `${((i * width) / (values.length - 1)).toFixed(1)},${y(v).toFixed(1)}`).join(" ");
  return (
    <svg width={width} height={height} aria-hidden="true">
      <polyline points={points} fill="none" stroke="var(--chart-1)" strokeWidth="1.5" />
    </svg>
  );
}
