import type { Amount } from "../base/money.ts";
import { reconcile } from "./reconcile.ts";

/** One node as the talk about its number sees it: amounts of a year in ten-thousandths, null where nothing is set. */
export type Talked = {
  readonly id: string;
  readonly parentId: string | null;
  /** Given from above. */
  readonly given: Amount | null;
  /** Asked for by whoever carries it, while that is still open. */
  readonly asked: Amount | null;
  readonly overPpm: bigint;
};

/** Three numbers that should become one: given from above, proposed from below, and what the node has handed on. */
export type ThreeWay = {
  readonly given: Amount | null;
  /** Own open proposal; without one the sum below, each child with what it asks or else carries. Null when nobody asks. */
  readonly proposed: Amount | null;
  /** Sum of what the children were given; null for a leaf, or when none of them has a number. */
  readonly assigned: Amount | null;
  /** Proposed less given: negative is less than what was given. */
  readonly proposedGap: Amount | null;
  /** Given with declared over-assignment less assigned: positive is not yet handed on. */
  readonly assignedGap: Amount | null;
};

/**
 * Given down, proposed up and handed on, at every node of a tree. Proposals add up from the leaves: a node without a
 * proposal of its own proposes what its children together would carry, as soon as one of them asks for another number.
 */
export function threeWays(nodes: readonly Talked[]): Map<string, ThreeWay> {
  const children = Map.groupBy(nodes, (node) => node.parentId ?? "");
  const found = new Map<string, ThreeWay>();
  const visit = (node: Talked): ThreeWay => {
    const below = (children.get(node.id) ?? []).map((child) => ({ child, way: visit(child) }));
    const given = below.map(({ child }) => child.given).filter((amount) => amount !== null);
    const isAsked = below.some(({ way }) => way.proposed !== null);
    const proposed = node.asked ?? (isAsked ? sum(below.map(({ way, child }) => way.proposed ?? child.given ?? 0n)) : null);
    const assigned = given.length > 0 ? sum(given) : null;
    const way: ThreeWay = {
      given: node.given,
      proposed,
      assigned,
      proposedGap: proposed === null || node.given === null ? null : proposed - node.given,
      assignedGap: assigned === null || node.given === null ? null : reconcile(node.given, given, node.overPpm).gap,
    };
    found.set(node.id, way);
    return way;
  };
  const known = new Set(nodes.map((node) => node.id));
  nodes.filter((node) => node.parentId === null || !known.has(node.parentId)).forEach(visit);
  return found;
}

const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((a, b) => a + b, 0n);

/** One month of one node in two versions. */
export type Difference = {
  readonly nodeId: string;
  readonly period: string;
  readonly before: Amount | null;
  readonly after: Amount | null;
};
type Cell = { readonly nodeId: string; readonly period: string; readonly amount: Amount };

/** What two versions of a set differ in, by node and month, in the order of nodes and time. Missing is not zero: both are shown. */
export function differences(before: readonly Cell[], after: readonly Cell[]): Difference[] {
  const at = (cells: readonly Cell[]) => new Map(cells.map((cell) => [`${cell.nodeId} ${cell.period}`, cell.amount]));
  const [old, now] = [at(before), at(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .sort()
    .map((key) => {
      const [nodeId, period] = key.split(" ") as [string, string];
      return { nodeId, period, before: old.get(key) ?? null, after: now.get(key) ?? null };
    });
}
