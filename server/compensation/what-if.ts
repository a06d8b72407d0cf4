import { addDays } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { amountText, explainPayable, payable } from "#core/compensation/payable.ts";
import type { Statement } from "#core/compensation/engine/run.ts";
import type { Computed } from "./compute.ts";
import { aroundOf, stopOf } from "./page.ts";
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
  return {
    amount: formatAmount(amount),
    day,
    before: was.shown,
    after: is.shown,
    difference,
    explanation: explainPayable(computed.rules, after, about.extras, aroundOf(computed)),
  };
}

function outcomeOf(statement: Statement, { about: { extras, seat } }: Computed) {
  const amount = payable(statement, extras);
  if (statement.kind === "stopped" || amount === null) return { amount: null, shown: { payout: null, earned: null, stop: statement.kind === "stopped" ? stopOf(statement.stop, seat) : null } };
  return { amount, shown: { payout: formatAmount(amount), earned: amountText(statement.earned), stop: null } };
} // prettier-ignore
