import { useT } from "../lib/i18n.ts";
import { usePhone } from "../ui/index.ts";
import { useFormat, type Value } from "../lib/use-format.ts";
import type { Component, Statement } from "./types.ts";

const HEIGHT = 190;
const TOP = 26;
const BOTTOM = 40;

/** Floats are good enough for a picture; the table below it is exact. */
const floatOf = (value: Value | null): number | null => (value === null || value.kind === "none" || value.kind === "text" ? null : value.kind === "rate" ? Number(value.ppm) : Number(value.value)); // prettier-ignore

/** Tiers as steps: how far the accumulated amount reaches, which part is of this period, where the quota stands. */
export function TierSteps({ statement, component }: { statement: Statement; component: Component }) {
  const t = useT();
  const format = useFormat();
  const width = usePhone() ? 340 : 620;
  const { tiers, tierReached, accumulated, opening } = component;
  if (tierReached === null || accumulated === null || !component.isByAmount) return null;
  const scale = scaleOf(component, statement.quota, width);
  const reached = tiers[tierReached]!;
  const words = t("compensation.steps", { accumulated, tier: tierReached + 1, rate: format.value(reached.cell) });
  const [before, now] = [scale.x(Number(opening)), scale.x(Number(accumulated))];
  return (
    <figure className="stack-s">
      <svg className="steps" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words}>
        {tiers.map((one, i) => {
          const [from, to, y] = [scale.x(floatOf(one.from)!), scale.x(floatOf(one.to) ?? scale.end), scale.y(floatOf(one.cell)!)];
          const filled = (a: number, b: number, kind: string) =>
            Math.min(b, to) > Math.max(a, from) ? (
              <rect className={kind} x={Math.max(a, from)} y={y} width={Math.min(b, to) - Math.max(a, from)} height={HEIGHT - BOTTOM - y} />
            ) : null;
          return (
            <g key={format.value(one.from)}>
              <rect className="tier" x={from} y={y} width={Math.max(0, to - from)} height={HEIGHT - BOTTOM - y} />
              {filled(0, Math.min(before, now), "opening")}
              {filled(Math.min(before, now), Math.max(before, now), "period")}
              <text className={i === tierReached ? "strong" : ""} x={(from + to) / 2} y={y - 6} textAnchor="middle">
                {format.value(one.cell)}
              </text>
              {i > 0 && (
                <text x={from} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
                  {format.axis(floatOf(one.from)!)}
                </text>
              )}
            </g>
          );
        })}
        <line className="axis" x1={0} x2={width} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
        {statement.quota !== null && (
          <line className="quota" x1={scale.x(Number(statement.quota))} x2={scale.x(Number(statement.quota))} y1={TOP - 8} y2={HEIGHT - BOTTOM} />
        )}
        <line className="now" x1={now} x2={now} y1={TOP - 8} y2={HEIGHT - BOTTOM + 4} />
        <text className="strong" x={Math.min(Math.max(now, 60), width - 60)} y={HEIGHT - 6} textAnchor="middle">
          {t("compensation.nowHere")} {format.money(accumulated)}
        </text>
      </svg>
      <Legend quota={statement.quota} />
    </figure>
  );
} // prettier-ignore

function Legend({ quota }: { quota: string | null }) {
  const t = useT();
  const format = useFormat();
  return (
    <figcaption className="legend">
      <span>
        <i className="opening" />
        {t("compensation.openingPart")}
      </span>
      <span>
        <i className="period" />
        {t("compensation.periodPart")}
      </span>
      {quota !== null && (
        <span>
          ┆ {t("compensation.quotaMark")} <span className="num">{format.money(quota)}</span>
        </span>
      )}
    </figcaption>
  );
}

function scaleOf({ tiers, accumulated }: Component, quota: string | null, width: number) {
  const bounds = [...tiers.map((tier) => floatOf(tier.from)! * 1.25), Number(accumulated) * 1.1, Number(quota ?? 0) * 1.1, 1];
  const end = Math.max(...bounds);
  const top = Math.max(...tiers.map((tier) => floatOf(tier.cell) ?? 0), Number.MIN_VALUE);
  return {
    end,
    x: (amount: number) => (Math.min(Math.max(amount, 0), end) / end) * width,
    y: (rate: number) => HEIGHT - BOTTOM - (rate / top) * (HEIGHT - BOTTOM - TOP),
  };
}
