import { formatAmount, parseAmount, type Amount } from "../base/money.ts";
import type { Explanation } from "../explain/explanation.ts";
import { exact, sumOf, type Exact } from "../formula/exact.ts";
import type { Statement } from "./engine/run.ts";
import type { Around } from "./around.ts";
import { explainStatement } from "./explain.ts";
import { amountOf, money } from "./explain-sum.ts";
import type { Plan } from "./language/plan.ts";

/** A signed amount that no rule makes: an adjustment by hand, the correction of another period. Plain data, the amount as decimal text. */
export type Extra = {
  readonly kind: "adjustment" | "correction";
  readonly id: string;
  readonly amount: string;
  readonly reason: string;
  readonly period: string;
};

/** What the rules pay in the period together with the extras, in ten-thousandths; null where the statement is stopped. */
export function payable(statement: Statement, extras: readonly Extra[]): Amount | null {
  if (statement.kind === "stopped") return null;
  return extras.reduce((sum, { amount }) => sum + parseAmount(amount)!, amountOf(statement.settled.paid));
}

/** How it came about: by the rules, then every extra with its reason. The parts re-add. */
export function explainPayable(plan: Plan, statement: Statement, extras: readonly Extra[], around: Around): Explanation {
  const byRules = explainStatement(plan, statement, around);
  const total = payable(statement, extras);
  if (extras.length === 0 || total === null) return byRules;
  const parts = extras.map(({ kind, amount, reason, period }): Explanation => ({
    of: kind, label: { key: `compensation.extra.${kind}`, values: { reason, period } }, value: { kind: "amount", value: amount, currency: around.currency },
  })); // prettier-ignore
  const value = money(exact(total, 10_000n), around.currency);
  return { of: "payout", label: byRules.label, value, combine: "sum", parts: [{ ...byRules, label: { key: "compensation.explain.by-rules" } }, ...parts] };
} // prettier-ignore

/** Money that the period's own transactions credit, each once, whatever the components make of it. */
export function credited({ components }: Statement & { kind: "statement" }): Exact {
  const credits = new Map<string, Exact>();
  for (const { lines } of components) {
    for (const { credit } of lines) {
      const amount = credit?.cells.amount;
      if (credit && typeof amount === "object" && amount !== null) credits.set(`${credit.transaction.id} ${credit.class}`, amount);
    }
  }
  return sumOf([...credits.values()]);
}

/** An exact amount as it crosses to a page or a file: decimal text with four places, half-up. */
export const amountText = (value: Exact): string => formatAmount(amountOf(value));
