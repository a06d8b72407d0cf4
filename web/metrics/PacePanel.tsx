import { useLabel, useT } from "../lib/i18n.ts";
import { asPoints } from "../lib/points.ts";
import { Figure, ProgressBar } from "../ui/index.ts";
import type { Overview } from "./words.ts";

/** Where signing stands against where it should stand by now. */
export function PacePanel({ overview: { pace, time, subject, figures } }: { overview: Overview }) {
  const t = useT();
  const label = useLabel();
  const { attainment, gap, needed, expected } = pace;
  const signed = figures.find((one) => one.metric === "signed-amount");
  const comparisons = expected === null ? [] : [{ label: t("metrics.pace.expected"), value: { kind: "rate" as const, ppm: expected } }];
  return (
    <section className="panel stack" aria-labelledby="pace">
      <h2 id="pace">{t("metrics.pace.title")}</h2>
      <div className="pace">
        <Figure size="large" label={label(attainment.label)} value={attainment.value} explain={attainment} comparisons={comparisons}>
          {attainment.value.kind === "rate" && (
            <ProgressBar
              label={t("metrics.pace.label", { name: subject.name })}
              ppm={attainment.value.ppm}
              markPpm={expected ?? undefined}
            />
          )}
        </Figure>
        {signed && <Figure label={label(signed.value.label)} value={signed.value.value} explain={signed.value} />}
        {signed?.target && <Figure label={label(signed.target.label)} value={signed.target.value} />}
        <Figure label={label(gap.label)} value={asPoints(gap.value)} explain={gap} />
        <Figure label={label(needed.label)} value={needed.value} explain={needed} />
        <Figure label={label(time.label)} value={time.value} explain={time} />
      </div>
    </section>
  );
}
