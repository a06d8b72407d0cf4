import { divide, formatAmount, type Amount } from "../base/money.ts";
import type { Explanation, Label, RowsBehind, Value } from "../explain/explanation.ts";
import { shown } from "../formula/formula.ts";
import { decimalText, exact, exactOf, minus, type Exact } from "../formula/exact.ts";
import type { Line } from "./lines.ts";
import { payoutNames, type Plan } from "./plan.ts";
import { payoutValues, type Outcome, type Statement } from "./statement.ts";

/** What stands around a statement: plan version, currency, what explains quota and coefficient, the rows behind. */
export type Around = {
  readonly version: string;
  readonly currency: string;
  readonly quota: Amount | null;
  readonly quotaExplanation?: Explanation;
  readonly coefficientExplanation?: Explanation;
  readonly rows?: RowsBehind;
};

/** How a payout came about: commission by tier, coefficient, cap and rounding; the parts lead back to the amount. */
export function explainStatement(plan: Plan, outcome: Outcome, around: Around): Explanation {
  const label: Label = { key: "compensation.explain.payout" };
  if (outcome.kind === "stopped") {
    return {
      of: "payout",
      label,
      value: { kind: "none", why: "missing" },
      version: around.version,
      notes: [{ key: `compensation.stop.${outcome.code}`, values: outcome.values }],
    };
  }
  return {
    of: "payout",
    label,
    value: amountValue(outcome.payout, around),
    rule: { key: "compensation.rule.payout", values: { formula: plan.payout.text } },
    version: around.version,
    combine: "sum",
    parts: [byFormula(plan, outcome, around), ...capPart(plan, outcome, around), ...roundingPart(outcome, plan)],
  };
}

/** Value of the payout formula; its names are parts, the commission opening up to the tiers. */
function byFormula(plan: Plan, made: Statement, around: Around): Explanation {
  const values = payoutValues({ ...made, quota: around.quota });
  return {
    of: "formula",
    label: { key: "compensation.explain.formula", values: { formula: plan.payout.text } },
    value: exactValue(shortened(made.uncapped), around),
    combine: "steps",
    parts: plan.payout.uses.map((name) => {
      if (name === "提成" || name === "commission") return explainCommission(plan, made, around);
      if ((name === "绩效系数" || name === "coefficient") && around.coefficientExplanation) return around.coefficientExplanation;
      if ((name === "配额" || name === "quota") && around.quotaExplanation) return around.quotaExplanation;
      const type = payoutNames[name as keyof typeof payoutNames];
      const value = values[name] ?? null;
      return { of: "formula-name", label: { key: "formula.name", values: { name } }, value: shown(value, type, around.currency) };
    }),
  };
}

/** Commission of the period: one part per tier that was touched, plus what rounding moved; a plain sum. */
export function explainCommission(plan: Plan, made: Statement, around: Around): Explanation {
  const tiers = tierAmounts(made.slices, made);
  const rest = made.commission - tiers.reduce((a, b) => a + b, 0n);
  return {
    of: "commission",
    label: { key: "compensation.explain.commission" },
    value: amountValue(made.commission, around),
    rule: { key: made.isPersonalRate ? "compensation.rule.personal" : "compensation.rule.tiered" },
    combine: "sum",
    parts: [
      ...made.slices.flatMap((slice, i) => (slice === 0n ? [] : [tierPart(made, i, slice, tiers[i]!, around)])),
      ...(rest === 0n ? [] : [roundingOf(rest, `compensation.explain.rounding-${plan.rounding.level}`)]),
    ],
    ...(around.rows && { rows: around.rows }),
    notes: made.opening === 0n ? [] : [{ key: "compensation.note.opening", values: { amount: formatAmount(made.opening) } }],
  };
}

/** One line: which tiers its amount fell into, and what each paid. */
export function explainLine(line: Line, made: Statement, around: Around): Explanation {
  const tiers = tierAmounts(line.slices, made);
  const rest = line.earned - tiers.reduce((a, b) => a + b, 0n);
  return {
    of: "credit",
    label: { key: "compensation.explain.line", values: { day: line.day } },
    value: amountValue(line.earned, around),
    rule: { key: "compensation.rule.line", values: { before: formatAmount(line.accumulatedBefore), amount: formatAmount(line.amount) } },
    combine: "sum",
    parts: [
      ...line.slices.flatMap((slice, i) => (slice === 0n ? [] : [tierPart(made, i, slice, tiers[i]!, around)])),
      ...(rest === 0n
        ? []
        : [roundingOf(rest, line.residue === 0n ? "compensation.explain.rounding-line" : "compensation.explain.rounding-residue")]),
    ],
  };
}

function tierPart(made: Statement, i: number, slice: Amount, earned: Amount, around: Around): Explanation {
  const next = made.tiers[i + 1];
  const values = { from: formatAmount(made.tiers[i]!.from), ...(next && { to: formatAmount(next.from) }) };
  return {
    of: "tier",
    label: { key: next ? "compensation.explain.tier" : "compensation.explain.tier-top", values },
    value: amountValue(earned, around),
    combine: "product",
    parts: [
      { of: "slice", label: { key: "compensation.explain.slice" }, value: amountValue(slice, around) },
      { of: "rate", label: { key: "compensation.explain.rate" }, value: { kind: "rate", ppm: String(made.tiers[i]!.rate) } },
    ],
  };
}

/** Slice × rate per tier in ten-thousandths; rounded cumulatively, so that they add up to the rounded whole. */
function tierAmounts(parts: readonly Amount[], made: Statement): Amount[] {
  let exactSum = 0n;
  let shownSum = 0n;
  return parts.map((slice, i) => {
    exactSum += slice * made.tiers[i]!.rate;
    const part = divide(exactSum, 1_000_000n, "half-up") - shownSum;
    shownSum += part;
    return part;
  });
}

function capPart(plan: Plan, made: Statement, around: Around): Explanation[] {
  if (!made.isCapped || plan.cap === null) return [];
  const over = minus(exact(plan.cap, 10_000n), shortened(made.uncapped));
  const label = { key: "compensation.explain.cap", values: { cap: formatAmount(plan.cap) } };
  return [{ of: "cap", label, value: exactValue(over, around) }];
}

function roundingPart(made: Statement, plan: Plan): Explanation[] {
  const before = made.isCapped && plan.cap !== null ? exact(plan.cap, 10_000n) : shortened(made.uncapped);
  const moved = minus(exact(made.payout, 10_000n), before);
  return moved.n === 0n ? [] : [{ of: "rounding", label: { key: "compensation.explain.rounding" }, value: small(moved) }];
}

/** What rounding moved is mostly less than a cent: shown to its last digit. */
const small = (value: Exact): Value => ({ kind: "number", value: decimalText(value, 12) });
const roundingOf = (amount: Amount, key: string): Explanation => ({ of: "rounding", label: { key }, value: small(exact(amount, 10_000n)) });
const amountValue = (amount: Amount, { currency }: Around): Value => ({ kind: "amount", value: formatAmount(amount), currency });
/** What is shown of a fraction; the rounding part is reckoned from it, so that the parts re-add exactly. */
const shortened = (value: Exact): Exact => exactOf(decimalText(value, 12))!;
/** More than four decimals cannot cross as an amount; then the exact decimal is shown as a number. */
function exactValue(value: Exact, { currency }: Around): Value {
  const isAmount = 10_000n % value.d === 0n;
  return isAmount
    ? { kind: "amount", value: formatAmount((value.n * 10_000n) / value.d), currency }
    : { kind: "number", value: decimalText(value, 12), unit: currency };
}
