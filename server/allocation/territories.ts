import { addMonths } from "#core/base/date.ts";
import { formatAmount } from "#core/base/money.ts";
import { usualPurchase } from "#core/allocation/accounts.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { fiscalOf } from "../targets/book.ts";
import { below, type TreeNode } from "../targets/tree.ts";
import { deskOf, mayAllocate, type Caller } from "./desk.ts";
import {
  deleteTerritoryPlan,
  handOver,
  insertTerritoryPlan,
  ownersOf,
  targetsAhead,
  territoryAccounts,
  territoryPlan,
  territoryPlans,
  updateTerritoryPlan,
  type PlannedMove,
  type PlanRow,
} from "./territory-store.ts";

const ACCOUNTS_MAX = 5000;

/** The unit asked for, with the seats below it. */
async function groundOf(
  caller: Caller,
  rootId?: string,
): Promise<{ root: TreeNode; units: readonly TreeNode[]; seats: readonly TreeNode[]; nodes: readonly TreeNode[] } | null> {
  const desk = await deskOf(caller, "signed-amount", fiscalYear(caller.today, fiscalOf(caller.tenant)), rootId);
  if (!desk) return null;
  const { nodes } = desk.book;
  const units = nodes.filter((node) => node.kind === "unit" && mayAllocate(caller.scope, node.id));
  return { root: desk.root, units, nodes, seats: below(nodes, desk.root.id).filter((node) => node.kind === "position") };
}

/** GET /api/territories */
export async function territoriesPage(ctx: Context<Contract["GET /api/territories"]>) {
  const ground = await groundOf(ctx, ctx.query.root);
  if (!ground) return refuse("not-found");
  const { root, units, seats, nodes } = ground;
  const ids = seats.map((seat) => seat.id);
  const span = { from: addMonths(ctx.today, -12), to: ctx.today };
  const { rows, all } = await territoryAccounts(ctx.tx, ids, span, ACCOUNTS_MAX);
  const usual = usualPurchase(rows);
  const ahead = Map.groupBy(await targetsAhead(ctx.tx, ids, ctx.today), (one) => one.positionId);
  const unitName = new Map(nodes.map((node) => [node.id, node.name]));
  return {
    root: { id: root.id, name: root.name },
    roots: units.map(({ id, name, depth }) => ({ id, name, depth })),
    seats: seats.map(({ id, name, detail, parentId }) => ({
      id,
      name,
      title: detail,
      unitName: unitName.get(parentId ?? "") ?? "",
      ahead: (ahead.get(id) ?? []).map(({ from, amount }) => ({ from, amount: formatAmount(amount) })),
    })),
    accounts: rows.map((row) => ({
      ...row,
      bought: formatAmount(row.bought),
      potential: formatAmount(row.bought > usual(row) ? row.bought : usual(row)),
      pipeline: formatAmount(row.pipeline),
    })),
    accountsLeftOut: all - rows.length,
    plans: (await territoryPlans(ctx.tx, root.id)).map(({ rootId: _, ...plan }) => plan),
    mayApply: may(
      ctx.user.grants.map((grant) => grant.role),
      "customers",
      "write",
    ),
  };
}

/** POST /api/territory-plans */
export async function saveTerritories(ctx: Context<Contract["POST /api/territory-plans"]>) {
  const { id, rootId, name, effectiveOn } = ctx.body;
  const ground = await groundOf(ctx, rootId);
  if (!ground) return refuse("not-found");
  const moves = await movesIn(ctx, ground.seats, ctx.body.moves);
  if (isRefusal(moves)) return moves;
  if (!(await insertTerritoryPlan(ctx.tx, { id, rootId, name, effectiveOn, moves, by: ctx.user.userId }))) return refuse("not-found");
  await ctx.audit({ action: "territory.save", ...subject({ id, name }), after: { effectiveOn, moves: moves.length } });
  return { id, version: 1 };
}

const subject = ({ id, name }: Pick<PlanRow, "id" | "name">) => ({ subjectKind: "territory-plan", subjectId: id, subjectLabel: name });

/** From whom each account goes is what stands now. Accounts and receivers that are not below the unit are not there. */
async function movesIn(
  ctx: Pick<Caller, "tx">,
  seats: readonly TreeNode[],
  asked: readonly { accountId: string; toId: string }[],
): Promise<PlannedMove[] | Refusal> {
  const inside = new Set(seats.map((seat) => seat.id));
  const owners = await ownersOf(ctx.tx, asked.map((move) => move.accountId)); // prettier-ignore
  const moves = [...new Map(asked.map((move) => [move.accountId, move])).values()].flatMap(({ accountId, toId }) => {
    const fromId = owners.get(accountId)?.ownerId;
    return fromId && inside.has(fromId) && inside.has(toId) ? [{ accountId, fromId, toId }] : [];
  });
  const asks = new Set(asked.map((move) => move.accountId)).size;
  return moves.length < asks ? refuse("not-found") : moves;
}

type PlanRoute = "PUT /api/territory-plans/:id" | "DELETE /api/territory-plans/:id" | "POST /api/territory-plans/:id/application";
type Plan = PlanRow | Refusal;

async function openPlan({ tx, scope }: Pick<Context<Contract[PlanRoute]>, "tx" | "scope">, id: string): Promise<Plan> {
  const plan = await territoryPlan(tx, id);
  if (!plan || !mayAllocate(scope, plan.rootId)) return refuse("not-found");
  return plan.appliedAt === null ? plan : refuse("territory-applied");
}

/** PUT /api/territory-plans/:id */
export async function changeTerritories(ctx: Context<Contract["PUT /api/territory-plans/:id"]>) {
  const plan = await openPlan(ctx, ctx.params.id);
  if (isRefusal(plan)) return plan;
  if (plan.version !== ctx.body.version)
    return refuse("version-moved", {}, { name: plan.name, effectiveOn: plan.effectiveOn, version: plan.version });
  const ground = await groundOf(ctx, plan.rootId);
  if (!ground) return refuse("not-found");
  const moves = await movesIn(ctx, ground.seats, ctx.body.moves);
  if (isRefusal(moves)) return moves;
  const { name, effectiveOn } = ctx.body;
  await updateTerritoryPlan(ctx.tx, plan.id, { name, effectiveOn, moves });
  await ctx.audit({
    action: "territory.change",
    ...subject(plan),
    before: { effectiveOn: plan.effectiveOn, moves: plan.moves.length },
    after: { name, effectiveOn, moves: moves.length },
  });
  return { id: plan.id, version: plan.version + 1 };
}

/** DELETE /api/territory-plans/:id */
export async function dropTerritories(ctx: Context<Contract["DELETE /api/territory-plans/:id"]>): Promise<Record<never, never> | Refusal> {
  const plan = await openPlan(ctx, ctx.params.id);
  if (isRefusal(plan)) return plan;
  await deleteTerritoryPlan(ctx.tx, plan.id);
  await ctx.audit({ action: "territory.drop", ...subject(plan), before: { effectiveOn: plan.effectiveOn, moves: plan.moves.length } });
  return {};
}

/** POST …/application: what the plan was made from must still stand, else nothing changes hands. */
export async function applyTerritories(ctx: Context<Contract["POST /api/territory-plans/:id/application"]>) {
  const plan = await openPlan(ctx, ctx.params.id);
  if (isRefusal(plan)) return plan;
  if (plan.version !== ctx.body.version) return refuse("version-moved", {}, { version: plan.version });
  if (plan.effectiveOn > ctx.today) return refuse("territory-not-yet", { on: plan.effectiveOn });
  const owners = await ownersOf(ctx.tx, plan.moves.map((move) => move.accountId)); // prettier-ignore
  const stale = plan.moves.filter((move) => owners.get(move.accountId)?.ownerId !== move.fromId);
  if (stale.length > 0) {
    const names = stale.slice(0, 5).map((move) => owners.get(move.accountId)?.name ?? move.accountId);
    return refuse("territory-moved", { count: stale.length, who: names.join("、") });
  }
  const deals = await handOver(ctx.tx, { planId: plan.id, on: plan.effectiveOn, moves: plan.moves, by: ctx.user.userId });
  await ctx.audit({ action: "territory.apply", ...subject(plan), after: { effectiveOn: plan.effectiveOn, moves: plan.moves, deals } });
  return { accounts: plan.moves.length, deals };
}
