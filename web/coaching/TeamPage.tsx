import "./coaching.css";
import { Link } from "@tanstack/react-router";
import { daysBetween } from "#core/base/date.ts";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { expectedOf, readValue } from "../lib/points.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, PageHeader, PeriodPicker, ProgressBar, Skeleton, StatusTag } from "../ui/index.ts";

type Member = Reply<"GET /api/team">["rows"][number];

/** Whom to talk with next: the furthest behind, the late actions and the long silences first. */
export default function TeamPage() {
  const t = useT();
  const [{ period }, change] = useFilters<"period">();
  const query = useCall("GET /api/team", { query: { period } });
  return (
    <div className="page">
      <PageHeader
        title={t("nav.team")}
        subtitle={t("coaching.team.hint")}
        actions={
          query.data && (
            <PeriodPicker kinds={["quarter", "month", "year"]} value={query.data.period} onChange={(key) => change({ period: key })} />
          )
        }
      />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={8} />}
        isEmpty={(data) => data.rows.length === 0}
        empty={<Empty title={t("coaching.team.empty")}>{t("coaching.team.emptyHint")}</Empty>}
      >
        {(data) => (
          <ul className="panel rows">
            {[...data.rows]
              .sort((a, b) => urgency(b) - urgency(a))
              .map((row) => (
                <MemberLine key={row.id} row={row} />
              ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

/** A late action weighs as much as ten points of gap. */
function urgency({ gap, actionsOverdue }: Member): number {
  const behind = gap.value.kind === "rate" ? -Number(gap.value.ppm) : 0;
  return behind + actionsOverdue * 100_000;
}

function MemberLine({ row }: { row: Member }) {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const silent = row.lastTalkOn === null ? null : daysBetween(row.lastTalkOn, today);
  return (
    <li className="spread">
      <span className="grow">
        <Link to={`/team/${row.id}/one-on-one`}>
          <b>{row.name}</b>
        </Link>{" "}
        <span className="muted small">{row.detail}</span>
        <span className="row small">
          {row.actionsOverdue > 0 && <StatusTag kind="danger">{t("coaching.team.overdue", { count: row.actionsOverdue })}</StatusTag>}
          {silent === null ? (
            <StatusTag>{t("coaching.team.never")}</StatusTag>
          ) : (
            <StatusTag kind={silent > 14 ? "attention" : "neutral"}>{t("coaching.team.last", { count: silent })}</StatusTag>
          )}
        </span>
      </span>
      <span className="member-pace">
        <span className="row num">
          <b>{format.value(row.attainment.value)}</b>
          <span className="muted small">{t("coaching.team.gap", { value: format.value(readValue(row.gap)) })}</span>
        </span>
        {row.attainment.value.kind === "rate" && (
          <ProgressBar label={row.name} ppm={row.attainment.value.ppm} markPpm={expectedOf(row.attainment.value, row.gap.value)} />
        )}
      </span>
      <Link className="button" to={`/team/${row.id}/one-on-one`}>
        {t("coaching.team.open")}
      </Link>
    </li>
  );
}
