import type { Explanation, Label } from "../explain/explanation.ts";
import { shown } from "../formula/formula.ts";
import type { Exact } from "../formula/exact.ts";
import type { Around } from "./around.ts";
import { explainComponent } from "./explain-component.ts";
import type { Statement } from "./engine/run.ts";
import { settlementSteps } from "./engine/steps.ts";
import { canonical } from "./language/names.ts";
import type { Plan } from "./language/plan.ts";
import { typeOfName } from "./language/types.ts";
import { money, summed, type Term } from "./explain-sum.ts";

const label: Label = { key: "compensation.explain.payout" };

/**
 * How a payout came about: what was earned, what of it waits, what earlier periods release, and each step of the settlement. The parts
 * re-add to the amount.
 */
export function explainStatement(plan: Plan, statement: Statement, around: Around): Explanation {
  if (statement.kind === "stopped") {
    const { code, values } = statement.stop;
    return { of: "payout", label, value: { kind: "none", why: "missing" }, version: around.version, notes: [{ key: `plan.stopped.${code}`, values }] };
  }
  const { earned, settled } = statement;
  const parts: Term[] = [
    { exact: earned, explanation: explainEarned(plan, statement, around) },
    ...settlementSteps(statement).map(({ kind, amount }) => term(kind, amount, around.currency)),
  ];
  return { ...summed("payout", label, settled.paid, parts, around.currency), version: around.version };
} // prettier-ignore

function explainEarned(plan: Plan, statement: Made, around: Around): Explanation {
  const { currency } = around;
  const components = new Map(statement.components.map((made) => [made.component.name, made]));
  const head: Label = { key: "compensation.explain.earned" };
  if (!plan.payout) {
    const paying = statement.components.filter(({ component }) => component.pays);
    return summed("earned", head, statement.earned, paying.map((made) => ({ exact: made.amount, explanation: explainComponent(made, around) })), currency);
  }
  const parts = statement.terms.map(({ name, value }): Explanation => {
    const made = components.get(name);
    if (made) return explainComponent(made, around);
    const type = typeOfName(plan, name);
    return around.given[canonical(name)] ?? { of: "formula-name", label: { key: "formula.name", values: { name } }, value: shown(value, type, currency) };
  });
  const rule = { key: "compensation.rule.payout", values: { formula: plan.payout.text } };
  return { of: "earned", label: head, value: money(statement.earned, currency), rule, combine: "steps", parts };
} // prettier-ignore

type Made = Statement & { readonly kind: "statement" };

const term = (kind: string, exact: Exact, currency: string): Term => ({
  exact,
  explanation: { of: kind, label: { key: `compensation.entry.${kind}` }, value: money(exact, currency) },
});
