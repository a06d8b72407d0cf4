import { createHash, randomUUIDv7 } from "node:crypto";
import type { Amount } from "#core/base/money.ts";
import type { Period } from "#core/calendar/period.ts";
import { lastDay } from "../appraisal/commands.ts";
import type { Env } from "../appraisal/live.ts";
import { canonical } from "../audit/record.ts";
import type { Tx } from "../db/tx.ts";
import { computedOf, keptOf, type Computed } from "./compute.ts";
import { insertRun, keepStatements, type StatementRow } from "./store.ts";
import { allPaid } from "./leavers.ts";

/** Raised when a calculation rule of the engine changes; part of every manifest. */
export const ENGINE_VERSION = "plan language 1";

export type Run = {
  readonly id: string;
  readonly period: string;
  readonly startedAt: Date;
  readonly payees: number;
  readonly facts: bigint;
  readonly payout: Amount;
  readonly hash: string;
};

/** All statements of a period from nothing, kept with a manifest: rule versions, counts, and a hash over the results by position. */
export async function runPeriod(tx: Tx, env: Env, asked: Period, by: string | null): Promise<Run | null> {
  const startedAt = new Date();
  const made = await computedOf(tx, env, await allPaid(tx, lastDay(asked, env)), asked, { detail: "sums" }, madeOf);
  if (made.length === 0) return null;
  const run: Run = {
    id: randomUUIDv7(),
    period: made[0]!.period.key,
    startedAt,
    payees: made.length,
    facts: made.reduce((sum, one) => sum + BigInt(one.facts), 0n),
    payout: made.reduce((sum, one) => sum + one.row.payout, 0n),
    hash: hashOf(made),
  };
  await insertRun(tx, { ...run, by, manifest: manifestOf(made, run.hash) });
  const byPeriod = Map.groupBy(made, (one) => one.period.key);
  for (const ones of byPeriod.values())
    await keepStatements(
      tx,
      ones[0]!.period,
      env.currency,
      run.id,
      ones.map(({ row }) => row),
    );
  return run;
}

type Made = { code: string; plan: string; period: Computed["period"]; facts: number; isStopped: boolean; row: StatementRow };

const madeOf = (computed: Computed): Made => {
  const { about, plan, period, facts, payout } = computed;
  return { code: about.seat.code, plan: `${plan.name} v${plan.version}`, period, facts, isStopped: payout === null, row: rowOf(computed) };
};

/** A computed statement as it is kept. */
export const rowOf = (computed: Computed): StatementRow => {
  const { seat } = computed.about;
  return { positionId: seat.positionId, personId: seat.personId, planId: computed.plan.id, payout: computed.payout ?? 0n, document: keptOf(computed) };
}; // prettier-ignore

function manifestOf(made: readonly Made[], hash: string) {
  const plans = [...new Set(made.map(({ plan }) => plan))].sort();
  return { engine: ENGINE_VERSION, plans, stopped: made.filter(({ isStopped }) => isStopped).length, hash };
}

/** The same facts and rules give the same hash, whenever and in whatever order they are computed. */
function hashOf(made: readonly Made[]): string {
  const results = made
    .map(({ code, row }) => ({ position: code, ...(JSON.parse(JSON.stringify(row.document)) as object) }))
    .sort((a, b) => (a.position < b.position ? -1 : 1));
  return createHash("sha256").update(canonical(results)).digest("hex");
}
