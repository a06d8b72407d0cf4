import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { periodAt, periodOf, type Period } from "#core/calendar/period.ts";
import { may } from "../access/door.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import type { Env } from "../appraisal/live.ts";
import { computedOf, type Computed } from "../compensation/compute.ts";
import { lifeOf } from "../compensation/life-store.ts";
import { seatHead } from "../compensation/page.ts";
import { rowOf } from "../compensation/row.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { adjustmentsOf, correctionsAt, type AdjustmentRow, type CorrectionRow } from "./adjustment-store.ts";
import { openDisputes } from "./dispute-store.ts";
import { briefOf, type Brief } from "./freeze.ts";
import { payoutsOf, periodRow, publishedAs, type PeriodRow } from "./store.ts";
import { allPaid, paidSeats } from "../compensation/leavers.ts";

type Get = Contract["GET /api/pay-periods/:key"];
type Ctx = Context<Get>;
type Page = Exclude<Reply<Get>, { code: string }>;
type Line = Brief["row"] & { readonly extras: string };

/**
 * GET /api/pay-periods/:key: live while it is open, as published from then on. Cost: one full computation of the period, as a run has; of a
 * published one only to say what has moved since.
 */
export async function periodPage(ctx: Ctx): Promise<Reply<Get>> {
  const { tx, tenant, params } = ctx;
  const env = envOf(tenant);
  const period = periodOf(params.key, env.fiscal);
  if (!period) return refuse("period-unknown", { period: params.key });
  const row = await periodRow(tx, period.key);
  const live = await liveOf(ctx, env, period);
  const state = row?.state ?? "open";
  const lines = state === "open" ? live.map(({ line }) => line) : await publishedAs(tx, period.key, row!.publication, ({ document }) => frozenLine(briefOf(document)));
  if (lines.length === 0) return refuse("no-plan");
  const before = await payoutsOf(tx, periodAt(addDays(period.from, -1), period.grain, env.fiscal).key);
  const adjustments = await adjustmentsOf(tx, period.key);
  const corrections = await correctionsAt(tx, period.key);
  const headOf = await heads(ctx, [...adjustments, ...corrections], period);
  const rows = lines.map(({ extras, ...line }) => ({ ...line, extras, before: amountText(before.get(line.positionId)) }));
  return {
    key: period.key, from: period.from, to: period.to,
    life: await lifeOf(tx, period.key),
    version: row?.version ?? 1,
    hash: state === "open" ? null : row!.hash,
    ...stepsOf(row),
    rows,
    totals: totalsOf(rows),
    checks: await checksOf(ctx, env, period, state, live, lines, adjustments, corrections.filter(({ bookedIn, period: of }) => bookedIn === null && of !== period.key).length),
    adjustments: adjustments.map((one) => ({ ...headOf(one), ...adjustmentOf(one, ctx.user.userId) })),
    corrections: corrections.map((one) => ({ ...headOf(one), ...correctionOf(one) })),
    may: mayOf(ctx, env, period, row),
  };
} // prettier-ignore

type Live = { readonly period: string; readonly line: Line; readonly isScorePublished: boolean };

async function liveOf({ tx }: Ctx, env: Env, period: Period): Promise<Live[]> {
  const live = await computedOf(tx, env, await allPaid(tx, lastDay(period, env)), period, { detail: "sums" }, liveLine);
  return live.filter((one) => one.period === period.key).sort((a, b) => (a.line.code < b.line.code ? -1 : 1));
}

const liveLine = (one: Computed): Live => ({ period: one.period.key, line: lineOf(one), isScorePublished: one.about.isScorePublished });
const lineOf = (computed: Computed): Line => ({ ...rowOf(computed), extras: sumText(computed.about.extras.map(({ amount }) => amount)) });
const frozenLine = ({ row, page }: Brief): Line => ({ ...row, extras: sumText(page.extras.map(({ amount }) => amount)) });
const sumText = (amounts: readonly (string | null)[]): string => formatAmount(amounts.reduce((sum, amount) => sum + (amount === null ? 0n : parseAmount(amount)!), 0n)); // prettier-ignore
const amountText = (amount: bigint | undefined): string | null => (amount === undefined ? null : formatAmount(amount));

function stepsOf(row: PeriodRow | undefined): Pick<Page, "published" | "approved" | "closed" | "reopening"> {
  const none = { by: null, at: null };
  if (!row || row.state === "open") return { published: none, approved: none, closed: none, reopening: { ...none, reason: null } };
  return {
    published: { by: row.publisher, at: row.publishedAt },
    approved: { by: row.approver, at: row.approvedAt },
    closed: { by: row.closer, at: row.closedAt },
    reopening: { by: row.reopener, at: row.reopenBy === null ? null : row.reopenAt, reason: row.reopenBy === null ? null : row.reopenReason },
  };
} // prettier-ignore

const totalsOf = (rows: Page["rows"]): Page["totals"] => ({
  payees: rows.length,
  stopped: rows.filter(({ stop }) => stop !== null).length,
  earned: sumText(rows.map((row) => row.earned)),
  held: sumText(rows.map((row) => row.held)),
  extras: sumText(rows.map((row) => row.extras)),
  payout: sumText(rows.map((row) => row.payout)),
  before: sumText(rows.map((row) => row.before)),
});

/** What has to be looked at, with what the next step waits for. */
async function checksOf({ tx }: Ctx, env: Env, period: Period, state: PeriodRow["state"], live: readonly Live[], lines: readonly Line[], adjustments: readonly AdjustmentRow[], corrections: number): Promise<Page["checks"]> {
  const shown = new Map(lines.map((line) => [line.positionId, line.payout]));
  const moved = state === "open" ? 0 : live.filter(({ line }) => line.payout !== (shown.get(line.positionId) ?? null)).length;
  const list: Page["checks"] = [
    { code: "period-runs", count: period.to > env.today ? 1 : 0, blocks: true },
    { code: "stopped", count: lines.filter(({ stop }) => stop !== null).length, blocks: false },
    { code: "scores-unpublished", count: live.filter(({ isScorePublished }) => !isScorePublished).length, blocks: false },
    { code: "adjustments-waiting", count: adjustments.filter((one) => one.state === "proposed").length, blocks: true },
    { code: "disputes-open", count: await openDisputes(tx, period.key), blocks: true },
    { code: "corrections", count: corrections, blocks: false },
    { code: "moved-since-published", count: moved, blocks: false },
  ];
  const late = new Set(["stopped", "scores-unpublished", "corrections"]);
  return list.filter(({ code, count }) => count > 0 && (state === "open" || !late.has(code)));
} // prettier-ignore

/** Who holds the seats of these rows at the end of the period. */
async function heads({ tx }: Ctx, rows: readonly { positionId: string }[], period: Period) {
  const seats = await paidSeats(tx, [...new Set(rows.map(({ positionId }) => positionId))], addDays(period.to, -1));
  const known = new Map(seats.map((seat) => [seat.positionId, seatHead(seat)]));
  return ({ positionId }: { positionId: string }) => known.get(positionId) ?? { positionId, personName: null, title: "", unitName: "" };
}

const adjustmentOf = ({ id, period, amount, reason, state, madeBy, maker, madeAt, checker }: AdjustmentRow, user: string) => ({
  id, period, amount: formatAmount(amount), reason, state, madeBy: maker, madeAt, checkedBy: checker, isMine: madeBy === user,
}); // prettier-ignore
const correctionOf = ({ id, period, before, after, notedAt, bookedIn }: CorrectionRow) => ({
  id, period, before: formatAmount(before), after: formatAmount(after), difference: formatAmount(after - before), notedAt, bookedIn,
}); // prettier-ignore

function mayOf({ user }: Ctx, env: Env, period: Period, row: PeriodRow | undefined): Page["may"] {
  const roles = user.grants.map(({ role }) => role);
  const state = row?.state ?? "open";
  const mayApprove = may(roles, "statements", "publish");
  const isAsked = row?.reopenBy !== null && row?.reopenBy !== undefined;
  const isDone = state === "approved" || state === "closed";
  return {
    publish: state === "open" && period.to <= env.today,
    withdraw: state === "published",
    approve: state === "published" && mayApprove && row!.publishedBy !== user.userId,
    close: state === "approved" && mayApprove,
    reopen: isDone && !isAsked,
    confirmReopening: isDone && isAsked && row!.reopenBy !== user.userId,
    export: isDone && may(roles, "statements", "export"),
  };
}
