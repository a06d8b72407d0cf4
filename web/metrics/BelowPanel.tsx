import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT, type Label } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, ExplainPanel, Loaded, Skeleton, type Explanation } from "../ui/index.ts";
import { placeOf, toDraw, type Filters, type Metric } from "./words.ts";

type Row = Reply<"GET /api/metrics/:metric/breakdown">["rows"][number];

/** The units and people directly below, the greatest first, as bars one can open. */
export function BelowPanel({ whose, metric, name }: { whose: Filters; metric: Metric; name?: Label }) {
  const t = useT();
  const label = useLabel();
  const title = label(name ?? { key: `metrics.name.${metric}` });
  const query = useCall("GET /api/metrics/:metric/breakdown", { params: { metric }, query: whose });
  return (
    <section className="panel stack" aria-labelledby="below">
      <h2 id="below">
        {t("metrics.below.title")} · {title}
      </h2>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={6} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("metrics.below.empty")} />}
      >
        {({ rows }) => (
          <Bars rows={rows.toSorted((a, b) => toDraw(b.value.value) - toDraw(a.value.value))} period={whose.period} label={title} />
        )}
      </Loaded>
    </section>
  );
}

function Bars({ rows, period, label }: { rows: readonly Row[]; period: string; label: string }) {
  const t = useT();
  const format = useFormat();
  const [shown, setShown] = useState<Explanation | null>(null);
  const hasTargets = rows.some((row) => row.attainment !== null);
  const most = Math.max(...rows.map((row) => toDraw(row.value.value)), 0);
  return (
    <>
      {most > 0 && (
        <p className="chart-title">{t("metrics.below.first", { name: rows[0]!.name, value: format.value(rows[0]!.value.value) })}</p>
      )}
      <table className="plain-table below">
        <thead>
          <tr>
            <th>{t("metrics.below.name")}</th>
            <th>
              <span className="visually-hidden">{label}</span>
            </th>
            <th className="right">{label}</th>
            {hasTargets && <th className="right wide-only">{t("metrics.below.attainment")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} most={most} period={period} hasTargets={hasTargets} onExplain={setShown} />
          ))}
        </tbody>
      </table>
      {shown && <ExplainPanel explain={shown} onClose={() => setShown(null)} />}
    </>
  );
}

type LineProps = { row: Row; most: number; period: string; hasTargets: boolean; onExplain: (of: Explanation) => void };

function Line({ row, most, period, hasTargets, onExplain }: LineProps) {
  const t = useT();
  const format = useFormat();
  const { value, attainment } = row;
  const width = most > 0 ? Math.max(0, (toDraw(value.value) / most) * 100) : 0;
  const proof = (of: Explanation) => (
    <button
      type="button"
      className="explain-button"
      onClick={() => onExplain(of)}
      title={format.valueExact(of.value)}
      aria-label={`${row.name} ${format.value(of.value)} ${t("explain.ask")}`}
    >
      {format.value(of.value)}
    </button>
  );
  return (
    <tr>
      <td>
        <Link {...target(placeOf(row, period))}>{row.name}</Link>
        <br />
        <span className="muted small">{row.detail}</span>
      </td>
      <td className="drawn">
        <div className="bar" aria-hidden="true">
          <span className="fill" style={{ width: `${width}%` }} />
        </div>
      </td>
      <td className="right num">{proof(value)}</td>
      {hasTargets && <td className="right num wide-only">{attainment ? proof(attainment) : "—"}</td>}
    </tr>
  );
}
