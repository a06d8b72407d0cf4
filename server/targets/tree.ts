import { sql } from "kysely";
import type { Day } from "#core/base/date.ts";
import type { Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";

/** A unit or a selling position of a day. Children come after their parent, in reading order. */
export type TreeNode = {
  readonly id: string;
  readonly kind: "unit" | "position";
  readonly code: string;
  readonly name: string;
  readonly detail: string;
  readonly parentId: string | null;
  readonly depth: number;
};

/** The organisation as of a day with its selling positions as leaves; a position's name is its holder's. */
export async function treeOn(tx: Tx, day: Day): Promise<TreeNode[]> {
  const rows = await tx.rows(sql<Omit<TreeNode, "depth">>`
    select v.org_unit_id as id, 'unit' as kind, u.code, v.name, v.kind as detail, v.parent_id as "parentId"
    from org_unit_versions v join org_units u on u.tenant_id = v.tenant_id and u.id = v.org_unit_id
    where v.tenant_id = current_tenant() and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    union all
    select v.position_id, 'position', coalesce(p.code, s.code), coalesce(p.name, ''), v.title, v.org_unit_id
    from position_versions v join positions s on s.tenant_id = v.tenant_id and s.id = v.position_id
    left join assignments a on a.tenant_id = v.tenant_id and a.position_id = v.position_id
      and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    left join persons p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where v.tenant_id = current_tenant() and v.is_selling and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    order by kind, code`);
  return inReadingOrder(rows);
}

function inReadingOrder(rows: readonly Omit<TreeNode, "depth">[]): TreeNode[] {
  const known = new Set(rows.map((row) => row.id));
  const children = Map.groupBy(rows, (row) => (row.parentId && known.has(row.parentId) ? row.parentId : ""));
  const walk = (parentId: string, depth: number): TreeNode[] =>
    (children.get(parentId) ?? []).flatMap((row) => [{ ...row, depth }, ...walk(row.id, depth + 1)]);
  return walk("", 0);
}

/** What the caller sees: his scope, and the line from it up to the company ("your number → team → company"). */
export function visible(nodes: readonly TreeNode[], scope: Scope): TreeNode[] {
  if (scope.all) return [...nodes];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shown = new Set<string>();
  for (const node of nodes.filter((one) => inScope(one, scope))) {
    for (let at: TreeNode | undefined = node; at && !shown.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined)
      shown.add(at.id);
  }
  return nodes.filter((node) => shown.has(node.id));
}

export function inScope(node: TreeNode, scope: Scope): boolean {
  if (scope.all) return true;
  if (node.kind === "unit") return scope.unitIds.includes(node.id);
  return scope.positionIds.includes(node.id) || (node.parentId !== null && scope.unitIds.includes(node.parentId));
}

/**
 * A node may be changed by whoever holds its parent: a manager gives numbers to his team, not to himself, and the
 * team's own number comes from above.
 */
export function maySet(node: TreeNode, scope: Scope): boolean {
  if (scope.positionIds.includes(node.id)) return false;
  return scope.all || (node.parentId !== null && scope.unitIds.includes(node.parentId));
}

export function below(nodes: readonly TreeNode[], rootId: string): TreeNode[] {
  const children = Map.groupBy(nodes, (node) => node.parentId ?? "");
  const walk = (id: string): TreeNode[] => (children.get(id) ?? []).flatMap((child) => [child, ...walk(child.id)]);
  return walk(rootId);
}
