import { libraryId, libraryRoles, libraryTiles, roleOfLibrary, type LibraryRole } from "#core/boards/library.ts";
import type { Tile } from "#core/boards/tile.ts";
import type { Principal } from "../access/door.ts";
import { boardOf, type BoardRow, type Reader } from "./store.ts";

/** A ready-made board or one of the company's. */
export type Found =
  | { readonly kind: "role"; readonly id: string; readonly tiles: readonly Tile[] }
  | { readonly kind: "own" | "shared"; readonly row: BoardRow };

/** Ready-made boards of the reader's roles, the widest reach first. */
export function libraryFor(user: Principal): LibraryRole[] {
  const held = new Set<string>(user.grants.map((grant) => grant.role));
  const order: readonly LibraryRole[] = ["executive", "director", "manager", "finance", "hr", "rep"];
  return order.filter((role) => libraryRoles.includes(role) && held.has(role));
}

/** The board of an id as far as the reader may read it. Ready-made boards are everybody's: they hold questions, no numbers. */
export async function findBoard(reader: Reader, id: string): Promise<Found | null> {
  const role = roleOfLibrary(id);
  if (role) return { kind: "role", id: libraryId(role), tiles: libraryTiles(role) };
  if (id.startsWith("role-")) return null;
  const row = await boardOf(reader, id);
  return row ? { kind: row.ownerId === reader.user.userId ? "own" : "shared", row } : null;
}

export const tilesOf = (found: Found): readonly Tile[] => (found.kind === "role" ? found.tiles : found.row.tiles);
