import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { Ripeness } from "./StageTable.tsx";
import { placeOf, type Funnel } from "./types.ts";

const codes = ["prospect-conversion", "contact-conversion", "signing-conversion"] as const;

/** The same conversions for every team or person directly below: where each one's bottleneck is. */
export function BelowTable({ funnel: { below, period } }: { funnel: Funnel }) {
  const t = useT();
  const rows = below.toSorted((a, b) => b.created.entered - a.created.entered);
  return (
    <section className="panel stack" aria-labelledby="below">
      <h2 id="below">{t("funnel.below.title")}</h2>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("funnel.below.title")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("funnel.below.name")}</th>
              {codes.map((code) => (
                <th key={code} className="right">
                  {t(`funnel.ability.${code}`)}
                </th>
              ))}
              <th className="right">{t("funnel.below.created")}</th>
              <th className="right">{t("funnel.below.cycle")}</th>
              <th className="right">{t("funnel.below.open")}</th>
              <th className="right">{t("funnel.column.old")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ subject, conversions, created, cycleDays, open, old }) => (
              <tr key={subject.id}>
                <th scope="row">
                  <Link {...target(placeOf(period.key, subject))}>{subject.name}</Link>
                </th>
                {codes.map((code) => (
                  <td key={code} className="right">
                    {conversions[code] ? <Ripeness cohort={conversions[code]} /> : "—"}
                  </td>
                ))}
                <td className="right">
                  <Ripeness cohort={created} />
                </td>
                <td className="right num">{cycleDays === null ? "—" : t("funnel.days", { days: cycleDays })}</td>
                <td className="right num">{open}</td>
                <td className="right num">{old}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
