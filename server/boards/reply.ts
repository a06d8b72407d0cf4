import type { z } from "zod";
import type { board } from "#api/boards.ts";
import { libraryId, libraryTiles } from "#core/boards/library.ts";
import { may } from "../access/door.ts";
import { libraryFor, tilesOf, type Found } from "./library.ts";
import { boardsOf, defaultOf, sharesOf, type BoardRow, type Reader } from "./store.ts";

type Board = z.input<typeof board>;
type Share = Board["shares"][number];
type Line = Omit<Board, "tiles" | "shares" | "mayEdit" | "mayShare">;

/** Ready-made boards of the reader's roles, own ones, shared ones; the default is the chosen one, else the first of the roles. */
export async function boardLines(reader: Reader): Promise<Line[]> {
  const chosen = await defaultOf(reader.tx, reader.user.userId);
  const library = libraryFor(reader.user).map((role): Line => ({
    id: libraryId(role),
    kind: "role",
    name: "",
    ownerName: null,
    isDefault: false,
    version: 1,
    tileCount: libraryTiles(role).length,
  }));
  const rows = await boardsOf(reader);
  const all = [...library, ...rows.map((row) => lineOf(row, reader))];
  const first = all.find(({ id }) => id === chosen) ?? all[0];
  return all.map((line) => ({ ...line, isDefault: line === first }));
}

const lineOf = (row: BoardRow, { user }: Reader): Line => ({
  id: row.id,
  kind: row.ownerId === user.userId ? "own" : "shared",
  name: row.name,
  ownerName: row.ownerName,
  isDefault: false,
  version: row.version,
  tileCount: row.tiles.length,
});

export async function boardReply(reader: Reader, found: Found): Promise<Board> {
  const { tx, user, today } = reader;
  const tiles = [...tilesOf(found)];
  const chosen = await defaultOf(tx, user.userId);
  const isOwn = found.kind === "own";
  const line: Line =
    found.kind === "role"
      ? { id: found.id, kind: "role", name: "", ownerName: null, isDefault: false, version: 1, tileCount: tiles.length }
      : lineOf(found.row, reader);
  const roles = [...new Set(user.grants.map((grant) => grant.role))];
  return {
    ...line,
    isDefault: chosen === line.id,
    tiles,
    // With whom else a board is shared is the owner's to know.
    shares: isOwn ? (await sharesOf(tx, line.id, today)).map(shareOf) : [],
    mayEdit: isOwn && may(roles, "dashboards", "write"),
    mayShare: isOwn && may(roles, "dashboards", "publish"),
  };
}

function shareOf({ unitId, role, name }: { unitId: string | null; role: string | null; name: string }): Share {
  return unitId === null ? { kind: "role", role: role as Extract<Share, { kind: "role" }>["role"], name } : { kind: "unit", unitId, name };
}
