import { addDays, type Day } from "#core/base/date.ts";
import { divide, formatAmount, PPM } from "#core/base/money.ts";
import type { Explanation } from "#core/explain/explanation.ts";
import type { Period } from "#core/calendar/period.ts";
import { changeKinds, slipped, waterfall } from "#core/pipeline/changes.ts";
import type { Contract } from "#api/index.ts";
import type { Tx } from "../db/tx.ts";
import type { Context, Reply } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import type { TreeNode } from "../targets/tree.ts";
import { forecastPeriod } from "./board.ts";
import { groundOf, subjectFrom } from "./ground.ts";
import { frozenDeals, snapshotsIn, unitsThen, type FrozenRow, type SnapshotRow } from "./store.ts";

type Route = Contract["GET /api/forecast/changes"];

/** GET /api/forecast/changes */
export async function changes(ctx: Context<Route>): Promise<Reply<Route>> {
  const period = forecastPeriod(ctx.query.period, ctx);
  if (isRefusal(period)) return period;
  const ground = await groundOf(ctx, ctx.query);
  if (!ground) return refuse("not-found");
  const { tx, tenant } = ctx;
  const last = await snapshotsIn(tx, addDays(period.from, -35), addDays(tenant.today < period.to ? tenant.today : period.to, 1));
  const now = last.at(-1);
  const then = ctx.query.since ? last.findLast(({ takenOn }) => takenOn <= ctx.query.since!) : (weekBefore(last) ?? last[0]);
  const frozen = (snapshot: SnapshotRow | undefined) => within(tx, snapshot, ground.node, tenant.today);
  const [before, after] = [await frozen(then), await frozen(now)];
  const found = waterfall(before, after, period, then?.takenOn ?? period.from);
  const names = new Map([...before, ...after].map((deal) => [deal.id, deal]));
  const start = startOf(last, period);
  const slip = await slippage({ tx, today: tenant.today, node: ground.node, period, start, now });
  return {
    subject: subjectFrom(ground.node),
    period: { key: period.key, from: period.from, to: period.to },
    since: then?.takenOn ?? null,
    until: now?.takenOn ?? null,
    from: formatAmount(found.from),
    to: formatAmount(found.to),
    changes: changeKinds.flatMap((kind) => {
      const some = found.changes.filter((change) => change.kind === kind);
      if (some.length === 0) return [];
      const largest = some.toSorted((a, b) => Number(abs(b.amount) - abs(a.amount))).slice(0, 50);
      const deals = largest.map(({ dealId, amount }) => lineOf(names.get(dealId)!, amount));
      return [{ kind, amount: formatAmount(some.reduce((sum, { amount }) => sum + amount, 0n)), count: some.length, deals }];
    }),
    slippage: slip.explanation,
    slipped: slip.lines,
  };
}

const abs = (amount: bigint) => (amount < 0n ? -amount : amount);
const weekBefore = (all: readonly SnapshotRow[]): SnapshotRow | undefined =>
  all.findLast(({ takenOn }) => takenOn <= addDays(all.at(-1)!.takenOn, -7));
/** The snapshot of the first day, or the last one before it. */
export const startOf = (all: readonly SnapshotRow[], { from }: Pick<Period, "from">): SnapshotRow | undefined =>
  all.findLast(({ takenOn }) => takenOn <= from) ?? all[0];

const lineOf = ({ id, code, name, owner, expectedOn }: FrozenRow, amount: bigint) => ({
  id,
  code,
  name,
  owner,
  expectedOn,
  amount: formatAmount(amount),
});

/** The deals of a snapshot that belonged to a place on its day. */
async function within(tx: Tx, snapshot: SnapshotRow | undefined, node: TreeNode, today: Day): Promise<FrozenRow[]> {
  if (!snapshot) return [];
  const unitIds = node.kind === "unit" ? await unitsThen(tx, [node.id], snapshot.takenOn) : [];
  return frozenDeals(tx, snapshot.id, { unitIds, positionIds: node.kind === "position" ? [node.id] : [] }, today);
}

type Slip = {
  readonly tx: Tx;
  readonly today: Day;
  readonly node: TreeNode;
  readonly period: Period;
  readonly start: SnapshotRow | undefined;
  readonly now: SnapshotRow | undefined;
};

/** Of the deals that the snapshot of the start expected in the period, those that the latest one expects after its end. */
export async function slippage({ tx, today, node, period, start, now }: Slip) {
  const [before, after] = [await within(tx, start, node, today), await within(tx, now, node, today)];
  const found = slipped(before, after, period);
  const [then, later] = [new Map(before.map((deal) => [deal.id, deal])), new Map(after.map((deal) => [deal.id, deal]))];
  const [all, off] = [found.expected.length, found.slipped.length];
  const ppm = all === 0 ? null : divide(BigInt(off) * PPM, BigInt(all), "half-even");
  const explanation: Explanation = {
    of: "slippage",
    label: { key: "metrics.name.slippage" },
    value: ppm === null ? { kind: "none", why: start ? "undefined" : "missing" } : { kind: "rate", ppm: String(ppm) },
    rule: { key: "metrics.formula.slippage" },
    version: "slippage/1",
    combine: "quotient",
    parts: [counted("slipped", off), counted("expected", all)],
    sample: { count: all, min: 10 },
    notes: start ? [{ key: "forecast.note.snapshot", values: { day: start.takenOn } }] : [{ key: "forecast.note.no-snapshot" }],
  };
  const lines = found.slipped.map((id) => ({ ...lineOf(later.get(id)!, later.get(id)!.amount), wasExpectedOn: then.get(id)!.expectedOn }));
  return { explanation, lines };
}

export const counted = (of: string, n: number): Explanation => ({
  of,
  label: { key: `forecast.part.${of}` },
  value: { kind: "number", value: String(n) },
});
