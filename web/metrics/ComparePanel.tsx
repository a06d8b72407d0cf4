import { useLabel, useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Figure, Skeleton } from "../ui/index.ts";
import type { Filters } from "./words.ts";

/** The metric against last year and the period before, made comparable as the reader wishes. */
export function ComparePanel({ code, whose }: { code: string; whose: Filters }) {
  const t = useT();
  const [{ align, same }, change] = useFilters<"align" | "same">();
  return (
    <section className="panel stack" aria-labelledby="compare">
      <div className="spread">
        <h2 id="compare">{t("metrics.compare.title")}</h2>
        <div className="row">
          <label className="row">
            <input type="checkbox" checked={align === "working-days"} onChange={() => change({ align: align ? "" : "working-days" })} />
            {t("metrics.compare.workingDays")}
          </label>
          <label className="row">
            <input type="checkbox" checked={same === "1"} onChange={() => change({ same: same ? "" : "1" })} />
            {t("metrics.compare.samePeople")}
          </label>
        </div>
      </div>
      <div className="compare">
        <Growth kind="yoy" code={code} whose={whose} align={align} same={same} />
        <Growth kind="mom" code={code} whose={whose} align={align} same={same} />
      </div>
    </section>
  );
}

type Props = { kind: "yoy" | "mom"; code: string; whose: Filters; align: string | undefined; same: string | undefined };

function Growth({ kind, code, whose, align, same }: Props) {
  const label = useLabel();
  const query = useCall("GET /api/metrics/:metric/explanation", {
    params: { metric: kind },
    query: { ...whose, of: code, align: align === "working-days" ? "working-days" : "calendar", same: same === "1" ? "1" : "0" },
  });
  if (!query.data) return <Skeleton lines={2} />;
  const { explanation } = query.data;
  const [now, before] = explanation.parts ?? [];
  const days = [now, before].map((part) => part?.notes?.[0]).filter((note) => note !== undefined);
  return (
    <Figure
      label={label(explanation.label)}
      value={explanation.value}
      explain={explanation}
      comparisons={[now, before].flatMap((part, i) => (part && days[i] ? [{ label: label(days[i]), value: part.value }] : []))}
    />
  );
}
