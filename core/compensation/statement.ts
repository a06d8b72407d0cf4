import { assert } from "../base/assert.ts";
import type { Span } from "../base/date.ts";
import { divide, type Amount, type Ppm, type RoundingMode } from "../base/money.ts";
import { evaluate, type Values } from "../formula/evaluate.ts";
import { compare, exact, least, ONE, type Exact } from "../formula/exact.ts";
import { openingCount, sumOf, type Facts } from "./facts.ts";
import type { Plan, Rounding } from "./plan.ts";
import { earned, EARNED_DIGITS, slices, tierAt, tiersFor, type Earned, type Tier } from "./rules/tiered.ts";

/** What belongs to the participant and not to the facts. Null is missing, not zero. */
export type Participant = { readonly quota: Amount | null; readonly coefficient: Exact | null; readonly rate: Ppm | null };

/** One participant and period. Amounts in ten-thousandths; commission and payout carry the plan's digits only. */
export type Statement = {
  readonly kind: "statement";
  readonly tiers: readonly Tier[];
  readonly isPersonalRate: boolean;
  /** Accumulated before the period, credited in it, and both together. */
  readonly opening: Amount;
  readonly credited: Amount;
  readonly accumulated: Amount;
  /** Part of `credited` that fell into each tier; negative where a reversal took it out again. */
  readonly slices: readonly Amount[];
  readonly tierReached: number;
  readonly attainment: Exact | null;
  readonly coefficient: Exact | null;
  readonly commission: Amount;
  /** By the payout formula, before the cap and the last rounding. */
  readonly uncapped: Exact;
  readonly isCapped: boolean;
  readonly payout: Amount;
};
/** A missing input stops the statement and names itself; nothing is assumed to be 0 or 1. */
export type Stopped = { readonly kind: "stopped"; readonly code: StopCode; readonly values: Readonly<Record<string, string>> };
export type StopCode = "quota-missing" | "quota-not-positive" | "coefficient-missing" | "personal-rate-refused" | "formula-undefined";
export type Outcome = Statement | Stopped;

/**
 * The whole rule, once: preview, what-if, full run, correction and explanation call this. Facts are those of the accumulation
 * interval up to the period's end. Order: tiers on the accumulated amount → commission of the period (rounded by
 * line or in total; in total it is the rounded state at the end less the rounded state at the start, so that periods add
 * up) → payout formula with the coefficient → cap → rounding.
 */
export function statement(plan: Plan, participant: Participant, facts: Facts, period: Span): Outcome {
  if (participant.rate !== null && plan.personalRate === "refused") return stopped("personal-rate-refused");
  const tiers = participant.rate !== null ? [{ from: 0n, rate: participant.rate }] : tiersFor(plan.tiers, participant.quota);
  if (tiers === null) return stopped(participant.quota === null ? "quota-missing" : "quota-not-positive");

  const start = openingCount(facts, period);
  const opening = sumOf(facts, 0, start);
  const credited = sumOf(facts, start, facts.count);
  const accumulated = opening + credited;
  const commission =
    plan.rounding.level === "line" ? byLine(plan.rounding, tiers, facts, start) : inTotal(plan.rounding, tiers, opening, accumulated);
  const coefficient = coefficientOf(plan, participant);
  const attainment = participant.quota !== null && participant.quota > 0n ? exact(accumulated, participant.quota) : null;
  const pay = payoutOf(plan, { commission, credited, accumulated, quota: participant.quota, attainment, coefficient });
  if (pay.kind === "stopped") return pay;

  const before = slices(opening, tiers);
  return {
    kind: "statement",
    tiers,
    isPersonalRate: participant.rate !== null,
    opening,
    credited,
    accumulated,
    slices: slices(accumulated, tiers).map((slice, i) => slice - before[i]!),
    tierReached: tierAt(accumulated, tiers, plan.tie),
    attainment,
    coefficient,
    commission,
    uncapped: pay.uncapped,
    isCapped: pay.isCapped,
    payout: pay.payout,
  };
}

/** Earnings to the plan's digits, as an amount. */
export function rounded(value: Earned, { digits, mode }: Rounding): Amount {
  return divide(value, 10n ** BigInt(EARNED_DIGITS - digits), mode) * 10n ** BigInt(4 - digits);
}

function inTotal(rounding: Rounding, tiers: readonly Tier[], opening: Amount, accumulated: Amount): Amount {
  return rounded(earned(accumulated, tiers), rounding) - rounded(earned(opening, tiers), rounding);
}

/** Σ of the rounded lines of the period. Numbers inside the loop while they are safe, exact integers when they are not. */
function byLine(rounding: Rounding, tiers: readonly Tier[], facts: Facts, start: number): Amount {
  const unit = 10 ** (EARNED_DIGITS - rounding.digits);
  const [floors, rates] = [tiers.map((tier, i) => (i === 0 ? -Infinity : Number(tier.from))), tiers.map((tier) => Number(tier.rate))];
  floors.push(Infinity);
  let accumulated = Number(sumOf(facts, 0, start));
  let units = 0; // minor units of the line sum
  let tier = 0; // where the last line stood: the next one mostly stands there too
  for (let i = start; i < facts.count; i++) {
    const amount = facts.amounts[i]!;
    const after = accumulated + amount;
    while (accumulated < floors[tier]!) tier--;
    while (accumulated >= floors[tier + 1]!) tier++;
    const product = amount * rates[tier]!;
    const isPlain = after >= floors[tier]! && after <= floors[tier + 1]! && Number.isSafeInteger(product);
    units += isPlain ? roundedUnits(product, unit, rounding.mode) : exactUnits(rounding, tiers, accumulated, amount);
    accumulated = after;
  }
  assert(Number.isSafeInteger(accumulated) && Number.isSafeInteger(units), "a participant's sums stay safe integers");
  return BigInt(units) * 10n ** BigInt(4 - rounding.digits);
}

function exactUnits(rounding: Rounding, tiers: readonly Tier[], accumulated: number, amount: number): number {
  const line = lineEarned(tiers, BigInt(accumulated), BigInt(amount));
  return Number(divide(line, 10n ** BigInt(EARNED_DIGITS - rounding.digits), rounding.mode));
}

/** What one more amount earns on top of what was accumulated: the difference of two states. */
export function lineEarned(tiers: readonly Tier[], accumulated: Amount, amount: Amount): Earned {
  return earned(accumulated + amount, tiers) - earned(accumulated, tiers);
}

/** The same law as `divide`, on safe integers: remainders are exact there, quotients of floats are not. */
export function roundedUnits(value: number, unit: number, mode: RoundingMode): number {
  const magnitude = Math.abs(value);
  const rest = magnitude % unit;
  const whole = (magnitude - rest) / unit;
  const half = unit / 2;
  const up = mode !== "down" && (rest > half || (rest === half && (mode === "half-up" || whole % 2 === 1)));
  const result = up ? whole + 1 : whole;
  return value < 0 ? 0 - result : result;
}

type Measures = {
  commission: Amount;
  credited: Amount;
  accumulated: Amount;
  quota: Amount | null;
  attainment: Exact | null;
  coefficient: Exact | null;
};
type Pay = { readonly kind: "pay"; readonly uncapped: Exact; readonly isCapped: boolean; readonly payout: Amount };

function payoutOf(plan: Plan, measures: Measures): Pay | Stopped {
  const result = evaluate(plan.payout.node, payoutValues(measures));
  if (result.kind === "missing") return stopped(missingCodes[result.name] ?? "formula-undefined", { name: result.name });
  if (result.kind !== "value" || typeof result.value !== "object") return stopped("formula-undefined");
  const uncapped = result.value;
  const cap = plan.cap === null ? uncapped : exact(plan.cap, 10_000n);
  const { digits, mode } = plan.rounding;
  const capped = least(uncapped, cap);
  const payout = divide(capped.n * 10n ** BigInt(digits), capped.d, mode) * 10n ** BigInt(4 - digits);
  return { kind: "pay", uncapped, isCapped: compare(uncapped, cap) > 0, payout };
}

/** The values a payout formula is given, in both languages. */
export function payoutValues(measures: Measures): Values {
  const major = (amount: Amount | null) => (amount === null ? null : exact(amount, 10_000n));
  const { attainment, coefficient } = measures;
  const [commission, credited, accumulated, quota] = [measures.commission, measures.credited, measures.accumulated, measures.quota].map(
    major,
  );
  return {
    提成: commission!, 业绩: credited!, 累计业绩: accumulated!, 配额: quota!, 完成率: attainment, 绩效系数: coefficient,
    commission: commission!, credited: credited!, accumulated: accumulated!, quota: quota!, attainment, coefficient,
  }; // prettier-ignore
}

const missingCodes: Readonly<Record<string, StopCode>> = {
  配额: "quota-missing", quota: "quota-missing", 完成率: "quota-missing", attainment: "quota-missing",
  绩效系数: "coefficient-missing", coefficient: "coefficient-missing",
}; // prettier-ignore

function coefficientOf(plan: Plan, participant: Participant): Exact | null {
  if (plan.coefficient.from === "none") return ONE;
  if (participant.coefficient !== null) return participant.coefficient;
  return plan.coefficient.whenMissing === "stop" ? null : plan.coefficient.whenMissing;
}

const stopped = (code: StopCode, values: Stopped["values"] = {}): Stopped => ({ kind: "stopped", code, values });
