import { assert } from "../base/assert.ts";
import { heights, widths, type Tile } from "./tile.ts";

type Sized = Pick<Tile, "id" | "width" | "height">;

/** The tile a number of places later (negative: earlier); at the ends it stays. The others keep their order. */
export function moved<T extends Sized>(tiles: readonly T[], id: string, by: number): T[] {
  const from = indexOf(tiles, id);
  const to = Math.max(0, Math.min(tiles.length - 1, from + by));
  const rest = tiles.filter((tile) => tile.id !== id);
  return [...rest.slice(0, to), tiles[from]!, ...rest.slice(to)];
}

/** The tile right before another one, or last. Dropped on itself it stays. */
export function placedBefore<T extends Sized>(tiles: readonly T[], id: string, before: string | null): T[] {
  if (id === before) return [...tiles];
  const rest = tiles.filter((tile) => tile.id !== id);
  const at = before === null ? rest.length : indexOf(rest, before);
  return [...rest.slice(0, at), tiles[indexOf(tiles, id)]!, ...rest.slice(at)];
}

/** One step wider or narrower (taller or flatter); at the ends it stays. */
export function resized<T extends Sized>(tiles: readonly T[], id: string, side: "width" | "height", by: 1 | -1): T[] {
  const steps: readonly number[] = side === "width" ? widths : heights;
  return tiles.map((tile) => {
    if (tile.id !== id) return tile;
    const at = Math.max(0, Math.min(steps.length - 1, steps.indexOf(tile[side]) + by));
    return { ...tile, [side]: steps[at]! };
  });
}

export const removed = <T extends Sized>(tiles: readonly T[], id: string): T[] => tiles.filter((tile) => tile.id !== id);

/** Where a tile stands, counted from one, as the page fills its rows of twelve from left to right. */
export function placeOf(tiles: readonly Sized[], id: string): { readonly row: number; readonly inRow: number; readonly place: number } {
  let [row, used, inRow] = [1, 0, 0];
  for (const [i, tile] of tiles.entries()) {
    if (used + tile.width > 12) [row, used, inRow] = [row + 1, 0, 0];
    used += tile.width;
    inRow += 1;
    if (tile.id === id) return { row, inRow, place: i + 1 };
  }
  return { row, inRow: inRow + 1, place: tiles.length + 1 };
}

function indexOf(tiles: readonly Sized[], id: string): number {
  const at = tiles.findIndex((tile) => tile.id === id);
  assert(at >= 0, `tile ${id} stands on the board`);
  return at;
}
