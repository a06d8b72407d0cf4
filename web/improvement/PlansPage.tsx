import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag } from "../ui/index.ts";

/** All plans in reach, those that wait for me first. */
export default function PlansPage() {
  const t = useT();
  const query = useCall("GET /api/improvement-plans", {});
  return (
    <div className="page">
      <PageHeader
        title={t("improvement.title")}
        subtitle={t("improvement.hint")}
        actions={
          <Link className="button" to="/diagnosis">
            {t("improvement.go")}
          </Link>
        }
      />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={6} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("improvement.empty")}>{t("improvement.emptyHint")}</Empty>}
      >
        {({ rows }) => (
          <ul className="panel rows">
            {rows.map((row) => (
              <li key={row.id} className="spread">
                <span className="grow">
                  <Link to={`/plans/${row.id}`}>{row.title}</Link>
                  <br />
                  <span className="muted small">
                    {t("improvement.line", { owner: row.owner, subject: row.subject, reviewOn: row.reviewOn })}
                    {row.state !== "draft" && ` · ${t("improvement.done", { done: row.actionsDone, all: row.actions })}`}
                  </span>
                </span>
                <span className="row">
                  {row.awaitsMe && <StatusTag kind="attention">{t("improvement.awaitsMe")}</StatusTag>}
                  <StatusTag kind={row.state === "agreed" ? "info" : "neutral"}>{t(`improvement.state.${row.state}`)}</StatusTag>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
