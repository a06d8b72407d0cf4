import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, StatusTag, toast } from "../ui/index.ts";
import type { Plan, Territories } from "./TerritoryPage.tsx";

/** Saved plans: open, carry out from their day on, delete. */
export function TerritoryPlans({ data, onOpen }: { data: Territories; onOpen: (plan: Plan) => void }) {
  const t = useT();
  const format = useFormat();
  const [asking, ask] = useState<{ plan: Plan; what: "apply" | "drop" } | null>(null);
  const apply = useWrite("POST /api/territory-plans/:id/application", [
    "/api/territories",
    "/api/allocation",
    "/api/customers",
    "/api/deals",
  ]);
  const drop = useWrite("DELETE /api/territory-plans/:id", ["/api/territories"]);
  const values = (plan: Plan) => ({ name: plan.name, count: plan.moves.length, on: format.day(plan.effectiveOn) });
  const confirm = async () => {
    const { plan, what } = asking!;
    if (what === "apply") {
      const done = await apply.mutateAsync({ params: { id: plan.id }, body: { version: plan.version } });
      toast({ text: t("territory.applied", done) });
    } else {
      await drop.mutateAsync({ params: { id: plan.id } });
      toast({ text: t("territory.dropped", { name: plan.name }) });
    }
  };
  return (
    <section className="panel stack-s" aria-labelledby="plans">
      <h2 id="plans">{t("territory.plans")}</h2>
      {data.plans.length === 0 && <p className="muted">{t("territory.noPlans")}</p>}
      <ul className="rows">
        {data.plans.map((plan) => (
          <li key={plan.id} className="spread">
            <span>
              <b>{plan.name}</b> <span className="small muted">{t("territory.planOf", values(plan))}</span>{" "}
              <StatusTag kind={plan.appliedAt ? "good" : "neutral"}>
                {t(`territory.state.${plan.appliedAt ? "applied" : "planned"}`)}
              </StatusTag>
            </span>
            {plan.appliedAt === null && (
              <span className="row">
                <button type="button" className="button" onClick={() => onOpen(plan)}>
                  {t("territory.load")}
                </button>
                {data.mayApply && (
                  <button type="button" className="button" onClick={() => ask({ plan, what: "apply" })}>
                    {t("territory.apply")}
                  </button>
                )}
                <button type="button" className="button plain" onClick={() => ask({ plan, what: "drop" })}>
                  {t("territory.drop")}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {!data.mayApply && data.plans.some((plan) => plan.appliedAt === null) && <p className="small muted">{t("territory.mayNotApply")}</p>}
      {asking && (
        <ConfirmFlow
          open
          danger={asking.what === "drop"}
          title={t(`territory.${asking.what}Title`, { name: asking.plan.name })}
          confirmLabel={t(`territory.${asking.what}`)}
          onConfirm={confirm}
          onClose={() => ask(null)}
        >
          <p>{t(`territory.${asking.what}What`, values(asking.plan))}</p>
        </ConfirmFlow>
      )}
    </section>
  );
}
