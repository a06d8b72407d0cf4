import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ExplainButton } from "../ui/index.ts";
import type { Cohort, Funnel, Picked, StageOf } from "./types.ts";

/** Stage by stage: the cohort beside the snapshot, the win rate from here, and the time spent. Grey is not yet ripe. */
export function StageTable({ funnel, onPick }: { funnel: Funnel; onPick: (picked: Picked) => void }) {
  const t = useT();
  const columns = ["entered", "cohort", "snapshot", "win", "median", "here", "old"] as const;
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t("funnel.stages.title")}>
      <table className="plain-table stages">
        <thead>
          <tr>
            <th>{t("funnel.column.stage")}</th>
            {columns.map((one) => (
              <th key={one} className="right" title={t(`funnel.columnHint.${one}`)}>
                {t(`funnel.column.${one}`)}
              </th>
            ))}
            <th aria-label={t("explain.ask")} />
          </tr>
        </thead>
        <tbody>
          {funnel.stages.map((stage) => (
            <Line key={stage.stage} stage={stage} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({
  stage: { stage, step, cohort, snapshot, win, time, explanation },
  onPick,
}: {
  stage: StageOf;
  onPick: (picked: Picked) => void;
}) {
  const t = useT();
  const format = useFormat();
  const link = (count: number, part: Picked["part"]) =>
    count === 0 ? (
      "0"
    ) : (
      <button
        type="button"
        className="text-button num"
        onClick={() => onPick({ title: `${stage} · ${t(`funnel.part.${part}`)}`, stage, part })}
      >
        {count}
      </button>
    );
  const days = (count: number | null) => (count === null ? "—" : t("funnel.days", { days: count }));
  return (
    <tr>
      <th scope="row">
        {stage}
        {step && <span className="muted small"> {t(`funnel.step.${step}`)}</span>}
      </th>
      <td className="right">{link(cohort.entered, "entered")}</td>
      <td className="right">
        <Ripeness cohort={cohort} />
      </td>
      <td className="right num">
        {snapshot.out === 0 ? "—" : format.rate(String(Math.round((snapshot.forward / snapshot.out) * 1e6)))}
        <span className="muted small"> {`${snapshot.forward}/${snapshot.out}`}</span>
      </td>
      <td className="right num">{win.ppm === null ? "—" : format.rate(win.ppm)}</td>
      <td className="right num">{days(time.median)}</td>
      <td className="right num">{time.here}</td>
      <td className="right num">
        {link(time.old, "old")}
        {time.limit !== null && <span className="muted small"> {t("funnel.beyond", { days: time.limit })}</span>}
      </td>
      <td>
        <ExplainButton explain={explanation} subject={stage} />
      </td>
    </tr>
  );
}

/** A rate that is still ripening is grey and says until when; the share expected in the end stands beside it. */
export function Ripeness({ cohort }: { cohort: Cohort }) {
  const t = useT();
  const format = useFormat();
  if (cohort.ppm === null) return <>—</>;
  const isGrey = !cohort.isMature;
  const until = cohort.matureOn ? t("funnel.matureOn", { on: cohort.matureOn }) : t("funnel.neverMature");
  return (
    <span className={`num ${isGrey ? "unripe" : ""}`} title={isGrey ? until : undefined}>
      {format.rate(cohort.ppm)}
      <span className="muted small"> {`${cohort.movedOn}/${cohort.entered}`}</span>
      {isGrey && <span className="tag neutral">{t("funnel.immature")}</span>}
    </span>
  );
}
