import { useState } from "react";
import { moved, placedBefore, placeOf, removed, resized } from "#core/boards/arrange.ts";
import { useT } from "../lib/i18n.ts";
import type { Tile } from "./types.ts";
import { useWords } from "./words.ts";

export type Editor = ReturnType<typeof useEditor>;

/** The board while it is being changed: every step can be undone, and is said aloud for those who do not see it. */
export function useEditor(start: readonly Tile[]) {
  const t = useT();
  const words = useWords();
  const [past, setPast] = useState<readonly (readonly Tile[])[]>([]);
  const [tiles, setTiles] = useState(start);
  const [said, say] = useState("");
  const nameOf = (id: string) => words.tile(tiles.find((tile) => tile.id === id)!);
  const step = (next: readonly Tile[], word: string) => {
    setPast([...past, tiles].slice(-50));
    setTiles(next);
    say(word);
  };
  const stands = (next: readonly Tile[], id: string, name = nameOf(id)) => t("boards.said.moved", { name, ...placeOf(next, id) });
  return {
    tiles,
    said,
    isDirty: JSON.stringify(tiles) !== JSON.stringify(start),
    canUndo: past.length > 0,
    move(id: string, by: number) {
      const next = moved(tiles, id, by);
      step(next, stands(next, id));
    },
    place(id: string, before: string | null) {
      const next = placedBefore(tiles, id, before);
      if (next.some((tile, i) => tile !== tiles[i])) step(next, stands(next, id));
    },
    resize(id: string, side: "width" | "height", by: 1 | -1) {
      const next = resized(tiles, id, side, by);
      const { width, height } = next.find((tile) => tile.id === id)!;
      step(next, t("boards.said.sized", { name: nameOf(id), width, height }));
    },
    remove: (id: string) => step(removed(tiles, id), t("boards.said.removed", { name: nameOf(id) })),
    add: (tile: Tile) => step([...tiles, tile], t("boards.said.added", { name: words.tile(tile), place: tiles.length + 1 })),
    change: (tile: Tile) =>
      step(
        tiles.map((one) => (one.id === tile.id ? tile : one)),
        t("boards.said.changed", { name: words.tile(tile) }),
      ),
    undo() {
      const last = past.at(-1);
      if (!last) return;
      setPast(past.slice(0, -1));
      setTiles(last);
      say(t("boards.said.undone"));
    },
    /** After saving, or to throw the changes away. */
    restart(from: readonly Tile[]) {
      setPast([]);
      setTiles(from);
    },
  };
}
