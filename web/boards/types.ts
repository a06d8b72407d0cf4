import type { Dimension, Tile } from "#core/boards/tile.ts";
import type { Reply } from "../lib/client.ts";
import type { Value } from "../lib/use-format.ts";

export type Board = Reply<"GET /api/dashboards/:id">;
export type BoardLine = Reply<"GET /api/dashboards">["rows"][number];
export type Answers = Reply<"GET /api/dashboards/:id/answers">;
export type Answer = Answers["answers"][number];
export type Of<F extends Answer["form"]> = Extract<Answer, { form: F }>;
export type Subject = Answers["subject"];
export type { Tile };

/** What stands in the address of a board. */
export type ViewName = "period" | "unit" | "position" | "compare" | "align" | "against" | Dimension;
export type View = Partial<Record<ViewName, string>>;
export type ChangeView = (patch: View) => void;

/** The drawing text of a value: decimal or millionths; null where there is nothing. */
export const drawn = (value: Value | null): string | null =>
  value === null || value.kind === "none" || value.kind === "text" ? null : value.kind === "rate" ? value.ppm : value.value;
export const toNumber = (value: Value | null): number => Number(drawn(value) ?? 0);
