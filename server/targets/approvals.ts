import type { Contract } from "#api/index.ts";
import { formatAmount } from "#core/base/money.ts";
import { differences } from "#core/targets/negotiate.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { closedNodes, insertDecision, insertSubmission, setLock, submissionOf } from "./approval-store.ts";
import { bookOf, gapOf, type Book, type TargetMetric } from "./book.ts";
import { labelOf } from "./commands.ts";
import { isAbove, upwards } from "./standing.ts";
import { cellsOf, lockSet, setById, type Cell, type SetRow } from "./store.ts";
import { below, visible, type TreeNode } from "./tree.ts";

type Submit = Context<Contract["POST /api/target-sets/:setId/submissions"]>;
type Decide = Context<Contract["POST /api/target-submissions/:id/decision"]>;
type Lock = Context<Contract["PUT /api/target-sets/:setId/locks/:nodeId"]>;
type Differ = Contract["GET /api/target-sets/:setId/differences"];
type Done = Record<never, never> | Refusal;

const nameOf = (node: TreeNode): string => node.name || node.detail;

async function openBook(ctx: Submit | Lock | Decide, setId: string): Promise<{ set: SetRow; book: Book } | Refusal> {
  const set = await lockSet(ctx.tx, setId);
  if (!set) return refuse("not-found");
  return { set, book: await bookOf(ctx.tx, ctx.tenant, set.metric as TargetMetric, set.fiscalYear, set) };
}

/** POST /api/target-sets/:setId/submissions: only what is handed on completely is handed up. */
export async function submit(ctx: Submit): Promise<Done> {
  const opened = await openBook(ctx, ctx.params.setId);
  if (!("set" in opened)) return opened;
  const { set, book } = opened;
  const node = book.nodes.find((one) => one.id === ctx.body.nodeId);
  if (!node || node.kind !== "unit" || !(ctx.scope.all || ctx.scope.unitIds.includes(node.id))) return refuse("not-found");
  if (set.state === "published") return refuse("targets-published", { version: set.version });
  const closed = await closedNodes(ctx.tx, set.id);
  const shut = upwards(book.nodes, node).find((one) => closed.has(one.id));
  if (shut) return refuse("target-locked", { name: nameOf(shut) });
  const open = [node, ...below(book.nodes, node.id)].find((one) => gapOf(book, one)?.state === "open");
  if (open) return refuse("target-not-balanced", { name: nameOf(open) });
  await insertSubmission(ctx.tx, { ...ctx.body, setId: set.id, by: ctx.user.userId });
  await ctx.audit({ action: "targets.submit", subjectKind: "target", subjectId: node.id, subjectLabel: `${nameOf(node)} ${labelOf(set)}` });
  return {};
}

/** POST /api/target-submissions/:id/decision: by the level above, never by who handed it in. */
export async function decide(ctx: Decide): Promise<Done> {
  const submission = await submissionOf(ctx.tx, ctx.params.id);
  const opened = submission && (await openBook(ctx, submission.setId));
  if (!opened || !("set" in opened)) return refuse("not-found");
  const node = opened.book.nodes.find((one) => one.id === submission.nodeId);
  if (!node || !isAbove(node, ctx)) return refuse("not-found");
  if (submission.byUser === ctx.user.userId) return refuse("own-submission");
  const { kind, reason } = ctx.body;
  if (kind === "returned" && reason === "") return refuse("reason-missing");
  if (!(await insertDecision(ctx.tx, submission.id, { kind, reason, by: ctx.user.userId }))) return refuse("submission-decided");
  const label = `${nameOf(node)} ${labelOf(opened.set)}`;
  await ctx.audit({ action: kind === "approved" ? "targets.approve" : "targets.return", subjectKind: "target", subjectId: node.id, subjectLabel: label, after: { reason } }); // prettier-ignore
  return {};
}

/** PUT /api/target-sets/:setId/locks/:nodeId */
export async function lockNode(ctx: Lock): Promise<Done> {
  const opened = await openBook(ctx, ctx.params.setId);
  if (!("set" in opened)) return opened;
  const { set, book } = opened;
  const node = book.nodes.find((one) => one.id === ctx.params.nodeId);
  if (!node || !isAbove(node, ctx)) return refuse("not-found");
  if (set.state === "published") return refuse("targets-published", { version: set.version });
  await setLock(ctx.tx, set.id, node.id, ctx.body.isLocked ? ctx.user.userId : null);
  await ctx.audit({ action: ctx.body.isLocked ? "targets.lock" : "targets.unlock", subjectKind: "target", subjectId: node.id, subjectLabel: `${nameOf(node)} ${labelOf(set)}` }); // prettier-ignore
  return {};
}

/** GET /api/target-sets/:setId/differences: of the nodes the reader sees, those that differ. */
export async function differencesPage(ctx: Context<Differ>): Promise<Reply<Differ>> {
  const [after, before] = [await setById(ctx.tx, ctx.params.setId), await setById(ctx.tx, ctx.query.from)];
  const roles = ctx.user.grants.map((grant) => grant.role);
  const seesDrafts = may(roles, "targets", "write") || may(roles, "targets", "publish");
  const isSeen = (set: SetRow | undefined): set is SetRow => set !== undefined && (seesDrafts || set.state === "published");
  if (!isSeen(after) || !isSeen(before) || after.metric !== before.metric || after.fiscalYear !== before.fiscalYear)
    return refuse("not-found");
  const book = await bookOf(ctx.tx, ctx.tenant, after.metric as TargetMetric, after.fiscalYear, after);
  const [old, now] = [await cellsOf(ctx.tx, before.id), await cellsOf(ctx.tx, after.id)];
  const found = Map.groupBy(differences(old, now), (one) => one.nodeId);
  const rows = visible(book.nodes, ctx.scope).filter((node) => found.has(node.id));
  return {
    from: before.version,
    to: after.version,
    rows: rows.map((node) => ({
      nodeId: node.id,
      name: nameOf(node),
      depth: node.depth,
      before: total(old, node.id),
      after: total(now, node.id),
      months: found.get(node.id)!.map(({ period, before: was, after: is }) => ({ period, before: text(was), after: text(is) })),
    })),
  };
}

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));

function total(cells: readonly Cell[], nodeId: string): string | null {
  const own = cells.filter((cell) => cell.nodeId === nodeId);
  return own.length === 0 ? null : formatAmount(own.reduce((sum, cell) => sum + cell.amount, 0n));
}
