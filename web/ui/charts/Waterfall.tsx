import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { toDraw, useNumbers, type ChartUnit, type Mark, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

type End = { name: string; value: string };
/** `steps` are signed differences; the caller has seen to it that start and steps make the end exactly. */
type Props = {
  title: string;
  start: End;
  steps: readonly Mark[];
  end: End;
  unit: ChartUnit;
  note?: string | undefined;
} & Picking;

/** The parts of a change, from what was to what is: rising parts and falling ones differ in colour and in their sign. */
export function Waterfall({ title, start, steps, end, unit, note, ...picking }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const bars = barsOf(start, steps, end);
  const ends = bars.flatMap((bar) => [bar.from, bar.to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const at = (value: number) => ((value - low) / (high - low || 1)) * 100;
  const signed = (bar: Bar) => (bar.kind === "rise" ? `+${numbers.short(bar.value)}` : numbers.short(bar.value));
  const table = {
    head: [t("chart.category"), t("chart.change")],
    rows: bars.map((bar) => [bar.name, bar.kind === "rise" ? `+${numbers.exact(bar.value)}` : numbers.exact(bar.value)]),
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <ol className="waterfall">
        {bars.map((bar, i) => (
          <li key={`${bar.key}${i}`} className={`${bar.kind} ${bar.key !== "" && picking.picked === bar.key ? "picked" : ""}`}>
            <PickName of={bar.key} name={bar.name} {...picking} />
            <span className="track" aria-hidden="true">
              <i style={{ left: `${at(Math.min(bar.from, bar.to))}%`, width: `${Math.max(0.4, Math.abs(at(bar.to) - at(bar.from)))}%` }} />
            </span>
            <span className="num" title={numbers.exact(bar.value)}>
              {signed(bar)}
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}

type Bar = { key: string; name: string; value: string | null; from: number; to: number; kind: "whole" | "rise" | "fall" };

function barsOf(start: End, steps: readonly Mark[], end: End): Bar[] {
  let level = toDraw(start.value);
  const between = steps.map((step): Bar => {
    const from = level;
    level += toDraw(step.value);
    return { ...step, from, to: level, kind: toDraw(step.value) < 0 ? "fall" : "rise" };
  });
  const whole = (one: End): Bar => ({ key: "", ...one, from: 0, to: toDraw(one.value), kind: "whole" });
  return [whole(start), ...between, whole(end)];
}
