import { addDays } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { periodAt, type Period } from "#core/calendar/period.ts";
import type { Facts } from "#core/compensation/facts.ts";
import { statement, type Outcome, type Participant } from "#core/compensation/statement.ts";
import { decimalText, exactOf } from "#core/formula/exact.ts";
import { lastDay } from "../appraisal/commands.ts";
import { scoring, type Env, type Scored, type Scoring } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import { publishedTargets } from "../targets/published.ts";
import type { Tx } from "../db/tx.ts";
import { factsOf, plansOf, type Assigned, type StatementRow, type StoredPlan } from "./store.ts";

/** One participant and period with everything the calculation was given. */
export type Computed = {
  readonly seat: Seat;
  readonly plan: StoredPlan;
  readonly period: Period;
  readonly interval: Period;
  readonly participant: Participant;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly scoring: Scoring | null;
  readonly scored: Scored | null;
};

type Assignment = { readonly seat: Seat; readonly assigned: Assigned };

/**
 * Statements of many participants from the facts as they are now. The plan version in force on the last day of the period counts.
 * Who has no plan is left out. The same function serves one page, the full run and the recompute after a change.
 */
export async function compute(tx: Tx, env: Env, seats: readonly Seat[], asked: Period, withIds = false): Promise<Computed[]> {
  const plans = await plansOf(
    tx,
    seats.map((seat) => seat.positionId),
    lastDay(asked, env),
  );
  const groups = new Map<string, Assignment[]>();
  for (const seat of seats) {
    const assigned = plans.get(seat.positionId);
    if (!assigned) continue;
    groups.set(assigned.plan.id, [...(groups.get(assigned.plan.id) ?? []), { seat, assigned }]);
  }
  const computed: Computed[] = [];
  for (const group of groups.values()) computed.push(...(await computeGroup(tx, env, group, asked, withIds)));
  return computed;
}

/** The plan's own period that holds the last day of interest of the period asked for. */
export const payPeriod = ({ plan }: StoredPlan, asked: Period, env: Env): Period =>
  periodAt(asked.from <= env.today && env.today < asked.to ? env.today : addDays(asked.to, -1), plan.period, env.fiscal);

async function computeGroup(tx: Tx, env: Env, group: readonly Assignment[], asked: Period, withIds: boolean): Promise<Computed[]> {
  const stored = group[0]!.assigned.plan;
  const { plan } = stored;
  const period = payPeriod(stored, asked, env);
  const interval = periodAt(period.from, plan.accumulate, env.fiscal);
  const seats = group.map((one) => one.seat);
  const ids = seats.map((seat) => seat.positionId);
  const quotas = await publishedTargets(tx, plan.quota, { kind: "position", ids }, interval);
  const made = plan.coefficient.from === "scorecard" ? await scoring(tx, env, seats, period) : null;
  const facts = await factsOf(tx, plan.base, ids, { from: interval.from, to: period.to }, withIds);
  return group.map(({ seat, assigned }, i): Computed => {
    const scored = made?.scored[i] ?? null;
    const participant = { quota: quotas.get(seat.positionId) ?? null, coefficient: coefficientOf(scored), rate: assigned.rate };
    const own = facts.get(seat.positionId)!;
    return {
      seat,
      plan: stored,
      period,
      interval,
      participant,
      facts: own,
      outcome: statement(plan, participant, own, period),
      scoring: made,
      scored,
    };
  });
}

const coefficientOf = (scored: Scored | null) => (scored?.card.coefficient ? exactOf(scored.card.coefficient) : null);

/** What is kept of a computed statement: enough to list it and to see what it was made from. */
export function keptOf({ seat, plan, interval, participant, facts, outcome, scored }: Computed): StatementRow {
  const made = outcome.kind === "statement" ? outcome : null;
  const document = {
    plan: `${plan.name} v${plan.version}`,
    interval: interval.key,
    facts: facts.count,
    quota: text(participant.quota),
    grade: scored?.card.grade ?? null,
    coefficient: participant.coefficient && decimalText(participant.coefficient),
    stop: outcome.kind === "stopped" ? outcome.code : null,
    opening: text(made?.opening),
    credited: text(made?.credited),
    accumulated: text(made?.accumulated),
    commission: text(made?.commission),
    payout: text(made?.payout),
  };
  return { positionId: seat.positionId, personId: seat.personId, planId: plan.id, payout: made?.payout ?? 0n, document };
}

export const text = (amount: Amount | null | undefined): string | null =>
  amount === null || amount === undefined ? null : formatAmount(amount);
