import { lazy, Suspense, useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";

export type Series = {
  name: string;
  /** Decimal texts (amounts and numbers) or millionths (rates); null where there is nothing. */
  values: readonly (string | null)[];
  /** Same thing, same colour on every page. */
  role: "actual" | "target" | "last-year" | "forecast" | "other";
  shape?: "line" | "bar";
};
export type ChartProps = {
  /** The finding as a sentence, not the field names. */
  title: string;
  categories: readonly string[];
  series: readonly Series[];
  unit: "amount" | "rate" | "number";
  /** Index of the first category whose period is not over: drawn hatched. */
  incompleteFrom?: number;
  height?: number;
  horizontal?: boolean;
  onPick?: (index: number) => void;
};

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
