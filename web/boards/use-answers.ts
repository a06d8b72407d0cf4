import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../lib/client.ts";
import { useCall } from "../lib/query.ts";
import type { Answer, Board, Tile, View } from "./types.ts";

const question = ({ title: _t, width: _w, height: _h, ...rest }: Tile): string => JSON.stringify(rest);

/** All answers of a board in one request; tiles changed since it was saved are asked for apart. */
export function useAnswers(board: Board, tiles: readonly Tile[], view: View) {
  const query = view as Record<string, never>;
  const saved = useCall("GET /api/dashboards/:id/answers", { params: { id: board.id }, query });
  const known = new Set(board.tiles.map(question));
  const fresh = tiles.filter((tile) => !known.has(question(tile)));
  const drafted = useQuery({
    queryKey: ["/api/dashboard-answers", JSON.stringify(view), fresh.map(question)],
    queryFn: () => call("POST /api/dashboard-answers", { query, body: { tiles: fresh } }),
    enabled: fresh.length > 0,
    placeholderData: keepPreviousData,
  });
  const all = new Map<string, Answer>();
  for (const answer of saved.data?.answers ?? []) all.set(answer.tile, answer);
  for (const answer of drafted.data?.answers ?? []) if (fresh.some((tile) => tile.id === answer.tile)) all.set(answer.tile, answer);
  return { saved, of: (tile: Tile) => (fresh.includes(tile) && drafted.isPending ? undefined : all.get(tile.id)), error: drafted.error };
}
