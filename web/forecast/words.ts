import type { Reply } from "../lib/client.ts";

export type Board = Reply<"GET /api/forecast">;
export type Place = Board["place"];
export type Changes = Reply<"GET /api/forecast/changes">;
export type Accuracy = Reply<"GET /api/forecast/accuracy">;
export type Odds = Reply<"GET /api/forecast/odds">;
export type SeriesForecast = Reply<"GET /api/forecast/series">;

/** What stands in the address of the forecast page. */
export type Names = "tab" | "period" | "unit" | "position" | "since" | "lead" | "metric" | "horizon" | "days";
export type Filters = Partial<Record<Names, string>>;
export type Change = (patch: Filters) => void;
export type Whose = { unit?: string | undefined; position?: string | undefined };
