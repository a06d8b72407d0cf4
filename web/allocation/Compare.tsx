import { useQueries } from "@tanstack/react-query";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useAmount } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import { reading } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Chart, FormProblem, Skeleton } from "../ui/index.ts";
import type { Result, Scenario } from "./assumptions.ts";

type Side = { readonly scenario: Scenario; readonly result: Result };

/** Two to four scenarios side by side: fairness first, then every node with its difference to the first one. */
export function Compare({ scenarios }: { scenarios: readonly Scenario[] }) {
  const t = useT();
  const queries = useQueries({
    queries: scenarios.map(({ id }) => reading("GET /api/allocation-scenarios/:id/result", { params: { id } })),
  });
  const failed = queries.find((query) => query.error);
  if (failed) return <FormProblem error={failed.error} />;
  if (queries.some((query) => !query.data)) return <Skeleton lines={6} />;
  const sides = scenarios.map((scenario, i): Side => ({ scenario, result: queries[i]!.data! }));
  return (
    <div className="stack">
      <h3>{t("allocation.compareTitle")}</h3>
      <Bars sides={sides} />
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("allocation.compareTitle")}>
        <table className="plain-table allocation-table">
          <thead>
            <tr>
              <th>{t("allocation.column.name")}</th>
              {sides.map(({ scenario }) => (
                <th key={scenario.id} className="num right">
                  {scenario.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Statistics sides={sides} />
            {sides[0]!.result.lines.map((line) => (
              <tr key={line.id} className={line.kind}>
                <th scope="row" style={{ paddingLeft: 8 + line.depth * 14 }}>
                  {line.name || t("allocation.vacant")}
                </th>
                {sides.map((side, i) => (
                  <Cell key={side.scenario.id} side={side} id={line.id} first={i === 0 ? null : sides[0]!} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Bars({ sides }: { sides: readonly Side[] }) {
  const t = useT();
  const units = sides[0]!.result.lines.filter((line) => line.depth === 1);
  const roles = ["actual", "forecast", "last-year", "other"] as const;
  return (
    <Chart
      title={t("allocation.chart.compare", { count: sides.length })}
      unit={sides[0]!.result.unit === "count" ? "number" : "amount"}
      categories={units.map((line) => line.name || t("allocation.vacant"))}
      series={sides.map(({ scenario, result }, i) => ({
        name: scenario.name,
        role: roles[i]!,
        shape: "bar",
        values: units.map((unit) => result.lines.find((line) => line.id === unit.id)?.year ?? null),
      }))}
    />
  );
}

function Statistics({ sides }: { sides: readonly Side[] }) {
  const t = useT();
  const format = useFormat();
  const rows: readonly (readonly [string, (result: Result) => string])[] = [
    [t("allocation.fairness.spread"), ({ fairness }) => (fairness.spread.median === null ? "—" : format.rate(fairness.spread.median, 0))],
    [
      t("allocation.fairness.gini"),
      ({ fairness }) => (fairness.spread.gini === null ? "—" : (Number(fairness.spread.gini) / 1_000_000).toFixed(2)),
    ],
    [t("allocation.fairness.high"), ({ fairness }) => String(fairness.flags.high)],
    [t("allocation.fairness.low"), ({ fairness }) => String(fairness.flags.low)],
  ];
  return rows.map(([name, say]) => (
    <tr key={name}>
      <th scope="row" className="muted">
        {name}
      </th>
      {sides.map(({ scenario, result }) => (
        <td key={scenario.id} className="num right">
          {say(result)}
        </td>
      ))}
    </tr>
  ));
}

function Cell({ side, id, first }: { side: Side; id: string; first: Side | null }) {
  const t = useT();
  const { text, exact } = useAmount(side.result.unit);
  const year = side.result.lines.find((line) => line.id === id)?.year ?? null;
  const before = first?.result.lines.find((line) => line.id === id)?.year ?? null;
  const difference = year !== null && before !== null ? parseAmount(year)! - parseAmount(before)! : 0n;
  return (
    <td className="num right" title={exact(year)}>
      {text(year)}
      {difference !== 0n && (
        <span className="small muted difference" title={t("allocation.difference", { name: first!.scenario.name })}>
          {difference > 0n ? "+" : "−"}
          {text(formatAmount(difference > 0n ? difference : -difference))}
        </span>
      )}
    </td>
  );
}
