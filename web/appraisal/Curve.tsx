import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";

export type Line = Reply<"GET /api/scorecards/:positionId">["lines"][number];

const WIDTH = 190;
const HEIGHT = 64;
const PAD = 6;

/** The scoring function of a line with today's place on it: the server's own function, drawn. */
export function Curve({ line }: { line: Line }) {
  const t = useT();
  const format = useFormat();
  const points = line.curve.map((point) => ({ x: Number(point.actual), y: Number(point.factor) }));
  const last = points.at(-1);
  if (!last || line.factor === null) return null;
  const top = Math.max(1, ...points.map((point) => point.y)) * 1.08;
  const x = (value: number) => PAD + (Math.min(Math.max(value, 0), last.x) / last.x) * (WIDTH - 2 * PAD);
  const y = (value: number) => HEIGHT - PAD - (value / top) * (HEIGHT - 2 * PAD);
  const now = { x: actualOf(line), y: Number(line.factor) / 1_000_000 };
  const path = points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join(" ");
  const words = t("appraisal.curve", { name: line.name, actual: format.value(line.actual), factor: format.rate(line.factor) });
  return (
    <svg className="curve drawn" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{t("appraisal.curveHint")}</title>
      <line className="axis" x1={PAD} x2={WIDTH - PAD} y1={y(0)} y2={y(0)} />
      <line className="full" x1={PAD} x2={WIDTH - PAD} y1={y(1)} y2={y(1)} />
      <path className="path" d={path} />
      <circle className="dot" cx={x(now.x)} cy={y(now.y)} r={5} />
    </svg>
  );
}

/** In the curve's unit: yuan, heads, or a fraction. Floats are good enough for a picture. */
function actualOf({ actual }: Line): number {
  if (actual.kind === "rate") return Number(actual.ppm) / 1_000_000;
  return actual.kind === "amount" || actual.kind === "number" ? Number(actual.value) : 0;
}
