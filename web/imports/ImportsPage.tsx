import "./imports.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag } from "../ui/index.ts";
import { UndoFlow } from "./UndoFlow.tsx";
import { stateKind, type Summary } from "./types.ts";

/** Every import there was, with its counts, its state, and the way back. */
export default function ImportsPage() {
  const t = useT();
  const mayImport = useCan("imports:write");
  const [{ cursor }, change] = useFilters<"cursor">();
  const query = useCall("GET /api/imports", { query: { limit: 50, ...(cursor && { cursor }) } });
  const start = mayImport && (
    <Link className="button primary" to="/imports/new">
      {t("imports.start")}
    </Link>
  );
  return (
    <div className="page">
      <PageHeader title={t("imports.title")} subtitle={t("imports.subtitle")} actions={start} />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={8} />}
        isEmpty={(page) => page.rows.length === 0}
        empty={
          <Empty title={t("imports.empty")} action={start}>
            {t("imports.emptyHint")}
          </Empty>
        }
      >
        {(page) => (
          <section className="panel">
            <ul className="rows" aria-label={t("imports.history")}>
              {page.rows.map((row) => (
                <Row key={row.id} row={row} mayImport={mayImport} />
              ))}
            </ul>
            <div className="row">
              {cursor && (
                <button type="button" className="button" onClick={() => change({ cursor: "" })}>
                  {t("imports.newest")}
                </button>
              )}
              {page.next && (
                <button type="button" className="button" onClick={() => change({ cursor: page.next! })}>
                  {t("imports.older")}
                </button>
              )}
            </div>
          </section>
        )}
      </Loaded>
    </div>
  );
}

function Row({ row, mayImport }: { row: Summary; mayImport: boolean }) {
  const t = useT();
  const [isAsking, ask] = useState(false);
  return (
    <li className="spread">
      <div className="grow stack-s">
        <div className="row">
          <Link to="/imports/$importId" params={{ importId: row.id }}>
            {t(`imports.kind.${row.kind}`)} · {row.fileName}
          </Link>
          <StatusTag kind={stateKind[row.state]}>{t(`imports.state.${row.state}`)}</StatusTag>
        </div>
        <p className="small muted num">
          {t("imports.line", { total: row.total, new: row.new, changed: row.changed, same: row.same, refused: row.refused })}
          {" · "}
          {new Date(row.createdAt).toLocaleString(document.documentElement.lang)}
          {row.by && ` · ${row.by}`}
        </p>
      </div>
      {mayImport && row.state === "done" && row.new + row.changed > 0 && (
        <button type="button" className="button" onClick={() => ask(true)}>
          {t("imports.undo")}
        </button>
      )}
      <UndoFlow found={row} open={isAsking} onClose={() => ask(false)} />
    </li>
  );
}
