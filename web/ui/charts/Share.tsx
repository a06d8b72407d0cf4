import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { useNumbers, type ChartUnit, type Mark, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

/** `ppm` is the share of the whole in millionths; the shares add up to one. */
type Part = Mark & { ppm: string };
type Props = { title: string; parts: readonly Part[]; unit: ChartUnit; valueName: string; note?: string | undefined } & Picking;
const tones = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-target", "chart-muted"];
const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;

/** Parts of a whole: a ring for up to four, one bar of 100 % for more. Each part's share is written beside it. */
export function Share({ title, parts, unit, valueName, note, ...picking }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const table = {
    head: [t("chart.category"), valueName, t("chart.share")],
    rows: parts.map((part) => [part.name, numbers.exact(part.value), numbers.rate(part.ppm)]),
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <div className={parts.length <= 4 ? "share ring" : "share"}>
        {parts.length <= 4 ? <Ring parts={parts} /> : <Stack parts={parts} />}
        <ul>
          {parts.map((part, i) => (
            <li key={part.key || part.name} className={picking.picked === part.key ? "picked" : ""}>
              <i style={{ background: tone(i) }} aria-hidden="true" />
              <PickName of={part.key} name={part.name} {...picking} />
              <span className="num muted" title={numbers.exact(part.value)}>
                {numbers.short(part.value)}
              </span>
              <b className="num">{numbers.rate(part.ppm)}</b>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

const tone = (i: number) => `var(--${tones[i % tones.length]})`;

function Stack({ parts }: { parts: readonly Part[] }) {
  return (
    <div className="stack-bar" aria-hidden="true">
      {parts.map((part, i) => (
        <i key={part.key || part.name} style={{ width: `${Number(part.ppm) / 10_000}%`, background: tone(i) }} />
      ))}
    </div>
  );
}

function Ring({ parts }: { parts: readonly Part[] }) {
  const lengths = parts.map((part) => (Number(part.ppm) / 1_000_000) * ROUND);
  return (
    <svg viewBox="0 0 120 120" width="140" height="140" aria-hidden="true">
      {parts.map((part, i) => {
        const before = lengths.slice(0, i).reduce((a, b) => a + b, 0);
        return (
          <circle
            key={part.key || part.name}
            cx="60"
            cy="60"
            r={RADIUS}
            fill="none"
            stroke={tone(i)}
            strokeWidth="22"
            strokeDasharray={`${Math.max(0, lengths[i]! - 1.5)} ${ROUND}`}
            strokeDashoffset={-before}
            transform="rotate(-90 60 60)"
          />
        );
      })}
    </svg>
  );
}
