import type { Contract } from "#api/index.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { changed, type Row } from "#core/targets/change.ts";
import { reconcile } from "#core/targets/reconcile.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { markSpanDirty } from "../kpi/dirt.ts";
import { bookOf, yearOf, type Book, type TargetMetric } from "./book.ts";
import { insertChange, insertChangeDecision, lastSeats, lockChange, moveDraftBehind, type ChangeRow } from "./change-store.ts";
import { isAbove, isOwn, upwards } from "./standing.ts";
import { cellsOf, clearCells, insertDraft, lockSet, publishSet, setsOf, writeCells, type SetRow } from "./store.ts";
import type { Scope } from "../access/door.ts";
import { inScope, type TreeNode } from "./tree.ts";

type Preview = Context<Contract["POST /api/target-changes/preview"]>;
type Ask = Context<Contract["POST /api/target-changes"]>;
type Decide = Context<Contract["POST /api/target-changes/:id/decision"]>;
type Asked = Omit<Preview["body"], "toNodeId" | "amount"> & {
  readonly toNodeId?: string | null | undefined;
  readonly amount?: string | undefined;
};

type Planned = {
  readonly book: Book;
  readonly set: SetRow;
  readonly node: TreeNode;
  readonly nodes: readonly TreeNode[];
  readonly rows: ReadonlyMap<string, Row>;
};

/** What a change would leave, from the version that counts now; the preview, the request and the approval are this one computation. */
async function planned(ctx: Preview | Ask | Decide, asked: Asked): Promise<Planned | Refusal> {
  const { tx, tenant, today } = ctx;
  const set = (await setsOf(tx, asked.metric, asked.year)).find((one) => one.state === "published");
  const book = await bookOf(tx, tenant, asked.metric, asked.year, set ?? null);
  const gone = await lastSeats(tx, [asked.nodeId]);
  const nodes = [...book.nodes, ...gone.filter(({ id }) => !book.nodes.some((node) => node.id === id))];
  const node = nodes.find((one) => one.id === asked.nodeId);
  if (!node || !(isAbove(node, ctx) || (isOwn(node, ctx.user) && asked.kind === "adjust"))) return refuse("not-found");
  const taker = asked.toNodeId ? book.nodes.find((one) => one.id === asked.toNodeId) : undefined;
  if (asked.toNodeId && (!taker || !inScope(taker, ctx.scope))) return refuse("not-found");
  if (!set) return refuse("targets-empty");
  const from = book.months.findIndex((month) => month.from === asked.effectiveFrom);
  if (from < 0 || book.months[from]!.to <= today) return refuse("change-in-past");

  const amount = asked.amount === undefined ? null : parseAmount(asked.amount);
  if (amount !== null && amount <= 0n) return refuse("target-not-positive");
  if (asked.kind === "adjust" ? amount === null : asked.kind === "hand-over" && !taker) return refuse("change-incomplete");
  const entries = new Map<string, Row>(nodes.map((one) => [one.id, book.entry(one.id).months]));
  const rows = changed(entries, shapeOf(asked, { from, amount, among: colleagues(book, node) }));
  return rows ? { book, set, node, nodes, rows } : refuse("nobody-to-take", { name: node.name || node.detail });
}

type Shape = { readonly from: number; readonly amount: bigint | null; readonly among: readonly string[] };

function shapeOf({ kind, nodeId, toNodeId }: Asked, { from, amount, among }: Shape) {
  if (kind === "adjust") return { kind, nodeId, from, amount: amount! };
  return kind === "hand-over" ? { kind, nodeId, from, toNodeId: toNodeId! } : { kind, nodeId, from, among };
}

/** Seats of the same unit that are held and carry the metric. */
export const colleagues = (book: Book, node: TreeNode): string[] =>
  book.nodes
    .filter((one) => one.kind === node.kind && one.parentId === node.parentId && one.id !== node.id && one.name !== "")
    .filter((one) => yearOf(book.entry(one.id).months) !== null)
    .map((one) => one.id);

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));

/**
 * The nodes that move, and what the gap of every level above does. Whoever asks may read the gap itself only within reach; of
 * the levels above that it is said by how much it moves.
 */
function effectOf({ book, node, nodes, rows }: Planned, scope: Scope) {
  const yearNow = (id: string) => yearOf(book.entry(id).months);
  const yearAfter = (id: string) => yearOf(rows.get(id) ?? book.entry(id).months);
  const name = (id: string) => nodes.find((one) => one.id === id)!;
  const gap = (above: TreeNode, year: (id: string) => bigint | null) => {
    const given = book.nodes.filter((one) => one.parentId === above.id).map((one) => year(one.id)).filter((one) => one !== null); // prettier-ignore
    const own = year(above.id);
    return own === null || given.length === 0 ? null : reconcile(own, given, book.over.get(above.id) ?? 0n).gap;
  };
  const line = (nodeId: string, called: string, before: bigint | null, after: bigint | null, isOpen: boolean) => ({
    nodeId,
    name: called,
    before: isOpen ? text(before) : null,
    after: isOpen ? text(after) : null,
    change: before === null || after === null ? null : text(after - before),
  });
  const above = upwards(nodes, node).slice(node.kind === "unit" ? 0 : 1);
  return {
    lines: [...rows.keys()].map((id) => line(id, name(id).name || name(id).detail, yearNow(id), yearAfter(id), true)),
    gaps: above.map((one) => line(one.id, one.name, gap(one, yearNow), gap(one, yearAfter), inScope(one, scope))),
  };
}

/** POST /api/target-changes/preview */
export async function previewChange(ctx: Preview): Promise<ReturnType<typeof effectOf> | Refusal> {
  const plan = await planned(ctx, ctx.body);
  return isRefusal(plan) ? plan : effectOf(plan, ctx.scope);
}

/** POST /api/target-changes */
export async function askChange(ctx: Ask): Promise<ReturnType<typeof effectOf> | Refusal> {
  const { id, reason, ...asked } = ctx.body;
  const plan = await planned(ctx, asked);
  if (isRefusal(plan)) return plan;
  const amount = asked.amount === undefined || asked.kind !== "adjust" ? null : parseAmount(asked.amount);
  const toNodeId = asked.kind === "hand-over" ? asked.toNodeId! : null;
  await insertChange(ctx.tx, { ...asked, id, reason, amount, toNodeId, by: ctx.user.userId });
  await ctx.audit({ action: "target.ask-change", subjectKind: "target", subjectId: plan.node.id, subjectLabel: label(plan), after: { kind: asked.kind, effectiveFrom: asked.effectiveFrom } }); // prettier-ignore
  return effectOf(plan, ctx.scope);
}

const label = ({ node, set }: Planned): string => `${node.name || node.detail} ${set.metric} ${set.fiscalYear}`;

/** POST /api/target-changes/:id/decision: by the level above, never by who asked. */
export async function decideChange(ctx: Decide): Promise<Record<never, never> | Refusal> {
  const { tx, body, user } = ctx;
  const change = await lockChange(tx, ctx.params.id);
  if (!change) return refuse("not-found");
  const seat = (await bookOf(tx, ctx.tenant, change.metric as TargetMetric, change.year, null)).nodes.find(
    (one) => one.id === change.nodeId,
  );
  const node = seat ?? (await lastSeats(tx, [change.nodeId]))[0];
  if (!node || !isAbove(node, ctx)) return refuse("not-found");
  if (change.byUser === user.userId) return refuse("own-change");
  if (change.decision) return refuse("change-decided");
  if (body.kind === "declined" && body.reason === "") return refuse("reason-missing");
  const setId = body.kind === "approved" ? await enact(ctx, change) : null;
  if (isRefusal(setId)) return setId;
  await insertChangeDecision(tx, change.id, { ...body, setId, by: user.userId });
  const subjectLabel = `${node.name || node.detail} ${change.metric} ${change.year}`;
  await ctx.audit({ action: body.kind === "approved" ? "target.approve-change" : "target.decline-change", subjectKind: "target", subjectId: node.id, subjectLabel }); // prettier-ignore
  return {};
}

/** The version that counts, copied and published with the change in it. A draft in the making follows where it had not moved. */
async function enact(ctx: Decide, change: ChangeRow): Promise<string | Refusal> {
  const { tx } = ctx;
  const asked = {
    ...change,
    metric: change.metric as TargetMetric,
    amount: change.amount === null ? undefined : formatAmount(change.amount),
  };
  const plan = await planned(ctx, asked);
  if (isRefusal(plan)) return plan;
  const [newest] = await setsOf(tx, change.metric, change.year);
  const draft = newest?.state === "draft" ? newest : null;
  await lockSet(tx, plan.set.id);
  if (draft) await moveDraftBehind(tx, draft.id);
  const setId = await insertDraft(tx, {
    metric: change.metric,
    year: change.year,
    note: change.reason,
    by: change.byUser ?? ctx.user.userId,
    base: plan.set,
  });
  await write(ctx, setId, plan, null);
  await publishSet(tx, setId, ctx.user.userId);
  if (draft) await write(ctx, draft.id, plan, draft);
  await markSpanDirty(tx, plan.book.year);
  return setId;
}

/** Months that moved; in a draft only those that still stood as published. */
async function write({ tx }: Decide, setId: string, { book, rows, nodes }: Planned, draft: SetRow | null): Promise<void> {
  const drafted = new Map((draft ? await cellsOf(tx, draft.id) : []).map((cell) => [`${cell.nodeId} ${cell.period}`, cell.amount]));
  for (const [nodeId, row] of rows) {
    const before = book.entry(nodeId).months;
    const moving = book.months.map((month, i) => ({ month, amount: row[i] ?? null, before: before[i] ?? null })).filter(({ amount, before: was }) => amount !== was); // prettier-ignore
    const mine = moving.filter(({ month, before: was }) => !draft || (drafted.get(`${nodeId} ${month.key}`) ?? null) === was);
    const kind = nodes.find((node) => node.id === nodeId)!.kind;
    const set = mine.flatMap(({ month, amount }) => (amount === null ? [] : [{ kind, nodeId, month, amount, basis: "change" }]));
    if (set.length > 0) await writeCells(tx, setId, set);
    const emptied = mine.filter(({ amount }) => amount === null).map(({ month }) => month);
    if (emptied.length > 0) await clearCells(tx, setId, nodeId, emptied);
  }
}
