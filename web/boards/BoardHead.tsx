import type { ReactNode } from "react";
import { addDays } from "#core/base/date.ts";
import { useT } from "../lib/i18n.ts";
import { useGo } from "../lib/place.ts";
import { useFormat } from "../lib/use-format.ts";
import { PageHeader } from "../ui/index.ts";
import type { Answers, Board, BoardLine } from "./types.ts";
import { useWords } from "./words.ts";

type Props = { board: Board; lines: readonly BoardLine[]; answers: Answers | undefined; tools: ReactNode };

/** The board's name, what its numbers stand on, and the way to the others. */
export function BoardHead({ board, lines, answers, tools }: Props) {
  const t = useT();
  const words = useWords();
  const go = useGo();
  const groups = (["role", "own", "shared"] as const).map((kind) => [kind, lines.filter((line) => line.kind === kind)] as const);
  const title = { role: "boards.ready", own: "boards.mine", shared: "boards.share.open" } as const;
  return (
    <PageHeader title={words.board(board)} subtitle={<Ground board={board} answers={answers} />} actions={tools}>
      <select
        className="input board-switch no-print"
        aria-label={t("boards.board")}
        value={board.id}
        onChange={(event) => go(`/dashboards/${event.target.value}`)}
      >
        {!lines.some((line) => line.id === board.id) && <option value={board.id}>{words.board(board)}</option>}
        {groups.map(
          ([kind, some]) =>
            some.length > 0 && (
              <optgroup key={kind} label={t(title[kind])}>
                {some.map((line) => (
                  <option key={line.id} value={line.id}>
                    {words.board(line)}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
    </PageHeader>
  );
}

/** Period, last day counted, and how many records were touched for it. */
function Ground({ board, answers }: Pick<Props, "board" | "answers">) {
  const t = useT();
  const format = useFormat();
  if (!answers) return null;
  const { period, touched } = answers;
  const parts = [
    format.period(period.key),
    ...(period.doneTo < period.to && period.doneTo > period.from
      ? [t("boards.asOf", { day: format.day(addDays(period.doneTo, -1)) })]
      : []),
    t("boards.touched", { rows: format.plain(String(touched.rows)), statements: touched.statements }),
    ...(board.kind === "shared" && board.ownerName ? [t("boards.sharedBy", { name: board.ownerName })] : []),
  ];
  return <>{parts.join(" · ")}</>;
}
