import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import { parseAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import { envOf } from "../appraisal/env.ts";
import { paidSeat } from "../compensation/leavers.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { decideAdjustment, insertAdjustment, lockAdjustment } from "./adjustment-store.ts";
import { periodRow } from "./store.ts";

type At<K extends keyof Contract> = Context<Contract[K]>;

/** POST /api/pay-adjustments: in an open period, with a reason, never for oneself. */
export async function proposeAdjustment(ctx: At<"POST /api/pay-adjustments">): Promise<Reply<Contract["POST /api/pay-adjustments"]>> {
  const { tx, tenant, body, user } = ctx;
  const period = periodOf(body.period, envOf(tenant).fiscal);
  if (!period) return refuse("period-unknown", { period: body.period });
  const row = await periodRow(tx, period.key);
  if (row && row.state !== "open") return refuse("pay-period-state", { state: row.state });
  const seat = await paidSeat(tx, body.positionId, addDays(period.to, -1));
  if (!seat) return refuse("not-found");
  if (seat.personId !== null && seat.personId === user.personId) return refuse("own-statement");
  const amount = parseAmount(body.amount)!;
  if (amount === 0n) return refuse("adjustment-zero");
  const id = await insertAdjustment(tx, { ...body, amount, disputeId: body.disputeId ?? null, by: user.userId });
  await ctx.audit({ action: "pay-adjustment.propose", subjectKind: "pay-adjustment", subjectId: id, subjectLabel: seat.personName ?? seat.code, after: { period: period.key, amount: body.amount }, reason: body.reason });
  return { id };
} // prettier-ignore

/** POST /api/pay-adjustments/:id/decision: by a second person, who is not paid by it. */
export async function decide(ctx: At<"POST /api/pay-adjustments/:id/decision">): Promise<Reply<Contract["POST /api/pay-adjustments/:id/decision"]>> {
  const { tx, params, body, user, tenant } = ctx;
  const row = await lockAdjustment(tx, params.id);
  if (!row) return refuse("not-found");
  if (row.state !== "proposed") return refuse("adjustment-decided");
  const period = await periodRow(tx, row.period);
  if (period && period.state !== "open") return refuse("pay-period-state", { state: period.state });
  if (row.madeBy === user.userId) return refuse("own-adjustment");
  const to = periodOf(row.period, envOf(tenant).fiscal)!.to;
  const seat = await paidSeat(tx, row.positionId, addDays(to, -1));
  if (seat && seat.personId !== null && seat.personId === user.personId) return refuse("own-statement");
  const state = body.approve ? "approved" : "refused";
  await decideAdjustment(tx, row.id, state, user.userId);
  await ctx.audit({ action: "pay-adjustment.decide", subjectKind: "pay-adjustment", subjectId: row.id, subjectLabel: seat?.personName ?? "", after: { state } });
  return { id: row.id, state };
} // prettier-ignore
