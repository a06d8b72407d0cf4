import "./appraisal.css";
import type { Reply } from "../lib/client.ts";
import { ProblemError } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Figure, Loaded, PageHeader, PeriodPicker, Skeleton, StatusTag } from "../ui/index.ts";
import { GradeLadder } from "./GradeLadder.tsx";
import { ScoreLines } from "./ScoreLines.tsx";
import { TeamScores } from "./TeamScores.tsx";

type Card = Reply<"GET /api/scorecards/:positionId">;

/** 我的绩效: the score, its lines down to the orders; for those with a team, the list below. */
export default function ScorecardPage() {
  const t = useT();
  const me = useMe();
  const { today } = usePrefs();
  const [{ period = today.slice(0, 7), position }, change] = useFilters<"period" | "position">();
  const positionId = position ?? me.positionId;
  const team = useCall("GET /api/scorecards", { query: { period, limit: 200 } });
  const others = (team.data?.rows ?? []).filter((row) => row.positionId !== me.positionId);
  const chosen = team.data?.rows.find((row) => row.positionId === position);
  return (
    <div className="page">
      <PageHeader
        title={chosen ? t("appraisal.titleOf", { name: chosen.personName ?? t("appraisal.unheld") }) : t("appraisal.title")}
        actions={
          position ? (
            <button type="button" className="button" onClick={() => change({ position: "" })}>
              {t("appraisal.backToTeam")}
            </button>
          ) : undefined
        }
      >
        <PeriodPicker kinds={["month", "quarter"]} value={period} onChange={(key) => change({ period: key })} />
      </PageHeader>
      {positionId ? <OneCard positionId={positionId} period={period} hasTeam={others.length > 0} /> : null}
      {!position && (others.length > 0 || !me.positionId) && (
        <TeamScores query={team} own={me.positionId} onOpen={(id) => change({ position: id })} />
      )}
    </div>
  );
}

/** Managers, HR and finance may hold no scorecard themselves; then the list is the page. */
function OneCard({ positionId, period, hasTeam }: { positionId: string; period: string; hasTeam: boolean }) {
  const t = useT();
  const query = useCall("GET /api/scorecards/:positionId", { params: { positionId }, query: { period } });
  const isAbsent = query.error instanceof ProblemError && query.error.problem.status === 404;
  if (isAbsent && hasTeam) return <p className="muted">{t("appraisal.pickMember")}</p>;
  if (isAbsent) return <Empty title={t("appraisal.empty")}>{t("appraisal.emptyHint")}</Empty>;
  return (
    <Loaded query={query} skeleton={<Skeleton lines={10} />}>
      {(card) => <Scored card={card} />}
    </Loaded>
  );
}

function Scored({ card }: { card: Card }) {
  const t = useT();
  const format = useFormat();
  const label = useLabel();
  const none = { kind: "none", why: "missing" } as const;
  return (
    <>
      <section className="panel stack">
        <div className="row small">
          <StatusTag kind={card.state === "published" ? "good" : "info"}>{t(`appraisal.state.${card.state}`)}</StatusTag>
          <span className="muted">
            {format.period(card.period.key)} · {t("appraisal.scheme", card.scheme)}
          </span>
          {card.state === "live" && <span className="muted">{t(card.isPeriodOver ? "appraisal.waitingHint" : "appraisal.liveHint")}</span>}
        </div>
        <div className="score-head">
          <Figure
            size="large"
            label={t("appraisal.score")}
            value={card.score === null ? none : { kind: "number", value: card.score }}
            explain={card.explanation}
          />
          <Figure size="large" label={t("appraisal.grade")} value={card.grade === null ? none : { kind: "text", value: card.grade }} />
          <Figure
            size="large"
            label={t("appraisal.coefficient")}
            value={card.coefficient === null ? none : { kind: "number", value: card.coefficient }}
          />
          <GradeLadder card={card} />
        </div>
        {card.explanation.notes?.map((note) => (
          <p key={note.key} className="small muted">
            {label(note)}
          </p>
        ))}
      </section>
      <ScoreLines card={card} />
    </>
  );
}
