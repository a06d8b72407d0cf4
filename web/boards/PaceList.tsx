import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure, ProgressBar } from "../ui/index.ts";
import { useFinding } from "./finding.ts";
import type { Picked } from "./Drawn.tsx";
import type { Of, Tile } from "./types.ts";

type Props = { answer: Of<"pace">; tile: Tile; onPick?: ((picked: Picked) => void) | undefined };

/** Attainment against the progress one should have by now: the whole, then each below it, the furthest behind first. */
export function PaceList({ answer, tile, onPick }: Props) {
  const t = useT();
  const format = useFormat();
  const finding = useFinding();
  const { attainment, expected, actual, target, needed } = answer;
  return (
    <div className="board-pace">
      <p className="chart-title">{finding(answer, tile)}</p>
      <div className="pace-own">
        <Figure label={t("boards.tv.attainment")} size="large" value={attainment.value} explain={attainment}>
          {attainment.value.kind === "rate" && (
            <ProgressBar label={t("boards.tv.attainment")} ppm={attainment.value.ppm} markPpm={expected ?? undefined} />
          )}
        </Figure>
        <Figure label={t("boards.now")} value={actual.value} explain={actual} />
        <Figure label={t("boards.target")} value={target.value} explain={target} />
        <Figure label={t("metrics.name.run-rate-needed")} value={needed.value} explain={needed} />
      </div>
      {answer.parts.length > 0 && (
        <ul className="pace-parts">
          {answer.parts.map((part) => (
            <li key={part.key}>
              {onPick ? (
                <button type="button" className="text-button" onClick={() => onPick(part)}>
                  {part.name}
                </button>
              ) : (
                <span>{part.name}</span>
              )}
              {part.attainment.kind === "rate" ? (
                <ProgressBar label={part.name} ppm={part.attainment.ppm} markPpm={expected ?? undefined} />
              ) : (
                <span />
              )}
              <b className="num">{format.value(part.attainment)}</b>
              <span className="num muted small">{part.missing === null ? "" : missing(part.missing)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );

  function missing(amount: string): string {
    return amount.startsWith("-") ? t("boards.ahead", { amount: amount.slice(1) }) : t("boards.missing", { amount });
  }
}
