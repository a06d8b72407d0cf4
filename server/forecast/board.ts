import { addDays } from "#core/base/date.ts";
import { formatAmount, type Amount } from "#core/base/money.ts";
import { elapsed } from "#core/calendar/compare.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { rollUp, type CallNode, type Figures, type RolledUp } from "#core/pipeline/roll-up.ts";
import type { Contract } from "#api/index.ts";
import { scopeOf, type Principal, type Scope } from "../access/door.ts";
import { ownedOf } from "../deals/record.ts";
import type { Context, Reply } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import { metricValues } from "../kpi/store.ts";
import type { Caller } from "../kpi/subject.ts";
import { publishedTargets } from "../targets/published.ts";
import { maySet, type TreeNode } from "../targets/tree.ts";
import { pipelineCoverage } from "../kpi/calculated/coverage.ts";
import { weightedOf } from "./explain.ts";
import { groundOf, subjectFrom, wayTo, type Ground } from "./ground.ts";
import { probabilitiesOn } from "./snapshot-store.ts";
import { callsOf, openDeals, openSums, snapshotsIn, type CallRow, type OpenDeal, type OpenSum } from "./store.ts";

type Route = Contract["GET /api/forecast"];
const DEALS_SHOWN = 30;

/** A month or quarter of the fiscal calendar: what forecasts are made for. */
export function forecastPeriod(key: string, caller: Pick<Caller, "tenant">): Period | Refusal {
  const period = periodOf(key, fiscalOf(caller.tenant));
  if (!period) return refuse("period-unknown", { period: key });
  return period.grain === "month" || period.grain === "quarter" ? period : refuse("forecast-period", { period: key });
}

/** GET /api/forecast */
export async function board(ctx: Context<Route>): Promise<Reply<Route>> {
  const period = forecastPeriod(ctx.query.period, ctx);
  if (isRefusal(period)) return period;
  const ground = await groundOf(ctx, ctx.query);
  if (!ground) return refuse("not-found");
  const { tx, tenant } = ctx;
  const sums = await openSums(tx, ground.owners, period, tenant.today);
  const deals = await openDeals(tx, ground.owners, period, tenant.today, DEALS_SHOWN);
  const writing = await scopeOf(tx, ctx.user, "deals", "write", tenant.today);
  const ids = deals.map(({ id }) => id);
  const writable = writing ? await ownedOf(tx, { scope: writing, today: tenant.today }, ids) : new Set<string>();
  const places = await placesOf(ctx, ground, period, sums);
  const [here, ...below] = places.shown;
  const probabilities = await probabilitiesOn(tx, tenant.today);
  const covered = await pipelineCoverage({ tx, tenant, subject: ground.node, period });
  const snapshots = await snapshotsIn(tx, addDays(period.from, -35), addDays(tenant.today, 1));
  return {
    subject: subjectFrom(ground.node),
    crumbs: wayTo(ground, ctx.scope),
    period: { key: period.key, from: period.from, to: period.to },
    place: here!,
    below,
    history: places.calls
      .filter(({ nodeId }) => nodeId === ground.node.id)
      .map(shownCall)
      .reverse(),
    categories: categoriesOf(sums, places.signed(ground.node)),
    weighted: weightedOf(sums, probabilities, tenant.currency),
    coverage: covered,
    coverageRequired: covered.parts?.find(({ of }) => of === "coverage-required") ?? covered,
    deals: deals.map((deal) => ({ ...shownDeal(deal, probabilities), mayWrite: writable.has(deal.id) })),
    dealCount: countOf(sums),
    snapshots: snapshots.map(({ takenOn }) => takenOn),
  };
}

const sumOf = (sums: readonly OpenSum[]): Amount => sums.reduce((total, { amount }) => total + amount, 0n);
const countOf = (sums: readonly OpenSum[]): number => sums.reduce((total, { count }) => total + count, 0);

function categoriesOf(sums: readonly OpenSum[], closed: Amount) {
  const open = (["omitted", "pipeline", "best-case", "commit"] as const).map((category) => {
    const some = sums.filter((one) => one.category === category);
    return { category, amount: formatAmount(sumOf(some)), count: countOf(some) };
  });
  return [...open, { category: "closed" as const, amount: formatAmount(closed), count: 0 }];
}

function shownDeal({ ownerPositionId: _owner, unitId: _unit, amount, ...deal }: OpenDeal, probabilities: ReadonlyMap<string, number>) {
  const ppm = probabilities.get(deal.stage);
  return { ...deal, amount: amount === null ? null : formatAmount(amount), probability: ppm === undefined ? null : String(ppm) };
}

const shownFigures = (figures: Figures | null) => figures && { commit: formatAmount(figures.commit), best: formatAmount(figures.best) };
const shownCall = ({ kind, commit, best, note, by, madeOn, madeAt }: CallRow) => ({
  kind,
  commit: commit === null ? null : formatAmount(commit),
  best: best === null ? null : formatAmount(best),
  note,
  by,
  madeOn,
  madeAt,
});

/** The place itself and those directly below, with what was said, what counts, target, signed and open. */
async function placesOf(ctx: Context<Route>, { node, under }: Ground, period: Period, sums: readonly OpenSum[]) {
  const calls = await callsOf(
    ctx.tx,
    period.key,
    [node, ...under].map(({ id }) => id),
  );
  const latest = (id: string, kind: CallRow["kind"]) => calls.findLast((call) => call.nodeId === id && call.kind === kind) ?? null;
  const counted = rollUp(callTree(node, under, latest));
  const direct = under.filter(({ parentId }) => parentId === node.id);
  const numbers = await numbersOf(ctx, [node, ...direct], period);
  const writing = await scopeOf(ctx.tx, ctx.user, "forecast", "write", ctx.tenant.today);
  const shown = [node, ...direct].map((one) => {
    const found: RolledUp = one === node ? counted : counted.children.find(({ id }) => id === one.id)!;
    const target = numbers.target(one);
    return {
      ...subjectFrom(one),
      submitted: nullable(latest(one.id, "submission"), shownCall),
      overridden: nullable(standing(latest(one.id, "override")), shownCall),
      rolledUp: shownFigures(found.rolledUp),
      counts: shownFigures(found.counts),
      missing: found.missing,
      target: target === null ? null : formatAmount(target),
      signed: formatAmount(numbers.signed(one)),
      open: formatAmount(sumOf(sums.filter(belongsTo(one, under)))),
      mayCall: writing && callKind(one, writing, ctx.user),
    };
  });
  return { ...numbers, shown, calls };
}

const nullable = <A, B>(value: A | null, of: (value: A) => B): B | null => (value === null ? null : of(value));
/** A call that was taken back says nothing. */
const standing = (call: CallRow | null): CallRow | null => (call?.commit == null ? null : call);

function callTree(node: TreeNode, under: readonly TreeNode[], latest: (id: string, kind: CallRow["kind"]) => CallRow | null): CallNode {
  const figures = (call: CallRow | null): Figures | null => (call?.commit == null ? null : { commit: call.commit, best: call.best! });
  return {
    id: node.id,
    submitted: figures(latest(node.id, "submission")),
    overridden: figures(latest(node.id, "override")),
    children: under.filter(({ parentId }) => parentId === node.id).map((child) => callTree(child, under, latest)),
  };
}

function belongsTo(node: TreeNode, under: readonly TreeNode[]): (sum: OpenSum) => boolean {
  if (node.kind === "position") return ({ ownerPositionId }) => ownerPositionId === node.id;
  const parentOf = new Map(under.map(({ id, parentId }) => [id, parentId]));
  return ({ unitId }) => {
    for (let at: string | null | undefined = unitId; at; at = parentOf.get(at)) if (at === node.id) return true;
    return false;
  };
}

/** Targets of the period and what is signed of it, for units and positions. */
async function numbersOf({ tx, tenant }: Caller, nodes: readonly TreeNode[], period: Period) {
  const kinds = (["unit", "position"] as const).map((kind) => ({
    kind,
    ids: nodes.filter((node) => node.kind === kind).map(({ id }) => id),
  }));
  const targets = new Map<string, Amount>();
  const signed = new Map<string, Amount>();
  const span = { ...elapsed(period, tenant.today), key: "now" };
  for (const of of kinds) {
    for (const [id, amount] of await publishedTargets(tx, "signed-amount", of, period)) targets.set(id, amount);
    const values = span.from < span.to ? await metricValues(tx, { metric: "signed-amount", nodes: of, spans: [span] }) : null;
    for (const id of of.ids) signed.set(id, values?.of(id, "now").numerator ?? 0n);
  }
  return { target: ({ id }: TreeNode) => targets.get(id) ?? null, signed: ({ id }: TreeNode) => signed.get(id) ?? 0n };
}

/**
 * Whether a caller may speak about a place, and as what: about the own seat and the unit one leads it is a submission, about what stands
 * below it is an override. Nobody overrides himself or upwards.
 */
export function callKind(node: TreeNode, scope: Scope, user: Pick<Principal, "positionIds" | "grants">): "submission" | "override" | null {
  if (user.positionIds.includes(node.id)) return "submission";
  const leads = user.grants.some(({ role, unitId }) => (role === "manager" || role === "director") && unitId === node.id);
  if (node.kind === "unit" && leads) return "submission";
  return !scope.all && maySet(node, scope) ? "override" : null;
}
