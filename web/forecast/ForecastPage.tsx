import "./forecast.css";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { PageHeader, PeriodPicker, useFiscal } from "../ui/index.ts";
import { AccuracyTab } from "./AccuracyTab.tsx";
import { BoardTab } from "./BoardTab.tsx";
import { ChangesTab } from "./ChangesTab.tsx";
import { OddsTab } from "./OddsTab.tsx";
import { SeriesTab } from "./SeriesTab.tsx";
import { Tabs } from "./Tabs.tsx";
import type { Names } from "./words.ts";

const tabs = ["board", "changes", "odds", "accuracy", "series"] as const;

/** 预测: what people say a period will bring, what changed, how likely the open deals are, how good such words were, and what the past suggests. */
export default function ForecastPage() {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const [filters, change] = useFilters<Names>();
  const tab = tabs.find((one) => one === filters.tab) ?? "board";
  const period = periodIn(filters.period, "month", today, useFiscal()).key;
  const whose = { unit: filters.unit, position: filters.position };
  const hasPeriod = tab === "board" || tab === "changes";
  return (
    <div className="page">
      <PageHeader title={t("forecast.title")} subtitle={hasPeriod ? format.period(period) : t(`forecast.tab.${tab}Hint`)}>
        {hasPeriod && <PeriodPicker kinds={["month", "quarter"]} value={period} onChange={(key) => change({ period: key, since: "" })} />}
      </PageHeader>
      <Tabs
        label={t("forecast.tab.label")}
        value={tab}
        onChange={(next) => change({ tab: next })}
        options={tabs.map((one) => [one, t(`forecast.tab.${one}`)])}
      />
      {tab === "board" && <BoardTab period={period} whose={whose} change={change} />}
      {tab === "changes" && <ChangesTab period={period} whose={whose} since={filters.since} change={change} />}
      {tab === "odds" && <OddsTab whose={whose} />}
      {tab === "accuracy" && <AccuracyTab whose={whose} lead={filters.lead} change={change} />}
      {tab === "series" && <SeriesTab whose={whose} filters={filters} change={change} />}
    </div>
  );
}
