import { implement, type Server } from "../http/implement.ts";
import { accuracyPage } from "./accuracy.ts";
import { board } from "./board.ts";
import { makeCall } from "./commands.ts";
import { changes } from "./inspection.ts";
import { seriesPage } from "./series.ts";

/** What a period will bring: as people say, as the pipeline stands, and as the past suggests. */
export function forecasts(server: Server): void {
  implement(server, "GET /api/forecast", board);
  implement(server, "POST /api/forecast-calls", makeCall);
  implement(server, "GET /api/forecast/changes", changes);
  implement(server, "GET /api/forecast/accuracy", accuracyPage);
  implement(server, "GET /api/forecast/series", seriesPage);
}
