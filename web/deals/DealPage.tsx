import "./deals.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { target, useParam } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { useReason } from "../lib/odds.ts";
import { DueTag, Loaded, PageHeader, Skeleton, toast } from "../ui/index.ts";
import { CloseDeal } from "./CloseDeal.tsx";
import { DealFacts } from "./DealFacts.tsx";
import { Flags } from "./Flags.tsx";
import { LogActivity } from "./LogActivity.tsx";
import { StageSteps } from "./StageSteps.tsx";
import { Timeline } from "./Timeline.tsx";
import { staleAfter, type Record } from "./types.ts";

/** One deal: where it stands, what comes next, what happened, and every fact to change. */
export default function DealPage() {
  const t = useT();
  const dealId = useParam("dealId");
  const query = useCall("GET /api/deals/:id", { params: { id: dealId } }, { keep: false });
  const deal = query.data;
  return (
    <div className="page">
      <PageHeader
        title={deal ? deal.name || deal.code : t("deals.word")}
        subtitle={deal && [deal.code, deal.customer, deal.product].filter(Boolean).join(" · ")}
        actions={
          <>
            {deal?.mayWrite && <Ends deal={deal} />}
            <Link className="button" to="/deals">
              {t("deals.back")}
            </Link>
          </>
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(found) => <Body deal={found} />}
      </Loaded>
    </div>
  );
}

function Body({ deal }: { deal: Record }) {
  const t = useT();
  const { today } = usePrefs();
  return (
    <>
      <p className="row">
        <Flags deal={deal} today={today} />
        {deal.outcome === "open" && (
          <span>
            {deal.nextStep ? t("deals.next", { step: deal.nextStep }) : <span className="muted">{t("deals.noNext")}</span>}{" "}
            {deal.nextStepOn && <DueTag day={deal.nextStepOn} />}
          </span>
        )}
      </p>
      {deal.odds && <Odds odds={deal.odds} />}
      <StageSteps deal={deal} />
      <div className="columns">
        <div className="stack-l">
          {deal.mayWrite && deal.outcome === "open" && <LogActivity deal={deal} />}
          <Timeline deal={deal} />
        </div>
        <DealFacts key={deal.version} deal={deal} />
      </div>
    </>
  );
}

/** How likely it is to be won, as the company's own deals teach, and what moves that most. */
function Odds({ odds: { probability, because } }: { odds: NonNullable<Record["odds"]> }) {
  const t = useT();
  const format = useFormat();
  const reason = useReason();
  return (
    <p className="row">
      <b>{t("odds.of", { share: format.rate(probability, 0) })}</b>
      {because.map((one) => (
        <span key={one.name} className="small muted">
          {t(one.moves > 0 ? "odds.plus" : "odds.minus")} {reason(one)}
        </span>
      ))}
      <Link {...target("/forecast?tab=odds")}>{t("odds.whence")}</Link>
    </p>
  );
}

/** Won, lost, or on again. */
function Ends({ deal }: { deal: Record }) {
  const t = useT();
  const [closing, setClosing] = useState<"won" | "lost" | null>(null);
  const reopen = useWrite("POST /api/deals/:id/reopening", staleAfter);
  const last = deal.timeline.find((one) => one.kind === "move" && deal.stages.some((s) => s.name === one.stage && s.kind === "open"))?.stage;
  const stage = last ?? deal.stages.find((one) => one.kind === "open")?.name;
  if (deal.outcome !== "open")
    return (
      <button
        type="button"
        className="button"
        disabled={!stage || reopen.isPending}
        onClick={() =>
          reopen.mutate({ params: { id: deal.id }, body: { version: deal.version, stage: stage! } }, { onError: (error) => toast({ error }) })
        }
      >
        {t("deals.reopen")}
      </button>
    );
  return (
    <>
      <button type="button" className="button primary" onClick={() => setClosing("won")}>
        {t("deals.close.won")}
      </button>
      <button type="button" className="button" onClick={() => setClosing("lost")}>
        {t("deals.close.lost")}
      </button>
      {closing && <CloseDeal deal={deal} outcome={closing} onClose={() => setClosing(null)} />}
    </>
  );
} // prettier-ignore
