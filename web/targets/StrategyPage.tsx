import "./targets.css";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, PageHeader, ProgressBar, Skeleton } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { StrategyForm } from "./StrategyForm.tsx";
import { StrategyHorizons } from "./StrategyHorizons.tsx";
import { TargetTabs } from "./TargetTabs.tsx";
import type { Strategy } from "./tree.ts";

/** 愿景与战略: where the company wants to go, by which themes and metrics, and how one's own number is part of it. */
export default function StrategyPage() {
  const t = useT();
  const [{ year }] = useFilters<"year">();
  const [isEditing, edit] = useState(false);
  const query = useCall("GET /api/strategy", { query: { year } });
  const mayEdit = query.data?.mayWrite && !isEditing;
  return (
    <div className="page">
      <PageHeader
        title={t("strategy.title")}
        subtitle={t("strategy.hint")}
        actions={
          mayEdit && (
            <button type="button" className="button" onClick={() => edit(true)}>
              {t(query.data!.version === 0 ? "strategy.write" : "strategy.edit")}
            </button>
          )
        }
      />
      <TargetTabs />
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(data) =>
          isEditing ? (
            <StrategyForm strategy={data} onClose={() => edit(false)} />
          ) : (
            <>
              {data.version === 0 ? (
                <Empty title={t("strategy.empty", { year: data.year })}>
                  {t(data.mayWrite ? "strategy.emptyMine" : "strategy.emptyWait")}
                </Empty>
              ) : (
                <Vision strategy={data} />
              )}
              <StrategyHorizons strategy={data} />
              <Cascade strategy={data} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Vision({ strategy }: { strategy: Strategy }) {
  const t = useT();
  return (
    <section className="stack">
      <div className="panel stack-s">
        <h2>{t("strategy.vision", { year: strategy.year })}</h2>
        <p className="pre">{strategy.vision}</p>
        <p className="small muted">
          {t("strategy.version", { n: strategy.version, by: strategy.by ?? "", on: strategy.at?.slice(0, 10) ?? "" })}
        </p>
      </div>
      <ol className="strategy-themes">
        {strategy.themes.map((theme) => (
          <li key={theme.name} className="panel stack-s">
            <h3>{theme.name}</h3>
            {theme.aim && <p>{theme.aim}</p>}
            <ul className="rows">
              {theme.metrics.map((one) => (
                <li key={one.metric} className="spread">
                  <span>{t(`metrics.name.${one.metric}`)}</span>
                  <Touched metric={one.metric} scheme={strategy.scheme} />
                  <b className="num">{one.weight}%</b>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Apart strategy={strategy} />
    </section>
  );
}

/** How much of a scorecard hangs on a theme's metric: what a change of the theme would have to change there. */
function Touched({ metric, scheme }: { metric: string; scheme: Strategy["scheme"] }) {
  const t = useT();
  if (!scheme) return null;
  const kpi = scheme.kpis.find((one) => one.metric === metric);
  return <span className="muted small">{kpi ? t("strategy.inScheme", { weight: kpi.weight }) : t("strategy.notInScheme")}</span>;
}

/** What is scored although no theme asks for it. */
function Apart({ strategy: { scheme, themes } }: { strategy: Strategy }) {
  const t = useT();
  const named = new Set(themes.flatMap((theme) => theme.metrics.map((one) => one.metric)));
  const apart = scheme?.kpis.filter((one) => !named.has(one.metric)) ?? [];
  if (!scheme) return null;
  return (
    <p className="small muted">
      {t("strategy.scheme", { name: scheme.name, version: scheme.version })}
      {apart.length > 0 &&
        ` ${t("strategy.apart", { names: apart.map((one) => t("strategy.apartOne", { name: one.name, weight: one.weight })).join(t("common.listSeparator")) })}`}
    </p>
  );
}

/** From one's own number to the company's: what each level carries and how far it is. */
function Cascade({ strategy }: { strategy: Strategy }) {
  const t = useT();
  if (strategy.cascade.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("strategy.cascade")}</h2>
      <p className="small muted">{t("strategy.cascadeHint")}</p>
      {strategy.cascade.map((one) => (
        <div key={one.metric} className="panel">
          <h3>{t(`metrics.name.${one.metric}`)}</h3>
          <ol className="rows">
            {one.levels.map((level) => (
              <Level key={level.id} unit={one.unit} level={level} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

type LevelProps = { unit: "amount" | "count"; level: Strategy["cascade"][number]["levels"][number] };

function Level({ unit, level }: LevelProps) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(unit);
  return (
    <li className="strategy-level">
      <span>
        {level.isMine ? <b>{level.name}</b> : level.name} {level.isMine && <span className="small muted">{t("targets.mine")}</span>}
      </span>
      <span className="num" title={exact(level.target)}>
        {text(level.target)}
      </span>
      {level.attainment === null ? (
        <span className="muted">—</span>
      ) : (
        <span className="target-reached">
          <ProgressBar ppm={level.attainment} label={level.name} />
          <span className="num small">{format.rate(level.attainment)}</span>
        </span>
      )}
    </li>
  );
}
