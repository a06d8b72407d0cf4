import "./charts.css";
import { useState } from "react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n.ts";

/** The same data as rows: the first column holds names, the others stand right. */
export type TableView = { head: readonly string[]; rows: readonly (readonly string[])[] };
type Props = { title: string; table: TableView; note?: ReactNode; children: ReactNode };

/** What every chart shares: a title that says the finding, the drawing, and the same numbers as a table. */
export function ChartFrame({ title, table, note, children }: Props) {
  const t = useT();
  const [isTable, setTable] = useState(false);
  return (
    <figure className="chart">
      <div className="chart-head">
        <figcaption className="chart-title">{title}</figcaption>
        <button type="button" className="text-button small no-print" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t(isTable ? "chart.asChart" : "chart.asTable")}
        </button>
      </div>
      {isTable ? <PlainTable title={title} {...table} /> : children}
      {note && <p className="muted small chart-note">{note}</p>}
    </figure>
  );
}

export function PlainTable({ title, head, rows }: TableView & { title: string }) {
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={title}>
      <table className="plain-table">
        <thead>
          <tr>
            {head.map((name, i) => (
              <th key={name + i} className={i > 0 ? "right" : ""}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={`${row[0]}${i}`}>
              {row.map((cell, at) => (
                <td key={at} className={at > 0 ? "num right" : ""}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
