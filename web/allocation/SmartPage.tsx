import "./allocation.css";
import { useLabel, useT } from "../lib/i18n.ts";
import { useAmount } from "../lib/amounts.ts";
import type { Reply } from "../lib/client.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton } from "../ui/index.ts";
import { EvidencePanel } from "./EvidencePanel.tsx";
import { Letters } from "./Letters.tsx";

type Checks = Reply<"GET /api/smart-checks">;
const metrics = ["signed-amount", "collected-amount", "new-customers", "delivered-amount", "deal-count"] as const;

/** Every target of a set on five points, the weakest first; each opens what it rests on. */
export default function SmartPage() {
  const t = useT();
  const { today } = usePrefs();
  const [filters, change] = useFilters<"metric" | "year" | "view" | "node">();
  const metric = metrics.find((one) => one === filters.metric) ?? "signed-amount";
  const view = filters.view === "draft" ? "draft" : undefined;
  const query = useCall("GET /api/smart-checks", { query: { metric, year: filters.year, view } });
  const year = query.data?.year ?? Number(filters.year ?? today.slice(0, 4));
  return (
    <div className="page wide">
      <PageHeader
        title={t("smart.pageTitle")}
        subtitle={t("smart.hint")}
        actions={
          <a className="button" href={`/targets?metric=${metric}&year=${year}`}>
            {t("smart.back")}
          </a>
        }
      >
        <div className="row no-print allocate-filters">
          <select
            className="input"
            aria-label={t("allocation.metric")}
            value={metric}
            onChange={(event) => change({ metric: event.target.value })}
          >
            {metrics.map((one) => (
              <option key={one} value={one}>
                {t(`metrics.name.${one}`)}
              </option>
            ))}
          </select>
          <input
            className="input num"
            aria-label={t("common.period.year", { year })}
            type="number"
            min={2000}
            max={2199}
            value={year}
            onChange={(event) => /^2[01]\d\d$/.test(event.target.value) && change({ year: event.target.value })}
          />
          {query.data?.hasDraft && (
            <button type="button" className="button" onClick={() => change({ view: view === "draft" ? undefined : "draft" })}>
              {t(view === "draft" ? "smart.viewPublished" : "smart.viewDraft")}
            </button>
          )}
        </div>
      </PageHeader>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={10} />}
        isEmpty={(data) => data.rows.length === 0}
        empty={<Empty title={t("smart.empty", { year })}>{t("smart.emptyHint")}</Empty>}
      >
        {(checks) => <CheckList checks={checks} onOpen={(node) => change({ node })} />}
      </Loaded>
      {filters.node && (
        <EvidencePanel nodeId={filters.node} metric={metric} year={year} view={view} onClose={() => change({ node: undefined })} />
      )}
    </div>
  );
}

function CheckList({ checks, onOpen }: { checks: Checks; onOpen: (nodeId: string) => void }) {
  const t = useT();
  const label = useLabel();
  const { text, exact } = useAmount(checks.unit);
  const weak = checks.rows.filter((row) => row.smart.score < 100).length;
  return (
    <section className="panel stack">
      <p>
        {t(weak === 0 ? "smart.allGood" : "smart.summary", { count: checks.rows.length, weak })}
        {checks.state && <span className="muted"> · {t(`smart.stateOf.${checks.state}`)}</span>}
      </p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("smart.tableLabel")}>
        <table className="plain-table allocation-table">
          <thead>
            <tr>
              <th>{t("smart.column.name")}</th>
              <th className="num right">{t("smart.column.target")}</th>
              <th className="num right">{t("smart.column.score")}</th>
              <th>{t("smart.title")}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {checks.rows.map((row) => {
              const worst =
                row.smart.fields.find((field) => field.state === "missing") ?? row.smart.fields.find((field) => field.state === "weak");
              const name = row.name || t("allocation.vacant");
              return (
                <tr key={row.nodeId}>
                  <th scope="row">
                    {name} <span className="small muted">{row.kind === "position" ? row.unitName : ""}</span>
                  </th>
                  <td className="num right" title={exact(row.target)}>
                    {text(row.target)}
                  </td>
                  <td className="num right">{t("smart.points", { score: row.smart.score })}</td>
                  <td>
                    <Letters fields={row.smart.fields} />
                    {worst && <p className="small muted">{label(worst.reason)}</p>}
                  </td>
                  <td>
                    <button
                      type="button"
                      className="text-button small"
                      aria-label={t("smart.evidenceOf", { name })}
                      onClick={() => onOpen(row.nodeId)}
                    >
                      {t("smart.evidence")}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
