import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useCall } from "../lib/query.ts";
import { Loaded, StatusTag } from "../ui/index.ts";
import { Counts } from "./Counts.tsx";
import { ErrorFile, ProblemTable } from "./Problems.tsx";
import { UndoFlow } from "./UndoFlow.tsx";
import { stateKind, type Detail } from "./types.ts";

/** Step five: what happened, what is left to correct, and the way back. */
export function ResultStep({ found, onAgain }: { found: Detail; onAgain: () => void }) {
  const t = useT();
  const mayImport = useCan("imports:write");
  const [isAsking, ask] = useState(false);
  const isDone = found.state === "done";
  return (
    <>
      <section className="panel stack" aria-labelledby="result">
        <div className="row">
          <StatusTag kind={stateKind[found.state]}>{t(`imports.state.${found.state}`)}</StatusTag>
          <h2 id="result">{t(`imports.result.${found.state}`, { new: found.new, changed: found.changed })}</h2>
        </div>
        {found.message && (
          <p role="alert">
            {found.message.title}
            <br />
            <span className="muted">{found.message.remedy}</span>
          </p>
        )}
        <Counts of={found} />
        <div className="flow-foot">
          {isDone && mayImport && found.new + found.changed > 0 && (
            <button type="button" className="button" onClick={() => ask(true)}>
              {t("imports.undo")}
            </button>
          )}
          {mayImport && (found.state === "failed" || found.state === "cancelled") && (
            <button type="button" className="button" onClick={onAgain}>
              {t("imports.again")}
            </button>
          )}
          {found.refused > 0 && <ErrorFile found={found} />}
          <Link className="button" to="/imports">
            {t("imports.history")}
          </Link>
          {mayImport && (
            <Link className="button primary" to="/imports/new" search={{ kind: found.kind }}>
              {t("imports.another")}
            </Link>
          )}
        </div>
      </section>
      {found.refused + found.warnings > 0 && <ProblemsLeft found={found} />}
      <UndoFlow found={found} open={isAsking} onClose={() => ask(false)} />
    </>
  );
}

function ProblemsLeft({ found }: { found: Detail }) {
  const t = useT();
  const query = useCall("GET /api/imports/:id/problems", { params: { id: found.id }, query: { limit: 100 } });
  return (
    <section className="panel stack" aria-labelledby="left">
      <h2 id="left">{t("imports.problems")}</h2>
      <Loaded query={query}>
        {(page) => (
          <>
            <ProblemTable problems={page.rows} />
            {page.next && <p className="muted small">{t("imports.moreInFile")}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}
