import type { Amount, Ppm } from "../base/money.ts";
import { withOver } from "./decompose.ts";

/** What the children of a node carry against what they should. */
export type Reconciliation = {
  readonly declared: Amount;
  readonly assigned: Amount;
  /** Declared less assigned: positive is not yet given out, negative is more than declared. */
  readonly gap: Amount;
  readonly state: "balanced" | "open" | "over";
};

/** The reconciliation gap (分解差额) of a node: its target with declared over-assignment, less the sum of its children. */
export function reconcile(target: Amount, children: readonly Amount[], overPpm: Ppm): Reconciliation {
  const declared = withOver(target, overPpm);
  const assigned = children.reduce((sum, amount) => sum + amount, 0n);
  const gap = declared - assigned;
  return { declared, assigned, gap, state: gap === 0n ? "balanced" : gap > 0n ? "open" : "over" };
}
