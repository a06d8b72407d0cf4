import type { Contract } from "#api/index.ts";
import { formatAmount } from "#core/base/money.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { dictionary, targetMetricCodes } from "#core/kpi/dictionary.ts";
import { may } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import { bookOf, fiscalOf, type Book, type TargetMetric } from "./book.ts";
import { changesOf, lastSeats, type ChangeRow } from "./change-store.ts";
import { colleagues } from "./changes.ts";
import { isAbove, isOwn } from "./standing.ts";
import { cellsOf, setsOf } from "./store.ts";
import { inScope, type TreeNode } from "./tree.ts";

type List = Contract["GET /api/target-changes"];
type Ctx = Context<List>;
type Shown = Extract<Reply<List>, { rows: unknown }>;
type Known = TreeNode & { readonly unitName?: string };

/** GET /api/target-changes */
export async function changesPage(ctx: Ctx): Promise<Shown> {
  const year = ctx.query.year ?? fiscalYear(ctx.today, fiscalOf(ctx.tenant));
  const [rows, orphans] = [await changesOf(ctx.tx, year), [] as Shown["orphans"]];
  const shown: Shown["rows"] = [];
  for (const metric of targetMetricCodes) {
    const set = (await setsOf(ctx.tx, metric, year)).find((one) => one.state === "published") ?? null;
    const own = rows.filter((row) => row.metric === metric);
    if (!set && own.length === 0) continue;
    const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set);
    const carrying = set ? (await cellsOf(ctx.tx, set.id)).filter((cell) => cell.amount > 0n && isAhead(ctx, book, cell.period)) : [];
    const ids = [...new Set([...own.flatMap((row) => [row.nodeId, row.toNodeId ?? row.nodeId]), ...carrying.map((cell) => cell.nodeId)])];
    const known = new Map<string, Known>((await lastSeats(ctx.tx, ids)).map((seat) => [seat.id, seat]));
    for (const node of book.nodes)
      known.set(node.id, { ...known.get(node.id), ...node, name: node.name || (known.get(node.id)?.name ?? "") });
    shown.push(...own.flatMap((row) => changeReply(ctx, book, known, row)));
    orphans.push(...orphansOf(ctx, book, known, new Set(carrying.map((cell) => cell.nodeId))));
  }
  return { year, rows: shown.sort((a, b) => Number(a.state !== "open") - Number(b.state !== "open") || (a.at < b.at ? 1 : -1)), orphans };
}

/** From the present month on. */
const isAhead = (ctx: Ctx, book: Book, period: string): boolean =>
  book.months.some((month) => month.key === period && month.to > ctx.today);

const unitOf = (metric: TargetMetric) => (dictionary[metric].unit === "count" ? ("count" as const) : ("amount" as const));
const nameOf = (node: TreeNode): string => node.name || node.detail;

function changeReply(ctx: Ctx, book: Book, known: ReadonlyMap<string, Known>, row: ChangeRow): Shown["rows"] {
  const node = known.get(row.nodeId);
  if (!node || !(inScope(node, ctx.scope) || isOwn(node, ctx.user))) return [];
  const left = book.entry(node.id).months.filter((month, i) => month !== null && book.months[i]!.from >= row.effectiveFrom);
  const taker = row.toNodeId ? known.get(row.toNodeId) : undefined;
  const mayTalk = may(ctx.user.grants.map((grant) => grant.role), "target-talks", "write"); // prettier-ignore
  const { id, kind, effectiveFrom, reason, by, at, decidedBy, decidedAt, decisionReason } = row;
  return [
    {
      id, metric: book.metric, unit: unitOf(book.metric), kind, nodeId: node.id, name: nameOf(node), toName: taker ? nameOf(taker) : null, effectiveFrom,
      amount: row.amount === null ? null : formatAmount(row.amount),
      present: left.length === 0 ? null : formatAmount(left.reduce<bigint>((sum, month) => sum + month!, 0n)),
      reason, by, at, state: row.decision ?? "open", decidedBy, decidedAt, decisionReason,
      mayDecide: !row.decision && mayTalk && row.byUser !== ctx.user.userId && isAbove(node, ctx),
    },
  ]; // prettier-ignore
}

/** Seats with months ahead that nobody holds: the colleagues who could take them stand beside. */
function orphansOf(ctx: Ctx, book: Book, known: ReadonlyMap<string, Known>, carrying: ReadonlySet<string>): Shown["orphans"] {
  const held = new Set(book.nodes.filter((node) => node.name !== "").map((node) => node.id));
  return [...carrying]
    .map((id) => known.get(id))
    .filter((node): node is Known => node !== undefined && node.kind === "position" && !held.has(node.id) && isAbove(node, ctx))
    .map((node) => {
      const left = book.entry(node.id).months.reduce<bigint>((sum, month, i) => sum + (book.months[i]!.to > ctx.today ? (month ?? 0n) : 0n), 0n);
      const successors = colleagues(book, node).map((id) => ({ nodeId: id, name: nameOf(known.get(id)!) }));
      return { nodeId: node.id, name: nameOf(node), unitName: node.unitName ?? "", metric: book.metric, unit: unitOf(book.metric), left: formatAmount(left), successors };
    }); // prettier-ignore
}
