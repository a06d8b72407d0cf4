import type { Amount } from "../base/money.ts";

/** What somebody said a period will bring: `commit` is promised, `best` is what all going well would bring. */
export type Figures = { readonly commit: Amount; readonly best: Amount };

/** One place of the tree with what was said about it: by itself, and by somebody above who overrode it. */
export type CallNode = {
  readonly id: string;
  readonly submitted: Figures | null;
  readonly overridden: Figures | null;
  readonly children: readonly CallNode[];
};

/** `rolledUp` is the sum of the children that have a figure; `missing` counts the lowest places that have none. */
export type RolledUp = {
  readonly id: string;
  readonly submitted: Figures | null;
  readonly overridden: Figures | null;
  readonly rolledUp: Figures | null;
  readonly counts: Figures | null;
  readonly missing: number;
  readonly children: readonly RolledUp[];
};

/**
 * What counts at each place: the override from above, else the own submission, else the sum of what counts below. A place that said
 * nothing is missing and not zero. The order of children does not matter.
 */
export function rollUp(node: CallNode): RolledUp {
  const children = node.children.map(rollUp);
  const known = children.map(({ counts }) => counts).filter((each) => each !== null);
  const rolledUp = known.length === 0 ? null : known.reduce(plus);
  const counts = node.overridden ?? node.submitted ?? rolledUp;
  const below = children.reduce((sum, { missing }) => sum + missing, 0);
  return {
    id: node.id,
    submitted: node.submitted,
    overridden: node.overridden,
    rolledUp,
    counts,
    missing: node.children.length === 0 ? (counts === null ? 1 : 0) : below,
    children,
  };
}

const plus = (a: Figures, b: Figures): Figures => ({ commit: a.commit + b.commit, best: a.best + b.best });
