import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { toDraw, useNumbers, type ChartUnit, type Mark, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

type Props = { title: string; marks: readonly Mark[]; unit: ChartUnit; valueName: string; note?: string | undefined } & Picking;

/** Bars side by side for comparing, in the order given, with a mark where each one's goal is. */
export function RankBars({ title, marks, unit, valueName, note, ...picking }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const ends = marks.flatMap((mark) => [toDraw(mark.value), toDraw(mark.goal)]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const at = (value: string | null | undefined) => ((toDraw(value) - low) / (high - low || 1)) * 100;
  const zero = at("0");
  const hasGoals = marks.some((mark) => mark.goal != null);
  const table = {
    head: [t("chart.category"), valueName, ...(hasGoals ? [t("chart.goal")] : [])],
    rows: marks.map((mark) => [mark.name, numbers.exact(mark.value), ...(hasGoals ? [numbers.exact(mark.goal)] : [])]),
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <ul className="rank-bars">
        {marks.map((mark) => (
          <li key={mark.key || mark.name} className={picking.picked === mark.key ? "picked" : ""}>
            <PickName of={mark.key} name={mark.name} {...picking} />
            <span className="track" aria-hidden="true">
              <i
                className={toDraw(mark.value) < 0 ? "below" : ""}
                style={{ left: `${Math.min(zero, at(mark.value))}%`, width: `${Math.abs(at(mark.value) - zero)}%` }}
              />
              {mark.goal != null && <b style={{ left: `${at(mark.goal)}%` }} />}
            </span>
            <span className="num" title={numbers.exact(mark.value)}>
              {numbers.short(mark.value)}
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
