import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { target } from "../lib/place.ts";
import { expectedOf, readValue } from "../lib/points.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, ExplainPanel, ProgressBar } from "../ui/index.ts";
import type { Explanation } from "../ui/index.ts";

type Standing = Reply<"GET /api/home">["standings"][number];
const rank = ({ attainment }: Standing) => (attainment.value.kind === "rate" ? Number(attainment.value.ppm) : Number.POSITIVE_INFINITY);

/** My team or my units: attainment against time, the least first, those without target last. */
export function Standings({ title, rows }: { title: string; rows: readonly Standing[] }) {
  const t = useT();
  const [shown, setShown] = useState<Explanation | null>(null);
  return (
    <section className="panel stack" aria-labelledby="standings">
      <div className="spread">
        <h2 id="standings">{title}</h2>
        <span className="muted small">{t("home.standings.hint")}</span>
      </div>
      {rows.length === 0 ? (
        <Empty title={t("home.standings.empty")} />
      ) : (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={title}>
          <table className="plain-table standings">
            <thead>
              <tr>
                <th>{t("home.standings.name")}</th>
                <th className="right wide-only">{t("home.standings.target")}</th>
                <th className="right">{t("home.standings.actual")}</th>
                <th className="wide-only">{t("home.standings.progress")}</th>
                <th className="right">{t("home.standings.attainment")}</th>
                <th className="right wide-only">{t("home.standings.gap")}</th>
              </tr>
            </thead>
            <tbody>
              {[...rows]
                .sort((a, b) => rank(a) - rank(b))
                .map((row) => (
                  <Line key={row.id} row={row} onExplain={setShown} />
                ))}
            </tbody>
          </table>
        </div>
      )}
      {shown && <ExplainPanel explain={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

function Line({ row, onExplain }: { row: Standing; onExplain: (of: Explanation) => void }) {
  const t = useT();
  const format = useFormat();
  const { can } = useMe();
  const { target: goal, actual, attainment, gap } = row;
  const place =
    row.kind === "unit"
      ? `/kpi?unit=${row.id}`
      : can.includes("one-on-ones:write")
        ? `/team/${row.id}/one-on-one`
        : `/kpi?position=${row.id}`;
  return (
    <tr>
      <td>
        <Link {...target(place)}>{row.name}</Link>
        <br />
        <span className="muted small">{row.detail}</span>
      </td>
      <td className="right num wide-only" title={format.valueExact(goal.value)}>
        {format.value(goal.value)}
      </td>
      <td className="right num" title={format.valueExact(actual.value)}>
        {format.value(actual.value)}
      </td>
      <td className="wide-only">
        {attainment.value.kind === "rate" && (
          <ProgressBar label={row.name} ppm={attainment.value.ppm} markPpm={expectedOf(attainment.value, gap.value)} />
        )}
      </td>
      <td className="right num">
        <button
          type="button"
          className="explain-button"
          onClick={() => onExplain(attainment)}
          aria-label={t("home.standings.explain", { name: row.name, value: format.value(attainment.value) })}
        >
          {format.value(attainment.value)}
        </button>
      </td>
      <td className="right num wide-only">{format.value(readValue(gap))}</td>
    </tr>
  );
}
