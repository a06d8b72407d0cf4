import { useT } from "../lib/i18n.ts";

/** Metrics that add up down the tree. */
export const metrics = ["signed-amount", "collected-amount", "new-customers", "delivered-amount", "deal-count"] as const;
export type TreeMetric = (typeof metrics)[number];
export const metricOf = (text: string | undefined): TreeMetric => metrics.find((one) => one === text) ?? "signed-amount";

export function MetricSelect({ value, onChange }: { value: TreeMetric; onChange: (metric: TreeMetric) => void }) {
  const t = useT();
  return (
    <select className="input" aria-label={t("targets.metric")} value={value} onChange={(event) => onChange(metricOf(event.target.value))}>
      {metrics.map((one) => (
        <option key={one} value={one}>
          {t(`metrics.name.${one}`)}
        </option>
      ))}
    </select>
  );
}
