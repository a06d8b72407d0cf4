import { useMemo } from "react";
import { decimalText } from "#core/formula/exact.ts";
import { curveOf, planOf } from "./sketching.ts";

const [WIDTH, HEIGHT, STEPS] = [200, 44, 40];

/** How a plan pays from nothing to twice the quota, small: decoration beside its words. Nothing where it cannot be sketched. */
export default function MiniCurve({ text }: { text: string }) {
  const path = useMemo(() => pathOf(text), [text]);
  return (
    <svg className="mini-curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {path && <path d={path} fill="none" stroke="var(--chart-1)" strokeWidth="2" vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}

function pathOf(text: string): string | null {
  const plan = planOf(text);
  if (!plan) return null;
  const heights = curveOf(plan, {}, STEPS).map(({ made }) => (made.kind === "made" ? Number(decimalText(made.paid, 2)) : null));
  if (heights.some((one) => one === null)) return null;
  const top = Math.max(...heights.map((one) => one ?? 0), 1);
  return heights.map((one, i) => `${i === 0 ? "M" : "L"}${((i / STEPS) * WIDTH).toFixed(1)} ${(HEIGHT - 2 - ((one ?? 0) / top) * (HEIGHT - 4)).toFixed(1)}`).join(" ");
} // prettier-ignore
