import { formatAmount, type Amount } from "#core/base/money.ts";
import type { Period } from "#core/calendar/period.ts";
import { payable } from "#core/compensation/payable.ts";
import { factsOf } from "#core/compensation/engine/read.ts";
import { moneyText } from "#core/compensation/engine/report.ts";
import { runOf, type Statement } from "#core/compensation/engine/run.ts";
import type { PayPeriod } from "#core/compensation/engine/periods.ts";
import type { Carried } from "#core/compensation/engine/settle.ts";
import { settlementSteps } from "#core/compensation/engine/steps.ts";
import { decimalText } from "#core/formula/exact.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import type { Row } from "#core/compensation/engine/tables.ts";
import type { Env } from "../appraisal/live.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { gather, type How } from "./gather.ts";
import type { About, Input } from "./input.ts";
import { planOf, type PlanRow } from "./plans.ts";

/** One participant and period, calculated. */
export type Computed = {
  readonly env: Env;
  readonly about: About;
  readonly plan: Pick<PlanRow, "id" | "name" | "version" | "source">;
  readonly rules: Plan;
  readonly period: PayPeriod;
  readonly statement: Statement;
  /** The statement before it, where the calculation went through it; its waiting money is the base of the accruals. */
  readonly before: Statement | null;
  /** Null where it is stopped. */
  readonly payout: Amount | null;
  /** How many credits of its own the period holds. */
  readonly facts: number;
  /** The same statement with more rows on top: what a further deal would bring. */
  readonly withMore: (more: More) => Statement;
};
export type More = { readonly transactions: readonly Row[]; readonly receipts: readonly Row[] };

/**
 * Statements of many participants from the facts as they are now. The plan version in force on the last day of the period counts; who
 * has no plan, or is not there, is left out. The same function serves a page, a full run, the recompute after a change and a replay.
 */
export async function compute(
  tx: Tx,
  env: Env,
  seats: readonly Seat[],
  asked: Period,
  detail: "lines" | "sums" = "lines",
): Promise<Computed[]> {
  return computedOf(tx, env, seats, asked, { detail }, (one) => one);
}

/** The same, keeping of each only what is asked for: its facts are let go before the next are read. */
export async function computedOf<T>(tx: Tx, env: Env, seats: readonly Seat[], asked: Period, how: How, keep: (one: Computed) => T): Promise<T[]> {
  const kept: T[] = [];
  for await (const input of gather(tx, env, seats, asked, how)) kept.push(...computedFrom(input).map(keep));
  return kept;
} // prettier-ignore

/** The calculation alone: pure, so that what is kept of an input gives the same statements for ever. */
export function computedFrom(input: Input): Computed[] {
  const asked = new Map(input.about.map((one) => [one.seat.code, one]));
  const { last, statements } = lastRun(input, new Set(asked.keys()));
  const earlier = Map.groupBy(statements, (one) => one.participant);
  return statements.flatMap((statement): Computed[] => {
    const about = asked.get(statement.participant);
    if (!about || statement.period.key !== input.period.key) return [];
    const facts = creditsIn(last.facts, about.seat.code, input.period);
    if (about.seat.personId === null && facts === 0) return []; // nobody is paid on an empty seat that has brought nothing
    const withMore = (more: More): Statement => {
      const again = lastRun(input, new Set([about.seat.code]), more).statements;
      return again.find((one) => one.period.key === input.period.key) ?? statement;
    };
    const { env, period } = input;
    const before = earlier.get(statement.participant)!.findLast((one) => one.period.from < period.from) ?? null;
    return [{ env, about, before, plan: last.segment.plan, rules: last.plan, period, statement, payout: payable(statement, about.extras), facts, withMore }];
  });
} // prettier-ignore

/** Version by version, each taking over what the one before has left; the last one holds the period asked for. */
function lastRun({ env, segments }: Input, asked: ReadonlySet<string>, more?: More) {
  let carried: ReadonlyMap<string, Carried | null> = new Map();
  const statements: Statement[] = [];
  const runs = segments.map((segment) => {
    const plan = planOf(segment.plan, env.fiscal.startMonth);
    const { transactions = [], receipts = [] } = segment.tables;
    const tables = more ? { ...segment.tables, transactions: [...transactions, ...more.transactions], receipts: [...receipts, ...more.receipts] } : segment.tables;
    const facts = factsOf(plan, tables);
    const run = runOf(plan, facts, segment.periods, { members: new Set(segment.members), asked, carried });
    carried = run.carried;
    statements.push(...run.statements);
    return { segment, plan, facts };
  });
  return { statements, last: runs.at(-1)! };
} // prettier-ignore

/** A sum over a month says itself how many it stands for. */
const creditsIn = ({ credits }: ReturnType<typeof factsOf>, code: string, { from, to }: PayPeriod): number =>
  (credits.get(code) ?? [])
    .filter(({ transaction: { date } }) => date >= from && date < to)
    .reduce(
      (sum, { transaction: { cells } }) =>
        sum + (typeof cells.quantity === "object" && cells.quantity !== null ? Number(cells.quantity.n) : 1),
      0,
    );

/** What is kept of a live statement: enough to list it and to see what it was made from, without its lines. */
export function keptOf({ about, plan, rules, statement, payout, facts }: Computed) {
  const made = statement.kind === "statement" ? withoutLines(rules, statement) : null;
  return {
    plan: `${plan.name} v${plan.version}`,
    facts,
    quota: about.quota,
    grade: about.grade,
    coefficient: about.coefficient,
    stop: statement.kind === "stopped" ? statement.stop.code : null,
    payout: payout === null ? null : formatAmount(payout),
    extras: about.extras,
    made,
  };
}

function withoutLines(rules: Plan, statement: Statement & { kind: "statement" }) {
  const money = moneyText(rules.rounding.digits);
  const { earned, held, settled } = statement;
  return {
    components: statement.components.map(({ component, amount, gate, factor, opening, accumulated }) => ({
      name: component.name, amount: money(amount), gate: component.gate === null ? null : gate, factor: factor && decimalText(factor, 10),
      opening: accumulated && decimalText(opening, 10), accumulated: accumulated && decimalText(accumulated, 10),
    })),
    earned: money(earned), paid: money(settled.paid), held: money(held),
    steps: settlementSteps(statement).map(({ kind, amount }) => ({ kind, amount: money(amount) })),
    owed: settled.carried.receivables.map(({ date, amount }) => ({ date, amount: money(amount) })), drawBalance: settled.drawBalance && money(settled.drawBalance),
  };
} // prettier-ignore
