import { formatAmount } from "#core/base/money.ts";
import { totalOf, weighted, type StageSum } from "#core/deals/weigh.ts";
import { csvText } from "#core/imports/csv.ts";
import { scopeOf } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { logActivity } from "./activity.ts";
import { board } from "./board.ts";
import { changeDeal, closeDeal, reopenDeal } from "./commands.ts";
import { createDeal } from "./create.ts";
import { dealsWithin, sumsByStage, type DealRow } from "./list.ts";
import { recordOf, type DealRecord } from "./record.ts";

const MOST = 50_000;

/** Deals: list, board, one deal with its history, and what changes it. */
export function deals(server: Server): void {
  implement(server, "GET /api/deals", async (ctx) => {
    const { tx, query } = ctx;
    const found = await dealsWithin(tx, ctx, query);
    return { ...found, totals: query.cursor === undefined ? totals(await sumsByStage(tx, ctx, query)) : null };
  });
  implement(server, "GET /api/deals.csv", async (ctx) => {
    const { rows } = await dealsWithin(ctx.tx, ctx, { ...ctx.query, limit: MOST });
    await ctx.audit({ action: "deal.export", subjectKind: "deal", subjectId: "csv", after: { rows: rows.length } });
    void ctx.reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="deals.csv"');
    return csvText([header, ...rows.map(cells)]);
  });
  implement(server, "GET /api/deal-board", async (ctx) => {
    const { columns, pipelines } = await board(ctx.tx, ctx, ctx.query);
    return {
      pipelines,
      totals: totals(columns),
      columns: columns.map(({ amount, ...column }) => ({
        ...column,
        amount: formatAmount(amount),
        weighted: formatAmount(weighted({ ...column, amount })),
      })),
    };
  });
  implement(server, "GET /api/deals/:id", (ctx) => seen(ctx));
  implement(server, "POST /api/deals", async (ctx) => {
    const outcome = await createDeal(ctx);
    return isRefusal(outcome) ? outcome : seen({ ...ctx, params: { id: ctx.body.id } });
  });
  implement(server, "PATCH /api/deals/:id", async (ctx) => afterwards(ctx, await changeDeal(ctx)));
  implement(server, "POST /api/deals/:id/closing", async (ctx) => afterwards(ctx, await closeDeal(ctx)));
  implement(server, "POST /api/deals/:id/reopening", async (ctx) => afterwards(ctx, await reopenDeal(ctx)));
  implement(server, "POST /api/deals/:id/activities", async (ctx) => afterwards(ctx, await logActivity(ctx)));
}

function totals(stages: readonly StageSum[]) {
  const { count, ...sums } = totalOf(stages);
  return { count, amount: formatAmount(sums.amount), weighted: formatAmount(sums.weighted) };
}

type Reader = Pick<Context<{ access: "public"; summary: ""; reply: never }>, "tx" | "user" | "today" | "tenant"> & {
  readonly params: { readonly id: string };
};

async function seen({ tx, user, today, tenant, params }: Reader): Promise<DealRecord | Refusal> {
  const readable = await scopeOf(tx, user, "deals", "read", today);
  const writable = await scopeOf(tx, user, "deals", "write", today);
  const found = readable && (await recordOf(tx, { scope: readable, today, timeZone: tenant.timeZone }, params.id, writable));
  return found ?? refuse("not-found");
}

/** The record as it stands now: after a change, or beside what was typed when somebody was faster. */
async function afterwards(ctx: Reader, outcome: "done" | Refusal): Promise<DealRecord | Refusal> {
  if (!isRefusal(outcome)) return seen(ctx);
  if (outcome.code !== "version-moved") return outcome;
  const now = await seen(ctx);
  return isRefusal(now) ? now : refuse("version-moved", {}, now);
}

const header = ["code", "name", "customer", "product", "owner", "stage", "since", "outcome", "category", "amount", "created_on", "expected_on", "closed_on", "pushes", "stale", "next_step", "next_step_on"]; // prettier-ignore
const cells = (d: DealRow): string[] => [
  d.code, d.name, d.customer ?? "", d.product ?? "", d.owner ?? "", d.stage, d.stageSince ?? "", d.outcome, d.category, d.amount ?? "", d.createdOn ?? "",
  d.expectedOn ?? "", d.closedOn ?? "", String(d.pushes), d.isStale ? "yes" : "", d.nextStep, d.nextStepOn ?? "",
]; // prettier-ignore
