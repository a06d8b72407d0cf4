import { formatAmount, parseAmount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import type { Scope } from "../access/door.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import type { Tenant } from "../auth/principal.ts";
import type { Tx } from "../db/tx.ts";
import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { answersOf } from "./answers.ts";
import { compute, type Computed } from "./compute.ts";
import { csvOf } from "./export.ts";
import { frozenOf, lifeOf } from "./life-store.ts";
import { behindOf, lineRows, placed } from "./lines.ts";
import { statementPage } from "./page.ts";
import { plans } from "./plan-routes.ts";
import { keepFresh } from "./recompute.ts";
import { statementBook, statementSheet } from "./sheet.ts";
import { pdfOf } from "../pdf/document.ts";
import { rowsFor } from "./row.ts";
import { rowOf as keptRow, runPeriod, type Run } from "./run.ts";
import { keepStatements, openDeals, runs, type RunRow } from "./store.ts";
import { preview } from "./what-if.ts";
import { allPaid, apartInScope, paidInScope, paidSeatInScope } from "./leavers.ts";

export function compensation(server: Server): void {
  keepFresh(server);
  statementRoutes(server);
  runRoutes(server);
  plans(server);
}

type Asked = { tx: Tx; scope: Scope; tenant: Tenant; params: { positionId: string }; query: { period: string } };

/** The statement a caller may see, computed from the facts as they are now, and kept. */
async function asked({ tx, scope, tenant, params, query }: Asked): Promise<{ env: Env; computed: Computed } | Refusal> {
  const env = envOf(tenant);
  const period = periodOf(query.period, env.fiscal);
  if (!period) return refuse("period-unknown", { period: query.period });
  const day = lastDay(period, env);
  const seat = await paidSeatInScope(tx, scope, params.positionId, day);
  if (!seat) return refuse("not-found");
  const computed =
    (await compute(tx, env, [seat], period))[0] ?? (await compute(tx, env, await apartInScope(tx, scope, seat, day), period))[0];
  if (!computed) return refuse("no-plan");
  if ((await lifeOf(tx, computed.period.key)).state === "open")
    await keepStatements(tx, computed.period, env.currency, null, [keptRow(computed)]);
  return { env, computed };
}

function statementRoutes(server: Server): void {
  implement(server, "GET /api/statements", async ({ tx, scope, tenant, query }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const seats = await paidInScope(tx, scope, lastDay(period, env), { after: query.cursor, limit: query.limit + 1 });
    const shown = seats.slice(0, query.limit);
    return { rows: await rowsFor(tx, env, shown, period), next: seats.length > query.limit ? shown.at(-1)!.code : null };
  });

  implement(server, "GET /api/statements/export", async ({ tx, tenant, query, reply, locale, audit }) => {
    const env = envOf(tenant);
    const period = periodOf(query.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: query.period });
    const rows = await rowsFor(tx, env, await allPaid(tx, lastDay(period, env)), period);
    await audit({ action: "statements.export", subjectKind: "period", subjectId: period.key, after: { rows: rows.length } });
    void reply
      .header("content-type", "text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="statements-${period.key}.csv"`);
    return csvOf(rows, locale);
  });

  implement(server, "GET /api/statements/:positionId", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const { computed } = found;
    const life = await lifeOf(ctx.tx, computed.period.key);
    const frozen = life.state === "open" ? null : await frozenOf(ctx.tx, computed.period.key, ctx.params.positionId);
    return { ...(frozen?.page ?? statementPage(computed)), life, openDeals: await dealsOf(ctx.tx, ctx.params.positionId) };
  });

  implement(server, "GET /api/statements/:positionId/lines", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const { computed } = found;
    const from = Number(ctx.query.cursor ?? 0) || 0;
    const to = from + ctx.query.limit;
    const frozen = await frozenOf(ctx.tx, computed.period.key, ctx.params.positionId);
    if (frozen) return { rows: frozen.lines.slice(from, to), next: to < frozen.lines.length ? String(to) : null };
    const all = placed(computed);
    const shown = all.slice(from, to);
    const details = await behindOf(
      ctx.tx,
      shown.map((one) => ({ ...one, base: computed.rules.base })),
    );
    return { rows: lineRows(computed, shown, details), next: to < all.length ? String(to) : null };
  });

  implement(server, "GET /api/statements/:positionId/answers", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const { computed } = found;
    const frozen = await frozenOf(ctx.tx, computed.period.key, ctx.params.positionId);
    const isRunning = frozen === null;
    return answersOf(computed, isRunning ? await openDeals(ctx.tx, ctx.params.positionId) : [], frozen);
  });

  implement(server, "GET /api/statements/:positionId/pdf", async (ctx) => {
    const found = await whole(ctx);
    if (isRefusal(found)) return found;
    void ctx.reply.header("content-type", "application/pdf").header("content-disposition", `attachment; filename="statement-${found.page.period.key}.pdf"`);
    return pdfOf(statementSheet(found, ctx.tenant.name, ctx.locale));
  }); // prettier-ignore

  implement(server, "GET /api/statements/:positionId/xlsx", async (ctx) => {
    const found = await whole(ctx);
    if (isRefusal(found)) return found;
    void ctx.reply.type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").header("content-disposition", `attachment; filename="statement-${found.page.period.key}.xlsx"`);
    return statementBook(found, ctx.locale);
  }); // prettier-ignore

  implement(server, "GET /api/statements/:positionId/preview", async (ctx) => {
    const found = await asked(ctx);
    if (isRefusal(found)) return found;
    const { dealId, amount } = ctx.query;
    const deal = dealId ? (await openDeals(ctx.tx, ctx.params.positionId, dealId))[0] : undefined;
    const more = amount ? parseAmount(amount) : (deal?.amount ?? null);
    return more === null ? refuse("preview-needs-amount") : preview(found.computed, more, deal);
  });
}

/** A statement with all its lines: as published, or as it is now. */
async function whole(ctx: Asked) {
  const found = await asked(ctx);
  if (isRefusal(found)) return found;
  const { computed } = found;
  const frozen = await frozenOf(ctx.tx, computed.period.key, ctx.params.positionId);
  if (frozen) return frozen;
  const all = placed(computed);
  const details = await behindOf(ctx.tx, all.map((one) => ({ ...one, base: computed.rules.base }))); // prettier-ignore
  return { page: statementPage(computed), lines: lineRows(computed, all, details) };
}

const dealsOf = async (tx: Tx, positionId: string) =>
  (await openDeals(tx, positionId)).map(({ id, name, amount, expectedOn }) => ({ id, name, amount: amount === null ? null : formatAmount(amount), expectedOn })); // prettier-ignore

function runRoutes(server: Server): void {
  implement(server, "POST /api/calculation-runs", async ({ tx, tenant, body, user, audit }) => {
    const env = envOf(tenant);
    const period: Period | null = periodOf(body.period, env.fiscal);
    if (!period) return refuse("period-unknown", { period: body.period });
    if ((await lifeOf(tx, period.key)).state !== "open") return refuse("pay-period-state");
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
