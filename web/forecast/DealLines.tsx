import { Link } from "@tanstack/react-router";
import { categories, type Category } from "../lib/categories.ts";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWrite } from "../lib/query.ts";
import { Empty, StatusTag, toast } from "../ui/index.ts";
import type { Board } from "./words.ts";

/** The largest open deals of the period; how often each was put off, and whether its day has passed. */
export function DealLines({ deals, count }: { deals: Board["deals"]; count: number }) {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  return (
    <section className="panel stack" aria-labelledby="deals">
      <h2 id="deals">{count > deals.length ? t("forecast.dealsSome", { n: deals.length, count }) : t("forecast.dealsTitle", { count })}</h2>
      {deals.length === 0 ? (
        <Empty title={t("forecast.dealsEmpty")} />
      ) : (
        <div className="scroll-x">
          <table className="plain-table forecast-lines">
            <thead>
              <tr>
                <th>{t("forecast.deal")}</th>
                <th className="wide-only">{t("forecast.owner")}</th>
                <th className="wide-only">{t("forecast.stage")}</th>
                <th>{t("forecast.categoryWord")}</th>
                <th className="right wide-only">{t("forecast.probability")}</th>
                <th className="right">{t("forecast.amount")}</th>
                <th className="right wide-only">{t("forecast.expectedOn")}</th>
                <th className="right wide-only">{t("metrics.name.push-count")}</th>
              </tr>
            </thead>
            <tbody>
              {deals.map((deal) => (
                <tr key={deal.id}>
                  <td>
                    <Link {...target(`/deals/${deal.id}`)}>{deal.name || deal.code}</Link>
                    <br />
                    <span className="muted small">{deal.customer}</span>
                  </td>
                  <td className="wide-only">{deal.owner}</td>
                  <td className="wide-only">{deal.stage}</td>
                  <td>{deal.mayWrite ? <CategoryChoice deal={deal} /> : t(`forecast.category.${deal.category}`)}</td>
                  <td className="right num wide-only">{deal.probability === null ? "—" : format.rate(deal.probability)}</td>
                  <td className="right num">{deal.amount === null ? "—" : format.money(deal.amount, 1)}</td>
                  <td className="right num wide-only">
                    {deal.expectedOn ?? "—"}
                    {deal.expectedOn && deal.expectedOn < today && (
                      <>
                        <br />
                        <StatusTag kind="attention">{t("forecast.passed")}</StatusTag>
                      </>
                    )}
                  </td>
                  <td className="right num wide-only">{deal.pushes}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** How sure a deal is, said where the forecast is read: sums and coverage follow at once, the deal's history keeps who said it. */
function CategoryChoice({ deal }: { deal: Board["deals"][number] }) {
  const t = useT();
  const save = useWrite("PATCH /api/deals/:id", ["/api/forecast", "/api/deals"]);
  const name = deal.name || deal.code;
  const choose = (category: Category) =>
    save.mutate(
      { params: { id: deal.id }, body: { version: deal.version, category } },
      {
        onSuccess: () => toast({ text: t("forecast.categorySaved", { name, category: t(`forecast.category.${category}`) }) }),
        onError: (error) => toast({ error }),
      },
    );
  return (
    <select
      className="input forecast-choice"
      aria-label={t("forecast.categoryOf", { name })}
      value={save.isPending ? save.variables.body.category : deal.category}
      disabled={save.isPending}
      onChange={(event) => choose(categories.find((one) => one === event.target.value)!)}
    >
      {categories.map((one) => (
        <option key={one} value={one}>
          {t(`forecast.category.${one}`)}
        </option>
      ))}
    </select>
  );
}
