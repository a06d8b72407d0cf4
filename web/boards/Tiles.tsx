import { useState } from "react";
import { hasOwnQuestion, isDimension } from "#core/boards/tile.ts";
import { useT } from "../lib/i18n.ts";
import { saveFile } from "../lib/client.ts";
import { Skeleton, toast } from "../ui/index.ts";
import { pictureOf } from "../ui/picture.ts";
import { useCaption } from "./caption.ts";
import { Drawn, type Picked } from "./Drawn.tsx";
import { RowsPanel } from "./RowsPanel.tsx";
import { TileFrame } from "./TileFrame.tsx";
import type { Answer, Answers, Tile, View } from "./types.ts";
import type { useAnswers } from "./use-answers.ts";
import type { Editor } from "./use-editor.ts";
import { useWords } from "./words.ts";

type Props = {
  data: Answers;
  tiles: readonly Tile[];
  view: View;
  answers: Pick<ReturnType<typeof useAnswers>, "of">;
  editor: Editor;
  isEditing: boolean;
  onChange: (tile: Tile) => void;
  onPick: (tile: Tile, picked: Picked) => void;
};

/** The tiles on their twelve columns; a phone shows them one below the other. */
export function Tiles({ data, tiles, view, answers, editor, isEditing, onChange, onPick }: Props) {
  const words = useWords();
  const [behind, setBehind] = useState<{ tile: Tile; answer: Answer } | null>(null);
  const { subject } = data;
  const pickedOf = ({ split }: Tile) => (isDimension(split) ? view[split] : undefined);
  return (
    <>
      <div className="board-grid">
        {tiles.map((tile, index) => {
          const answer = answers.of(tile);
          return (
            <TileFrame key={tile.id} tile={tile} index={index} editor={isEditing ? editor : null} onChange={() => onChange(tile)}>
              {answer ? (
                <>
                  <div className="board-drawn">
                    <Drawn
                      answer={answer}
                      tile={tile}
                      picked={pickedOf(tile)}
                      onPick={isEditing ? undefined : (picked) => onPick(tile, picked)}
                    />
                  </div>
                  {!isEditing && <Foot tile={tile} answer={answer} data={data} view={view} onRows={() => setBehind({ tile, answer })} />}
                </>
              ) : (
                <Skeleton lines={4} />
              )}
            </TileFrame>
          );
        })}
      </div>
      {behind && (
        <RowsPanel
          title={words.tile(behind.tile)}
          answer={behind.answer}
          whose={behind.tile.whose ?? subject}
          view={view}
          onClose={() => setBehind(null)}
        />
      )}
    </>
  );
}

type FootProps = { tile: Tile; answer: Answer; data: Answers; view: View; onRows: () => void };

/** The way to the rows, and the tile to take along as a picture. */
function Foot({ tile, answer, data, view, onRows }: FootProps) {
  const t = useT();
  const words = useWords();
  const captionOf = useCaption(data, view);
  const hasRows = answer.span !== null && answer.rows > 0 && !hasOwnQuestion(tile) && answer.form !== "number";
  if (answer.form === "none") return null;
  const save = (button: HTMLElement) => {
    const drawn = button.closest(".board-tile")!.querySelector<HTMLElement>(".board-drawn")!;
    const caption = captionOf(tile, answer);
    pictureOf(drawn, caption).then(
      (picture) => saveFile(picture, `${words.tile(tile)}-${data.period.key}.png`),
      () => toast({ text: t("boards.picture.failed") }),
    );
  };
  return (
    <p className="board-foot no-print">
      {hasRows && (
        <button type="button" className="text-button small" onClick={onRows}>
          {t("boards.rows.open")}
        </button>
      )}
      <button type="button" className="text-button small" onClick={(event) => save(event.currentTarget)}>
        {t("boards.picture.save")}
      </button>
    </p>
  );
}
