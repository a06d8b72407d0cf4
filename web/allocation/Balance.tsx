import { formatAmount } from "#core/base/money.ts";
import { spreadOf } from "#core/allocation/fairness.ts";
import type { Effect, Territory } from "#core/allocation/territory.ts";
import { useAmount } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import { Chart } from "../ui/index.ts";
import type { Seat } from "./TerritoryPage.tsx";

type Props = { seats: readonly Seat[]; effects: readonly Effect[]; isMoved: boolean };

/** Every seat's accounts, results, potential, deals, work and target, before and after; and how even they are. */
export function Balance({ seats, effects, isMoved }: Props) {
  const t = useT();
  const nameOf = new Map(seats.map((seat) => [seat.id, seat.name || t("allocation.vacant")]));
  const used = effects.filter((one) => one.before.accounts + one.after.accounts > 0);
  const most = used.toSorted((a, b) => (a.after.bought > b.after.bought ? -1 : 1))[0];
  const values = (side: "before" | "after") => used.map((one) => formatAmount(one[side].bought));
  return (
    <section className="panel stack" aria-labelledby="balance">
      <h2 id="balance">{t("territory.balance")}</h2>
      <p className="small">{t("territory.even", evenness(used, "before"))}</p>
      {isMoved && <p className="small">{t("territory.evenMoved", evenness(used, "after"))}</p>}
      <Chart
        title={isMoved ? t("territory.chartMoved") : t("territory.chart", { most: nameOf.get(most?.seatId ?? "") ?? "—" })}
        unit="amount"
        height={220}
        categories={used.map((one) => nameOf.get(one.seatId)!)}
        series={[
          { name: t("territory.before"), role: isMoved ? "last-year" : "actual", shape: "bar", values: values("before") },
          ...(isMoved ? [{ name: t("territory.after"), role: "actual" as const, shape: "bar" as const, values: values("after") }] : []),
        ]}
      />
      <Table nameOf={nameOf} effects={isMoved ? used.filter(isTouched) : used} isMoved={isMoved} />
      {isMoved && <p className="small muted">{t("territory.suggestion")}</p>}
    </section>
  );
}

const isTouched = ({ before, after }: Effect): boolean => before.accounts !== after.accounts || before.bought !== after.bought;

function evenness(effects: readonly Effect[], side: "before" | "after"): Record<string, string> {
  const gini = (of: (territory: Territory) => number) => spreadOf(effects.map((one) => of(one[side]))).gini?.toFixed(2) ?? "—";
  return {
    bought: gini((one) => Number(one.bought)),
    potential: gini((one) => Number(one.potential)),
    activities: gini((one) => one.activities),
  };
}

function Table({ nameOf, effects, isMoved }: { nameOf: ReadonlyMap<string, string>; effects: readonly Effect[]; isMoved: boolean }) {
  const t = useT();
  const { text, exact } = useAmount("amount");
  const columns = ["accounts", "bought", "potential", "pipeline", "activities"] as const;
  const shown = (territory: Territory, column: (typeof columns)[number]) => {
    const value = territory[column];
    return typeof value === "number" ? String(value) : text(formatAmount(value));
  };
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("territory.balance")}>
      <table className="plain-table allocation-table">
        <thead>
          <tr>
            <th>{t("territory.column.seat")}</th>
            {columns.map((column) => (
              <th key={column} className="num right">
                {t(`territory.column.${column}`)}
              </th>
            ))}
            <th className="num right">{t("territory.column.target")}</th>
            {isMoved && <th className="num right">{t("territory.column.targetMoved")}</th>}
          </tr>
        </thead>
        <tbody>
          {effects.map(({ seatId, before, after, target, targetMoved }) => (
            <tr key={seatId}>
              <th scope="row">{nameOf.get(seatId)}</th>
              {columns.map((column) => (
                <td key={column} className="num right">
                  {shown(before, column)}
                  {isMoved && <span className="small difference">→ {shown(after, column)}</span>}
                </td>
              ))}
              <td className="num right" title={exact(target === null ? null : formatAmount(target))}>
                {text(target === null ? null : formatAmount(target))}
              </td>
              {isMoved && (
                <td className="num right" title={exact(formatAmount(targetMoved))}>
                  {targetMoved > 0n ? "+" : ""}
                  {text(formatAmount(targetMoved))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
