import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, StatusTag } from "../ui/index.ts";
import { useReason } from "../lib/odds.ts";
import type { Odds } from "./words.ts";

/** Said to be certain, and not likelier than the average deal; or left out, and as likely as not. */
const isDoubtful = ({ category, probability }: Odds["deals"][number], baseRate: string): "over" | "under" | null =>
  category === "commit" && Number(probability) < Number(baseRate)
    ? "over"
    : category === "omitted" && Number(probability) >= 500_000
      ? "under"
      : null;

function Because({ deal }: { deal: Pick<Odds["deals"][number], "because"> }) {
  const t = useT();
  const reason = useReason();
  return deal.because.map((one) => (
    <span key={one.name} className="odds-because">
      {t(one.moves > 0 ? "odds.plus" : "odds.minus")} {reason(one)}
    </span>
  ));
}

/** The open deals, the likeliest first, each with the three things that move it most. */
export function OddsDeals({ odds: { deals, count, expected, model } }: { odds: Odds }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="odds-deals">
      <h2 id="odds-deals">{t("odds.deals.title", { count, expected: format.money(expected, 1) })}</h2>
      {deals.length === 0 ? (
        <Empty title={t("odds.deals.empty")} />
      ) : (
        <div className="scroll-x">
          <table className="plain-table forecast-lines">
            <thead>
              <tr>
                <th>{t("forecast.deal")}</th>
                <th className="wide-only">{t("forecast.owner")}</th>
                <th className="right">{t("odds.deals.probability")}</th>
                <th className="wide-only">{t("odds.deals.because")}</th>
                <th className="right">{t("forecast.amount")}</th>
                <th className="wide-only">{t("forecast.categoryWord")}</th>
              </tr>
            </thead>
            <tbody>
              {deals.map((deal) => {
                const doubt = isDoubtful(deal, model.baseRate);
                return (
                  <tr key={deal.id}>
                    <td>
                      <Link {...target(`/deals/${deal.id}`)}>{deal.name || deal.code}</Link>
                      <br />
                      <span className="muted small">{deal.customer}</span>
                      <span className="narrow-only small">
                        <Because deal={deal} />
                      </span>
                    </td>
                    <td className="wide-only">{deal.owner}</td>
                    <td className="right num">
                      <b>{format.rate(deal.probability, Number(deal.probability) < 100_000 ? 1 : 0)}</b>
                    </td>
                    <td className="wide-only small">
                      <Because deal={deal} />
                    </td>
                    <td className="right num">{deal.amount === null ? "—" : format.money(deal.amount, 1)}</td>
                    <td className="wide-only">
                      {t(`forecast.category.${deal.category}`)}
                      {doubt && (
                        <>
                          <br />
                          <StatusTag kind="attention">{t(`odds.doubt.${doubt}`)}</StatusTag>
                        </>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {count > deals.length && <p className="muted small">{t("odds.deals.some", { n: deals.length, count })}</p>}
    </section>
  );
} // prettier-ignore
