import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ExplainButton, StatusTag } from "../ui/index.ts";
import { TierSteps } from "./TierSteps.tsx";
import type { Component, Statement, Tier } from "./types.ts";

/** Component by component: the tiers as a picture and a table, or what the rule gave. */
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
      {made.components.map((component) => (
        <One key={component.name} statement={statement} component={component} />
      ))}
    </section>
  );
}

function One({ statement, component }: { statement: Statement; component: Component }) {
  const t = useT();
  const format = useFormat();
  const { name, amount, unit, isPaid, isOpen, factor, tiers } = component;
  return (
    <div className="stack">
      <div className="spread">
        <h3>
          {name} {!isPaid && <StatusTag kind="info">{t("compensation.notPaid")}</StatusTag>}
          {isOpen === false && <StatusTag kind="attention">{t("compensation.gateShut")}</StatusTag>}
        </h3>
        <span className="row">
          <b className="num">{unit === null ? format.exact(amount) : `${format.plain(amount)} ${unit}`}</b>
          <ExplainButton explain={component.explanation} subject={name} />
        </span>
      </div>
      {tiers.length > 0 && <NextTier component={component} />}
      <TierSteps statement={statement} component={component} />
      {tiers.length > 0 && <TierTable component={component} />}
      {factor !== null && <p className="muted small">{t("compensation.factor", { factor: format.plain(factor) })}</p>}
    </div>
  );
}

/** The sentence a seller wants: how much more to the better rate. */
function NextTier({ component: { tiers, tierReached, accumulated, isByAmount } }: { component: Component }) {
  const t = useT();
  const format = useFormat();
  if (tierReached === null || accumulated === null || !isByAmount) return null;
  const next = tiers[tierReached + 1];
  if (!next || next.from.kind !== "amount") return <p>{t("compensation.topTier", { rate: format.value(tiers[tierReached]!.cell) })}</p>;
  const amount = formatAmount(parseAmount(next.from.value)! - parseAmount(accumulated)!);
  return <p>{t("compensation.toNext", { amount, rate: format.value(next.cell) })}</p>;
}

function TierTable({ component }: { component: Component }) {
  const t = useT();
  const format = useFormat();
  const { tiers, tierReached, name, amount, isSumOfTiers } = component;
  const range = ({ from, to }: Tier) => (to === null ? t("compensation.fromText", { from: format.value(from) }) : t("compensation.betweenText", { from: format.value(from), to: format.value(to) }));
  return (
    <div className="scroll-x" role="region" aria-label={name} tabIndex={0}>
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
          {tiers.map((tier, i) => (
            <tr key={format.value(tier.from)} className={i === tierReached ? "reached" : ""}>
              <td>{range(tier)}</td>
              <td className="num right">{tier.cell.kind === "rate" ? format.rate(tier.cell.ppm, 2) : format.value(tier.cell)}</td>
              <td className="num right" title={format.valueExact(tier.base)}>
                {format.value(tier.base)}
              </td>
              <td className="num right">{format.exact(tier.earned)}</td>
            </tr>
          ))}
          {isSumOfTiers && (
            <tr>
              <td>{t("compensation.sum")}</td>
              <td />
              <td />
              <td className="num right">
                <b>{format.exact(amount)}</b>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
} // prettier-ignore
