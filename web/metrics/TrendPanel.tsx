import { useId } from "react";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { Chart, Loaded, Skeleton, useFiscal, type Series } from "../ui/index.ts";
import type { Value } from "../lib/use-format.ts";
import { useFinding } from "./finding.ts";
import { useWords, type Filters, type Metric, type Trend } from "./words.ts";

type Change = (patch: { metric?: string; grain?: string; mode?: string }) => void;
type Props = {
  whose: Filters;
  metric: Metric;
  metrics: readonly Metric[];
  grain?: string | undefined;
  mode?: string | undefined;
  change: Change;
};
const grains = ["day", "week", "month"] as const;
type Grain = (typeof grains)[number];

/** One metric over the period with last year and target, step by step or as a running total. */
export function TrendPanel({ whose, metric, metrics, grain, mode, change }: Props) {
  const t = useT();
  const words = useWords();
  const usual = useUsualGrain(whose.period);
  const step = grains.find((one) => one === grain) ?? usual;
  const isTotal = mode !== "each";
  const query = useCall("GET /api/metrics/:metric/trend", {
    params: { metric },
    query: { ...whose, grain: step, total: isTotal ? "1" : "0" },
  });
  return (
    <section className="panel stack" aria-labelledby="trend">
      <div className="spread">
        <h2 id="trend">{t("metrics.trend.title")}</h2>
        <div className="row no-print">
          {metrics.length > 1 && (
            <Choice
              label={t("metrics.metric")}
              value={metric}
              onChange={(next) => change({ metric: next })}
              options={metrics.map((code) => [code, words.metric(code)])}
            />
          )}
          <Choice
            label={t("metrics.grain.label")}
            value={query.data?.grain ?? step}
            onChange={(next) => change({ grain: next })}
            options={grains.map((one) => [one, t(`metrics.grain.${one}`)])}
          />
          <Choice
            label={t("metrics.mode.label")}
            value={isTotal ? "total" : "each"}
            onChange={(next) => change({ mode: next })}
            options={(["total", "each"] as const).map((one) => [one, t(`metrics.mode.${one}`)])}
          />
        </div>
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(trend) => <Drawn trend={trend} />}
      </Loaded>
    </section>
  );
}

/** Days of a month, weeks of a quarter, months of a year. */
function useUsualGrain(period: string): Grain {
  const { today } = usePrefs();
  const { grain } = periodIn(period, "quarter", today, useFiscal());
  return grain === "year" || grain === "half" ? "month" : grain === "quarter" ? "week" : "day";
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (next: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <select id={id} className="input narrow" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}

const drawn = (value: Value | null): string | null =>
  value === null || value.kind === "none" || value.kind === "text" ? null : value.kind === "rate" ? value.ppm : value.value;

function Drawn({ trend }: { trend: Trend }) {
  const t = useT();
  const words = useWords();
  const finding = useFinding();
  const { steps, isRunningTotal } = trend;
  const open = steps.findIndex((step) => !step.isComplete);
  const kind = steps.map((step) => step.now ?? step.lastYear).find((value) => value.kind !== "none")?.kind;
  const series: Series[] = [
    { name: t("metrics.trend.now"), role: "actual", shape: isRunningTotal ? "line" : "bar", values: steps.map((step) => drawn(step.now)) },
    { name: t("metrics.trend.lastYear"), role: "last-year", values: steps.map((step) => drawn(step.lastYear)) },
    { name: t("metrics.trend.target"), role: "target", values: steps.map((step) => drawn(step.target)) },
  ];
  const unit = kind === "rate" ? "rate" : kind === "number" ? "number" : "amount";
  return (
    <Chart
      title={finding(trend)}
      unit={unit}
      height={280}
      categories={steps.map((step) => words.step(step.key))}
      series={series.filter((one) => one.role === "actual" || one.values.some((value) => value !== null))}
      incompleteFrom={open < 0 ? undefined : open}
    />
  );
}
