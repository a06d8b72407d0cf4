import type { z } from "zod";
import type { targetNode, targetTree } from "#api/targets.ts";
import { formatAmount, PPM } from "#core/base/money.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import type { ThreeWay } from "#core/targets/negotiate.ts";
import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { actualsOf, bookOf, fiscalOf, gapOf, stampOf, yearOf, unitOf, type Book } from "./book.ts";
import { setsOf, type SetRow } from "./store.ts";
import { closedNodes, submissionsOf, type Submission } from "./approval-store.ts";
import { standings, upwards } from "./standing.ts";
import { openProposals } from "./talk-store.ts";
import { inScope, maySet, visible, type TreeNode } from "./tree.ts";

type Ctx = Context<Contract["GET /api/targets"]>;
type Node = z.input<typeof targetNode>;

/** GET /api/targets */
export async function targetsPage(ctx: Ctx): Promise<z.input<typeof targetTree> | Refusal> {
  const { metric, year = fiscalYear(ctx.today, fiscalOf(ctx.tenant)) } = ctx.query;
  const roles = ctx.user.grants.map((grant) => grant.role);
  const mayWrite = may(roles, "targets", "write");
  const mayPublish = may(roles, "targets", "publish");
  const versions = (await setsOf(ctx.tx, metric, year)).filter((set) => mayWrite || mayPublish || set.state === "published");
  const set = ctx.query.setId ? versions.find((one) => one.id === ctx.query.setId) : asked(versions, ctx.query.view);
  if (ctx.query.setId && !set) return refuse("not-found");

  const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set ?? null);
  const nodes = visible(book.nodes, ctx.scope);
  const actuals = await actualsOf(ctx.tx, book, nodes, ctx.today);
  const isDraft = set?.state === "draft" && mayWrite;
  const around = await aroundOf(ctx, book, set);
  return {
    metric,
    unit: unitOf(metric),
    year,
    asOf: book.asOf,
    months: book.months.map(({ key, from, to }) => ({ key, from, to })),
    set: set ? setReply(set, ctx.user.userId, stampOf(book)) : null,
    versions: versions.map((one) => setReply(one, ctx.user.userId, 0)),
    mayDraft: mayWrite && mayPublish && !versions.some((one) => one.state === "draft"),
    mayDrop: mayWrite && mayPublish && set?.state === "draft",
    mayPublish: mayPublish && set?.state === "draft" && set.makerId !== ctx.user.userId,
    nodes: nodes.map((node) =>
      nodeReply(ctx, book, node, { isDraft, actual: inScope(node, ctx.scope) ? (actuals.get(node.id) ?? null) : null, around }),
    ),
  };
}

/** What counts is shown first; the draft when it is asked for, or when there is nothing else. */
function asked(versions: readonly SetRow[], view: "draft" | "published" = "published"): SetRow | undefined {
  return versions.find((one) => one.state === view) ?? versions[0];
}

const setReply = (
  { id, version, state, createdBy, makerId, createdAt, publishedBy, publishedAt, note }: SetRow,
  reader: string,
  stamp: number,
) => ({
  id,
  version,
  state,
  createdBy,
  createdAt,
  publishedBy,
  publishedAt,
  note,
  isMine: makerId === reader,
  stamp,
});

/** What is going on around a set: open proposals, submissions, locks. */
export type Around = {
  readonly ways: ReadonlyMap<string, ThreeWay>;
  readonly submissions: ReadonlyMap<string, Submission>;
  readonly closed: ReadonlySet<string>;
};

export async function aroundOf({ tx, tenant }: Pick<Ctx, "tx" | "tenant">, book: Book, set: SetRow | undefined): Promise<Around> {
  const open = await openProposals(tx, { metric: book.metric, year: Number(book.year.key) });
  return {
    ways: standings(book, open, tenant),
    submissions: set ? await submissionsOf(tx, set.id) : new Map(),
    closed: set ? await closedNodes(tx, set.id) : new Set(),
  };
}

type More = { readonly isDraft: boolean; readonly actual: bigint | null; readonly around: Around };
type Who = Pick<Ctx, "scope" | "user">;

/** The line above a reader's own numbers shows targets only: what others reached is theirs. */
export function nodeReply({ scope, user }: Who, book: Book, node: TreeNode, { isDraft, actual, around }: More): Node {
  const { months, version } = book.entry(node.id);
  const year = yearOf(months);
  const isMine = inScope(node, scope);
  const gap = isMine ? gapOf(book, node) : null;
  const isLocked = upwards(book.nodes, node).some((one) => around.closed.has(one.id));
  return {
    ...node,
    months: months.map(text),
    year: text(year),
    version,
    overPpm: String(book.over.get(node.id) ?? 0n),
    gap: text(gap?.gap ?? null),
    gapState: gap?.state ?? null,
    actual: text(actual),
    attainment: year !== null && year > 0n && actual !== null ? String((actual * PPM) / year) : null,
    mayWrite: isDraft && !isLocked && maySet(node, scope),
    mine: user.positionIds.includes(node.id),
    inReach: isMine,
    proposed: text(isMine ? (around.ways.get(node.id)?.proposed ?? null) : null),
    isLocked,
    submission: (isMine && around.submissions.get(node.id)?.state) || null,
  };
}

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));
