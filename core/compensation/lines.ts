import type { Day, Span } from "../base/date.ts";
import type { Amount } from "../base/money.ts";
import { factsOf, openingCount, rowsOf, sumOf, type Fact, type Facts } from "./facts.ts";
import type { Plan } from "./plan.ts";
import { slices } from "./rules/tiered.ts";
import { lineEarned, rounded, statement, type Outcome, type Participant, type Statement } from "./statement.ts";

/** One fact of the period on the statement: where it stood on the accumulated amount, and what it earned. */
export type Line = {
  readonly id: string;
  readonly day: Day;
  readonly amount: Amount;
  readonly accumulatedBefore: Amount;
  readonly slices: readonly Amount[];
  readonly earned: Amount;
  /** Minor units this line holds so that the lines add up to a commission rounded in total. */
  readonly residue: Amount;
};

/** The lines of a statement, made on demand: they add up to its commission exactly. */
export function linesOf(plan: Plan, made: Statement, facts: Facts, period: Span): Line[] {
  const start = openingCount(facts, period);
  let accumulated = sumOf(facts, 0, start);
  const lines = rowsOf(facts)
    .slice(start)
    .map((fact): Line => {
      const before = accumulated;
      accumulated += fact.amount;
      const below = slices(before, made.tiers);
      return {
        ...fact,
        accumulatedBefore: before,
        slices: slices(accumulated, made.tiers).map((slice, i) => slice - below[i]!),
        earned: rounded(lineEarned(made.tiers, before, fact.amount), plan.rounding),
        residue: 0n,
      };
    });
  return withResidue(plan, made.commission, lines);
}

function withResidue(plan: Plan, commission: Amount, lines: Line[]): Line[] {
  const residue = commission - lines.reduce((sum, line) => sum + line.earned, 0n);
  if (residue === 0n || lines.length === 0) return lines;
  const size = (line: Line) => (line.amount < 0n ? -line.amount : line.amount);
  const largest = lines.reduce((best, line, i) => (size(line) > size(lines[best]!) ? i : best), 0);
  const holder = plan.rounding.residue === "last" ? lines.length - 1 : largest;
  return lines.map((line, i) => (i === holder ? { ...line, earned: line.earned + residue, residue } : line));
}

/** A change of facts is worth the difference of two calculations, never an edit of the old one. */
export type Correction = { readonly before: Outcome; readonly after: Outcome; readonly difference: Amount | null };

/** Both calculations and their difference; null when either of them is stopped. */
export function correction(plan: Plan, participant: Participant, before: Facts, after: Facts, period: Span): Correction {
  const [old, now] = [statement(plan, participant, before, period), statement(plan, participant, after, period)];
  const difference = old.kind === "statement" && now.kind === "statement" ? now.payout - old.payout : null;
  return { before: old, after: now, difference };
}

/** "If I close this deal": the same calculation with one more fact. */
export function whatIf(plan: Plan, participant: Participant, facts: Facts, fact: Fact, period: Span): Correction {
  return correction(plan, participant, facts, factsOf([...rowsOf(facts), fact]), period);
}
