import { periodOf } from "#core/calendar/period.ts";
import { threeWays, type ThreeWay } from "#core/targets/negotiate.ts";
import type { Scope } from "../access/door.ts";
import type { Principal } from "../access/door.ts";
import type { Tenant } from "../auth/principal.ts";
import { fiscalOf, yearOf, type Book } from "./book.ts";
import type { ProposalRow } from "./talk-store.ts";
import { maySet, type TreeNode } from "./tree.ts";

/** Whether a node is the reader's own: the seat he holds, or the unit he heads. */
export const isOwn = (node: TreeNode, { positionIds, grants }: Pick<Principal, "positionIds" | "grants">): boolean =>
  node.kind === "position"
    ? positionIds.includes(node.id)
    : grants.some(({ role, unitId }) => unitId === node.id && (role === "manager" || role === "director"));

/** Whether the reader stands above a node: he gives it its number, and it is not his own. */
export const isAbove = (node: TreeNode, who: { readonly scope: Scope; readonly user: Principal }): boolean =>
  !isOwn(node, who.user) && maySet(node, who.scope);

/** The line from a node up to the root, the node first. */
export function upwards(nodes: readonly TreeNode[], node: TreeNode): TreeNode[] {
  const above = nodes.find((one) => one.id === node.parentId);
  return above ? [node, ...upwards(nodes, above)] : [node];
}

/** Given, proposed and handed on at every node of a book. A proposal for a part of the year moves the year by its difference. */
export function standings(book: Book, open: readonly ProposalRow[], tenant: Tenant): Map<string, ThreeWay> {
  const asked = new Map(open.filter(({ side }) => side === "up").map((one) => [one.nodeId, yearAsked(book, one, tenant)]));
  return threeWays(
    book.nodes.map((node) => ({
      id: node.id,
      parentId: node.parentId,
      given: yearOf(book.entry(node.id).months),
      asked: asked.get(node.id) ?? null,
      overPpm: book.over.get(node.id) ?? 0n,
    })),
  );
}

function yearAsked(book: Book, { nodeId, period, amount }: ProposalRow, tenant: Tenant): bigint {
  const { months } = book.entry(nodeId);
  const span = periodOf(period, fiscalOf(tenant))!;
  const rest = months.reduce<bigint>((sum, month, i) => {
    const isInside = book.months[i]!.from >= span.from && book.months[i]!.to <= span.to;
    return isInside ? sum : sum + (month ?? 0n);
  }, 0n);
  return rest + amount;
}
