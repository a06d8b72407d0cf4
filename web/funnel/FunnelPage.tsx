import "./funnel.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemError } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { target, useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Funnel as Stages } from "../ui/charts/index.ts";
import { Empty, Figure, Loaded, PageHeader, PeriodPicker, Skeleton, useFiscal } from "../ui/index.ts";
import { BelowTable } from "./BelowTable.tsx";
import { CyclePanel } from "./CyclePanel.tsx";
import { DealsPanel } from "./DealsPanel.tsx";
import { StageTable } from "./StageTable.tsx";
import { placeOf, type Funnel, type Picked } from "./types.ts";

type Names = "period" | "unit" | "position" | "pipeline";

/** 漏斗: cohort beside snapshot, how long stages and the whole cycle take, and the deals behind every figure. */
export default function FunnelPage() {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const [filters, change] = useFilters<Names>();
  const period = periodIn(filters.period, "quarter", today, useFiscal()).key;
  const { unit, position, pipeline } = filters;
  const query = useCall("GET /api/funnel", { query: { period, unit, position, pipeline } });
  const isNobody = !unit && !position && query.error instanceof ProblemError && query.error.problem.status === 404;
  return (
    <div className="page">
      <PageHeader title={t("funnel.title")} subtitle={query.data && `${query.data.subject.name} · ${format.period(period)}`}>
        <PeriodPicker kinds={["quarter", "month", "half", "year"]} value={period} onChange={(key) => change({ period: key })} />
        {query.data && query.data.pipelines.length > 1 && (
          <select
            className="input"
            aria-label={t("funnel.pipeline")}
            value={query.data.pipeline}
            onChange={(event) => change({ pipeline: event.target.value })}
          >
            {query.data.pipelines.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </PageHeader>
      {isNobody ? (
        <Empty title={t("funnel.nobody")} />
      ) : (
        <Loaded
          query={query}
          skeleton={<Skeleton lines={12} />}
          isEmpty={({ stages, curve }) => stages.length === 0 || (curve.n === 0 && stages.every((stage) => stage.win.n === 0))}
          empty={<Empty title={t("funnel.empty.title")}>{t("funnel.empty.hint")}</Empty>}
        >
          {(funnel) => <Parts funnel={funnel} />}
        </Loaded>
      )}
    </div>
  );
}

function Parts({ funnel }: { funnel: Funnel }) {
  const t = useT();
  const [picked, pick] = useState<Picked | null>(null);
  return (
    <>
      <Crumbs funnel={funnel} />
      <Named funnel={funnel} />
      <section className="panel stack" aria-labelledby="stages">
        <h2 id="stages">{t("funnel.stages.title")}</h2>
        <Picture funnel={funnel} onPick={(stage) => pick({ title: stage, stage, part: "entered" })} />
        <StageTable funnel={funnel} onPick={pick} />
        <p className="muted small">{t("funnel.stages.hint")}</p>
      </section>
      <CyclePanel funnel={funnel} />
      {funnel.below.length > 0 && <BelowTable funnel={funnel} />}
      {picked && <DealsPanel funnel={funnel} picked={picked} onClose={() => pick(null)} />}
    </>
  );
}

function Crumbs({ funnel: { crumbs, subject, period } }: { funnel: Funnel }) {
  const t = useT();
  if (crumbs.length < 2) return null;
  return (
    <nav aria-label={t("funnel.crumbs")}>
      <ol className="funnel-crumbs">
        {crumbs.map((one) => (
          <li key={one.id}>
            {one.id === subject.id ? <b aria-current="page">{one.name}</b> : <Link {...target(placeOf(period.key, one))}>{one.name}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const unripe = ["funnel.note.immature", "funnel.note.never-mature"];
const shownFirst = ["prospect-conversion", "contact-conversion", "signing-conversion", "win-rate-created", "pipeline-velocity"];

/** The three named conversions with the ability each shows, the created win rate and the velocity. */
function Named({ funnel }: { funnel: Funnel }) {
  const t = useT();
  const label = useLabel();
  const figures = shownFirst.flatMap((code) => funnel.figures.find((one) => one.of === code) ?? []);
  const isGrey = (of: Funnel["figures"][number]) => of.notes?.some(({ key }) => unripe.includes(key));
  return (
    <section className="panel stack" aria-labelledby="named">
      <h2 id="named">{t("funnel.named.title")}</h2>
      <div className="figures">
        {figures.map((one) => (
          <Figure
            key={one.of}
            label={label(one.label)}
            value={one.value}
            explain={one}
            caution={isGrey(one) ? t("funnel.immature") : undefined}
          >
            <span className="muted small">{t(`funnel.ability.${one.of}`)}</span>
          </Figure>
        ))}
      </div>
    </section>
  );
}

/** How many entered each stage in the period, and which share of them moved on. */
function Picture({ funnel, onPick }: { funnel: Funnel; onPick: (stage: string) => void }) {
  const t = useT();
  const format = useFormat();
  const worst = funnel.stages
    .filter((stage) => stage.cohort.entered >= 10 && stage.cohort.ppm !== null)
    .toSorted((a, b) => Number(a.cohort.ppm) - Number(b.cohort.ppm))[0];
  const title = worst
    ? t("funnel.finding", { stage: worst.stage, share: worst.cohort.ppm, n: worst.cohort.entered })
    : t("funnel.stages.picture", { period: format.period(funnel.period.key) });
  const stages = funnel.stages.map((stage, i) => ({
    key: stage.stage,
    name: stage.stage,
    value: String(stage.cohort.entered),
    fromPrevious: i === 0 ? null : (funnel.stages[i - 1]!.cohort.ppm ?? null),
  }));
  return (
    <Stages
      title={title}
      stages={stages}
      unit="number"
      valueName={t("funnel.column.entered")}
      note={t("funnel.stages.note")}
      onPick={onPick}
    />
  );
}
