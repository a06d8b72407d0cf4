import { divide } from "../../base/money.ts";
import { decimalText, roundedTo, sumOf, tenTo, type Exact } from "../../formula/exact.ts";
import type { Plan } from "../language/plan.ts";
import type { Line, Made } from "./made.ts";
import type { Facts } from "./facts.ts";
import type { Statement } from "./run.ts";
import type { Part } from "./shape.ts";

/**
 * Statements as plain data: money as decimal text in the plan's digits, everything else as decimal text (a rate of 80 % is
 * "0.8"). What is missing is null, never 0.
 */
export function report(plan: Plan, facts: Pick<Facts, "problems" | "ignored">, statements: readonly Statement[]) {
  const made = statements.filter((one) => one.kind === "statement");
  const money = moneyText(plan.rounding.digits);
  const total = (of: (one: (typeof made)[number]) => Exact) => money(sumOf(made.map(of)));
  return {
    plan: plan.name,
    currency: plan.currency,
    statements: statements.map((one) => statementReport(plan, one)),
    totals: {
      statements: made.length,
      stopped: statements.length - made.length,
      earned: total((one) => one.earned),
      paid: total((one) => one.settled.paid),
    },
    problems: facts.problems,
    ignoredColumns: facts.ignored,
  };
}

export const moneyText =
  (digits: number) =>
  (value: Exact): string => {
    const scaled = divide(value.n * tenTo(digits), value.d, "half-up");
    const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits);
    return `${scaled < 0n ? "-" : ""}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ""}`;
  };

function statementReport(plan: Plan, one: Statement) {
  const head = { participant: one.participant, period: one.period.key, from: one.period.from, to: one.period.to };
  if (one.kind === "stopped") return { ...head, status: "stopped" as const, reason: one.stop };
  const money = moneyText(plan.rounding.digits);
  return {
    ...head,
    status: "calculated" as const,
    measures: Object.fromEntries(one.measures.map(({ name, value }) => [name, plainValue(value)])),
    components: one.components.map((made) => componentReport(made)),
    earned: money(one.earned),
    payments: one.pieces.map(({ amount, share, ...piece }) => ({ ...piece, share: decimalText(share, 6), amount: money(amount) })),
    entries: one.settled.entries.map(({ amount, ...entry }) => ({ ...entry, amount: money(amount) })),
    paid: money(one.settled.paid),
    held: money(one.held),
    drawBalance: one.settled.drawBalance && money(one.settled.drawBalance),
    owed: one.settled.carried.receivables.map(({ date, amount }) => ({ date, amount: money(amount) })),
    payout: one.payout && { currency: one.payout.currency, amount: money(one.payout.amount) },
    amortisation: one.amortisation.map(({ amount, ...rest }) => ({ ...rest, amount: money(amount) })),
  };
}

function componentReport({ component, amount, lines, gate, factor, opening, accumulated }: Made) {
  const money = moneyText(component.rounding.digits);
  return {
    name: component.name,
    amount: money(amount),
    unit: component.unit,
    isPaid: component.pays,
    gate: component.gate === null ? null : gate,
    factor: factor && decimalText(factor, 10),
    accumulatedBefore: accumulated && decimalText(opening, 10),
    accumulated: accumulated && decimalText(accumulated, 10),
    lines: lines.map((line) => lineReport(line, money)),
  };
}

function lineReport(line: Line, money: (value: Exact) => string) {
  return {
    kind: line.kind,
    transaction: line.credit?.transaction.id ?? null,
    date: line.date,
    base: line.base && decimalText(line.base, 10),
    accumulatedBefore: line.accumulatedBefore && decimalText(line.accumulatedBefore, 10),
    accumulated: line.accumulated && decimalText(line.accumulated, 10),
    amount: money(line.amount),
    exact: decimalText(roundedTo(line.exact, 10, "half-up"), 10),
    reason: line.reason,
    parts: line.parts.map(partReport),
  };
}

const partReport = ({ from, to, base, cell, kind, amount }: Part) => ({
  from: from && decimalText(from, 10),
  to: to && decimalText(to, 10),
  of: base && decimalText(base, 10),
  [kind]: decimalText(cell, 10),
  earned: decimalText(amount, 10),
});

const plainValue = (value: Exact | string | boolean | null): string | boolean | null =>
  typeof value === "object" && value !== null ? decimalText(value, 10) : value;
