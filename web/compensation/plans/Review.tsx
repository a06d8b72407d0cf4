import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { nextTo, periodIn } from "../../lib/period.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useCall } from "../../lib/query.ts";
import { Loaded, PeriodPicker, Skeleton, useFiscal } from "../../ui/index.ts";
import type { PlanVersion } from "./PlansPage.tsx";
import { TrialResult } from "./TrialResult.tsx";

/** Before publishing: what the draft says differently, and who gets more or less on the company's own history. */
export function Review({ plan }: { plan: PlanVersion }) {
  const t = useT();
  const fiscal = useFiscal();
  const { today } = usePrefs();
  const [period, setPeriod] = useState(() => nextTo(periodIn(undefined, "month", today, fiscal), -1, fiscal).key);
  const query = useCall("GET /api/plans/:id/review", { params: { id: plan.id }, query: { period } });
  return (
    <section className="stack-l" aria-labelledby="review">
      <div className="spread">
        <h2 id="review">{t("plan.review")}</h2>
        <PeriodPicker kinds={["month", "quarter", "year"]} value={period} onChange={setPeriod} />
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => (
          <>
            <section className="panel stack" aria-labelledby="changes">
              <h3 id="changes">{data.against ? t("plan.changesTo", { name: data.against.name, version: data.against.version }) : t("plan.firstVersion")}</h3>
              {data.against && data.changes.length === 0 && <p className="muted">{t("plan.noChanges")}</p>}
              <Changes changes={data.changes.filter(({ path }) => !path.startsWith("tests["))} />
              {data.changes.some(({ path }) => path.startsWith("tests[")) && (
                <details>
                  <summary>{t("plan.testChanges")}</summary>
                  <Changes changes={data.changes.filter(({ path }) => path.startsWith("tests["))} />
                </details>
              )}
            </section>
            <TrialResult trial={data} />
          </>
        )}
      </Loaded>
    </section>
  );
} // prettier-ignore

type Change = { readonly path: string; readonly before: string | null; readonly after: string | null };

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="rows">
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code className="small">{path}</code> <del className="muted">{before ?? "—"}</del> → <b>{after ?? "—"}</b>
        </li>
      ))}
    </ul>
  );
}
