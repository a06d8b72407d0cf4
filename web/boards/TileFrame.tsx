import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { Menu } from "./Menu.tsx";
import type { Tile } from "./types.ts";
import type { Editor } from "./use-editor.ts";
import { useWords } from "./words.ts";

type Props = { tile: Tile; index: number; editor: Editor | null; onChange: () => void; children: ReactNode };

/** A tile on its place. While editing it can be dragged, and everything dragging does is also a key and a line in its menu. */
export function TileFrame({ tile, index, editor, onChange, children }: Props) {
  const t = useT();
  const words = useWords();
  const name = words.tile(tile);
  const { box, isOver } = useDragging(tile.id, editor);
  const style = { gridColumn: `span ${tile.width}`, gridRow: `span ${tile.height}` };
  const look = `panel board-tile ${editor ? "editing" : ""} ${isOver ? "over" : ""}`;
  return (
    <section ref={box} className={look} style={style} aria-label={name} data-tile={tile.id}>
      {(tile.title !== "" || editor) && (
        <div className="board-tile-head">
          {editor ? <Grip name={name} tile={tile} editor={editor} /> : <h3>{tile.title}</h3>}
          {editor && <Menu label={t("boards.tileMenu", { name })} items={itemsOf(editor)} />}
        </div>
      )}
      {children}
    </section>
  );

  function itemsOf({ move, resize, remove, tiles }: Editor) {
    const { id } = tile;
    return [
      { text: t("boards.change"), act: onChange },
      { text: t("boards.move.earlier"), act: () => move(id, -1), disabled: index === 0 },
      { text: t("boards.move.later"), act: () => move(id, 1), disabled: index === tiles.length - 1 },
      { text: t("boards.move.first"), act: () => move(id, -tiles.length), disabled: index === 0 },
      { text: t("boards.move.last"), act: () => move(id, tiles.length), disabled: index === tiles.length - 1 },
      { text: t("boards.wider"), act: () => resize(id, "width", 1), disabled: tile.width === 12 },
      { text: t("boards.narrower"), act: () => resize(id, "width", -1), disabled: tile.width === 3 },
      { text: t("boards.taller"), act: () => resize(id, "height", 1), disabled: tile.height === 2 },
      { text: t("boards.flatter"), act: () => resize(id, "height", -1), disabled: tile.height === 1 },
      { text: t("boards.remove"), act: () => remove(id) },
    ];
  }
}

/** The handle by which a tile is dragged, and which moves it by keys. */
function Grip({ name, tile: { id }, editor }: { name: string; tile: Tile; editor: Editor }) {
  const t = useT();
  const onKeyDown = (event: KeyboardEvent) => {
    const act: Record<string, () => void> = {
      ArrowLeft: () => editor.move(id, -1),
      ArrowUp: () => editor.move(id, -1),
      ArrowRight: () => editor.move(id, 1),
      ArrowDown: () => editor.move(id, 1),
      "+": () => editor.resize(id, "width", 1),
      "=": () => editor.resize(id, "width", 1),
      "-": () => editor.resize(id, "width", -1),
      Delete: () => editor.remove(id),
    };
    const wanted = act[event.key];
    if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    wanted();
  };
  return (
    <button type="button" className="board-grip" aria-label={t("boards.drag", { name })} onKeyDown={onKeyDown}>
      <span aria-hidden="true">⠿</span>
      <span>{name}</span>
    </button>
  );
}

/** Dropped on a tile, the dragged one takes its place before it. */
function useDragging(id: string, editor: Editor | null) {
  const box = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  const isEditing = editor !== null;
  useEffect(() => {
    const element = box.current;
    if (!element || !isEditing) return undefined;
    const stops = [
      draggable({ element, dragHandle: element.querySelector(".board-grip") ?? element, getInitialData: () => ({ tile: id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data["tile"] === "string" && source.data["tile"] !== id,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          latest.current?.place(String(source.data["tile"]), id);
        },
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [id, isEditing]);
  return { box, isOver };
}
