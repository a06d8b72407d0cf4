import { periodOf } from "#core/calendar/period.ts";
import { implement, type Server } from "../../http/implement.ts";
import { refuse } from "../../http/refusal.ts";
import { fiscalOf } from "../sheet.ts";
import { preview, publishMetric, saveDraft, throwAway } from "./commands.ts";
import { buildingBlocks, metricPage } from "./page.ts";
import { decideSettings, showSettings } from "./settings.ts";

/** The definition editor, and what the company decides about its metrics. */
export function metricDefinitions(server: Server): void {
  implement(server, "GET /api/metrics/:metric", ({ tx, params, user }) =>
    metricPage(
      tx,
      params.metric,
      user.grants.some((grant) => grant.role === "hr"),
    ),
  );
  implement(server, "GET /api/metric-measures", ({ tx }) => buildingBlocks(tx));
  implement(server, "POST /api/metric-previews", async (ctx) => {
    const period = periodOf(ctx.body.period, fiscalOf(ctx.tenant));
    return period ? preview(ctx, period) : refuse("period-unknown", { period: ctx.body.period });
  });
  implement(server, "PUT /api/metric-definitions/:code/draft", saveDraft);
  implement(server, "DELETE /api/metric-definitions/:code/draft", throwAway);
  implement(server, "POST /api/metric-definitions/:code/publication", publishMetric);
  implement(server, "GET /api/metric-settings", showSettings);
  implement(server, "PUT /api/metric-settings", decideSettings);
}
