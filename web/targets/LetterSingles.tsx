import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";

type Single = NonNullable<Reply<"GET /api/target-letters/:id">["content"]["singles"]>[number];

/** Targets with a comparison: at least, at most, a range; and the stretch value beside. */
export function LetterSingles({ singles }: { singles: readonly Single[] }) {
  const t = useT();
  if (singles.length === 0) return null;
  const title = t("target-letters.section.singles");
  return (
    <>
      <h4 className="letter-part">{title}</h4>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("targets.metric")}</th>
              <th>{t("target-talks.period")}</th>
              <th>{t("target-letters.required")}</th>
              <th className="num right">{t("target-letters.stretch")}</th>
              <th>{t("target-letters.note")}</th>
            </tr>
          </thead>
          <tbody>
            {singles.map((one) => (
              <Line key={one.metric + one.period} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Line({ one }: { one: Single }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const bounds = { value: format.value(one.value), upper: one.upper ? format.value(one.upper) : "" };
  return (
    <tr>
      <th scope="row">{label(one.label)}</th>
      <td className="letter-period">{format.period(one.period)}</td>
      <td>{t(`target-pace.single.is.${one.comparison}`, bounds)}</td>
      <td className="num right">{one.stretch ? format.value(one.stretch) : "—"}</td>
      <td>{one.note}</td>
    </tr>
  );
}
