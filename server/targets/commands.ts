import { parseAmount } from "#core/base/money.ts";
import { periodOf, type Period } from "#core/calendar/period.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import { allocate } from "#core/targets/allocate.ts";
import type { Contract } from "#api/index.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Tx } from "../db/tx.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { markSpanDirty } from "../kpi/dirt.ts";
import { bookOf, fiscalOf, stampOf, type Book, type TargetMetric } from "./book.ts";
import { closedNodes } from "./approval-store.ts";
import { aroundOf, nodeReply } from "./page.ts";
import { upwards } from "./standing.ts";
import { clearCells, deleteDraft, insertDraft, lockSet, publishSet, setOver, setsOf, writeCells, type SetRow } from "./store.ts";
import { maySet, type TreeNode } from "./tree.ts";

type SetRoute = "DELETE /api/target-sets/:setId" | "POST /api/target-sets/:setId/publication";

/** POST /api/target-sets: one draft at a time for a metric and year. */
export async function createDraft(ctx: Context<Contract["POST /api/target-sets"]>): Promise<{ id: string } | Refusal> {
  if (!ctx.scope.all) return refuse("not-found");
  const { metric, year, note } = ctx.body;
  const [newest] = await setsOf(ctx.tx, metric, year);
  if (newest?.state === "draft") return refuse("draft-exists", { version: newest.version });
  const id = await insertDraft(ctx.tx, { metric, year, note, by: ctx.user.userId, base: newest });
  await ctx.audit({
    action: "targets.draft",
    subjectKind: "target-set",
    subjectId: id,
    subjectLabel: `${metric} ${year}`,
    after: { basedOn: newest?.version ?? null },
  });
  return { id };
}

/** DELETE /api/target-sets/:setId */
export async function dropDraft(ctx: Context<Contract["DELETE /api/target-sets/:setId"]>): Promise<Record<never, never> | Refusal> {
  const set = await draftOf(ctx);
  if (isRefusal(set)) return set;
  await deleteDraft(ctx.tx, set.id);
  await ctx.audit({ action: "targets.drop", subjectKind: "target-set", subjectId: set.id, subjectLabel: labelOf(set) });
  return {};
}

/** POST /api/target-sets/:setId/publication: from now on quotas are these; statements of the year are due again. */
export async function publish(ctx: Context<Contract["POST /api/target-sets/:setId/publication"]>): Promise<Record<never, never> | Refusal> {
  const set = await draftOf(ctx);
  if (isRefusal(set)) return set;
  const book = await bookOf(ctx.tx, ctx.tenant, set.metric as TargetMetric, set.fiscalYear, set);
  if (book.nodes.every((node) => book.entry(node.id).version === 0)) return refuse("targets-empty");
  if (set.makerId === ctx.user.userId) return refuse("own-targets");
  if (stampOf(book) !== ctx.body.stamp) return refuse("targets-moved");
  await publishSet(ctx.tx, set.id, ctx.user.userId);
  await markSpanDirty(ctx.tx, book.year);
  await ctx.audit({
    action: "targets.publish",
    subjectKind: "target-set",
    subjectId: set.id,
    subjectLabel: labelOf(set),
    after: { version: set.version },
  });
  return {};
}

async function draftOf(ctx: Pick<Context<Contract[SetRoute]>, "tx" | "params" | "scope">): Promise<SetRow | Refusal> {
  const set = await lockSet(ctx.tx, ctx.params.setId);
  if (!set || !ctx.scope.all) return refuse("not-found");
  return set.state === "published" ? refuse("targets-published", { version: set.version }) : set;
}

export const labelOf = (set: SetRow): string => `${set.metric} ${set.fiscalYear} v${set.version}`;

export type Opened = { readonly set: SetRow; readonly book: Book; readonly node: TreeNode };
type EditRoute =
  | "PUT /api/target-sets/:setId/cells"
  | "PUT /api/target-sets/:setId/over-assignments/:nodeId"
  | "POST /api/target-sets/:setId/decomposition";

/** A draft, locked, with the node to change: only where the caller may set it. */
export async function open(
  ctx: Context<Contract[EditRoute]>,
  nodeId: string,
  mayTouch: (node: TreeNode) => boolean,
): Promise<Opened | Refusal> {
  const set = await lockSet(ctx.tx, ctx.params.setId);
  if (!set) return refuse("not-found");
  if (set.state === "published") return refuse("targets-published", { version: set.version });
  const book = await bookOf(ctx.tx, ctx.tenant, set.metric as TargetMetric, set.fiscalYear, set);
  const node = book.nodes.find((one) => one.id === nodeId);
  if (!node) return refuse("not-found");
  if (ctx.user.positionIds.includes(node.id)) return refuse("not-on-yourself");
  if (!mayTouch(node)) return refuse("not-found");
  const closed = await closedNodes(ctx.tx, set.id);
  const shut = upwards(book.nodes, node).find((one) => closed.has(one.id));
  return shut ? refuse("target-locked", { name: shut.name || shut.detail }) : { set, book, node };
}

/** PUT /api/target-sets/:setId/cells */
export async function editCell(ctx: Context<Contract["PUT /api/target-sets/:setId/cells"]>) {
  const opened = await open(ctx, ctx.body.nodeId, (node) => maySet(node, ctx.scope));
  if (isRefusal(opened)) return opened;
  const { set, book, node } = opened;
  const around = await aroundOf(ctx, book, set);
  const shown = (b: Book) => nodeReply(ctx, b, node, { isDraft: true, actual: null, around });
  if (book.entry(node.id).version !== ctx.body.version) return refuse("version-moved", {}, shown(book));

  const period = periodOf(ctx.body.period, fiscalOf(ctx.tenant));
  const months = period ? book.months.filter((month) => month.from >= period.from && month.to <= period.to) : [];
  if (!period || months.length === 0 || !["month", "quarter", "half", "year"].includes(period.grain))
    return refuse("not-a-period", { period: ctx.body.period });
  const amount = ctx.body.amount === null ? null : parseAmount(ctx.body.amount);
  if (amount !== null && amount <= 0n) return refuse("target-not-positive");

  if (amount === null) await clearCells(ctx.tx, set.id, node.id, months);
  else
    await writeCells(
      ctx.tx,
      set.id,
      (await spread(ctx.tx, book, node, months, amount)).map((part) => ({ ...part, kind: node.kind, nodeId: node.id, basis: "manual" })),
    );
  const after = await bookOf(ctx.tx, ctx.tenant, book.metric, set.fiscalYear, set);
  const change = {
    action: "targets.edit",
    subjectKind: "target",
    subjectId: node.id,
    subjectLabel: `${node.name} ${labelOf(set)} ${period.key}`,
  };
  await ctx.audit({ ...change, before: shown(book).months, after: shown(after).months });
  return shown(after);
}

/** One amount over several months: in their present proportion, else by working days. They add up to it exactly. */
export async function spread(tx: Tx, book: Book, node: TreeNode, months: readonly Period[], amount: bigint) {
  if (months.length === 1) return months.map((month) => ({ month, amount }));
  const present = book.entry(node.id).months.filter((_, i) => months.includes(book.months[i]!));
  const holidays = await holidaysIn(tx, book.year);
  const isSet = present.some((value) => value !== null && value > 0n);
  const weights = months.map((month, i) => (isSet ? (present[i] ?? 0n) : BigInt(workingDays(month, holidays).count)));
  const parts = allocate(
    amount,
    weights.map((weight, i) => ({ id: String(i), weight })),
    "manual",
    WHOLE,
  );
  if (parts.kind === "refused") throw new Error(`a positive amount over months: ${parts.code}`);
  return months.map((month, i) => ({ month, amount: parts.parts[i]!.amount }));
}

/** Whole yuan, or whole orders and customers. */
export const WHOLE = 10_000n;

/** PUT /api/target-sets/:setId/over-assignments/:nodeId */
export async function declareOver(
  ctx: Context<Contract["PUT /api/target-sets/:setId/over-assignments/:nodeId"]>,
): Promise<Record<never, never> | Refusal> {
  const opened = await open(
    ctx,
    ctx.params.nodeId,
    (node) => node.kind === "unit" && (ctx.scope.all || ctx.scope.unitIds.includes(node.id)),
  );
  if (isRefusal(opened)) return opened;
  const { set, book, node } = opened;
  await setOver(ctx.tx, set.id, node.id, ctx.body.ppm);
  const change = { action: "targets.over-assign", subjectKind: "target", subjectId: node.id, subjectLabel: `${node.name} ${labelOf(set)}` };
  await ctx.audit({ ...change, before: { ppm: String(book.over.get(node.id) ?? 0n) }, after: { ppm: ctx.body.ppm } });
  return {};
}
