import type { z } from "zod";
import type { tileAnswer } from "#api/boards.ts";
import type { Span } from "#core/base/date.ts";
import type { Tile } from "#core/boards/tile.ts";
import type { Label } from "#core/explain/explanation.ts";
import type { Known } from "#core/kpi/quantity.ts";
import type { Subject } from "../../kpi/subject.ts";
import { drawnUnit } from "../metrics.ts";
import type { Values } from "../values.ts";
import { windowsFor, type View } from "../view.ts";

export type Answer = z.input<typeof tileAnswer>;
/** One tile before it is answered. */
export type Ask = {
  readonly tile: Tile;
  readonly metric: Known;
  /** The other axis of a scatter; null where there is none or it is gone. */
  readonly second: Known | null;
  readonly subject: Subject;
  readonly view: View;
  readonly values: Values;
};

export const named = (key: string, span: Span) => ({ key, from: span.from, to: span.to });

/** What every answer says of itself: which days were counted and how many facts. */
export function frameOf({ tile, metric, view }: Pick<Ask, "tile" | "metric" | "view">, rows: number) {
  const { now, pair } = windowsFor(tile, view);
  const span = pair?.now ?? now;
  return {
    tile: tile.id,
    metric: tile.metric,
    unit: drawnUnit(metric),
    span: span.from < span.to ? { from: span.from, to: span.to } : null,
    before: pair && { from: pair.before.from, to: pair.before.to },
    rows,
  };
}

/** No numbers, and why. */
export function none(tile: Tile, key: string): Answer {
  const why: Label = { key: `boards.why.${key}` };
  return { form: "none", tile: tile.id, metric: tile.metric, unit: "number", span: null, before: null, rows: 0, why };
}
