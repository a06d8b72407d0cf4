import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Scatter } from "../ui/charts/index.ts";
import { Empty, Figure, Loaded, Skeleton, StatusTag } from "../ui/index.ts";
import { OddsDeals } from "./OddsDeals.tsx";
import { useReason } from "../lib/odds.ts";
import type { Odds, Whose } from "./words.ts";

/** 赢单概率: whether the company's own deals teach anything, how that was checked, and what it says of the open ones. */
export function OddsTab({ whose }: { whose: Whose }) {
  const query = useCall("GET /api/forecast/odds", { query: whose });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={12} />}>
      {(odds) => (
        <>
          <Verdict model={odds.model} />
          {odds.model.verdict === "model" && <OddsDeals odds={odds} />}
          {odds.model.check && <Check check={odds.model.check} />}
          <Columns model={odds.model} />
        </>
      )}
    </Loaded>
  );
}

const kinds = { model: "good", chance: "attention", few: "attention" } as const;

function Verdict({ model }: { model: Odds["model"] }) {
  const t = useT();
  const { verdict, check, baseRate, deals, from, to, madeOn } = model;
  return (
    <section className="panel stack" aria-labelledby="verdict">
      <div className="spread">
        <h2 id="verdict">{t("odds.title")}</h2>
        <StatusTag kind={kinds[verdict]}>{t(`odds.tag.${verdict}`)}</StatusTag>
      </div>
      <p className="forecast-note">{t(`odds.verdict.${verdict}`)}</p>
      <div className="figures">
        <Figure label={t("odds.baseRate")} value={{ kind: "rate", ppm: baseRate }} sample={deals} />
        {check && <Figure label={t("odds.aucName")} value={{ kind: "number", value: check.auc.toFixed(2) }} comparisons={[{ label: t("odds.aucGuess"), value: { kind: "number", value: "0.5" } }]} />}
        {check && <Figure label={t("odds.brierName")} value={{ kind: "number", value: check.brier.toFixed(3) }} comparisons={[{ label: t("odds.brierBase"), value: { kind: "number", value: check.brierOfBase.toFixed(3) } }]} />}
      </div>
      <p className="muted small forecast-note">{t("odds.learnt", { deals, from, to, on: madeOn })}</p>
    </section>
  );
} // prettier-ignore

/** On the diagonal the probabilities mean what they say. */
function Check({ check }: { check: NonNullable<Odds["model"]["check"]> }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="odds-check">
      <h2 id="odds-check">{t("odds.check.title")}</h2>
      <p className="muted small forecast-note">
        {t("odds.check.hint", { since: check.since ?? "", n: check.n, won: check.won, low: check.aucLow.toFixed(2), high: check.aucHigh.toFixed(2) })}
      </p>
      {check.bins.length === 0 ? (
        <Empty title={t("odds.check.empty")} />
      ) : (
        <Scatter
          title={t("odds.check.chart")}
          diagonal
          x={{ name: t("odds.check.predicted"), unit: "rate" }}
          y={{ name: t("odds.check.rate"), unit: "rate" }}
          points={check.bins.map(({ n, predicted, rate, low, high }, i) => ({
            key: String(i),
            name: t("odds.check.bin", { n, low: format.rate(low, 0), high: format.rate(high, 0) }),
            x: predicted,
            y: rate,
          }))}
        />
      )}
    </section>
  );
} // prettier-ignore

function Columns({ model: { weights, leftOut, used } }: { model: Odds["model"] }) {
  const t = useT();
  const reason = useReason();
  const name = (one: string) => t(`odds.feature.${one}`);
  return (
    <section className="panel stack" aria-labelledby="odds-columns">
      <h2 id="odds-columns">{t("odds.columns.title")}</h2>
      <p className="forecast-note">{t("odds.columns.used", { names: used.map(name).join(t("common.listSeparator")) })}</p>
      {weights.length > 0 && (
        <ul className="odds-weights">
          {weights.map((one) => (
            <li key={`${one.name} ${one.said}`}>
              <StatusTag kind={one.moves > 0 ? "good" : "neutral"}>{t(one.moves > 0 ? "odds.up" : "odds.down")}</StatusTag> {reason(one, true)}
            </li>
          ))}
        </ul>
      )}
      {leftOut.map((one) => (
        <p key={one.name} className="muted small forecast-note">
          {t("odds.columns.leftOut", { name: name(one.name), why: t(`odds.outShort.${one.why}`) })}
        </p>
      ))}
      <p className="muted small forecast-note">{t("odds.columns.hint")}</p>
    </section>
  );
} // prettier-ignore
