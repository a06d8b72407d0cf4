import { useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, Loaded, PersonPicker, Skeleton } from "../ui/index.ts";
import type { Filters, Subject } from "./words.ts";

type Props = { code: string; whose: Filters; onPick: (next: Pick<Subject, "kind" | "id">) => void };

/** The metric of a unit or person in the period, with its sample, interval, quality and parts. */
export function OneValue({ code, whose, onPick }: Props) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const query = useCall("GET /api/metrics/:metric/explanation", { params: { metric: code }, query: whose });
  return (
    <section className="panel stack" aria-labelledby="now">
      <Loaded query={query} skeleton={<Skeleton lines={4} />}>
        {({ subject, explanation }) => (
          <>
            <div className="spread">
              <h2 id="now">{subject.name}</h2>
              <PersonPicker
                label={t("metrics.find")}
                onPick={({ positionId }) => positionId && onPick({ kind: "position", id: positionId })}
              />
            </div>
            <div className="figures">
              <Figure size="large" label={label(explanation.label)} value={explanation.value} explain={explanation} />
              {explanation.parts?.map((part, i) => (
                <Figure key={i} size="small" label={label(part.label)} value={part.value} />
              ))}
            </div>
            {explanation.quality && (
              <p className="small muted">
                {explanation.quality.reasons.length === 0
                  ? t("explain.whole")
                  : t("explain.quality", {
                      share: format.rate(explanation.quality.ppm),
                      reasons: explanation.quality.reasons.map((one) => `${label(one.label)} ${one.count}`).join(t("common.listSeparator")),
                    })}
              </p>
            )}
            {explanation.notes?.map((note, i) => (
              <p key={i} className="small muted">
                {label(note)}
              </p>
            ))}
          </>
        )}
      </Loaded>
    </section>
  );
}
