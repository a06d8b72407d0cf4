import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Worth } from "./types.ts";

/** 怎么算的 for the whole page: the model with its parameters, or the reason why there is none. */
export function ModelPanel({ worth: { fit, margin, model, horizonWeeks } }: { worth: Worth }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const parameters = Object.entries(fit.parameters ?? {}).map(([name, value]) => `${name} = ${value.toPrecision(4)}`);
  return (
    <details className="panel" open={!fit.isFitted}>
      <summary>
        <h2 className="summary-title">{t("explain.ask")}</h2>
      </summary>
      <div className="stack">
        {fit.notes.map((note) => (
          <p key={note.key}>{label(note)}</p>
        ))}
        {fit.isFitted && (
          <p>
            {t("customers.how.fit", { model: t(`customers.model.${model}`), customers: fit.customers, repeat: fit.repeatBuyers })}{" "}
            <span className="num">{parameters.join("，")}</span>
          </p>
        )}
        <p>{t("customers.how.value", { weeks: horizonWeeks })}</p>
        <p className="muted small">
          {margin.ppm === null
            ? t("customers.note.no-margin")
            : t("customers.how.margin", { margin: format.rate(margin.ppm), costed: margin.costed, lines: margin.lines })}
        </p>
        <p className="muted small">{t("customers.how.standing")}</p>
      </div>
    </details>
  );
}
