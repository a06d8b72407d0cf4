import { lazy, Suspense, useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { ChartProps } from "./chart-shape.ts";

const Drawing = lazy(() => import("./ChartDrawing.tsx"));

/** A chart whose title says the finding, with a table view made of the same data. */
export function Chart(props: ChartProps) {
  const t = useT();
  const [isTable, setTable] = useState(false);
  return (
    <figure>
      <div className="chart-head">
        <figcaption className="chart-title">{props.title}</figcaption>
        <button type="button" className="text-button small no-print" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t(isTable ? "chart.asChart" : "chart.asTable")}
        </button>
      </div>
      {isTable ? (
        <ChartTable {...props} />
      ) : (
        <Suspense fallback={<div className="chart-box" style={{ height: props.height ?? 260 }} />}>
          <Drawing {...props} />
        </Suspense>
      )}
    </figure>
  );
}

function ChartTable({ title, categories, series, unit }: ChartProps) {
  const t = useT();
  const format = useFormat();
  const text = (value: string | null | undefined) => {
    if (value == null) return "—";
    return unit === "amount" ? format.exact(value) : unit === "rate" ? format.rate(value) : format.plain(value);
  };
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={title}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("chart.category")}</th>
            {series.map((one) => (
              <th key={one.name} className="right">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, i) => (
            <tr key={category}>
              <td>{category}</td>
              {series.map((one) => (
                <td key={one.name} className="num right">
                  {text(one.values[i])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
