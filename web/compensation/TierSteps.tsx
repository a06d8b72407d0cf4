import { useT } from "../lib/i18n.ts";
import { usePhone } from "../ui/index.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Statement } from "./types.ts";

const HEIGHT = 190;
const TOP = 26;
const BOTTOM = 40;

/** Tiers as steps: how far the accumulated amount reaches, which part is of this period, where the quota stands. */
export function TierSteps({ statement }: { statement: Statement }) {
  const t = useT();
  const format = useFormat();
  const width = usePhone() ? 340 : 620;
  const made = statement.made;
  if (!made || made.isPersonalRate) return null;
  const scale = scaleOf(statement, width);
  const tier = made.tiers[made.tierReached]!;
  const words = t("compensation.steps", { accumulated: made.accumulated, tier: made.tierReached + 1, rate: tier.rate });
  const [opening, now] = [scale.x(Number(made.opening)), scale.x(Number(made.accumulated))];
  return (
    <figure className="stack-s">
      <svg className="steps" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words}>
        {made.tiers.map((one, i) => {
          const [from, to, y] = [
            scale.x(Number(one.from)),
            scale.x(one.to === null ? scale.end : Number(one.to)),
            scale.y(Number(one.rate)),
          ];
          const filled = (a: number, b: number, kind: string) =>
            Math.min(b, to) > Math.max(a, from) ? (
              <rect className={kind} x={Math.max(a, from)} y={y} width={Math.min(b, to) - Math.max(a, from)} height={HEIGHT - BOTTOM - y} />
            ) : null;
          return (
            <g key={one.from}>
              <rect className="tier" x={from} y={y} width={Math.max(0, to - from)} height={HEIGHT - BOTTOM - y} />
              {filled(0, Math.min(opening, now), "opening")}
              {filled(Math.min(opening, now), Math.max(opening, now), "period")}
              <text className={i === made.tierReached ? "strong" : ""} x={(from + to) / 2} y={y - 6} textAnchor="middle">
                {format.rate(one.rate, 2)}
              </text>
              {i > 0 && (
                <text x={from} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
                  {format.axis(Number(one.from))}
                </text>
              )}
            </g>
          );
        })}
        <line className="axis" x1={0} x2={width} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
        {statement.quota !== null && (
          <line
            className="quota"
            x1={scale.x(Number(statement.quota))}
            x2={scale.x(Number(statement.quota))}
            y1={TOP - 8}
            y2={HEIGHT - BOTTOM}
          />
        )}
        <line className="now" x1={now} x2={now} y1={TOP - 8} y2={HEIGHT - BOTTOM + 4} />
        <text className="strong" x={Math.min(Math.max(now, 60), width - 60)} y={HEIGHT - 6} textAnchor="middle">
          {t("compensation.nowHere")} {format.money(made.accumulated)}
        </text>
      </svg>
      <figcaption className="legend">
        <span>
          <i className="opening" />
          {t("compensation.openingPart")}
        </span>
        <span>
          <i className="period" />
          {t("compensation.periodPart")}
        </span>
        {statement.quota !== null && (
          <span>
            ┆ {t("compensation.quotaMark")} <span className="num">{format.money(statement.quota)}</span>
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** Floats are good enough for a picture; the table below it is exact. */
function scaleOf({ made, quota }: Statement, width: number) {
  const bounds = [...made!.tiers.map((tier) => Number(tier.from) * 1.25), Number(made!.accumulated) * 1.1, Number(quota ?? 0) * 1.1, 1];
  const end = Math.max(...bounds);
  const top = Math.max(...made!.tiers.map((tier) => Number(tier.rate)), 1);
  return {
    end,
    x: (amount: number) => (Math.min(Math.max(amount, 0), end) / end) * width,
    y: (rate: number) => HEIGHT - BOTTOM - (rate / top) * (HEIGHT - BOTTOM - TOP),
  };
}
