import { addMonths } from "#core/base/date.ts";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { workingDays } from "#core/calendar/working-days.ts";
import { decompose, type Line, type Node } from "#core/targets/decompose.ts";
import type { Contract } from "#api/index.ts";
import type { Tx } from "../db/tx.ts";
import { holidaysIn } from "../calendar/store.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { metricValues } from "../kpi/store.ts";
import { inTargetUnits, yearOf, type Book } from "./book.ts";
import { closedNodes } from "./approval-store.ts";
import { labelOf, open, type Opened } from "./commands.ts";
import { writeCells } from "./store.ts";
import { below, type TreeNode } from "./tree.ts";

type Ctx = Context<Contract["POST /api/target-sets/:setId/decomposition"]>;
type Reply = { lines: ReturnType<typeof lineReply>[] };
type Done = Opened & { readonly lines: readonly Line[] };

/** The preview and the act are this one computation; only the act writes. */
async function computed(ctx: Ctx): Promise<Done | Refusal> {
  const mayBreakDown = (node: TreeNode) => ctx.scope.all || (node.kind === "unit" && ctx.scope.unitIds.includes(node.id));
  const opened = await open(ctx, ctx.body.rootId, mayBreakDown);
  if (isRefusal(opened)) return opened;
  const { book, node } = opened;
  if (book.entry(node.id).version !== ctx.body.version) return refuse("version-moved");
  const closed = await closedNodes(ctx.tx, opened.set.id);
  const shut = below(book.nodes, node.id).find((one) => closed.has(one.id));
  if (shut) return refuse("target-locked", { name: shut.name || shut.detail });
  const amount = ctx.body.amount === undefined ? yearOf(book.entry(node.id).months) : parseAmount(ctx.body.amount);
  if (amount === null || amount <= 0n) return refuse("target-not-positive");
  const root = await treeFor(ctx, book, node);
  const holidays = await holidaysIn(ctx.tx, book.year);
  const phases = book.months.map((month) => ({ key: month.key, workingDays: workingDays(month, holidays).count }));
  const result = decompose(root, amount, phases, { nodes: ctx.body.nodes, phasing: ctx.body.phasing, step: parseAmount(ctx.body.step)! });
  if (result.kind === "decomposed") return { ...opened, lines: result.lines };
  const at = book.nodes.find((one) => one.id === result.at)?.name ?? "";
  return refuse(result.code, { ...result.values, name: at });
}

/** POST …/decomposition/preview */
export async function previewDecomposition(
  ctx: Context<Contract["POST /api/target-sets/:setId/decomposition/preview"]>,
): Promise<Reply | Refusal> {
  const done = await computed(ctx as Ctx);
  return isRefusal(done) ? done : { lines: done.lines.map((line) => lineReply(done.book, line)) };
}

/** POST …/decomposition: one who may not set the root's own number breaks it down as it stands. */
export async function applyDecomposition(ctx: Ctx): Promise<Reply | Refusal> {
  const done = await computed(ctx);
  if (isRefusal(done)) return done;
  const { set, book, node, lines } = done;
  const keepsRoot = !ctx.scope.all && ctx.body.amount === undefined;
  if (!ctx.scope.all && !keepsRoot) return refuse("not-found");
  const kinds = new Map(book.nodes.map((one) => [one.id, one.kind]));
  const cells = lines
    .filter((line) => !(keepsRoot && line.id === node.id))
    .flatMap((line) =>
      line.phases.map((amount, i) => ({
        kind: kinds.get(line.id)!,
        nodeId: line.id,
        month: book.months[i]!,
        amount,
        basis: ctx.body.nodes,
      })),
    );
  await writeCells(ctx.tx, set.id, cells);
  const change = { action: "targets.decompose", subjectKind: "target", subjectId: node.id, subjectLabel: `${node.name} ${labelOf(set)}` };
  const { nodes, phasing, step } = ctx.body;
  await ctx.audit({ ...change, after: { nodes, phasing, step, lines: lines.length } });
  return { lines: lines.map((line) => lineReply(book, line)) };
}

function lineReply(book: Book, line: Line) {
  const node = book.nodes.find((one) => one.id === line.id)!;
  const before = yearOf(book.entry(line.id).months);
  return {
    id: line.id,
    kind: node.kind,
    name: node.name || node.detail,
    depth: node.depth,
    before: before === null ? null : formatAmount(before),
    year: formatAmount(line.whole.amount),
    months: line.phases.map(formatAmount),
    reason: line.whole.reason,
    phasing: line.phasing,
    notes: [...line.notes],
  };
}

/** Weights of the tree below the root: last year's facts by node and month, or shares by hand. */
async function treeFor(ctx: Ctx, book: Book, root: TreeNode): Promise<Node> {
  const inside = [root, ...below(book.nodes, root.id)];
  const past = await historyOf(ctx.tx, book, inside);
  const shares = new Map(ctx.body.shares.map(({ nodeId, share }) => [nodeId, BigInt(share)]));
  const locked = new Set(ctx.body.locked);
  const build = (node: TreeNode): Node => {
    const seasons = past.get(node.id)!;
    const kept = locked.has(node.id) ? yearOf(book.entry(node.id).months) : null;
    return {
      id: node.id,
      seasons,
      weight: ctx.body.nodes === "manual" ? (shares.get(node.id) ?? 0n) : seasons.reduce((a, b) => a + b, 0n),
      overPpm: book.over.get(node.id) ?? 0n,
      ...(kept !== null && { locked: kept }),
      children: inside.filter((child) => child.parentId === node.id).map(build),
    };
  };
  return build(root);
}

/** What each node reached in the same months a year before; a refund month counts as none. */
async function historyOf(tx: Tx, book: Book, nodes: readonly TreeNode[]): Promise<Map<string, bigint[]>> {
  const spans = book.months.map(({ from, to }, i) => ({ key: String(i), from: addMonths(from, -12), to: addMonths(to, -12) }));
  const history = new Map<string, bigint[]>();
  for (const kind of ["unit", "position"] as const) {
    const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
    const values = await metricValues(tx, { metric: book.metric, nodes: { kind, ids }, spans });
    for (const id of ids)
      history.set(
        id,
        spans.map(({ key }) => inTargetUnits(book.metric, values.of(id, key).numerator)).map((v) => (v > 0n ? v : 0n)),
      );
  }
  return history;
}
