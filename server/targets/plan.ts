import type { Contract } from "#api/index.ts";
import { seatsWithin, type Seat } from "../coaching/store.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { insertPlanAction, planOf } from "./plan-store.ts";
import { isOwn } from "./standing.ts";
import { below, inScope, treeOn, type TreeNode } from "./tree.ts";

type Read = Contract["GET /api/target-nodes/:nodeId/plan"];
type Add = Contract["POST /api/target-nodes/:nodeId/plan"];
type Ctx = Context<Read> | Context<Add>;

/** A node in reach with the people who may own an action there: whoever carries it or sits below it, within the caller's reach. */
async function planned(ctx: Ctx): Promise<{ node: TreeNode; owners: Seat[] } | null> {
  const nodes = await treeOn(ctx.tx, ctx.today);
  const node = nodes.find((one) => one.id === ctx.params.nodeId);
  if (!node || !(inScope(node, ctx.scope) || isOwn(node, ctx.user))) return null;
  const inside = new Set([node, ...below(nodes, node.id)].map((one) => one.id));
  const owners = (await seatsWithin(ctx.tx, ctx.scope, ctx.today)).filter((seat) => inside.has(seat.positionId));
  return { node, owners };
}

/** GET /api/target-nodes/:nodeId/plan */
export async function planPage(ctx: Context<Read>): Promise<Reply<Read>> {
  const found = await planned(ctx);
  if (!found) return refuse("not-found");
  return {
    owners: found.owners.map(({ personId, name }) => ({ personId, name })),
    actions: await planOf(ctx.tx, found.node.id, ctx.query.year, ctx.tenant.timeZone),
  };
}

/** POST /api/target-nodes/:nodeId/plan */
export async function addToPlan(ctx: Context<Add>): Promise<Record<never, never> | Refusal> {
  const found = await planned(ctx);
  const owner = found?.owners.find((seat) => seat.personId === ctx.body.ownerPersonId);
  if (!found || !owner) return refuse("not-found");
  if (ctx.body.dueOn < ctx.today) return refuse("action-overdue", { today: ctx.today });
  await insertPlanAction(ctx.tx, { ...ctx.body, nodeId: found.node.id, by: ctx.user.personId });
  const subjectLabel = `${found.node.name || found.node.detail} ${ctx.body.year}`;
  await ctx.audit({
    action: "target.plan",
    subjectKind: "target",
    subjectId: found.node.id,
    subjectLabel,
    after: { dueOn: ctx.body.dueOn },
  });
  return {};
}
