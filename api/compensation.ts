import { z } from "zod";
import { textCheck } from "./appraisal.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, page, paging, periodKey, ppm, uuid, value } from "./common.ts";

const period = z.object({ key: z.string(), from: day, to: day });
/** Who is paid, and where the seat stands. */
export const seat = z.object({ positionId: uuid, personName: z.string().nullable(), title: z.string(), unitName: z.string() });
/** Why a statement is stopped: a code of core/compensation/engine/stop.ts, and what it is about. */
const stop = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });
const planHead = z.object({ id: uuid, name: z.string(), version: z.number().int() });

/** Bounds, rate and base carry their own kind: tiers may stand against amounts, rates or numbers. */
const tier = z.object({ from: value, to: value.nullable(), cell: value, base: value, earned: amount });
const component = z.object({
  name: z.string(),
  /** Money, or units of something else when `unit` says so. */
  amount: z.string(),
  unit: z.string().nullable(),
  /** False: an intermediate value that is not paid by itself. */
  isPaid: z.boolean(),
  /** Null: no gate. */
  isOpen: z.boolean().nullable(),
  factor: z.string().nullable(),
  /** Before the period, and with it, where the component adds up over a span. */
  opening: amount.nullable(),
  accumulated: amount.nullable(),
  attainment: ppm.nullable(),
  tiers: z.array(tier),
  tierReached: z.number().int().nullable(),
  /** Tiers of a running amount: they can be drawn as steps. */
  isByAmount: z.boolean(),
  /** The tiers alone make the amount: no factor, limit or true-up between. */
  isSumOfTiers: z.boolean(),
  lineCount: z.number().int(),
  explanation,
});
/** What no rule makes: an adjustment by hand, a correction of another period. */
const extra = z.object({ kind: z.enum(["adjustment", "correction"]), id: uuid, amount, reason: z.string(), period: z.string() });
/** Where the period stands in its life. Frozen from publication on: what is shown is what was published. */
export const periodLife = z.object({
  state: z.enum(["open", "published", "approved", "closed"]),
  publication: z.number().int(),
  publishedAt: z.string().nullable(),
  disputeUntil: day.nullable(),
});
export const statementReply = z
  .object({
    seat,
    period,
    plan: planHead.extend({ text: z.string(), base: z.enum(["signed", "delivered", "collected"]) }),
    /** Span the plan adds up over, and the quota is of. */
    interval: period,
    isEstimate: z.boolean(),
    currency: z.string(),
    /** By the rules, with adjustments and corrections; null where the statement is stopped. */
    payout: amount.nullable(),
    stop: stop.nullable(),
    made: z
      .object({
        earned: amount,
        /** What the rules pay in this period. */
        paid: amount,
        /** Earned and not yet due, at the end of the period. */
        held: amount,
        /** Still to be taken back. */
        owed: amount,
        /** Null without a draw. */
        drawBalance: amount.nullable(),
        components: z.array(component),
        measures: z.array(z.object({ name: z.string(), value })),
        /** From what was earned to what is paid: what waits or is released, then every step of the settlement. */
        steps: z.array(z.object({ kind: z.string(), amount })),
      })
      .nullable(),
    credited: amount.nullable(),
    quota: amount.nullable(),
    grade: z.string().nullable(),
    coefficient: z.string().nullable(),
    extras: z.array(extra),
    explanation,
    openDeals: z.array(z.object({ id: uuid, name: z.string(), amount: amount.nullable(), expectedOn: day.nullable() })),
    life: periodLife,
  })
  .meta({ id: "Statement" });

const line = z.object({
  id: z.string(),
  component: z.string(),
  /** A transaction, or a step that is none: a cap, a true-up, a stretch of days. */
  kind: z.string(),
  code: z.string().nullable(),
  orderId: uuid.nullable(),
  customer: z.string().nullable(),
  /** The product of the order's line, where the plan looks at lines. */
  product: z.string().optional(),
  day,
  amount: amount.nullable(),
  earned: amount,
  accumulatedBefore: amount.nullable(),
  explanation,
});
/** One statement as a line of a list. */
export const statementRow = seat.extend({
  code: z.string(),
  plan: z.string(),
  payout: amount.nullable(),
  earned: amount.nullable(),
  held: amount.nullable(),
  credited: amount.nullable(),
  quota: amount.nullable(),
  coefficient: z.string().nullable(),
  stop: stop.nullable(),
  isEstimate: z.boolean(),
});
const outcome = z.object({ payout: amount.nullable(), earned: amount.nullable(), stop: stop.nullable() });
const run = z.object({
  id: uuid,
  period: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  payees: z.number().int(),
  facts: z.string(),
  payout: amount,
  hash: z.string(),
});
const one = z.object({ positionId: uuid });

/** A plan text tried on the company's own history: who would get more, who less. */
export const planTrial = z
  .object({
    problems: textCheck.shape.problems,
    warnings: textCheck.shape.warnings,
    /** The tests that live in the text; without misses they pass. `stop`: nothing was found because the period could not be computed. */
    tests: z.array(
      z.object({
        test: z.string(),
        path: z.string(),
        misses: z.array(
          z.object({ path: z.string(), name: z.string(), expected: z.string(), found: z.string().nullable(), stop: stop.nullable() }),
        ),
      }),
    ),
    /** Null while the text is wrong. `period` is the plan's own that holds the one asked for. */
    plan: z.object({ name: z.string(), period: z.string(), from: day, to: day }).nullable(),
    rows: z.array(
      seat.extend({
        /** Payout by the plan in force; null without one, or where it is stopped. */
        before: amount.nullable(),
        /** Earned by the text; paid and held of it in this period. */
        after: amount.nullable(),
        paid: amount.nullable(),
        held: amount.nullable(),
        difference: amount.nullable(),
        components: z.array(z.object({ name: z.string(), amount: z.string() })),
        stop: stop.nullable(),
      }),
    ),
    /** Over who can be compared. */
    totals: z
      .object({
        before: amount,
        after: amount,
        difference: amount,
        gain: z.number().int(),
        lose: z.number().int(),
        stopped: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: "PlanTrial" });

export const compensationRoutes = {
  "GET /api/statements": {
    access: { resource: "statements", action: "read" },
    summary: "Statements in reach for a period, by position.",
    query: z.object({ period: periodKey, ...paging }),
    reply: page(statementRow),
    refusals: ["period-unknown"],
  },
  "GET /api/statements/export": {
    access: { resource: "statements", action: "export" },
    summary: "All statements of a period as a CSV file for payroll.",
    query: z.object({ period: periodKey }),
    reply: z.string(),
    raw: true,
    refusals: ["period-unknown"],
  },
  "GET /api/statements/:positionId": {
    access: { resource: "statements", action: "read" },
    summary:
      "One statement, computed from the facts as they are now, with its explanation. The period is the plan's own that holds the one asked for.",
    params: one,
    query: z.object({ period: periodKey }),
    reply: statementReply,
    refusals: ["period-unknown", "no-plan"],
  },
  "GET /api/statements/:positionId/lines": {
    access: { resource: "statements", action: "read" },
    summary: "The credited orders, deliveries or receipts of a statement in business order, each with what it earned and why.",
    params: one,
    query: z.object({ period: periodKey, ...paging }),
    reply: page(line),
    refusals: ["period-unknown", "no-plan"],
  },
  "GET /api/statements/:positionId/answers": {
    access: { resource: "statements", action: "read" },
    summary: "Why something is not paid yet, what would pay more, and why the statement has changed since it was published.",
    params: one,
    query: z.object({ period: periodKey }),
    reply: z.object({
      /** Earned and not yet due. `date`: it falls due on a day; otherwise what it waits for. */
      waiting: z.array(
        z.object({
          component: z.string(),
          code: z.string().nullable(),
          earnedIn: z.string(),
          amount,
          due: day.nullable(),
          waitsFor: z.enum(["delivery", "invoice", "collection", "date"]),
        }),
      ),
      /** Open deals by what each would add, were it signed, delivered and paid today. */
      more: z.array(z.object({ id: uuid, name: z.string(), amount, gain: amount })),
      /** Null: nothing has changed, or nothing is published. */
      changed: z
        .object({
          before: amount.nullable(),
          after: amount.nullable(),
          lines: z.array(z.object({ component: z.string(), code: z.string(), before: amount.nullable(), after: amount.nullable() })),
        })
        .nullable(),
    }),
    refusals: ["period-unknown", "no-plan"],
  },
  "GET /api/statements/:positionId/pdf": {
    access: { resource: "statements", action: "read" },
    summary: "The statement on paper: what it was made of, every line, and the plan it follows.",
    params: one,
    query: z.object({ period: periodKey }),
    reply: z.any(),
    raw: true,
    refusals: ["period-unknown", "no-plan"],
  },
  "GET /api/statements/:positionId/xlsx": {
    access: { resource: "statements", action: "read" },
    summary: "The statement as a workbook: what it was made of, and every line.",
    params: one,
    query: z.object({ period: periodKey }),
    reply: z.any(),
    raw: true,
    refusals: ["period-unknown", "no-plan"],
  },
  "GET /api/statements/:positionId/preview": {
    access: { resource: "statements", action: "read" },
    summary: "What the statement would be with one more deal or amount: the same calculation, nothing written.",
    params: one,
    query: z.object({ period: periodKey, dealId: uuid.optional(), amount: amount.optional() }),
    reply: z.object({ amount, day, before: outcome, after: outcome, difference: amount.nullable(), explanation }),
    refusals: ["period-unknown", "no-plan", "preview-needs-amount"],
  },
  "POST /api/calculation-runs": {
    access: { resource: "statements", action: "write" },
    summary: "Compute all statements of a period anew; the run keeps versions, counts and a hash of the results.",
    body: z.object({ period: periodKey }),
    reply: run,
    refusals: ["period-unknown", "no-plan", "pay-period-state"],
  },
  "GET /api/calculation-runs": {
    access: { resource: "statements", action: "write" },
    summary: "The latest calculation runs.",
    reply: z.object({ rows: z.array(run) }),
  },
} as const satisfies Routes;
