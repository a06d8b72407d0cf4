import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useFormat } from "../lib/use-format.ts";
import { placeOf, toDraw, useWords, type Board } from "./words.ts";

type Row = Board["rows"][number];

/** The places that may be seen, with bars; one's own is marked. */
export function Places({ board, more }: { board: Board; more?: ReactNode }) {
  const t = useT();
  const words = useWords();
  const most = Math.max(...board.rows.map((row) => toDraw(shown(board, row))), 0);
  const isTeams = board.by === "team";
  return (
    <section className="panel stack" aria-labelledby="places">
      <div className="spread">
        <h2 id="places">{t("metrics.rank.full")}</h2>
        <span className="muted small">
          {t(isTeams ? "metrics.rank.ofTeams" : "metrics.rank.of", { count: board.ranked })} · {t(`metrics.rank.rule.${board.visibility}`)}
        </span>
      </div>
      <table className="plain-table places">
        <thead>
          <tr>
            <th className="right">{t("metrics.rank.place")}</th>
            <th>{t(isTeams ? "metrics.rank.team" : "metrics.rank.name")}</th>
            <th className="wide-only">
              <span className="visually-hidden">{words.metric(board.metric)}</span>
            </th>
            <th className="right">{words.metric(board.metric)}</th>
            <th className="right wide-only">
              {board.metric === "attainment" ? words.metric("signed-amount") : t("metrics.rank.attainment")}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row) => (
            <Line key={row.id} row={row} board={board} most={most} />
          ))}
        </tbody>
      </table>
      {more}
    </section>
  );
}

const shown = ({ metric }: Board, row: Row) => (metric === "attainment" ? row.attainment : row.value);

function Line({ row, board, most }: { row: Row; board: Board; most: number }) {
  const t = useT();
  const format = useFormat();
  const value = shown(board, row);
  const width = most > 0 ? Math.max(0, (toDraw(value) / most) * 100) : 0;
  return (
    <tr className={row.isOwn ? "own" : ""}>
      <td className="right num">{row.rank ?? "—"}</td>
      <td>
        {row.canOpen ? <Link {...target(placeOf(row, board.period.key))}>{row.name}</Link> : row.name}
        {row.isOwn && <span className="tag info">{t("metrics.rank.me")}</span>}
        <br />
        <span className="muted small">{row.detail}</span>
      </td>
      <td className="drawn wide-only">
        <div className="bar" aria-hidden="true">
          <span className="fill" style={{ width: `${width}%` }} />
        </div>
      </td>
      <td className="right num" title={format.valueExact(value)}>
        {format.value(value)}
      </td>
      <td className="right num wide-only">{format.value(board.metric === "attainment" ? row.value : row.attainment)}</td>
    </tr>
  );
}
