import "./targets.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useWrite } from "../lib/query.ts";
import { useCall } from "../lib/query.ts";
import { ConfirmFlow, Empty, Loaded, PageHeader, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { TargetTabs } from "./TargetTabs.tsx";

type Letters = Reply<"GET /api/target-letters">;
type Row = Letters["rows"][number];

/** 目标责任书: who has been given one, who has signed, who is to be reminded. */
export default function LettersPage() {
  const t = useT();
  const [{ year }] = useFilters<"year">();
  const query = useCall("GET /api/target-letters", { query: { year } });
  return (
    <div className="page">
      <PageHeader
        title={t("target-letters.title")}
        subtitle={t("target-letters.hint")}
        actions={query.data?.mayIssue && <Issue letters={query.data} />}
      />
      <TargetTabs />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={8} />}
        isEmpty={(data) => data.rows.length === 0}
        empty={
          <Empty title={t("target-letters.empty", { year: query.data?.year ?? "" })}>
            {t(query.data?.mayIssue ? "target-letters.emptyMine" : "target-letters.emptyWait")}
          </Empty>
        }
      >
        {(data) => <List letters={data} />}
      </Loaded>
    </div>
  );
}

function List({ letters }: { letters: Letters }) {
  const t = useT();
  const signed = letters.rows.filter((row) => row.signedAt !== null && !row.isStale).length;
  return (
    <>
      {letters.rows.length > 1 && <p>{t("target-letters.counted", { signed, all: letters.rows.length })}</p>}
      <ul className="panel rows">
        {letters.rows.map((row) => (
          <Line key={row.id} row={row} mayRemind={letters.mayIssue} />
        ))}
      </ul>
    </>
  );
}

function Line({ row, mayRemind }: { row: Row; mayRemind: boolean }) {
  const t = useT();
  const remind = useWrite("POST /api/target-letters/:id/reminders", ["/api/target-letters", "/api/home"]);
  const isWaiting = row.signedAt === null;
  const act = () =>
    remind.mutate({ params: { id: row.id } }, { onSuccess: () => toast({ text: t("target-letters.reminded", { name: row.personName }) }), onError: (error) => toast({ error }) }); // prettier-ignore
  return (
    <li className="spread">
      <span className="grow">
        <Link to={`/targets/letters/${row.id}`}>
          <b>{row.personName}</b>
        </Link>{" "}
        <span className="muted small">{[row.unitName, row.title].filter(Boolean).join(" · ")}</span>
        <span className="row small muted">
          {t("target-letters.issued", { n: row.issue, on: row.issuedAt.slice(0, 10) })}
          {row.remindedAt && isWaiting && <span>{t("target-letters.remindedOn", { on: row.remindedAt.slice(0, 10) })}</span>}
        </span>
      </span>
      <span className="row">
        {row.isStale && <StatusTag kind="danger">{t("target-letters.stale")}</StatusTag>}
        {isWaiting ? (
          <StatusTag kind="attention">{t("target-letters.unsigned")}</StatusTag>
        ) : (
          <StatusTag kind="good">{t("target-letters.signedOn", { on: row.signedAt!.slice(0, 10) })}</StatusTag>
        )}
        {row.mine && isWaiting ? (
          <Link className="button primary" to={`/targets/letters/${row.id}`}>
            {t("target-letters.readAndSign")}
          </Link>
        ) : (
          mayRemind &&
          isWaiting && (
            <button type="button" className="button" onClick={act} aria-label={t("target-letters.remindWho", { name: row.personName })}>
              {t("target-letters.remind")}
            </button>
          )
        )}
      </span>
    </li>
  );
}

function Issue({ letters }: { letters: Letters }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const [conditions, setConditions] = useState("");
  const issue = useWrite("POST /api/target-letters", ["/api/target-letters", "/api/home"]);
  const act = async () => {
    const { issued } = await issue.mutateAsync({ body: { year: letters.year, conditions } });
    toast({ text: t("target-letters.issuedNow", { count: issued }) });
  };
  return (
    <>
      <button type="button" className="button primary" disabled={letters.due === 0} onClick={() => open(true)}>
        {t("target-letters.issue", { count: letters.due })}
      </button>
      <ConfirmFlow
        open={isOpen}
        title={t("target-letters.issueTitle", { year: letters.year })}
        confirmLabel={t("target-letters.issueNow")}
        onConfirm={act}
        onClose={() => open(false)}
      >
        <p>{t("target-letters.issueWhat", { count: letters.due })}</p>
        <label className="field">
          <span className="label">{t("target-letters.conditions")}</span>
          <textarea
            className="input"
            rows={4}
            maxLength={4000}
            placeholder={t("target-letters.conditionsHint")}
            value={conditions}
            onChange={(event) => setConditions(event.target.value)}
          />
        </label>
      </ConfirmFlow>
    </>
  );
}
