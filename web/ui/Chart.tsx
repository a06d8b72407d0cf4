import { lazy, Suspense } from "react";
import { useT } from "../lib/i18n.ts";
import { ChartFrame } from "./charts/ChartFrame.tsx";
import { useNumbers } from "./charts/mark.ts";
import type { ChartProps } from "./chart-shape.ts";

const Drawing = lazy(() => import("./ChartDrawing.tsx"));

/** Lines and bars over time; the title says the finding, and a table view is made of the same data. */
export function Chart(props: ChartProps) {
  const t = useT();
  const { title, categories, series, unit, height = 260 } = props;
  const { exact } = useNumbers(unit);
  const table = {
    head: [t("chart.category"), ...series.map((one) => one.name)],
    rows: categories.map((category, i) => [category, ...series.map((one) => exact(one.values[i]))]),
  };
  return (
    <ChartFrame title={title} table={table}>
      <Suspense fallback={<div className="chart-box" style={{ height }} />}>
        <Drawing {...props} />
      </Suspense>
    </ChartFrame>
  );
}
