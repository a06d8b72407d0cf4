import "./targets.css";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, ExplainButton, Loaded, PageHeader, PeriodPicker, ProgressBar, Skeleton, StatusTag } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { MetricSelect, metricOf } from "./MetricSelect.tsx";
import { TargetTabs } from "./TargetTabs.tsx";

type Pace = Reply<"GET /api/target-pace">;
type Row = Pace["rows"][number];
const kinds = { ahead: "good", "on-track": "info", behind: "attention", "far-behind": "danger" } as const;

/** 目标进度: who is behind and since when, what a working day must bring, and where it lands at this pace. */
export default function PacePage() {
  const t = useT();
  const [filters, change] = useFilters<"metric" | "period">();
  const metric = metricOf(filters.metric);
  const query = useCall("GET /api/target-pace", { query: { metric, period: filters.period } });
  return (
    <div className="page">
      <PageHeader title={t("target-pace.title")} subtitle={t("target-pace.hint")}>
        <div className="row no-print">
          <MetricSelect value={metric} onChange={(one) => change({ metric: one })} />
          {query.data && (
            <PeriodPicker kinds={["quarter", "month", "year"]} value={query.data.period} onChange={(period) => change({ period })} />
          )}
        </div>
      </PageHeader>
      <TargetTabs />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={8} />}
        isEmpty={(data) => data.rows.every((row) => row.state === null)}
        empty={<Empty title={t("target-pace.empty")}>{t("target-pace.emptyHint")}</Empty>}
      >
        {(data) => <Board pace={data} />}
      </Loaded>
    </div>
  );
}

function Board({ pace }: { pace: Pace }) {
  const t = useT();
  const rows = pace.rows.filter((row) => row.state !== null);
  const gapOf = ({ gap }: Row) => (gap.value.kind === "rate" ? Number(gap.value.ppm) : 0);
  const late = rows.filter((row) => row.state === "behind" || row.state === "far-behind").length;
  return (
    <>
      <div className="panel spread">
        <p>{t("target-pace.found", { late, all: rows.length })}</p>
        <span className="row small muted">
          {t("target-pace.days", { done: pace.days.done, left: pace.days.left })}
          <ExplainButton explain={pace.time} subject={t("metrics.name.time-progress")} />
        </span>
      </div>
      <ul className="panel rows">
        {[...rows]
          .sort((a, b) => gapOf(a) - gapOf(b))
          .map((row) => (
            <Line key={row.id} row={row} unit={pace.unit} />
          ))}
      </ul>
    </>
  );
}

function Line({ row, unit }: { row: Row; unit: Pace["unit"] }) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(unit);
  const reached = row.attainment.value.kind === "rate" ? row.attainment.value.ppm : null;
  return (
    <li className="pace-line">
      <span>
        <b>{row.name}</b> <span className="small muted">{row.detail}</span>
        <span className="row small">
          <StatusTag kind={kinds[row.state!]}>{t(`target-pace.state.${row.state!}`)}</StatusTag>
          {row.since && <span>{t("target-pace.since", { on: row.since })}</span>}
        </span>
      </span>
      <span className="stack-s">
        {reached && <ProgressBar ppm={reached} markPpm={row.expected ?? undefined} label={row.name} />}
        <span className="small num">
          {format.value(row.attainment.value)}{" "}
          <span className="muted">{t("target-pace.expected", { value: row.expected === null ? "—" : format.rate(row.expected) })}</span>{" "}
          <ExplainButton explain={row.gap} subject={row.name} />
        </span>
      </span>
      <span className="small num pace-needed">
        <span title={exact(row.landing)}>{t("target-pace.landing", { amount: text(row.landing), target: text(row.target) })}</span>
        <br />
        <span className="muted">{t("target-pace.needed", { amount: format.value(row.needed.value) })}</span>
      </span>
    </li>
  );
}
