import { useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { Figure, ProgressBar } from "../ui/index.ts";
import type { FigureOf } from "./words.ts";

/** What was due in the period, and how much of it came in. */
export function CollectionPanel({ figures }: { figures: readonly FigureOf[] }) {
  const t = useT();
  const label = useLabel();
  const settings = useCall("GET /api/metric-settings", {});
  const usual = `collection-rate-${settings.data?.collectionRate ?? "plan"}`;
  const rate = figures.find((one) => one.metric === usual);
  if (!rate) return null;
  const { value, lastYear, lastPeriod } = rate;
  const comparisons = [
    { label: t("metrics.figures.lastPeriod"), value: lastPeriod.value },
    { label: t("metrics.figures.lastYear"), value: lastYear.value },
  ];
  return (
    <section className="panel stack" aria-labelledby="collection">
      <div>
        <h2 id="collection">{t("metrics.collection.title")}</h2>
        {value.rule && <p className="muted small">{label(value.rule)}</p>}
      </div>
      <Figure size="large" label={label(value.label)} value={value.value} explain={value} comparisons={comparisons}>
        {value.value.kind === "rate" && <ProgressBar label={label(value.label)} ppm={value.value.ppm} />}
      </Figure>
      {value.value.kind === "none" && <p className="muted small">{t("metrics.collection.none")}</p>}
      <div className="pair">
        {value.parts?.map((part) => (
          <Figure key={part.of} size="small" label={label(part.label)} value={part.value} />
        ))}
      </div>
    </section>
  );
}
