import { problemCodes } from "#core/diagnosis/problems.ts";
import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { target, useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Loaded, PageHeader, Skeleton } from "../ui/index.ts";
import { Findings } from "../ui/Findings.tsx";
import { PlanForm } from "./PlanForm.tsx";

type Names = "unit" | "position" | "period" | "q" | "chosen" | "cause";

/** The last step of a diagnosis: what was chosen, and what two people agree to do about it. */
export default function NewPlanPage() {
  const t = useT();
  const [{ unit, position, period = "", q = "", chosen = "", cause }] = useFilters<Names>();
  const whose = { ...(unit && { unit }), ...(position && { position }) };
  const query = useCall("GET /api/diagnosis", { query: { period, ...whose } });
  const keys = chosen.split("|").filter(Boolean);
  const back = `/diagnosis?${new URLSearchParams({ period, ...whose, ...(q && { q }), chosen }).toString()}`;
  return (
    <div className="page">
      <PageHeader
        title={t("improvement.new")}
        subtitle={q}
        actions={
          <Link className="button" {...target(back)}>
            {t("improvement.back")}
          </Link>
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(found) => {
          const evidence = found.findings.filter((one) => keys.includes(one.key));
          return (
            <div className="stack-l">
              <section className="panel stack" aria-labelledby="evidence">
                <h2 id="evidence">{t("improvement.evidenceDraft")}</h2>
                <Findings findings={evidence} />
              </section>
              <PlanForm
                found={found}
                evidence={evidence}
                whose={whose}
                period={period}
                question={q}
                cause={problemCodes.find((one) => one === cause)}
              />
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}
