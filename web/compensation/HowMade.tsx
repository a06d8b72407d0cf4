import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { TierSteps } from "./TierSteps.tsx";
import type { Made, Statement } from "./types.ts";

/** The tiers as a picture and as a table whose last column adds up to the commission. */
export function HowMade({ statement }: { statement: Statement }) {
  const t = useT();
  const { made } = statement;
  if (!made) return null;
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>{t("compensation.made")}</h2>
        <span className="muted small">{t(`compensation.base.${statement.plan.base}`)}</span>
      </div>
      {made.isPersonalRate ? <p className="muted">{t("compensation.personal")}</p> : <NextTier made={made} />}
      <TierSteps statement={statement} />
      <TierTable made={made} />
    </section>
  );
}

/** The sentence a seller wants: how much more to the better rate. */
function NextTier({ made }: { made: Made }) {
  const t = useT();
  const next = made.tiers[made.tierReached + 1];
  if (!next) return <p>{t("compensation.topTier", { rate: made.tiers[made.tierReached]!.rate })}</p>;
  const amount = formatAmount(parseAmount(next.from)! - parseAmount(made.accumulated)!);
  return <p>{t("compensation.toNext", { amount, rate: next.rate })}</p>;
}

function TierTable({ made }: { made: Made }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="scroll-x" role="region" aria-label={t("compensation.made")} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("compensation.range")}</th>
            <th className="right">{t("compensation.rate")}</th>
            <th className="right">{t("compensation.slice")}</th>
            <th className="right">{t("compensation.earned")}</th>
          </tr>
        </thead>
        <tbody>
          {made.tiers.map((tier, i) => (
            <tr key={tier.from} className={i === made.tierReached ? "reached" : ""}>
              <td>{tier.to === null ? t("compensation.from", tier) : t("compensation.between", tier)}</td>
              <td className="num right">{format.rate(tier.rate, 2)}</td>
              <td className="num right" title={format.exact(tier.slice)}>
                {format.money(tier.slice)}
              </td>
              <td className="num right">{format.exact(tier.earned)}</td>
            </tr>
          ))}
          <tr>
            <td>{t("compensation.sum")}</td>
            <td />
            <td className="num right" title={format.exact(made.credited)}>
              {format.money(made.credited)}
            </td>
            <td className="num right">
              <b>{format.exact(made.commission)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
