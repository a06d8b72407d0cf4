import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { useNumbers, type ChartUnit, type Picking } from "./mark.ts";

export type ScatterPoint = { key: string; name: string; x: string; y: string };
type Axis = { name: string; unit: ChartUnit };
type Props = { title: string; points: readonly ScatterPoint[]; x: Axis; y: Axis; note?: string | undefined; diagonal?: boolean } & Picking;
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 300, 64, 44, 12, 16];

/** Two metrics of each one: whether more of this goes with more of that. Every point has its name and can be reached by key. `diagonal`: where both are equal. */
export function Scatter({ title, points, x, y, note, diagonal = false, onPick, picked }: Props) {
  const t = useT();
  const [shown, show] = useState<string | null>(null);
  const [xs, ys] = [useNumbers(x.unit), useNumbers(y.unit)];
  const [across, up] = [ticksOf(points.map((p) => Number(p.x))), ticksOf(points.map((p) => Number(p.y)))];
  const px = (v: number) => LEFT + ((v - across.from) / (across.to - across.from)) * (WIDTH - LEFT - RIGHT);
  const py = (v: number) => HEIGHT - BOTTOM - ((v - up.from) / (up.to - up.from)) * (HEIGHT - BOTTOM - TOP);
  const both = { from: Math.max(across.from, up.from), to: Math.min(across.to, up.to) };
  const words = (p: ScatterPoint) => t("chart.point", { name: p.name, x: x.name, xValue: xs.short(p.x), y: y.name, yValue: ys.short(p.y) });
  const named = points.find((p) => p.key === (shown ?? picked));
  const table = { head: [t("chart.category"), x.name, y.name], rows: points.map((p) => [p.name, xs.exact(p.x), ys.exact(p.y)]) };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <svg className="scatter" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={title}>
        {up.at.map((v) => (
          <g key={v}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={py(v)} y2={py(v)} className="grid" />
            <text x={LEFT - 6} y={py(v) + 4} textAnchor="end">
              {ys.axis(v)}
            </text>
          </g>
        ))}
        {diagonal && <line x1={px(both.from)} y1={py(both.from)} x2={px(both.to)} y2={py(both.to)} className="equal" />}
        {across.at.map((v) => (
          <text key={v} x={px(v)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
            {xs.axis(v)}
          </text>
        ))}
        <text x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end" className="axis-name">
          {x.name}
        </text>
        <text x={LEFT - 52} y={TOP} className="axis-name" transform={`rotate(-90 ${LEFT - 52} ${TOP})`} textAnchor="end">
          {y.name}
        </text>
        {points.map((p) => (
          <circle
            key={p.key}
            cx={px(Number(p.x))}
            cy={py(Number(p.y))}
            r={p.key === picked ? 8 : 6}
            className={p.key === picked ? "picked" : ""}
            tabIndex={0}
            role={onPick ? "button" : "img"}
            aria-label={words(p)}
            onPointerEnter={() => show(p.key)}
            onPointerLeave={() => show(null)}
            onFocus={() => show(p.key)}
            onBlur={() => show(null)}
            onClick={() => onPick?.(p.key)}
            onKeyDown={(event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), onPick?.(p.key))}
          />
        ))}
      </svg>
      <p className={`small scatter-words ${named ? "" : "no-print"}`} aria-hidden="true">
        {named ? words(named) : t("chart.pointHint")}
      </p>
    </ChartFrame>
  );
}

/** Round steps around the values; a single value gets room on both sides. */
function ticksOf(values: readonly number[]): { from: number; to: number; at: number[] } {
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
  const rough = (high - low || 1) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * size).find((n) => n >= rough) ?? rough;
  const [from, to] = [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step];
  return { from, to, at: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step) };
}
