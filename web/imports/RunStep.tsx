import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, ProgressBar } from "../ui/index.ts";
import type { Detail } from "./types.ts";

/** Step four: one may leave; it goes on, and can be stopped without a trace. */
export function RunStep({ found }: { found: Detail }) {
  const t = useT();
  const cancel = useWrite("POST /api/imports/:id/cancellation", ["/api/imports"]);
  const ppm = found.total === 0 ? "0" : String(Math.round((found.done / found.total) * 1_000_000));
  return (
    <section className="panel stack" aria-labelledby="running">
      <h2 id="running">{t("imports.running")}</h2>
      <ProgressBar ppm={ppm} label={t("imports.progress")} />
      <p className="num" role="status">
        {t("imports.doneOf", { done: found.done.toLocaleString("en-US"), total: found.total.toLocaleString("en-US") })}
      </p>
      <p className="muted small">{t("imports.runningHint")}</p>
      {cancel.error && <FormProblem error={cancel.error} />}
      <div className="flow-foot">
        <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate({ params: { id: found.id } })}>
          {t("imports.cancel")}
        </button>
      </div>
    </section>
  );
}
