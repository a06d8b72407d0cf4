import { periodOf } from "#core/calendar/period.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { markSpanDirty } from "../kpi/dirt.ts";
import { addScheme, checkSchemeHere, lastDay, publishScorecards } from "./commands.ts";
import { envOf } from "./env.ts";
import { scoring } from "./live.ts";
import { plain, refuseDocument, rowOf, scorecardOf, spanOf, textOf } from "./reply.ts";
import { seatInScope, seatsInScope } from "./roster.ts";
import { schemes } from "./store.ts";

export function appraisal(server: Server): void {
  implement(server, "GET /api/scorecards", async ({ tx, scope, tenant, query }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const seats = await seatsInScope(tx, scope, lastDay(period, env), { after: query.cursor, limit: query.limit + 1 });
    const shown = seats.slice(0, query.limit);
    const made = await scoring(tx, env, shown, period);
    const next = seats.length > query.limit ? shown.at(-1)!.code : null;
    if (!made) return { rows: [], next: null, period: null };
    return { rows: made.scored.map((one, i) => rowOf(one, shown[i]!)), next, period: spanOf(made.period) };
  });

  implement(server, "GET /api/scorecards/:positionId", async ({ tx, scope, tenant, params, query }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const day = lastDay(period, env);
    const seat = await seatInScope(tx, scope, params.positionId, day);
    if (!seat) return refuse("not-found");
    const made = await scoring(tx, env, [seat], period);
    return made ? scorecardOf(made, made.scored[0]!, seat, env) : refuse("no-scheme");
  });

  implement(server, "POST /api/scorecard-publications", async ({ tx, tenant, body, user, audit }) => {
    const env = envOf(tenant);
    const period = periodOf(body.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: body.period });
    const outcome = await publishScorecards(tx, env, period, user.userId);
    switch (outcome.kind) {
      case "no-scheme":
        return refuse("no-scheme");
      case "period-not-over":
        return refuse("period-not-over", { to: outcome.to });
      case "published":
        await markSpanDirty(tx, outcome.period);
        await audit({
          action: "scorecards.publish",
          subjectKind: "period",
          subjectId: outcome.period.key,
          after: { published: outcome.published },
        });
        return { published: outcome.published, waiting: outcome.waiting };
    }
  });

  schemeRoutes(server);
}

function schemeRoutes(server: Server): void {
  implement(server, "GET /api/schemes", async ({ tx }) => ({
    rows: (await schemes(tx)).map(({ id, name, version, validFrom, document }) => ({
      id,
      name,
      version,
      validFrom,
      text: textOf(document),
    })),
  }));
  implement(server, "POST /api/scheme-checks", async ({ tx, body }) => plain(await checkSchemeHere(tx, body.text)));
  implement(server, "POST /api/schemes", async ({ tx, body, user, audit }) => {
    const outcome = await addScheme(tx, { ...body, by: user.userId });
    if (outcome.kind === "refused") return refuseDocument(outcome.problems);
    await audit({
      action: "scheme.add",
      subjectKind: "scheme",
      subjectId: outcome.id,
      subjectLabel: `${outcome.name} v${outcome.version}`,
      after: { validFrom: body.validFrom },
    });
    return { id: outcome.id, name: outcome.name, version: outcome.version };
  });
}
