import type { Contract } from "#api/index.ts";
import { formatAmount } from "#core/base/money.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { closedNodes, submissionsOf, type Submission } from "./approval-store.ts";
import { bookOf } from "./book.ts";
import { isAbove, isOwn, standings, upwards } from "./standing.ts";
import { setsOf, type SetRow } from "./store.ts";
import { openProposals, trailOf, type ProposalRow, type TrailRow } from "./talk-store.ts";
import { inScope, type TreeNode } from "./tree.ts";

type Trail = Contract["GET /api/target-nodes/:nodeId/trail"];
type Ctx = Context<Trail>;
type Shown = Extract<Reply<Trail>, { entries: unknown }>;

/** GET /api/target-nodes/:nodeId/trail: planning is talked about against the draft by those who see it. */
export async function trailPage(ctx: Ctx): Promise<Reply<Trail>> {
  const { tx, query, tenant, params } = ctx;
  const mayDraft = may(ctx.user.grants.map((grant) => grant.role), "targets", "write"); // prettier-ignore
  const set = (await setsOf(tx, query.metric, query.year)).find((one) => mayDraft || one.state === "published") ?? null;
  const book = await bookOf(tx, tenant, query.metric, query.year, set);
  const node = book.nodes.find((one) => one.id === params.nodeId);
  if (!node || !inScope(node, ctx.scope)) return refuse("not-found");
  const open = await openProposals(tx, query);
  const way = standings(book, open, tenant).get(node.id)!;
  const closed = set ? await closedNodes(tx, set.id) : new Set<string>();
  const isLocked = upwards(book.nodes, node).some((one) => closed.has(one.id));
  const submission = set ? (await submissionsOf(tx, set.id)).get(node.id) : undefined;
  return {
    nodeId: node.id,
    given: text(way.given),
    proposed: text(way.proposed),
    assigned: text(way.assigned),
    proposedGap: text(way.proposedGap),
    assignedGap: text(way.assignedGap),
    open: openOf(
      ctx,
      node,
      open.find((one) => one.nodeId === node.id),
    ),
    submission: submission ? { id: submission.id, state: submission.state, mayDecide: mayDecide(ctx, node, submission) } : null,
    isLocked,
    ...rights(ctx, node, set, { isLocked, mayDraft }),
    entries: (await trailOf(tx, query, node.id)).map(entryOf),
  };
}

function rights(ctx: Ctx, node: TreeNode, set: SetRow | null, { isLocked, mayDraft }: { isLocked: boolean; mayDraft: boolean }) {
  const [own, above] = [isOwn(node, ctx.user), isAbove(node, ctx)];
  const mayTalk = may(ctx.user.grants.map((grant) => grant.role), "target-talks", "write"); // prettier-ignore
  const isDraft = set?.state === "draft" && mayDraft;
  return {
    mayPropose: own && mayTalk,
    mayCounter: above && mayTalk,
    mayRemark: mayTalk,
    maySubmit: isDraft && node.kind === "unit" && !isLocked && (ctx.scope.all || ctx.scope.unitIds.includes(node.id)),
    mayLock: isDraft && above,
  };
}

function openOf(ctx: Ctx, node: TreeNode, open: ProposalRow | undefined): Shown["open"] {
  if (!open) return null;
  const [own, above] = [isOwn(node, ctx.user), isAbove(node, ctx)];
  const isMine = (open.side === "up") === own || open.byUser === ctx.user.userId;
  const { id, side, period } = open;
  return {
    id,
    side,
    period,
    amount: formatAmount(open.amount),
    mayAccept: (own || above) && !isMine,
    mayWithdraw: (own || above) && isMine,
  };
}

const mayDecide = (ctx: Ctx, node: TreeNode, { state, byUser }: Submission): boolean =>
  state === "submitted" && byUser !== ctx.user.userId && isAbove(node, ctx) && may(ctx.user.grants.map((grant) => grant.role), "targets", "write"); // prettier-ignore

const entryOf = (row: TrailRow): Shown["entries"][number] => ({
  ...row,
  kind: row.kind as Shown["entries"][number]["kind"],
  amount: text(row.amount),
});

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));
