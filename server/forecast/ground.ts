import type { Scope } from "../access/door.ts";
import { ownNode, type Caller, type Subject, type Whose } from "../kpi/subject.ts";
import { below, inScope, treeOn, type TreeNode } from "../targets/tree.ts";
import type { Owners } from "./store.ts";

/** The place asked about with everything below it, as the organisation stands today. */
export type Ground = {
  readonly nodes: readonly TreeNode[];
  readonly node: TreeNode;
  readonly under: readonly TreeNode[];
  readonly owners: Owners;
};

/** The unit or selling position asked for, else the caller's own; null when it is out of reach, as if it were not there. */
export async function groundOf(caller: Caller, { unit, position }: Whose): Promise<Ground | null> {
  const nodes = await treeOn(caller.tx, caller.tenant.today);
  const id = unit ?? position ?? (await ownNode(caller))?.id;
  const kind = unit ? "unit" : position ? "position" : null;
  const node = nodes.find((one) => one.id === id && (kind === null || one.kind === kind));
  if (!node || !inScope(node, caller.scope)) return null;
  const under = below(nodes, node.id);
  return { nodes, node, under, owners: ownersOf(node, under) };
}

/** Deals belong to everybody of the units, whether they carry targets or not; to a position only its own. */
export function ownersOf(node: TreeNode, under: readonly TreeNode[]): Owners {
  if (node.kind === "position") return { unitIds: [], positionIds: [node.id] };
  return { unitIds: [node, ...under].filter(({ kind }) => kind === "unit").map(({ id }) => id), positionIds: [] };
}

export const subjectFrom = ({ kind, id, name, detail }: TreeNode): Subject => ({
  kind,
  id,
  name: name || detail,
  detail: kind === "unit" ? "" : detail,
});

/** The way down to the place, from the widest the caller may see. */
export function wayTo({ nodes, node }: Ground, scope: Scope): Subject[] {
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const way: Subject[] = [];
  for (let at: TreeNode | undefined = node; at && inScope(at, scope); at = at.parentId ? byId.get(at.parentId) : undefined)
    way.unshift(subjectFrom(at));
  return way;
}
