import { formatAmount, parseAmount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import type { Scope } from "../access/door.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { plain, refuseDocument } from "../appraisal/reply.ts";
import { allSeats, seatInScope, seatsInScope } from "../appraisal/roster.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { checkPlanText, draftPlan, publishPlan } from "./commands.ts";
import { compute, keptOf, text, type Computed } from "./compute.ts";
import { csvOf } from "./export.ts";
import { isEstimate, linePage, preview, seatHead, statementPage } from "./page.ts";
import { keepFresh } from "./recompute.ts";
import { runPeriod, type Run } from "./run.ts";
import { tryPlan } from "./trial.ts";
import { behind, keepStatements, openDeals, planRows, runs, type RunRow } from "./store.ts";

export function compensation(server: Server): void {
  keepFresh(server);
  statementRoutes(server);
  runRoutes(server);
  planRoutes(server);
}

type Asked = { tx: Tx; scope: Scope; tenant: Tenant; params: { positionId: string }; query: { period: string } };

/** The statement a caller may see, computed from the facts as they are now, and kept. */
async function asked({ tx, scope, tenant, params, query }: Asked): Promise<{ env: Env; computed: Computed } | Refusal> {
  const env = envOf(tenant);
  const period = periodOf(query.period, env.fiscal);
  if (!period) return refuse("period-unknown", { period: query.period });
  const day = lastDay(period, env);
  const seat = await seatInScope(tx, scope, params.positionId, day);
  if (!seat) return refuse("not-found");
  const computed = (await compute(tx, env, [seat], period, true))[0];
  if (!computed) return refuse("no-plan");
  await keepStatements(tx, computed.period, env.currency, null, [keptOf(computed)]);
  return { env, computed };
}

function statementRoutes(server: Server): void {
  implement(server, "GET /api/statements", async ({ tx, scope, tenant, query }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const seats = await seatsInScope(tx, scope, lastDay(period, env), { after: query.cursor, limit: query.limit + 1 });
    const shown = seats.slice(0, query.limit);
    const computed = await compute(tx, env, shown, period);
    const rows = computed.map((one) => rowOf(one, env)).sort((a, b) => (a.code < b.code ? -1 : 1));
    return { rows, next: seats.length > query.limit ? shown.at(-1)!.code : null };
  });

  implement(server, "GET /api/statements/export", async ({ tx, tenant, query, reply, locale, audit }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const computed = await compute(tx, env, await allSeats(tx, lastDay(period, env)), period);
    await audit({ action: "statements.export", subjectKind: "period", subjectId: period.key, after: { rows: computed.length } });
    void reply
      .header("content-type", "text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="statements-${period.key}.csv"`);
    return csvOf(
      computed.map((one) => rowOf(one, env)),
      locale,
    );
  });

  implement(server, "GET /api/statements/:positionId", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    return statementPage(found.computed, found.env, await openDeals(ctx.tx, ctx.params.positionId));
  });

  implement(server, "GET /api/statements/:positionId/lines", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const page = linePage(found.computed, found.env, Number(ctx.query.cursor ?? 0) || 0, ctx.query.limit);
    const details = await behind(
      ctx.tx,
      found.computed.plan.plan.base,
      page.lines.map((line) => line.id),
    );
    return { rows: page.wire(details), next: page.next };
  });

  implement(server, "GET /api/statements/:positionId/preview", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const { dealId, amount } = ctx.query;
    const deal = dealId ? (await openDeals(ctx.tx, ctx.params.positionId, dealId))[0] : undefined;
    const more = amount ? parseAmount(amount) : (deal?.amount ?? null);
    return more === null ? refuse("preview-needs-amount") : preview(found.computed, found.env, more);
  });
}

function rowOf(computed: Computed, env: Env) {
  const { seat, plan, participant, outcome } = computed;
  const made = outcome.kind === "statement" ? outcome : null;
  const document = keptOf(computed).document as { coefficient: string | null };
  return {
    ...seatHead(seat),
    code: seat.code,
    plan: `${plan.name} v${plan.version}`,
    payout: text(made?.payout),
    commission: text(made?.commission),
    credited: text(made?.credited),
    quota: text(participant.quota),
    coefficient: document.coefficient,
    stop: outcome.kind === "stopped" ? outcome.code : null,
    isEstimate: isEstimate(computed, env),
  };
}

function runRoutes(server: Server): void {
  implement(server, "POST /api/calculation-runs", async ({ tx, tenant, body, user, audit }) => {
    const env = envOf(tenant);
    const period: Period | null = periodOf(body.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: body.period });
    const run = await runPeriod(tx, env, period, user.userId);
    if (!run) return refuse("no-plan");
    await audit({
      action: "statements.run",
      subjectKind: "calculation-run",
      subjectId: run.id,
      subjectLabel: run.period,
      after: { payees: run.payees, hash: run.hash },
    });
    return runOf(run);
  });
  implement(server, "GET /api/calculation-runs", async ({ tx }) => ({ rows: (await runs(tx, 20)).map(storedRun) }));
}

const runOf = ({ id, period, startedAt, payees, facts, payout, hash }: Run) => ({
  id, period, startedAt: startedAt.toISOString(), finishedAt: new Date().toISOString(), payees, facts: String(facts), payout: formatAmount(payout), hash,
}); // prettier-ignore
const storedRun = ({ id, period, startedAt, finishedAt, payees, facts, payout, manifest }: RunRow) => ({
  id, period, startedAt, finishedAt, payees, facts: String(facts), payout: formatAmount(payout), hash: manifest.hash ?? "",
}); // prettier-ignore

function planRoutes(server: Server): void {
  implement(server, "GET /api/plans", async ({ tx }) => ({
    rows: (await planRows(tx)).map(({ id, name, version, validFrom, publishedAt, source }) => ({
      id,
      name,
      version,
      validFrom,
      publishedAt,
      text: source,
    })),
  }));
  implement(server, "POST /api/plan-checks", async ({ body }) => plain(checkPlanText(body.text)));
  implement(server, "POST /api/plan-trials", tryPlan);
  implement(server, "POST /api/plans", async ({ tx, body, user, audit }) => {
    const outcome = await draftPlan(tx, { ...body, by: user.userId });
    if (outcome.kind === "refused") return refuseDocument(outcome.problems);
    const { id, name, version } = outcome;
    await audit({
      action: "plan.draft",
      subjectKind: "plan",
      subjectId: id,
      subjectLabel: `${name} v${version}`,
      after: { validFrom: body.validFrom },
    });
    return { id, name, version };
  });
  implement(server, "POST /api/plans/:id/publication", async ({ tx, params, user, audit }) => {
    const outcome = await publishPlan(tx, params.id, user.userId);
    if (outcome.kind !== "published") return refuse(outcome.kind);
    const { id, name, version } = outcome.plan;
    await audit({ action: "plan.publish", subjectKind: "plan", subjectId: id, subjectLabel: `${name} v${version}` });
    return { id, name, version };
  });
}
