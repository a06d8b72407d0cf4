import type { Contract } from "#api/index.ts";
import { periodOf } from "#core/calendar/period.ts";
import { may } from "../access/door.ts";
import { workingDay } from "../calendar/store.ts";
import { lastDay } from "../appraisal/commands.ts";
import { envOf } from "../appraisal/env.ts";
import { seatOf } from "../appraisal/roster.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { closeDispute, disputeOf, disputesIn, insertDispute, isAsked, type DisputeRow } from "./dispute-store.ts";
import { periodRow } from "./store.ts";

type At<K extends keyof Contract> = Context<Contract[K]>;
type One = Reply<Contract["POST /api/pay-disputes"]>;
/** Working days in which a question is answered. */
const ANSWER_DAYS = 3;

function shown({ personId: _, openedBy, ...row }: DisputeRow, { user, tenant }: Pick<At<"POST /api/pay-disputes">, "user" | "tenant">) {
  return { ...row, isLate: row.state === "open" && row.dueOn < tenant.today, isMine: openedBy === user.userId };
}

/** GET /api/pay-disputes */
export async function disputeList(ctx: At<"GET /api/pay-disputes">): Promise<Reply<Contract["GET /api/pay-disputes"]>> {
  const rows = await disputesIn(ctx.tx, ctx.scope, ctx.tenant.today, ctx.query);
  const mayAnswer = may(ctx.user.grants.map(({ role }) => role), "statements", "write"); // prettier-ignore
  return { rows: rows.map((row) => shown(row, ctx)), mayAnswer };
}

/** POST /api/pay-disputes: about the own statement, while the period is published and the days for it last. */
export async function askDispute(ctx: At<"POST /api/pay-disputes">): Promise<One> {
  const { tx, tenant, body, user } = ctx;
  const named = periodOf(body.period, envOf(tenant).fiscal);
  const seat = named && (await seatOf(tx, body.positionId, lastDay(named, envOf(tenant))));
  if (!seat || seat.personId === null || seat.personId !== user.personId) return refuse("not-found");
  const period = await periodRow(tx, body.period);
  if (!period || period.state === "open") return refuse("not-published-yet");
  if (period.state !== "published" || period.disputeUntil! < tenant.today) return refuse("dispute-too-late", { until: period.disputeUntil ?? period.to });
  if (await isAsked(tx, body.positionId, body.period, body.subject)) return refuse("dispute-open-already");
  const dueOn = await workingDay(tx, tenant.today, ANSWER_DAYS);
  const id = await insertDispute(tx, { ...body, personId: seat.personId, by: user.userId, dueOn });
  await ctx.audit({ action: "pay-dispute.ask", subjectKind: "pay-dispute", subjectId: id, subjectLabel: seat.personName ?? seat.code, after: { period: body.period, subject: body.subject } });
  return shown((await disputeOf(tx, id, tenant.today))!, ctx);
} // prettier-ignore

/** POST /api/pay-disputes/:id/answer */
export async function answerDispute(ctx: At<"POST /api/pay-disputes/:id/answer">): Promise<One> {
  const { tx, tenant, params, body, user } = ctx;
  const row = await disputeOf(tx, params.id, tenant.today);
  if (!row) return refuse("not-found");
  if (row.personId === user.personId || row.openedBy === user.userId) return refuse("own-statement");
  if (!(await closeDispute(tx, row.id, body.outcome, body.answer, user.userId))) return refuse("dispute-answered");
  await ctx.audit({ action: "pay-dispute.answer", subjectKind: "pay-dispute", subjectId: row.id, subjectLabel: row.personName ?? "", after: { outcome: body.outcome } });
  return shown((await disputeOf(tx, row.id, tenant.today))!, ctx);
} // prettier-ignore

/** POST /api/pay-disputes/:id/withdrawal: the own question only; another's is as if it were not there. */
export async function withdrawDispute(ctx: At<"POST /api/pay-disputes/:id/withdrawal">): Promise<One> {
  const { tx, tenant, params, user } = ctx;
  const row = await disputeOf(tx, params.id, tenant.today);
  if (!row || row.openedBy !== user.userId) return refuse("not-found");
  if (!(await closeDispute(tx, row.id, "withdrawn", null, user.userId))) return refuse("dispute-answered");
  await ctx.audit({ action: "pay-dispute.withdraw", subjectKind: "pay-dispute", subjectId: row.id });
  return shown((await disputeOf(tx, row.id, tenant.today))!, ctx);
}
