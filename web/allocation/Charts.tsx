import { useT } from "../lib/i18n.ts";
import { Chart } from "../ui/index.ts";
import { Scatter } from "../ui/charts/index.ts";
import type { Result } from "./assumptions.ts";

const edges = [
  ["under80", 800_000],
  ["to95", 950_000],
  ["to105", 1_050_000],
  ["to120", 1_200_000],
  ["to140", 1_400_000],
  ["over140", Infinity],
] as const;

/** Units side by side, the distribution of stretch, and everybody's expectation against the target. */
export function Charts({ result }: { result: Result }) {
  const t = useT();
  const unit = result.unit === "count" ? "number" : "amount";
  const seats = result.lines.filter(
    (line) => line.kind === "position" && line.expected !== null && line.stretch !== null && Number(line.year) > 0,
  );
  const units = result.lines.filter((line) => line.kind === "unit" && line.depth === 1);
  const { spread, flags } = result.fairness;
  const judged = flags.high + flags.low + flags.fits;
  return (
    <div className="allocation-charts">
      {units.length > 0 && (
        <section className="panel">
          <Chart
            title={t("allocation.chart.units")}
            unit={unit}
            categories={units.map((line) => line.name)}
            series={[
              { name: t("allocation.column.lastYear"), role: "last-year", shape: "bar", values: units.map((line) => line.lastYear) },
              { name: t("allocation.column.expected"), role: "forecast", shape: "bar", values: units.map((line) => line.expected) },
              { name: t("allocation.column.target"), role: "actual", shape: "bar", values: units.map((line) => line.year) },
            ]}
          />
        </section>
      )}
      {seats.length > 1 && spread.median !== null && (
        <section className="panel">
          <Chart
            title={t("allocation.chart.distribution", { median: spread.median })}
            unit="number"
            categories={edges.map(([name]) => t(`allocation.chart.bins.${name}`))}
            series={[
              {
                name: t("allocation.chart.people"),
                role: "actual",
                shape: "bar",
                values: binned(seats.map((line) => Number(line.stretch))),
              },
            ]}
          />
        </section>
      )}
      {seats.length > 1 && (
        <section className="panel">
          <Scatter
            title={t("allocation.chart.scatter", { count: judged, high: flags.high, low: flags.low })}
            note={t("allocation.chart.scatterNote")}
            x={{ name: t("allocation.column.expected"), unit }}
            y={{ name: t("allocation.column.target"), unit }}
            points={seats.map((line) => ({ key: line.id, name: line.name, x: line.expected!, y: line.year }))}
          />
        </section>
      )}
    </div>
  );
}

function binned(values: readonly number[]): string[] {
  return edges.map(([, to], i) => String(values.filter((value) => value < to && value >= (i === 0 ? -Infinity : edges[i - 1]![1])).length));
}
