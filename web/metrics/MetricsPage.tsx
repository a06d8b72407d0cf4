import "./metrics.css";
import { Link } from "@tanstack/react-router";
import { addDays } from "#core/base/date.ts";
import { ProblemError } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { target, useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, PageHeader, PeriodPicker, Skeleton, useFiscal } from "../ui/index.ts";
import { BelowPanel } from "./BelowPanel.tsx";
import { CollectionPanel } from "./CollectionPanel.tsx";
import { FigureGrid } from "./FigureGrid.tsx";
import { PacePanel } from "./PacePanel.tsx";
import { TrendPanel } from "./TrendPanel.tsx";
import { Switch } from "./Switch.tsx";
import { Whose } from "./Whose.tsx";
import type { Metric, Overview } from "./words.ts";

type Names = "period" | "unit" | "position" | "metric" | "grain" | "mode" | "group";
/** Groups that have metrics read from facts; forecasts have a page of their own. */
const groups = ["result", "collection", "funnel", "time", "customer", "activity", "people"] as const;

/** 指标: one unit or person in one period: pace, every metric with its proof, the trend, and who is below. */
export default function MetricsPage() {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const fiscal = useFiscal();
  const [filters, change] = useFilters<Names>();
  const period = periodIn(filters.period, "quarter", today, fiscal).key;
  const { unit, position } = filters;
  const group = groups.find((one) => one === filters.group) ?? "result";
  const query = useCall("GET /api/metric-overview", { query: { period, unit, position, group } });
  const isNobody = !unit && !position && query.error instanceof ProblemError && query.error.problem.status === 404;
  return (
    <div className="page">
      <PageHeader
        title={t("metrics.title")}
        subtitle={query.data && subtitleOf(query.data)}
        actions={
          <Link {...target("/kpi/dictionary")} className="button">
            {t("metrics.dictionary.title")}
          </Link>
        }
      >
        <PeriodPicker
          kinds={["quarter", "month", "week", "half", "year"]}
          value={period}
          onChange={(key) => change({ period: key, grain: "" })}
        />
      </PageHeader>
      {isNobody ? (
        <Empty title={t("metrics.empty.title")}>{t("metrics.empty.hint")}</Empty>
      ) : (
        <Loaded query={query} skeleton={<Skeleton lines={12} />}>
          {(overview) => <Parts overview={overview} group={group} filters={filters} change={change} />}
        </Loaded>
      )}
    </div>
  );

  function subtitleOf({ period: { key, from, to, doneTo } }: Overview) {
    const days =
      doneTo < to && doneTo > from
        ? t("metrics.subtitle", { day: format.day(addDays(doneTo, -1)) })
        : t("metrics.subtitleWhole", { from, to: addDays(to, -1) });
    return `${format.period(key)} · ${days}`;
  }
}

type Props = {
  overview: Overview;
  group: (typeof groups)[number];
  filters: Partial<Record<Names, string>>;
  change: (patch: Partial<Record<Names, string>>) => void;
};

function Parts({ overview, group, filters, change }: Props) {
  const t = useT();
  const { subject, figures } = overview;
  const whose = { period: overview.period.key, [subject.kind]: subject.id };
  const metric: Metric = figures.find((one) => one.metric === filters.metric)?.metric ?? figures[0]!.metric;
  return (
    <>
      <Whose overview={overview} onPick={(next) => change({ unit: "", position: "", [next.kind]: next.id })} />
      <div className="scroll-x">
        <Switch
          label={t("metrics.groups")}
          value={group}
          onChange={(next) => change({ group: next, metric: "" })}
          options={groups.map((one) => [one, t(`metrics.group.${one}`)])}
        />
      </div>
      {group === "result" && <PacePanel overview={overview} />}
      <FigureGrid figures={figures} />
      <div className={group === "collection" ? "columns" : ""}>
        <TrendPanel
          whose={whose}
          metric={metric}
          metrics={figures.map((one) => one.metric)}
          grain={filters.grain}
          mode={filters.mode}
          change={change}
        />
        {group === "collection" && <CollectionPanel figures={figures} />}
      </div>
      {subject.kind === "unit" && <BelowPanel whose={whose} metric={metric} />}
    </>
  );
}
