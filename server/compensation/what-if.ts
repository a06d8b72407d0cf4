import { addDays } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { amountOf } from "#core/compensation/explain-sum.ts";
import type { Statement } from "#core/compensation/engine/run.ts";
import type { Computed } from "./compute.ts";
import { explainPayout } from "./page.ts";
import type { OpenDeal } from "./store.ts";

const ID = "\uffff what-if";

/**
 * The statement with one more deal on today, or on the last day of a period that is over: signed, delivered and paid that day. What waits
 * for money by the plan is released by it. Nothing is written.
 */
export function preview(computed: Computed, amount: Amount, deal: OpenDeal | undefined) {
  const { about, period, env, statement } = computed;
  const day = env.today < period.to && env.today >= period.from ? env.today : addDays(period.to, -1);
  const cells = { id: ID, participant: about.seat.code, date: day, amount: formatAmount(amount), order: "", delivered: day, customer: deal?.customer ?? "", customer_class: deal?.customerClass ?? "" }; // prettier-ignore
  const paid = { transaction: ID, date: day, amount: formatAmount(amount) };
  const after = computed.withMore({ transactions: [{ no: 0, cells }], receipts: [{ no: 0, cells: paid }] });
  const [was, is] = [outcomeOf(statement, computed), outcomeOf(after, computed)];
  const difference = was.amount === null || is.amount === null ? null : formatAmount(is.amount - was.amount);
  return { amount: formatAmount(amount), day, before: was.shown, after: is.shown, difference, explanation: explainPayout(computed, after) };
}

function outcomeOf(statement: Statement, { payout, statement: own }: Computed) {
  if (statement.kind === "stopped") return { amount: null, shown: { payout: null, earned: null, stop: statement.stop } };
  const extras = payout !== null && own.kind === "statement" ? payout - amountOf(own.settled.paid) : 0n;
  const amount = amountOf(statement.settled.paid) + extras;
  return { amount, shown: { payout: formatAmount(amount), earned: formatAmount(amountOf(statement.earned)), stop: null } };
}
