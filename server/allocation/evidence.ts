import { formatAmount } from "#core/base/money.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import type { Contract } from "#api/index.ts";
import { scopeOf } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { bookOf, yearOf, type Book, type TargetMetric } from "../targets/book.ts";
import { isAbove } from "../targets/standing.ts";
import { inScope, type TreeNode } from "../targets/tree.ts";
import { attachmentFrom } from "./attachment.ts";
import { evidenceById, evidenceBytes, evidenceOf, insertEvidence, type EvidenceRow } from "./evidence-store.ts";
import { lastDayOf } from "./facts.ts";
import { attainabilityReply } from "./reply.ts";
import { checkerFor, setFor, viewpoint, type Checker } from "./smart.ts";

type Page = Context<Contract["GET /api/target-nodes/:nodeId/evidence"]>;

/** GET /api/target-nodes/:nodeId/evidence */
export async function evidencePage(ctx: Page) {
  const { metric, year, view } = ctx.query;
  const { set } = await setFor(ctx, metric, year, view);
  const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set);
  const node = book.nodes.find((one) => one.id === ctx.params.nodeId);
  if (!node || !inScope(node, ctx.scope)) return refuse("not-found");
  const checker = await checkerFor(ctx, book, viewpoint(ctx, book, node));
  const writable = await scopeOf(ctx.tx, ctx.user, "targets", "write", ctx.today);
  const target = yearOf(book.entry(node.id).months);
  const [judged, smart] = [checker.attainabilityOf(node), checker.smart(node)];
  return {
    nodeId: node.id,
    name: node.name,
    detail: node.detail,
    unit: dictionary[metric].unit === "count" ? ("count" as const) : ("amount" as const),
    target: target === null ? null : formatAmount(target),
    smart: smart && { score: smart.score, fields: [...smart.fields] },
    attainability: judged && attainabilityReply(judged),
    ...pastOf(node, checker),
    factsUntil: lastDayOf(checker.facts.span),
    notes: (await evidenceOf(ctx.tx, node.id, { metric, year })).map(noteReply),
    mayAdd: writable !== null && isAbove(node, { scope: writable, user: ctx.user }),
  };
}

/** A month one did not sell all of is missing, not zero; a unit's past is that of whoever was in it. */
function pastOf(node: TreeNode, { facts, weighed }: Checker) {
  const one = weighed.get(node.id);
  const months = one ? one.seat.past.map((month) => (month.isWhole ? month.amount : null)) : facts.unitPast(node.id);
  const lastYear = months.slice(-12).reduce<bigint>((sum, month) => sum + (month ?? 0n), 0n);
  const inside = one ? [one.seat] : facts.seats.filter((seat) => isBelow(facts.inside, seat.node, node.id));
  return {
    history: facts.pastMonths.map((month, i) => ({
      month: month.from.slice(0, 7),
      amount: months[i] == null ? null : formatAmount(months[i]),
    })),
    lastYear: formatAmount(lastYear),
    trend: one?.expectation.kind === "own" ? String(one.expectation.trend) : null,
    expected: one?.expected == null ? null : formatAmount(one.expected),
    pipeline: formatAmount(inside.reduce((sum, seat) => sum + seat.pipeline, 0n)),
    accounts: inside.reduce((sum, seat) => sum + seat.book.count, 0),
    capacity: one ? String(one.capacity.year) : null,
  };
}

function isBelow(nodes: readonly TreeNode[], node: TreeNode, id: string): boolean {
  const parents = new Map(nodes.map((one) => [one.id, one.parentId]));
  for (let at: string | null | undefined = node.parentId; at; at = parents.get(at)) if (at === id) return true;
  return false;
}

const noteReply = ({ id, text, source, fileName, fileType, fileSize, by, at }: EvidenceRow) => ({
  id,
  text,
  source,
  by,
  at,
  file: fileName !== null && fileType !== null && fileSize !== null ? { name: fileName, type: fileType, size: fileSize } : null,
});

/** POST …/evidence: by those who give the number. */
export async function saveEvidence(ctx: Context<Contract["POST /api/target-nodes/:nodeId/evidence"]>): Promise<{ id: string } | Refusal> {
  const { id, metric, year, text, source, file } = ctx.body;
  const book = await bookFor(ctx, metric, year);
  const node = book.nodes.find((one) => one.id === ctx.params.nodeId);
  if (!node || !isAbove(node, ctx)) return refuse("not-found");
  const attached = file ? attachmentFrom(file) : null;
  if (isRefusal(attached)) return attached;
  const made = await insertEvidence(ctx.tx, { id, nodeId: node.id, metric, year, text, source, file: attached, by: ctx.user.userId });
  if (!made) return refuse("not-found");
  const after = { text, source, ...(attached && { file: attached.name, bytes: attached.bytes.length }) };
  await ctx.audit({
    action: "targets.evidence",
    subjectKind: "target",
    subjectId: node.id,
    subjectLabel: `${node.name} ${metric} ${year}`,
    after,
  });
  return { id };
}

const bookFor = (ctx: Pick<Page, "tx" | "tenant">, metric: TargetMetric, year: number): Promise<Book> =>
  bookOf(ctx.tx, ctx.tenant, metric, year, null);

/** GET /api/target-evidence/:id/file: always a download, so that nothing in it runs in the page. */
export async function evidenceFile(ctx: Context<Contract["GET /api/target-evidence/:id/file"]>) {
  const note = await evidenceById(ctx.tx, ctx.params.id);
  if (!note || note.fileName === null) return refuse("not-found");
  const book = await bookFor(ctx, note.metric as TargetMetric, note.year);
  const node = book.nodes.find((one) => one.id === note.nodeId);
  const bytes = node && inScope(node, ctx.scope) ? await evidenceBytes(ctx.tx, note.id) : undefined;
  if (!bytes) return refuse("not-found");
  ctx.reply.header("content-type", "application/octet-stream");
  ctx.reply.header("x-content-type-options", "nosniff");
  ctx.reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(note.fileName)}`);
  return bytes as never;
}
