import { z } from "zod";
import { amount, day, periodKey, uuid } from "./common.ts";
import { periodLife, seat, statementRow } from "./compensation.ts";
import type { Routes } from "./contract.ts";

const key = z.object({ key: periodKey });
const step = z.object({ by: z.string().nullable(), at: z.string().nullable() });
const row = statementRow.extend({
  /** Adjustments and corrections, in all. */
  extras: amount,
  /** Of the period before, as it was published or else as it was computed last. */
  before: amount.nullable(),
});
/** One thing to look at before the next step; `blocks` says whether the step waits for it. */
const check = z.object({
  code: z.enum([
    "period-runs",
    "stopped",
    "scores-unpublished",
    "adjustments-waiting",
    "disputes-open",
    "corrections",
    "moved-since-published",
  ]),
  count: z.number().int(),
  blocks: z.boolean(),
});
export const adjustment = seat.extend({
  id: uuid,
  period: z.string(),
  amount,
  reason: z.string(),
  state: z.enum(["proposed", "approved", "refused"]),
  madeBy: z.string().nullable(),
  madeAt: z.string(),
  checkedBy: z.string().nullable(),
  isMine: z.boolean(),
});
const correction = seat.extend({
  id: uuid,
  period: z.string(),
  before: amount,
  after: amount,
  difference: amount,
  notedAt: z.string(),
  bookedIn: z.string().nullable(),
});

/** A pay period with everybody in it: live while it is open, as it was published from then on. */
const payPeriod = z
  .object({
    key: z.string(),
    from: day,
    to: day,
    life: periodLife,
    version: z.number().int(),
    /** Over everything published; whoever approves sends back what he has seen. */
    hash: z.string().nullable(),
    published: step,
    approved: step,
    closed: step,
    reopening: step.extend({ reason: z.string().nullable() }),
    rows: z.array(row),
    totals: z.object({
      payees: z.number().int(),
      stopped: z.number().int(),
      earned: amount,
      held: amount,
      extras: amount,
      payout: amount,
      before: amount,
    }),
    checks: z.array(check),
    adjustments: z.array(adjustment),
    corrections: z.array(correction),
    /** What the reader may do now. */
    may: z.object({
      publish: z.boolean(),
      withdraw: z.boolean(),
      approve: z.boolean(),
      close: z.boolean(),
      reopen: z.boolean(),
      confirmReopening: z.boolean(),
      export: z.boolean(),
    }),
  })
  .meta({ id: "PayPeriod" });
const moved = z.object({ key: z.string(), state: periodLife.shape.state, hash: z.string().nullable() });

export const payPeriodRoutes = {
  "GET /api/pay-periods": {
    access: { resource: "statements", action: "write" },
    summary: "The pay periods that have been touched, the latest first.",
    reply: z.object({ rows: z.array(z.object({ key: z.string(), from: day, to: day, life: periodLife, payout: amount.nullable() })) }),
  },
  "GET /api/pay-periods/:key": {
    access: { resource: "statements", action: "write" },
    summary: "One pay period: who gets what beside the period before, what has to be looked at, and the steps up to its closing.",
    params: key,
    reply: payPeriod,
    refusals: ["period-unknown", "no-plan"],
  },
  "POST /api/pay-periods/:key/publication": {
    access: { resource: "statements", action: "write" },
    summary:
      "Publishes every statement of a period that is over: from now on they stay as they are, and may be disputed for some working days.",
    params: key,
    body: z.strictObject({ disputeDays: z.number().int().min(0).max(30).default(3), version: z.number().int() }),
    reply: moved,
    refusals: ["period-unknown", "no-plan", "pay-period-runs", "pay-period-state", "adjustments-waiting", "version-moved"],
  },
  "POST /api/pay-periods/:key/withdrawal": {
    access: { resource: "statements", action: "write" },
    summary: "Takes a publication that nobody has approved back: the statements run again.",
    params: key,
    body: z.strictObject({ version: z.number().int() }),
    reply: moved,
    refusals: ["pay-period-state", "version-moved"],
  },
  "POST /api/pay-periods/:key/approval": {
    access: { resource: "statements", action: "publish" },
    summary:
      "Approves what was published. The hash is that of what was seen; whoever published does not approve, and nobody approves his own pay.",
    params: key,
    body: z.strictObject({ hash: z.string(), version: z.number().int() }),
    reply: moved,
    refusals: [
      "pay-period-state",
      "pay-payload-changed",
      "own-publication",
      "own-statement",
      "disputes-open",
      "adjustments-waiting",
      "version-moved",
    ],
  },
  "POST /api/pay-periods/:key/closing": {
    access: { resource: "statements", action: "publish" },
    summary: "Closes an approved period for good: later changes become corrections in the open period.",
    params: key,
    body: z.strictObject({ version: z.number().int() }),
    reply: moved,
    refusals: ["pay-period-state", "version-moved"],
  },
  "POST /api/pay-periods/:key/reopening": {
    access: { resource: "statements", action: "write" },
    summary: "Asks for a closed or approved period to be opened again, with a reason; a second person has to confirm.",
    params: key,
    body: z.strictObject({ reason: z.string().trim().min(2).max(500), version: z.number().int() }),
    reply: moved,
    refusals: ["pay-period-state", "version-moved"],
  },
  "POST /api/pay-periods/:key/reopening-confirmation": {
    access: { resource: "statements", action: "write" },
    summary: "Opens the period again: never by the one who asked for it.",
    params: key,
    body: z.strictObject({ version: z.number().int() }),
    reply: moved,
    refusals: ["pay-period-state", "own-request", "version-moved"],
  },
  "GET /api/pay-periods/:key/replay": {
    access: { resource: "statements", action: "write" },
    summary: "Makes every published statement again from what it was made of then, and compares byte for byte.",
    params: key,
    reply: z.object({
      publication: z.number().int(),
      statements: z.number().int(),
      same: z.number().int(),
      different: z.array(z.string()),
    }),
    refusals: ["pay-period-state"],
  },
  "GET /api/pay-periods/:key/export": {
    access: { resource: "statements", action: "export" },
    summary:
      "The approved period as a workbook for payroll and finance: pay, earnings, settlement entries, accruals, contract costs, adjustments; or as a file in one of the company's own formats.",
    params: key,
    query: z.object({ format: uuid.optional() }),
    reply: z.any(),
    raw: true,
    refusals: ["pay-period-state", "voucher-unmapped", "file-characters"],
  },
  "POST /api/pay-corrections": {
    access: { resource: "statements", action: "write" },
    summary: "Computes the closed periods of the fiscal year again and notes what they would pay differently now.",
    reply: z.object({ periods: z.number().int(), corrections: z.number().int() }),
  },
  "POST /api/pay-adjustments": {
    access: { resource: "statements", action: "write" },
    summary:
      "Proposes an amount by hand on one statement of an open period, with its reason; it counts when somebody else has approved it.",
    body: z.strictObject({
      positionId: uuid,
      period: periodKey,
      amount,
      reason: z.string().trim().min(2).max(500),
      disputeId: uuid.optional(),
    }),
    reply: z.object({ id: uuid }),
    refusals: ["period-unknown", "pay-period-state", "own-statement", "adjustment-zero"],
  },
  "POST /api/pay-adjustments/:id/decision": {
    access: { resource: "statements", action: "write" },
    summary: "Approves or refuses an adjustment: never by its maker, never by the one who is paid it.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ approve: z.boolean() }),
    reply: z.object({ id: uuid, state: z.enum(["approved", "refused"]) }),
    refusals: ["adjustment-decided", "own-adjustment", "own-statement", "pay-period-state"],
  },
} as const satisfies Routes;
