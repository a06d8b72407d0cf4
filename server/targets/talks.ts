import { formatAmount, parseAmount } from "#core/base/money.ts";
import { periodOf } from "#core/calendar/period.ts";
import type { Contract } from "#api/index.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { closedNodes } from "./approval-store.ts";
import { bookOf, fiscalOf, type TargetMetric } from "./book.ts";
import { labelOf, spread } from "./commands.ts";
import { isAbove, isOwn, upwards } from "./standing.ts";
import { lockSet, setsOf, writeCells } from "./store.ts";
import { insertProposal, insertRemark, lockProposal, openProposals, settleProposal, type ProposalRow } from "./talk-store.ts";
import { inScope, treeOn, type TreeNode } from "./tree.ts";

type Propose = Context<Contract["POST /api/target-proposals"]>;
type Accept = Context<Contract["POST /api/target-proposals/:id/acceptance"]>;
type Close = Context<Contract["POST /api/target-proposals/:id/closing"]>;
type Done = Record<never, never> | Refusal;

/** POST /api/target-proposals: the other side's open number is answered by it. */
export async function propose(ctx: Propose): Promise<Done> {
  const { tx, body, user } = ctx;
  const node = (await treeOn(tx, ctx.today)).find((one) => one.id === body.nodeId);
  if (!node || !(isOwn(node, user) || isAbove(node, ctx))) return refuse("not-found");
  const amount = parseAmount(body.amount)!;
  if (amount <= 0n) return refuse("target-not-positive");
  if (!isPeriodOf(ctx, body.period, body.year)) return refuse("not-a-period", { period: body.period });

  const open = (await openProposals(tx, body)).filter((one) => one.nodeId === node.id);
  const side = isOwn(node, user) ? "up" : "down";
  if (!(await insertProposal(tx, { ...body, nodeKind: node.kind, amount, side, by: user.userId }))) return refuse("proposal-taken");
  for (const { id } of open) await settleProposal(tx, id, { kind: "answered", reason: "", by: user.userId });
  const after = { side, period: body.period, amount: body.amount };
  await ctx.audit({ action: "target.propose", subjectKind: "target", subjectId: node.id, subjectLabel: subject(node, body), after });
  return {};
}

const subject = (node: TreeNode, { metric, year }: { metric: string; year: number }): string =>
  `${node.name || node.detail} ${metric} ${year}`;

function isPeriodOf({ tenant }: Propose, key: string, year: number): boolean {
  const [whole, period] = [periodOf(String(year), fiscalOf(tenant))!, periodOf(key, fiscalOf(tenant))];
  return (
    period !== null && ["month", "quarter", "half", "year"].includes(period.grain) && period.from >= whole.from && period.to <= whole.to
  );
}

type Met = { readonly proposal: ProposalRow; readonly node: TreeNode; readonly isMine: boolean };

/** A proposal in reach of who carries the node or stands above it. `isMine`: the number came from the caller's side. */
async function met(ctx: Accept | Close): Promise<Met | Refusal> {
  const proposal = await lockProposal(ctx.tx, ctx.params.id);
  const node = proposal && (await treeOn(ctx.tx, ctx.today)).find((one) => one.id === proposal.nodeId);
  if (!node || !(isOwn(node, ctx.user) || isAbove(node, ctx))) return refuse("not-found");
  if (proposal.outcome) return refuse("proposal-closed");
  return { proposal, node, isMine: (proposal.side === "up") === isOwn(node, ctx.user) || proposal.byUser === ctx.user.userId };
}

/** POST /api/target-proposals/:id/acceptance: both agree, so the draft takes the number, whoever of the two says so. */
export async function acceptProposal(ctx: Accept): Promise<Done> {
  const found = await met(ctx);
  if (!("proposal" in found)) return found;
  const { proposal, node, isMine } = found;
  if (isMine) return refuse("own-proposal");
  // Zero could be proposed once; such a number is still open somewhere and is no target.
  if (proposal.amount <= 0n) return refuse("target-not-positive");
  const [newest] = await setsOf(ctx.tx, proposal.metric, proposal.year);
  if (newest?.state !== "draft") return refuse("no-draft");
  await lockSet(ctx.tx, newest.id);
  const book = await bookOf(ctx.tx, ctx.tenant, proposal.metric as TargetMetric, proposal.year, newest);
  const closed = await closedNodes(ctx.tx, newest.id);
  const shut = upwards(book.nodes, node).find((one) => closed.has(one.id));
  if (shut) return refuse("target-locked", { name: shut.name || shut.detail });

  const span = periodOf(proposal.period, fiscalOf(ctx.tenant))!;
  const months = book.months.filter((month) => month.from >= span.from && month.to <= span.to);
  const parts = await spread(ctx.tx, book, node, months, proposal.amount);
  await writeCells(ctx.tx, newest.id, parts.map((part) => ({ ...part, kind: node.kind, nodeId: node.id, basis: "agreed" }))); // prettier-ignore
  await settleProposal(ctx.tx, proposal.id, { kind: "accepted", reason: "", by: ctx.user.userId });
  const after = { set: labelOf(newest), period: proposal.period, amount: formatAmount(proposal.amount) };
  await ctx.audit({ action: "target.agree", subjectKind: "target", subjectId: node.id, subjectLabel: subject(node, proposal), after });
  return {};
}

/** POST /api/target-proposals/:id/closing: one's own is withdrawn, the other side's declined. */
export async function closeProposal(ctx: Close): Promise<Done> {
  const found = await met(ctx);
  if (!("proposal" in found)) return found;
  const { proposal, node, isMine } = found;
  if (!isMine && ctx.body.reason === "") return refuse("reason-missing");
  const kind = isMine ? "withdrawn" : "declined";
  await settleProposal(ctx.tx, proposal.id, { kind, reason: ctx.body.reason, by: ctx.user.userId });
  await ctx.audit({ action: `target.${kind === "withdrawn" ? "withdraw" : "decline"}`, subjectKind: "target", subjectId: node.id, subjectLabel: subject(node, proposal) }); // prettier-ignore
  return {};
}

/** POST /api/target-remarks */
export async function remark(ctx: Context<Contract["POST /api/target-remarks"]>): Promise<Done> {
  const node = (await treeOn(ctx.tx, ctx.today)).find((one) => one.id === ctx.body.nodeId);
  if (!node || !(inScope(node, ctx.scope) || isOwn(node, ctx.user))) return refuse("not-found");
  await insertRemark(ctx.tx, { ...ctx.body, by: ctx.user.userId });
  await ctx.audit({ action: "target.remark", subjectKind: "target", subjectId: node.id, subjectLabel: subject(node, ctx.body) });
  return {};
}
