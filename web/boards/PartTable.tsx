import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { PickName } from "../ui/charts/index.ts";
import { useFinding } from "./finding.ts";
import type { Of, Tile } from "./types.ts";
import { useWords } from "./words.ts";

type Props = { answer: Of<"parts">; tile: Tile; onPick?: ((key: string) => void) | undefined; picked?: string | undefined };

/** Parts as rows: value, what it was, target and share, with the whole below. */
export function PartTable({ answer, tile, ...picking }: Props) {
  const t = useT();
  const words = useWords();
  const format = useFormat();
  const finding = useFinding();
  const [hasBefore, hasGoals, hasShares] = [
    answer.totalBefore !== null,
    answer.parts.some((p) => p.goal),
    answer.parts.some((p) => p.share),
  ];
  return (
    <div>
      <p className="chart-title">{finding(answer, tile)}</p>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={words.tile(tile)}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t(`boards.split.${answer.split}`)}</th>
              <th className="right">{words.metric(answer.metric)}</th>
              {hasBefore && <th className="right">{t("boards.compared")}</th>}
              {hasGoals && <th className="right">{t("boards.target")}</th>}
              {hasShares && <th className="right">{t("chart.share")}</th>}
            </tr>
          </thead>
          <tbody>
            {answer.parts.map((part) => (
              <tr key={part.key || "rest"}>
                <td>
                  <PickName of={part.key} name={words.part(part)} {...picking} />
                </td>
                <td className="right num" title={format.valueExact(part.value)}>
                  {format.value(part.value)}
                </td>
                {hasBefore && <td className="right num">{part.before ? format.value(part.before) : "—"}</td>}
                {hasGoals && <td className="right num">{part.goal ? format.value(part.goal) : "—"}</td>}
                {hasShares && <td className="right num">{part.share ? format.rate(part.share) : "—"}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
