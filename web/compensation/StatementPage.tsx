import "./compensation.css";
import { lazy, Suspense, useState } from "react";
import { Link } from "@tanstack/react-router";
import { download, ProblemError } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Figure, Loaded, PageHeader, PeriodPicker, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { Answers } from "./Answers.tsx";
import { AskDispute } from "./pay/AskDispute.tsx";
import { Disputes } from "./pay/Disputes.tsx";
import { HowMade } from "./HowMade.tsx";
import { Settlement } from "./Settlement.tsx";
import { StatementLines } from "./StatementLines.tsx";
import { StatementList } from "./StatementList.tsx";
import { WhatIf } from "./WhatIf.tsx";
import type { Made, Statement } from "./types.ts";
import { useStop } from "./use-stop.ts";

const PlanDocument = lazy(() => import("./plans/PlanDocument.tsx"));

/** 提成单: what I get, how it was made, every line of it, and what one more deal would bring. */
export default function StatementPage() {
  const t = useT();
  const me = useMe();
  const { today } = usePrefs();
  const [{ period = today.slice(0, 7), position }, change] = useFilters<"period" | "position">();
  const positionId = position ?? me.positionId;
  return (
    <div className="page statement-page">
      <PageHeader
        title={t("compensation.title")}
        actions={
          <>
            {position && (
              <button type="button" className="button" onClick={() => change({ position: "" })}>
                {t("compensation.list.back")}
              </button>
            )}
            <button type="button" className="button" onClick={() => print()}>
              {t("compensation.print")}
            </button>
          </>
        }
      >
        <PeriodPicker kinds={["month", "quarter"]} value={period} onChange={(key) => change({ period: key })} />
      </PageHeader>
      {positionId && <One positionId={positionId} period={period} isOwn={!position} />}
      {!position && <StatementList period={period} own={me.positionId} onOpen={(id) => change({ position: id })} />}
    </div>
  );
}

function One({ positionId, period, isOwn }: { positionId: string; period: string; isOwn: boolean }) {
  const t = useT();
  const { roles } = useMe();
  const query = useCall("GET /api/statements/:positionId", { params: { positionId }, query: { period } });
  const isAbsent = query.error instanceof ProblemError && query.error.problem.status === 404;
  if (isAbsent && isOwn) return roles.includes("rep") ? <Empty title={t("compensation.empty")}>{t("compensation.emptyHint")}</Empty> : null;
  return (
    <Loaded query={query} skeleton={<Skeleton lines={10} />}>
      {(statement) => <Parts statement={statement} />}
    </Loaded>
  );
}

function Parts({ statement }: { statement: Statement }) {
  return (
    <>
      <Head statement={statement} />
      <div className="columns">
        <HowMade statement={statement} />
        <div className="stack-l">
          <Settlement statement={statement} />
          <Answers statement={statement} />
          {statement.life.state === "open" && <WhatIf key={statement.seat.positionId} statement={statement} />}
        </div>
      </div>
      {statement.life.state !== "open" && <Disputes period={statement.period.key} positionId={statement.seat.positionId} />}
      <StatementLines statement={statement} />
      <PlanText statement={statement} />
    </>
  );
}

function Head({ statement }: { statement: Statement }) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const said = useStop();
  const { made, payout, seat, plan, stop } = statement;
  // Pay is shown to the cent, never in 万.
  const value = payout === null ? ({ kind: "none", why: "missing" } as const) : ({ kind: "text", value: format.exact(payout) } as const);
  return (
    <section className="panel stack">
      <div className="row small">
        <b>{t("compensation.titleOf", { name: seat.personName ?? t("compensation.unheld") })}</b>
        <span className="muted">
          {format.period(statement.period.key)} · {t("compensation.subtitle", { plan: plan.name, version: plan.version })}
        </span>
        <LifeTag statement={statement} />
        <Files statement={statement} />
        {statement.life.state === "published" && statement.seat.positionId === me.positionId && (
          <AskDispute positionId={statement.seat.positionId} period={statement.period.key} />
        )}
      </div>
      {stop && (
        <div className="stack-s">
          <StatusTag kind="attention">{said(stop)}</StatusTag>
          <p className="muted small">{t("compensation.stopHint")}</p>
        </div>
      )}
      <div className="statement-head">
        <Figure size="large" label={t("compensation.payout")} value={value} explain={statement.explanation}>
          {made?.steps.some(({ kind }) => kind === "cap") && <StatusTag kind="attention">{t("compensation.capped")}</StatusTag>}
        </Figure>
        {made && <Sources statement={statement} made={made} />}
      </div>
    </section>
  );
}

/** The statement to take along: on paper, or as a workbook. */
function Files({ statement: { seat, period } }: { statement: Statement }) {
  const t = useT();
  const options = { params: { positionId: seat.positionId }, query: { period: period.key } };
  const take = (kind: "pdf" | "xlsx") => download(`GET /api/statements/:positionId/${kind}`, `statement-${period.key}.${kind}`, options).catch((error: unknown) => toast({ error }));
  return (
    <span className="row no-print">
      <button type="button" className="text-button" onClick={() => void take("pdf")}>{t("compensation.pdf")}</button>
      <button type="button" className="text-button" onClick={() => void take("xlsx")}>{t("compensation.xlsx")}</button>
    </span>
  );
} // prettier-ignore

/** Running, published for checking, approved, closed. */
function LifeTag({ statement: { life, isEstimate } }: { statement: Statement }) {
  const t = useT();
  const format = useFormat();
  if (life.state !== "open")
    return (
      <>
        <StatusTag kind={life.state === "published" ? "info" : "good"}>{t(`pay.state.${life.state}`)}</StatusTag>
        {life.state === "published" && life.disputeUntil && <span className="muted">{t("pay.disputeUntil", { day: format.day(life.disputeUntil) })}</span>}
      </>
    );
  return (
    <>
      <StatusTag kind={isEstimate ? "info" : "good"}>{t(isEstimate ? "compensation.estimate" : "compensation.final")}</StatusTag>
      {isEstimate && <span className="muted">{t("compensation.estimateHint")}</span>}
    </>
  );
} // prettier-ignore

/** What the amount was made of, left to right as it is computed. */
function Sources({ statement, made }: { statement: Statement; made: Made }) {
  const t = useT();
  const format = useFormat();
  const amount = (value: string) => ({ kind: "amount", value, currency: statement.currency }) as const;
  const none = { kind: "none", why: "not-applicable" } as const;
  const main = made.components.find(({ accumulated }) => accumulated !== null);
  const grade = statement.grade ? [{ label: t("compensation.grade", { grade: "" }).trim(), value: { kind: "text", value: statement.grade } as const }] : [];
  return (
    <div className="figures">
      <Figure
        label={t("compensation.credited")}
        value={statement.credited === null ? none : amount(statement.credited)}
        comparisons={main?.opening ? [{ label: t("compensation.opening"), value: amount(main.opening) }] : []}
      />
      {statement.quota !== null && (
        <Figure
          label={t("compensation.attainment")}
          value={main?.attainment ? { kind: "rate", ppm: main.attainment } : none}
          comparisons={[{ label: t("compensation.quota"), value: amount(statement.quota) }]}
        />
      )}
      <Figure label={t("compensation.periodEarned")} value={{ kind: "text", value: format.exact(made.earned) }} />
      {statement.coefficient !== null && (
        <Figure label={t("compensation.coefficient")} value={{ kind: "number", value: statement.coefficient }} comparisons={grade} />
      )}
    </div>
  );
} // prettier-ignore

function PlanText({ statement }: { statement: Statement }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  return (
    <details className="panel no-print" open={isOpen} onToggle={(event) => event.target === event.currentTarget && open(event.currentTarget.open)}>
      <summary>{t("compensation.plan.title")}</summary>
      <p className="muted small">
        {t("compensation.plan.hint")} <Link to="/incentive-plans">{t("compensation.planLink")}</Link>
      </p>
      {isOpen && (
        <Suspense fallback={<Skeleton lines={8} />}>
          <PlanDocument text={statement.plan.text} />
        </Suspense>
      )}
    </details>
  );
} // prettier-ignore
