import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, Loaded, Skeleton } from "../ui/index.ts";
import { CallDialog } from "./CallDialog.tsx";
import { DealLines } from "./DealLines.tsx";
import { History } from "./History.tsx";
import { PlaceTable } from "./PlaceTable.tsx";
import type { Board, Change, Place, Whose } from "./words.ts";

type Props = { period: string; whose: Whose; change: Change };

/** The period as people see it: what was said, what counts, and the open deals behind it. */
export function BoardTab({ period, whose, change }: Props) {
  const query = useCall("GET /api/forecast", { query: { period, ...whose } });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={10} />}>
      {(board) => <Parts board={board} change={change} />}
    </Loaded>
  );
}

function Parts({ board, change }: { board: Board; change: Change }) {
  const t = useT();
  const [called, setCalled] = useState<Place | null>(null);
  const { place, coverage, coverageRequired, weighted } = board;
  const amount = (value: string | null) =>
    value === null ? ({ kind: "none", why: "missing" } as const) : ({ kind: "amount", value, currency: currencyOf(weighted) } as const);
  return (
    <>
      <ol className="forecast-crumbs" aria-label={t("forecast.crumbs")}>
        {board.crumbs.map((one) => (
          <li key={one.id}>
            {one.id === place.id ? (
              <b aria-current="page">{one.name}</b>
            ) : (
              <button type="button" className="forecast-link" onClick={() => change({ unit: "", position: "", [one.kind]: one.id })}>
                {one.name}
              </button>
            )}
          </li>
        ))}
      </ol>
      <section className="panel figures" aria-label={t("forecast.figures")}>
        <Figure
          label={t("forecast.counts")}
          value={amount(place.counts?.commit ?? null)}
          size="large"
          comparisons={[
            { label: t("forecast.bestCase"), value: amount(place.counts?.best ?? null) },
            { label: t("forecast.target"), value: amount(place.target) },
          ]}
          {...(place.missing > 0 && { caution: t("forecast.missing", { n: place.missing }) })}
        />
        <Figure label={t("forecast.signed")} value={amount(place.signed)} />
        <Figure label={t("metrics.name.weighted-pipeline")} value={weighted.value} explain={weighted} />
        <Figure label={t("metrics.name.coverage")} value={coverage.value} explain={coverage} />
        <Figure label={t("metrics.name.coverage-required")} value={coverageRequired.value} explain={coverageRequired} />
      </section>
      <PlaceTable board={board} change={change} onCall={setCalled} />
      <div className="columns">
        <Categories board={board} />
        <History calls={board.history} />
      </div>
      <DealLines deals={board.deals} count={board.dealCount} />
      {called && <CallDialog key={called.id} place={called} period={board.period.key} onClose={() => setCalled(null)} />}
    </>
  );
}

const currencyOf = ({ value }: Board["weighted"]): string => (value.kind === "amount" ? value.currency : "CNY");

/** Open deals by how sure they are, and what is signed already. */
function Categories({ board }: { board: Board }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="categories">
      <h2 id="categories">{t("forecast.categories")}</h2>
      <div className="forecast-categories">
        {board.categories.map(({ category, amount, count }) => (
          <div key={category} className="figure small">
            <span className="label">{t(`forecast.category.${category}`)}</span>
            <span className="value num" title={format.exact(amount)}>
              {format.money(amount, 1)}
            </span>
            {category !== "closed" && <span className="foot">{t("forecast.deals", { n: count })}</span>}
          </div>
        ))}
      </div>
    </section>
  );
}
