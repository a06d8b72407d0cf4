import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { RankBars } from "../ui/charts/index.ts";
import { standingKey, type Worth } from "./types.ts";

/** Everybody by how likely they are still with us; choosing one narrows the list below. */
export function Segments({ worth, picked, onPick }: { worth: Worth; picked: string | undefined; onPick: (standing: string) => void }) {
  const t = useT();
  const format = useFormat();
  const leaving = worth.segments.filter(({ standing }) => standing === "cooling" || standing === "at-risk");
  const count = leaving.reduce((sum, one) => sum + one.customers, 0);
  return (
    <section className="panel stack" aria-labelledby="segments">
      <h2 id="segments">{t("customers.segments.title")}</h2>
      <RankBars
        title={t("customers.segments.finding", { count, all: worth.customers })}
        marks={worth.segments.map(({ standing, customers }) => ({
          key: standing ?? "unknown",
          name: t(standingKey(standing)),
          value: String(customers),
        }))}
        unit="number"
        valueName={t("customers.column.customers")}
        onPick={(key) => onPick(key === "unknown" || key === picked ? "" : key)}
        picked={picked}
      />
      <ul className="rows">
        {worth.segments.map(({ standing, customers, revenueToDate, value }) => (
          <li key={standing ?? "unknown"} className="segment-row">
            <span>
              <b>{t(standingKey(standing))}</b> <span className="muted small">{t(`customers.meaning.${standing ?? "unknown"}`)}</span>
            </span>
            <span className="num small muted">
              {t("customers.segments.line", {
                customers,
                revenue: format.money(revenueToDate),
                value: value === null ? "—" : format.money(value),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
