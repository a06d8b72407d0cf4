import { z } from "zod";
import { day, periodKey, uuid } from "./common.ts";
import type { Routes } from "./contract.ts";
import { waiting } from "./home.ts";

/** A question about a statement, with a day by which it has to be answered. */
export const payDispute = z
  .object({
    id: uuid,
    positionId: uuid,
    personName: z.string().nullable(),
    unitName: z.string(),
    period: z.string(),
    /** What of the statement is meant: a line by its number, or null for the whole. */
    subject: z.string().nullable(),
    question: z.string(),
    openedAt: z.string(),
    dueOn: day,
    isLate: z.boolean(),
    state: z.enum(["open", "accepted", "rejected", "withdrawn"]),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: z.string().nullable(),
    isMine: z.boolean(),
  })
  .meta({ id: "PayDispute" });

export const payDisputeRoutes = {
  "GET /api/pay-notices": {
    access: { resource: "statements", action: "read" },
    summary: "What of pay waits for the reader: a statement to check, a plan to sign, questions to answer, amounts and periods to approve.",
    reply: z.object({ rows: z.array(waiting) }),
  },
  "GET /api/pay-disputes": {
    access: { resource: "pay-disputes", action: "read" },
    summary: "Questions about statements in reach, open ones first, the most urgent on top.",
    query: z.object({ period: periodKey.optional(), positionId: uuid.optional() }),
    reply: z.object({ rows: z.array(payDispute), mayAnswer: z.boolean() }),
  },
  "POST /api/pay-disputes": {
    access: { resource: "pay-disputes", action: "write" },
    summary: "Questions the own published statement, or one line of it. The clock runs in working days.",
    body: z.strictObject({
      positionId: uuid,
      period: periodKey,
      subject: z.string().max(200).nullable().default(null),
      question: z.string().trim().min(2).max(2000),
    }),
    reply: payDispute,
    refusals: ["not-published-yet", "dispute-too-late", "dispute-open-already"],
  },
  "POST /api/pay-disputes/:id/answer": {
    access: { resource: "statements", action: "write" },
    summary: "Answers a question: accepted or rejected, with the reason. Nobody answers a question about his own pay.",
    params: z.object({ id: uuid }),
    body: z.strictObject({ outcome: z.enum(["accepted", "rejected"]), answer: z.string().trim().min(2).max(2000) }),
    reply: payDispute,
    refusals: ["dispute-answered", "own-statement"],
  },
  "POST /api/pay-disputes/:id/withdrawal": {
    access: { resource: "pay-disputes", action: "write" },
    summary: "Takes the own open question back.",
    params: z.object({ id: uuid }),
    reply: payDispute,
    refusals: ["dispute-answered"],
  },
} as const satisfies Routes;
