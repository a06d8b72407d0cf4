import { useLabel, useT } from "../lib/i18n.ts";
import { Chart, Figure } from "../ui/index.ts";
import type { Funnel } from "./types.ts";

const POINTS = 24;

/** Time to the win with open deals counted as still waiting; won, lost and open shares by day. */
export function CyclePanel({ funnel: { curve, figures } }: { funnel: Funnel }) {
  const t = useT();
  const label = useLabel();
  const shown = ["cycle-survival", "cycle-won", "stage-duration", "stage-ageing"].flatMap(
    (code) => figures.find((one) => one.of === code) ?? [],
  );
  const last = curve.steps.at(-1);
  const points = sampled(curve.steps);
  const median = figures.find((one) => one.of === "cycle-survival")?.value;
  return (
    <section className="panel stack" aria-labelledby="cycle">
      <h2 id="cycle">{t("funnel.cycle.title")}</h2>
      <div className="figures">
        {shown.map((one) => (
          <Figure key={one.of} label={label(one.label)} value={one.value} explain={one} />
        ))}
      </div>
      {last ? (
        <Chart
          title={
            median?.kind === "number"
              ? t("funnel.cycle.finding", { days: median.value, won: last.won, lost: last.lost })
              : t("funnel.cycle.findingNoMedian", { won: last.won, lost: last.lost })
          }
          categories={points.map((step) => t("funnel.days", { days: step.day }))}
          unit="rate"
          series={[
            { name: t("funnel.cycle.won"), values: points.map((step) => step.won), role: "actual", shape: "line" },
            { name: t("funnel.cycle.lost"), values: points.map((step) => step.lost), role: "last-year", shape: "line" },
            { name: t("funnel.cycle.open"), values: points.map((step) => step.open), role: "other", shape: "line" },
          ]}
        />
      ) : (
        <p className="muted">{t("funnel.cycle.none")}</p>
      )}
      <p className="muted small">{t("funnel.cycle.hint", { n: curve.n, open: curve.open })}</p>
    </section>
  );
}

type Step = Funnel["curve"]["steps"][number];

/** The curve at evenly spaced days: a staircase holds its last step. */
function sampled(steps: readonly Step[]): (Pick<Step, "won" | "lost" | "open"> & { day: number })[] {
  const end = steps.at(-1)?.day ?? 0;
  const start = { won: "0", lost: "0", open: "1000000" };
  const days = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i * end) / POINTS));
  return [...new Set(days)].map((day) => {
    const { won, lost, open } = steps.findLast((step) => step.day <= day) ?? start;
    return { day, won, lost, open };
  });
}
