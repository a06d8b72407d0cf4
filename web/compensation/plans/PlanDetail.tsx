import { lazy, Suspense, useState } from "react";
import { download } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { useCan } from "../../lib/me.ts";
import { useGo } from "../../lib/place.ts";
import { useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { ConfirmFlow, Skeleton, StatusTag, toast } from "../../ui/index.ts";
import { RemoveButton } from "../../ui/RemoveButton.tsx";
import type { PlanVersion } from "./PlansPage.tsx";
import { Review } from "./Review.tsx";

/** Both read the text as the engine does: the language comes along when a plan is opened. */
const PlanDocument = lazy(() => import("./PlanDocument.tsx"));
const PayCurve = lazy(() => import("./PayCurve.tsx"));

const stale = ["/api/plans", "/api/plan-assignments", "/api/statements", "/api/pay-periods"];

/** One version: what it says, what it would pay one, and the steps this reader has with it. */
export function PlanDetail({ plan }: { plan: PlanVersion }) {
  const t = useT();
  const mayPublish = useCan("plans:publish");
  return (
    <>
      <div className="trial">
        <section className="panel stack" aria-labelledby="plan-text">
          <div className="spread">
            <h2 id="plan-text">{t("plan.textOf", { name: plan.name, version: plan.version })}</h2>
            <Actions plan={plan} />
          </div>
          <Suspense fallback={<Skeleton lines={10} />}>
            <PlanDocument text={plan.text} />
          </Suspense>
        </section>
        <Suspense fallback={null}>
          <PayCurve text={plan.text} />
        </Suspense>
      </div>
      {plan.state === "draft" && mayPublish && <Review plan={plan} />}
    </>
  );
}

function Actions({ plan }: { plan: PlanVersion }) {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const [mayWrite, mayPublish] = [useCan("plans:write"), useCan("plans:publish")];
  const [asking, ask] = useState<"publish" | "sign" | null>(null);
  const publish = useWrite("POST /api/plans/:id/publication", stale);
  const sign = useWrite("POST /api/plans/:id/signature", stale);
  const drop = useWrite("DELETE /api/plans/:id", stale);
  const params = { id: plan.id };
  const paper = () => download("GET /api/plans/:id/pdf", `plan-v${plan.version}.pdf`, { params }).catch((error: unknown) => toast({ error }));
  return (
    <span className="row no-print">
      {plan.signedAt && <StatusTag kind="good">{t("plan.signedAt", { day: format.day(plan.signedAt.slice(0, 10)) })}</StatusTag>}
      {plan.maySign && <button type="button" className="button primary" onClick={() => ask("sign")}>{t("plan.sign")}</button>}
      {plan.state === "draft" && mayPublish && !plan.isOwn && <button type="button" className="button primary" onClick={() => ask("publish")}>{t("plan.publish")}</button>}
      {mayWrite && <button type="button" className="button" onClick={() => go(`/plan-trial?from=${plan.id}`)}>{t("plan.copy")}</button>}
      <button type="button" className="button" onClick={() => void paper()}>PDF</button>
      {plan.state === "draft" && mayWrite && <RemoveButton name={t("plan.textOf", { name: plan.name, version: plan.version })} onRemove={() => drop.mutateAsync({ params })} />}
      {asking === "publish" && (
        <ConfirmFlow open title={t("plan.publish")} confirmLabel={t("plan.publish")} onConfirm={() => publish.mutateAsync({ params })} onClose={() => ask(null)}>
          <p>{t("plan.publishHint", { day: format.day(plan.validFrom) })}</p>
        </ConfirmFlow>
      )}
      {asking === "sign" && (
        <ConfirmFlow open title={t("plan.sign")} confirmLabel={t("plan.sign")} onConfirm={() => sign.mutateAsync({ params })} onClose={() => ask(null)}>
          <p>{t("plan.signHint", { name: plan.name, version: plan.version })}</p>
        </ConfirmFlow>
      )}
    </span>
  );
} // prettier-ignore
