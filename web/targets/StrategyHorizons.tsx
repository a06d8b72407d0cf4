import { useT } from "../lib/i18n.ts";
import { useAmount } from "./amounts.ts";
import type { Strategy } from "./tree.ts";

type Horizon = Strategy["horizons"][number];

/** 长期目标: goals some years away, and whether this year's target keeps step with them. */
export function StrategyHorizons({ strategy }: { strategy: Strategy }) {
  const t = useT();
  const hasPath = strategy.horizons.some(({ step }) => step !== null);
  if (strategy.horizons.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("strategy.horizons")}</h2>
      <p className="small muted">
        {t("strategy.horizonsHint")}
        {hasPath && ` ${t("strategy.pathHint")}`}
      </p>
      {strategy.horizons.map((one) => (
        <div key={one.metric} className="panel stack-s">
          <h3>{t(`metrics.name.${one.metric}`)}</h3>
          <Words horizon={one} />
          <Years horizon={one} />
        </div>
      ))}
    </section>
  );
}

const columns = ["actual", "target", "goal", "path", "gap"] as const;

function Years({ horizon: { metric, unit, years } }: { horizon: Horizon }) {
  const t = useT();
  const { text, exact } = useAmount(unit);
  const shown = columns.filter((column) => years.some((year) => year[column] !== null));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={`${t("strategy.horizons")} ${t(`metrics.name.${metric}`)}`}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("strategy.year")}</th>
            {shown.map((column) => (
              <th key={column} scope="col" className="num right">
                {t(`strategy.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year.year}>
              <th scope="row" className="num">
                {year.year}
              </th>
              {shown.map((column) => (
                <td key={column} className="num right" title={exact(year[column])}>
                  {column === "goal" && year.goal !== null ? <b>{text(year.goal)}</b> : text(year[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The table in a sentence: the step a year, and the next year that does not keep it. */
function Words({ horizon: { unit, years, step } }: { horizon: Horizon }) {
  const t = useT();
  const { text } = useAmount(unit);
  if (!step) return null;
  const { from, to, each } = step;
  const ends = { from: from.year, start: text(from.amount), to: to.year, end: text(to.amount), step: text(each.replace("-", "")) };
  const short = years.find((year) => year.gap?.startsWith("-"));
  return (
    <p>
      {t(each.startsWith("-") ? "strategy.stepDown" : "strategy.step", ends)}
      {short && ` ${t("strategy.short", { year: short.year, gap: text(short.gap!.slice(1)) })}`}
    </p>
  );
}
