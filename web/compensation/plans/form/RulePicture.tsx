import { useT } from "../../../lib/i18n.ts";
import type { Rule } from "./model.ts";
import { sizeOf, type Step } from "./rules.ts";

const [WIDTH, HEIGHT, FOOT] = [320, 72, 16];

/** Tiers as steps, a curve as a line: how high from where on. Decoration beside the numbers that stand below. */
export function RulePicture({ rule, steps }: { rule: Rule; steps: readonly Step[] }) {
  const t = useT();
  const points = steps.map(({ from, value }) => ({ x: sizeOf(from), y: sizeOf(value) }));
  if (points.length < 2 || points.some(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))) return null;
  const [left, right] = [points[0]!.x, points.at(-1)!.x + (points.at(-1)!.x - points[0]!.x) / Math.max(1, points.length - 1)];
  const top = Math.max(...points.map(({ y }) => y)) || 1;
  const px = (x: number) => ((x - left) / (right - left || 1)) * WIDTH;
  const py = (y: number) => HEIGHT - FOOT - (Math.max(0, y) / top) * (HEIGHT - FOOT - 4);
  const line = rule.kind === "curve" ? straight(points, right) : stepped(points, right);
  const path = line.map(([x, y], i) => `${i === 0 ? "M" : "L"}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join(" ");
  return (
    <svg className="rule-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <title>{t("plan.form.picture")}</title>
      <path d={`${path} L${WIDTH} ${HEIGHT - FOOT} L0 ${HEIGHT - FOOT} Z`} fill="var(--accent-soft)" />
      <path d={path} fill="none" stroke="var(--chart-1)" strokeWidth="2" />
      {steps.map(({ from }, i) => (
        <text key={i} x={Math.min(px(points[i]!.x), WIDTH - 24)} y={HEIGHT - 3} className="rule-mark">
          {from}
        </text>
      ))}
    </svg>
  );
}

type Point = { readonly x: number; readonly y: number };
const stepped = (points: readonly Point[], right: number): [number, number][] =>
  points.flatMap(({ x, y }, i): [number, number][] => [
    [x, y],
    [points[i + 1]?.x ?? right, y],
  ]);
const straight = (points: readonly Point[], right: number): [number, number][] => [
  ...points.map(({ x, y }): [number, number] => [x, y]),
  [right, points.at(-1)!.y],
];
