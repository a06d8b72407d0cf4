import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Findings } from "../ui/Findings.tsx";

/** Three findings of the own unit or seat in plain words; nothing is shown to whom no number belongs. */
export function StartHere({ period }: { period: string }) {
  const t = useT();
  const query = useCall("GET /api/diagnosis/start", { query: { period } });
  if (!query.data || query.data.subject === null) return null;
  const { findings, rowsTouched } = query.data;
  return (
    <section className="panel stack" aria-labelledby="start-here">
      <div className="spread">
        <h2 id="start-here">{t("diagnosis.start.title")}</h2>
        <span className="muted small">{t("diagnosis.start.rows", { count: rowsTouched })}</span>
      </div>
      {findings.length === 0 ? <p className="muted">{t("diagnosis.start.none")}</p> : <Findings findings={findings} />}
      <div className="row">
        <Link className="button" {...target(`/diagnosis?period=${period}`)}>
          {t("diagnosis.start.open")}
        </Link>
      </div>
    </section>
  );
}
