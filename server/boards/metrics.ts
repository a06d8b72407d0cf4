import type { Tile } from "#core/boards/tile.ts";
import { drawnAs } from "#core/boards/traits.ts";
import type { Known } from "#core/kpi/quantity.ts";
import type { Tx } from "../db/tx.ts";
import { definitionOf } from "../kpi/definitions.ts";

/** The definitions a board asks for, each looked up once; what has none is absent. */
export async function metricsOf(tx: Tx, tiles: readonly Pick<Tile, "metric" | "second">[]): Promise<ReadonlyMap<string, Known>> {
  const codes = new Set(tiles.flatMap(({ metric, second }) => (second === null ? [metric] : [metric, second])));
  const found = new Map<string, Known>();
  for (const code of codes) {
    const definition = await definitionOf(tx, code);
    if (definition) found.set(code, definition);
  }
  return found;
}

export const drawnUnit = ({ unit }: Known): "amount" | "rate" | "number" => drawnAs(unit);
