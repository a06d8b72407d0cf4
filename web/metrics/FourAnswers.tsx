import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";

type Definition = NonNullable<Reply<"GET /api/metrics/:metric">["definition"]>;

/** Which amount, by which date, for whom, under which filter: the four answers that end most arguments. */
export function FourAnswers({ definition }: { definition: Definition }) {
  const t = useT();
  const label = useLabel();
  const { measure, dateField, attribution, filter, numerator, denominator } = definition;
  const answers = [
    [
      "what",
      numerator && denominator
        ? `${t(`metrics.name.${numerator}`)} ÷ ${t(`metrics.name.${denominator}`)}`
        : measure && t(`metrics.name.${measure}`),
    ],
    ["date", dateField && t(`metrics.date.${dateField}`)],
    ["whom", attribution && t(`metrics.attribution.${attribution}`)],
    ["filter", filter && t(`metrics.filter.${filter}`)],
  ] as const;
  return (
    <section className="panel stack" aria-labelledby="definition">
      <h2 id="definition">{t("metrics.four.title")}</h2>
      <dl className="answers">
        {answers.map(
          ([key, text]) =>
            text && (
              <div key={key}>
                <dt className="muted small">{t(`metrics.four.${key}`)}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
        <div>
          <dt className="muted small">{t("metrics.four.better")}</dt>
          <dd>{t(`metrics.direction.${definition.direction}`)}</dd>
        </div>
        <div>
          <dt className="muted small">{t("metrics.four.sample")}</dt>
          <dd>{t("metrics.four.sampleMin", { n: definition.sampleMin })}</dd>
        </div>
      </dl>
      {label(definition.pitfall) && <p>{label(definition.pitfall)}</p>}
      <p className="small muted">
        {t("metrics.four.code", { code: definition.code, version: definition.version, needs: definition.needs.join(" ") })}
      </p>
    </section>
  );
}
