import "./deals.css";
import { useState } from "react";
import { periodIn } from "../lib/period.ts";
import { download } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { PageHeader, toast, useFiscal } from "../ui/index.ts";
import { NewDeal } from "./NewDeal.tsx";
import { asked } from "./asked.ts";
import { DealBoard } from "./DealBoard.tsx";
import { DealFilters } from "./DealFilters.tsx";
import { DealList } from "./DealList.tsx";
import type { FilterName } from "./types.ts";

/** 商机: what is on its way, as a list or by stage; every filter stands in the address. */
export default function DealsPage() {
  const t = useT();
  const [filters, change] = useFilters<FilterName>();
  const mayExport = useCan("deals:export");
  const mayWrite = useCan("deals:write");
  const [isWriting, write] = useState(false);
  const { today } = usePrefs();
  const quarter = periodIn(undefined, "quarter", today, useFiscal());
  const isBoard = filters.view === "board";
  const save = () => download("GET /api/deals.csv", "deals.csv", { query: asked(filters) }).catch((error: unknown) => toast({ error }));
  return (
    <div className="page">
      <PageHeader
        title={t("deals.title")}
        subtitle={t("deals.subtitle")}
        actions={
          <>
            <fieldset className="segmented">
              <legend className="visually-hidden">{t("deals.view")}</legend>
              {(["list", "board"] as const).map((view) => (
                <button
                  key={view}
                  type="button"
                  className="button"
                  aria-pressed={isBoard === (view === "board")}
                  onClick={() => change({ view: view === "list" ? "" : view })}
                >
                  {t(`deals.views.${view}`)}
                </button>
              ))}
            </fieldset>
            {mayWrite && (
              <button type="button" className="button primary" onClick={() => write(true)}>
                {t("deals.create")}
              </button>
            )}
            {mayExport && (
              <button type="button" className="button" onClick={() => void save()}>
                {t("deals.export")}
              </button>
            )}
          </>
        }
      />
      <DealFilters filters={filters} change={change} quarter={quarter} isBoard={isBoard} />
      {isBoard ? <DealBoard filters={filters} /> : <DealList filters={filters} />}
      {isWriting && <NewDeal onClose={() => write(false)} />}
    </div>
  );
}
