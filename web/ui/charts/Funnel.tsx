import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { toDraw, useNumbers, type ChartUnit, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

/** `fromPrevious`: how many of the stage before came this far, in millionths; null for the first. */
export type FunnelStage = { key: string; name: string; value: string; fromPrevious: string | null };
type Props = { title: string; stages: readonly FunnelStage[]; unit: ChartUnit; valueName: string; note?: string | undefined } & Picking;

/** Stages one after the other, only for stages: how many got this far and which share of the stage before that is. */
export function Funnel({ title, stages, unit, valueName, note, ...picking }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const most = Math.max(1, ...stages.map((stage) => toDraw(stage.value)));
  const passed = (stage: FunnelStage) => (stage.fromPrevious === null ? "—" : numbers.rate(stage.fromPrevious));
  const table = {
    head: [t("chart.stage"), valueName, t("chart.fromPrevious")],
    rows: stages.map((stage) => [stage.name, numbers.exact(stage.value), passed(stage)]),
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <ol className="funnel">
        {stages.map((stage) => (
          <li key={stage.key} className={picking.picked === stage.key ? "picked" : ""}>
            <PickName of={stage.key} name={stage.name} {...picking} />
            <span className="track" aria-hidden="true">
              <i style={{ width: `${(toDraw(stage.value) / most) * 100}%` }} />
            </span>
            <span className="num">{numbers.short(stage.value)}</span>
            <span className="num muted small">{stage.fromPrevious === null ? "" : passed(stage)}</span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
