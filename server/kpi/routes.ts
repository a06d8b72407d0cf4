import { z } from "zod";
import { day, uuid } from "#api/common.ts";
import { addDays, type Span } from "#core/base/date.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { definitionOf } from "./definitions.ts";
import { draftsOf } from "./custom/page.ts";
import { spokenListing } from "./listing.ts";
import { explainMetric } from "./explain.ts";
import { leaderboard } from "./leaderboard.ts";
import { breakdown, overview, periodReply } from "./overview.ts";
import { rowsOf, type Place } from "./rows.ts";
import { fiscalOf } from "./sheet.ts";
import { subjectOf, type Caller, type Subject, type Whose } from "./subject.ts";
import { trend } from "./trend.ts";

/** The dictionary, a subject's metrics, and who stands where. */
export function metrics(server: Server): void {
  implement(server, "GET /api/metrics", async ({ tx, user, locale }) => ({
    rows: await spokenListing(tx, locale),
    drafts: user.grants.some((grant) => grant.role === "hr") ? await draftsOf(tx) : [],
  }));

  implement(server, "GET /api/metric-overview", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    return "code" in here ? here : overview(here, ctx.query.group);
  });

  implement(server, "GET /api/metrics/:metric/explanation", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const { subject, period } = here;
    const explanation = await explainMetric({ tx: ctx.tx, tenant: ctx.tenant, subject, period }, ctx.params.metric, ctx.query.of, {
      byWorkingDays: ctx.query.align === "working-days",
      isLikeForLike: ctx.query.same === "1",
    });
    return explanation ? { subject, period: periodReply(period, ctx.tenant), explanation } : refuse("not-found");
  });

  implement(server, "GET /api/metrics/:metric/trend", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const metric = await definitionOf(ctx.tx, ctx.params.metric, addDays(here.period.to, -1));
    const wish = { grain: ctx.query.grain, isRunningTotal: ctx.query.total === "1" };
    return metric
      ? trend({ tx: ctx.tx, tenant: ctx.tenant, subject: here.subject, period: here.period }, metric, wish)
      : refuse("not-found");
  });

  implement(server, "GET /api/metrics/:metric/breakdown", async (ctx) => {
    const here = await hereOf(ctx, ctx.query);
    if ("code" in here) return here;
    const metric = await definitionOf(ctx.tx, ctx.params.metric, addDays(here.period.to, -1));
    return metric ? breakdown(here, metric) : refuse("not-found");
  });

  implement(server, "GET /api/leaderboard", async (ctx) => {
    const period = periodOf(ctx.query.period, fiscalOf(ctx.tenant));
    return period ? leaderboard(ctx, { ...ctx.query, period }) : refuse("period-unknown", { period: ctx.query.period });
  });

  rowRoute(server);
}

function rowRoute(server: Server): void {
  implement(server, "GET /api/metrics/:metric/rows", async (ctx) => {
    const { period, from, to, cursor, limit } = ctx.query;
    const span = from && to ? { from, to } : spanOf(period, ctx);
    const after = cursor === undefined ? null : placeOf(cursor);
    if (!span) return refuse("period-unknown", { period: period ?? "" });
    if (after === undefined) return refuse("bad-request");
    const subject = await subjectOf(ctx, ctx.query);
    const metric = await definitionOf(ctx.tx, ctx.params.metric, addDays(span.to, -1));
    if (!subject || !metric) return refuse("not-found");
    const rows = await rowsOf(ctx.tx, {
      metric,
      nodes: { kind: subject.kind, ids: [subject.id] },
      span,
      after,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    return { rows: shown.map((row) => row.shown), next: rows.length > limit ? cursorOf(shown.at(-1)!) : null };
  });
}

/** The whole period when it is named; an explanation of a running one names its days. */
function spanOf(key: string | undefined, { tenant }: Caller): Span | null {
  return key === undefined ? null : periodOf(key, fiscalOf(tenant));
}

type Here = { caller: Caller; subject: Subject; period: Period };

async function hereOf(caller: Caller, query: Whose & { period: string }): Promise<Here | Refusal> {
  const period = periodOf(query.period, fiscalOf(caller.tenant));
  if (!period) return refuse("period-unknown", { period: query.period });
  const subject = await subjectOf(caller, query);
  return subject ? { caller, subject, period } : refuse("not-found");
}

const place = z.tuple([day, z.string(), uuid]);
const cursorOf = ({ day: on, code, positionId }: Place): string =>
  Buffer.from(JSON.stringify([on, code, positionId])).toString("base64url");

function placeOf(cursor: string): Place | undefined {
  try {
    const [on, code, positionId] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { day: on, code, positionId };
  } catch {
    return undefined;
  }
}
