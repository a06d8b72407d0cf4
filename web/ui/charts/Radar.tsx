import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";

export type RadarLine = { readonly name: string; readonly role: "actual" | "other"; readonly values: readonly (number | null)[] };
type Props = { title: string; axes: readonly string[]; max: number; lines: readonly RadarLine[] };
const [SIZE, CENTRE, RADIUS] = [320, 160, 104];

/** Levels on as many axes as there are. A value that is missing leaves a gap in its line and no point: it is not the lowest level. */
export function Radar({ title, axes, max, lines }: Props) {
  const t = useT();
  const at = (i: number, level: number): readonly [number, number] => {
    const angle = (2 * Math.PI * i) / axes.length - Math.PI / 2;
    const reach = (RADIUS * level) / max;
    return [CENTRE + reach * Math.cos(angle), CENTRE + reach * Math.sin(angle)];
  };
  const ring = (level: number) => axes.map((_, i) => at(i, level).join(",")).join(" ");
  const table = {
    head: [t("chart.category"), ...lines.map((one) => one.name)],
    rows: axes.map((axis, i) => [axis, ...lines.map((one) => String(one.values[i] ?? "—"))]),
  };
  return (
    <ChartFrame title={title} table={table}>
      <svg className="radar" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={title}>
        {Array.from({ length: max }, (_, i) => (
          <polygon key={i} points={ring(i + 1)} className="grid" />
        ))}
        {axes.map((axis, i) => {
          const [x, y] = at(i, max * 1.17);
          const [ex, ey] = at(i, max);
          return (
            <g key={axis}>
              <line x1={CENTRE} y1={CENTRE} x2={ex} y2={ey} className="grid" />
              <text x={x} y={y + 4} textAnchor={Math.abs(x - CENTRE) < 8 ? "middle" : x > CENTRE ? "start" : "end"}>
                {axis}
              </text>
            </g>
          );
        })}
        {lines.map((line) => (
          <Line key={line.name} line={line} at={at} />
        ))}
      </svg>
      <ul className="row legend small">
        {lines.map((line) => (
          <li key={line.name} className={`radar-key ${line.role}`}>
            {line.name}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function Line({ line, at }: { line: RadarLine; at: (i: number, level: number) => readonly [number, number] }) {
  const points = line.values.map((level, i) => (level === null ? null : at(i, level)));
  return (
    <g className={`radar-line ${line.role}`}>
      {points.map((point, i) => {
        const next = points[(i + 1) % points.length];
        return point && next ? <line key={i} x1={point[0]} y1={point[1]} x2={next[0]} y2={next[1]} /> : null;
      })}
      {points.map((point, i) => point && <circle key={i} cx={point[0]} cy={point[1]} r="4" />)}
    </g>
  );
}
