import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useGo } from "../lib/place.ts";
import { useFormat } from "../lib/use-format.ts";
import { PageHeader } from "../ui/index.ts";
import { useNarrowed, useWhen } from "./caption.ts";
import type { Answers, Board, BoardLine, View } from "./types.ts";
import { useWords } from "./words.ts";

type Props = { board: Board; lines: readonly BoardLine[]; answers: Answers | undefined; view: View; tools: ReactNode };

/** The board's name, what its numbers stand on, and the way to the others. */
export function BoardHead({ board, lines, answers, view, tools }: Props) {
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
      {answers && <Paper answers={answers} view={view} />}
    </PageHeader>
  );
}

/** On paper nobody sees who is signed in nor the filters: the company, whose numbers these are, and what they are narrowed to. */
function Paper({ answers: { subject }, view }: { answers: Answers; view: View }) {
  const { tenant } = useMe();
  const narrowed = useNarrowed();
  const names = subject.name === tenant.name ? [tenant.name] : [tenant.name, subject.name];
  return <p className="print-only small">{[...names, ...narrowed(view)].join(" · ")}</p>;
}

/** Period, last day counted, and how many records were touched for it. */
function Ground({ board, answers }: Pick<Props, "board" | "answers">) {
  const t = useT();
  const format = useFormat();
  const whenOf = useWhen();
  if (!answers) return null;
  const { touched } = answers;
  const parts = [
    ...whenOf(answers.period),
    t("boards.touched", { rows: format.plain(String(touched.rows)), statements: touched.statements }),
    ...(board.kind === "shared" && board.ownerName ? [t("boards.sharedBy", { name: board.ownerName })] : []),
  ];
  return <>{parts.join(" · ")}</>;
}
