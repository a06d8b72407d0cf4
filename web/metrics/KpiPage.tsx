import "./metrics.css";
import { Link } from "@tanstack/react-router";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { target, useFilters, useParam } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, PeriodPicker, Skeleton, StatusTag, useFiscal } from "../ui/index.ts";
import { BelowPanel } from "./BelowPanel.tsx";
import { ComparePanel } from "./ComparePanel.tsx";
import { FourAnswers } from "./FourAnswers.tsx";
import { OneValue } from "./OneValue.tsx";
import { TrendPanel } from "./TrendPanel.tsx";

type Names = "period" | "unit" | "position" | "grain" | "mode";
type Page = Reply<"GET /api/metrics/:metric">;

/** One metric: what it means, what it is now, how it moves, who is below, where it comes from. */
export default function KpiPage() {
  const t = useT();
  const label = useLabel();
  const code = useParam("code");
  const { today } = usePrefs();
  const [filters, change] = useFilters<Names>();
  const period = periodIn(filters.period, "quarter", today, useFiscal()).key;
  const query = useCall("GET /api/metrics/:metric", { params: { metric: code } });
  const draft = query.data?.versions.find((one) => one.state === "draft");
  return (
    <div className="page">
      <PageHeader
        title={query.data?.definition ? label(query.data.definition.name) : (draft?.written.name ?? t("metrics.title"))}
        subtitle={query.data?.definition ? label(query.data.definition.formula) : undefined}
        actions={
          query.data?.mayWrite &&
          code.startsWith("x-") && (
            <Link {...target(`/kpi/edit/${code}`)} className="button">
              {t(draft ? "metrics.editor.goOn" : "metrics.editor.newVersion")}
            </Link>
          )
        }
      >
        <PeriodPicker
          kinds={["quarter", "month", "week", "half", "year"]}
          value={period}
          onChange={(key) => change({ period: key, grain: "" })}
        />
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(page) => <Parts page={page} code={code} period={period} filters={filters} change={change} />}
      </Loaded>
    </div>
  );
}

type Props = {
  page: Page;
  code: string;
  period: string;
  filters: Partial<Record<Names, string>>;
  change: (patch: Partial<Record<Names, string>>) => void;
};

function Parts({ page, code, period, filters, change }: Props) {
  const t = useT();
  const { definition } = page;
  const { unit, position, grain, mode } = filters;
  const whose = { period, ...(unit && { unit }), ...(position && { position }) };
  if (!definition) return <Empty title={t("metrics.editor.onlyDraft")}>{t("metrics.editor.onlyDraftHint")}</Empty>;
  const isMeasured = definition.isOwn || ["sum", "ratio", "median"].includes(definition.kind);
  return (
    <>
      <OneValue code={code} whose={whose} onPick={(next) => change({ unit: "", position: "", [next.kind]: next.id })} />
      <FourAnswers definition={definition} />
      {isMeasured && ["amount", "count", "minutes"].includes(definition.unit) && <ComparePanel code={code} whose={whose} />}
      {isMeasured && (
        <TrendPanel
          whose={whose}
          metric={code}
          metrics={[]}
          grain={grain}
          mode={mode ?? (definition.kind === "sum" ? undefined : "each")}
          change={change}
        />
      )}
      {isMeasured && !position && <BelowPanel whose={whose} metric={code} name={definition.name} />}
      <Lineage page={page} />
    </>
  );
}

function Lineage({ page: { reads, usedBy, versions } }: { page: Page }) {
  const t = useT();
  const label = useLabel();
  return (
    <div className="columns">
      <section className="panel stack" aria-labelledby="lineage">
        <h2 id="lineage">{t("metrics.lineage.title")}</h2>
        <h3>{t("metrics.lineage.reads")}</h3>
        {reads.length === 0 && <p className="muted small">{t("metrics.lineage.ownCode")}</p>}
        <ul className="rows">
          {reads.map((one) => (
            <li key={one.code}>
              {one.kind === "metric" ? <Link {...target(`/kpi/${one.code}`)}>{label(one.name)}</Link> : label(one.name)}
            </li>
          ))}
        </ul>
        <h3>{t("metrics.lineage.usedBy")}</h3>
        {usedBy.length === 0 && <p className="muted small">{t("metrics.lineage.unused")}</p>}
        <ul className="rows">
          {usedBy.map((one, i) => (
            <li key={i}>{label(one.name)}</li>
          ))}
        </ul>
      </section>
      {versions.length > 0 && (
        <section className="panel stack" aria-labelledby="versions">
          <h2 id="versions">{t("metrics.versions.title")}</h2>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t("metrics.dictionary.version")}</th>
                <th>{t("metrics.versions.from")}</th>
                <th>{t("metrics.versions.by")}</th>
              </tr>
            </thead>
            <tbody>
              {versions.map((one) => (
                <tr key={one.no}>
                  <td className="num">
                    {one.no} {one.state === "draft" && <StatusTag kind="attention">{t("metrics.versions.draft")}</StatusTag>}
                  </td>
                  <td className="num">{one.validFrom ?? "—"}</td>
                  <td>{one.publishedBy ?? "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
