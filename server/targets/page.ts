import type { z } from "zod";
import type { targetNode, targetTree } from "#api/targets.ts";
import { formatAmount, PPM } from "#core/base/money.ts";
import { fiscalYear } from "#core/calendar/period.ts";
import { dictionary } from "#core/kpi/dictionary.ts";
import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import type { Context } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { actualsOf, bookOf, fiscalOf, gapOf, yearOf, type Book } from "./book.ts";
import { setsOf, type SetRow } from "./store.ts";
import { inScope, maySet, visible, type TreeNode } from "./tree.ts";

type Ctx = Context<Contract["GET /api/targets"]>;
type Node = z.input<typeof targetNode>;

/** GET /api/targets */
export async function targetsPage(ctx: Ctx): Promise<z.input<typeof targetTree> | Refusal> {
  const { metric, year = fiscalYear(ctx.today, fiscalOf(ctx.tenant)) } = ctx.query;
  const roles = ctx.user.grants.map((grant) => grant.role);
  const mayWrite = may(roles, "targets", "write");
  const versions = (await setsOf(ctx.tx, metric, year)).filter((set) => mayWrite || set.state === "published");
  const set = ctx.query.setId ? versions.find((one) => one.id === ctx.query.setId) : versions[0];
  if (ctx.query.setId && !set) return refuse("not-found");

  const book = await bookOf(ctx.tx, ctx.tenant, metric, year, set ?? null);
  const nodes = visible(book.nodes, ctx.scope);
  const actuals = await actualsOf(ctx.tx, book, nodes, ctx.today);
  const isDraft = set?.state === "draft" && mayWrite;
  return {
    metric,
    unit: dictionary[metric].unit === "count" ? "count" : "amount",
    year,
    asOf: book.asOf,
    months: book.months.map(({ key, from, to }) => ({ key, from, to })),
    set: set ? setReply(set) : null,
    versions: versions.map(setReply),
    mayDraft: may(roles, "targets", "publish") && !versions.some((one) => one.state === "draft"),
    mayPublish: may(roles, "targets", "publish") && set?.state === "draft",
    nodes: nodes.map((node) =>
      nodeReply(ctx, book, node, { isDraft, actual: inScope(node, ctx.scope) ? (actuals.get(node.id) ?? null) : null }),
    ),
  };
}

const setReply = ({ id, version, state, createdBy, createdAt, publishedBy, publishedAt, note }: SetRow) => ({
  id,
  version,
  state,
  createdBy,
  createdAt,
  publishedBy,
  publishedAt,
  note,
});

type More = { readonly isDraft: boolean; readonly actual: bigint | null };
type Who = Pick<Ctx, "scope" | "user">;

/** The line above a reader's own numbers shows targets only: what others reached is theirs. */
export function nodeReply({ scope, user }: Who, book: Book, node: TreeNode, { isDraft, actual }: More): Node {
  const { months, version } = book.entry(node.id);
  const year = yearOf(months);
  const gap = inScope(node, scope) ? gapOf(book, node) : null;
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
    mayWrite: isDraft && maySet(node, scope),
    mine: user.positionIds.includes(node.id),
  };
}

const text = (amount: bigint | null): string | null => (amount === null ? null : formatAmount(amount));
