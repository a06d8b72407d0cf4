import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { depthOf, isDeep, toDraw, useNumbers, type ChartUnit, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

type Line = { key: string; name: string; values: readonly (string | null)[] };
type Props = { title: string; columns: readonly string[]; lines: readonly Line[]; unit: ChartUnit; note?: string | undefined } & Picking;

/** Where it gathers: rows by columns, the deeper the more; the number stands in every cell, so colour is never alone. */
export function HeatMap({ title, columns, lines, unit, note, ...picking }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const most = Math.max(0, ...lines.flatMap((line) => line.values.map(toDraw)));
  const table = {
    head: [t("chart.category"), ...columns],
    rows: lines.map((line) => [line.name, ...line.values.map(numbers.exact)]),
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={title}>
        <table className="heat">
          <thead>
            <tr>
              <td />
              {columns.map((name, i) => (
                <th key={name + i} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key || line.name} className={picking.picked === line.key ? "picked" : ""}>
                <th scope="row">
                  <PickName of={line.key} name={line.name} {...picking} />
                </th>
                {line.values.map((value, i) => (
                  <Cell key={i} depth={depthOf(value, most)} text={numbers.short(value)} exact={numbers.exact(value)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  );
}

function Cell({ depth, text, exact }: { depth: number; text: string; exact: string }) {
  const style = { background: `color-mix(in srgb, var(--chart-1) ${depth}%, var(--surface))` };
  return (
    <td className={`num ${isDeep(depth) ? "deep" : ""}`} style={style} title={exact}>
      {text}
    </td>
  );
}
