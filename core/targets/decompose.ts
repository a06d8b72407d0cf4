import { PPM, type Amount, type Ppm } from "../base/money.ts";
import type { Label } from "../explain/explanation.ts";
import { allocate, type Allotment, type Allotted, type Basis, type Refusal } from "./allocate.ts";

/** A node of the target tree: an org unit or a position, with what its share is judged by. */
export type Node = {
  readonly id: string;
  /** History of the node, or its share given by hand. */
  readonly weight: bigint;
  /** History of the node in each period of the phasing, oldest first. */
  readonly seasons: readonly bigint[];
  readonly locked?: Amount;
  /** Locked periods of a leaf, by index. */
  readonly lockedSeasons?: ReadonlyMap<number, Amount>;
  /** Declared over-assignment: how much more than the node's own target its children carry together. */
  readonly overPpm: Ppm;
  readonly children: readonly Node[];
};

export type Phase = { readonly key: string; readonly workingDays: number };
export type How = {
  readonly nodes: Exclude<Basis, "working-days">;
  readonly phasing: Exclude<Basis, "manual">;
  readonly step: Amount;
};

/** A node's number for the whole span and for each phase, with the reasons. */
export type Line = {
  readonly id: string;
  readonly whole: Allotted;
  readonly phases: readonly Amount[];
  readonly phasing: Label;
  readonly notes: readonly Label[];
};
export type Decomposition = { readonly kind: "decomposed"; readonly lines: readonly Line[] };
export type DecompositionRefusal = Refusal & { readonly at: string };

/**
 * Breaks one amount down a tree and over phases. Down the tree first: children carry exactly their parent's amount
 * plus its declared over-assignment. Then each leaf over the phases, and upwards a node's phase is the sum of its
 * children's, so that rows and columns both add up. Only where a node is over-assigned its own amount is phased in
 * the proportion of that sum. One refusal anywhere refuses the whole: nothing is half decomposed.
 */
export function decompose(root: Node, amount: Amount, phases: readonly Phase[], how: How): Decomposition | DecompositionRefusal {
  const whole: Allotted = { id: root.id, amount, isLocked: root.locked !== undefined, reason: { key: "targets.reason.given" } };
  const result = below(root, whole, [], phases, how);
  return result.kind === "refused" ? result : { kind: "decomposed", lines: result.lines };
}

type Branch = { readonly kind: "branch"; readonly phases: readonly Amount[]; readonly lines: readonly Line[] };

function below(node: Node, whole: Allotted, notes: readonly Label[], phases: readonly Phase[], how: How): Branch | DecompositionRefusal {
  if (node.children.length === 0) return leaf(node, whole, notes, phases, how);
  const shared = share(node, whole.amount, how);
  if (shared.kind === "refused") return { ...shared, at: node.id };

  const branches: Branch[] = [];
  for (const [i, child] of node.children.entries()) {
    const branch = below(child, shared.parts[i]!, [], phases, how);
    if (branch.kind === "refused") return branch;
    branches.push(branch);
  }
  const sums = phases.map((_, i) => branches.reduce((sum, branch) => sum + branch.phases[i]!, 0n));
  const own = node.overPpm === 0n ? sums : rephased(whole.amount, sums, how.step);
  const phasing = { key: node.overPpm === 0n ? "targets.phasing.children" : "targets.phasing.children-shape" };
  const line: Line = { id: node.id, whole, phases: own, phasing, notes: [...notes, ...shared.notes] };
  return { kind: "branch", phases: own, lines: [line, ...branches.flatMap((branch) => branch.lines)] };
}

function leaf(node: Node, whole: Allotted, notes: readonly Label[], phases: readonly Phase[], how: How): Branch | DecompositionRefusal {
  if (whole.amount === 0n) return zero(node, whole, notes, phases);
  const phased = allocate(
    whole.amount,
    phases.map((phase, i) => phasePart(node, phase, i, how)),
    how.phasing,
    how.step,
  );
  if (phased.kind === "refused") return { ...phased, at: node.id };
  const amounts = phased.parts.map((part) => part.amount);
  const seen = phased.parts.find((part) => !part.isLocked)?.reason.key ?? "targets.reason.locked";
  const phasing = { key: seen.replace("targets.reason.", "targets.phasing.") };
  const line: Line = { id: node.id, whole, phases: amounts, phasing, notes: [...notes, ...phased.notes] };
  return { kind: "branch", phases: amounts, lines: [line] };
}

/** A share too small for one step, or a share of zero by hand, has nothing to phase. */
function zero(node: Node, whole: Allotted, notes: readonly Label[], phases: readonly Phase[]): Branch {
  const amounts = phases.map(() => 0n);
  const line: Line = { id: node.id, whole, phases: amounts, phasing: { key: "targets.phasing.zero" }, notes };
  return { kind: "branch", phases: amounts, lines: [line] };
}

function phasePart(node: Node, phase: Phase, i: number, how: How) {
  const weight = how.phasing === "history" ? (node.seasons[i] ?? 0n) : BigInt(phase.workingDays);
  const locked = node.lockedSeasons?.get(i);
  return { id: phase.key, weight, ...(locked !== undefined && { locked }) };
}

function share(node: Node, amount: Amount, how: How): Allotment | Refusal {
  const parts = node.children.map(({ id, weight, locked }) => ({ id, weight, ...(locked !== undefined && { locked }) }));
  if (amount === 0n)
    return {
      kind: "allotted",
      parts: parts.map(({ id }) => ({ id, amount: 0n, isLocked: false, reason: { key: "targets.reason.zero" } })),
      notes: [],
    };
  return allocate(withOver(amount, node.overPpm), parts, how.nodes, how.step);
}

/** The amount children carry together when their parent declares an over-assignment (fractions are dropped). */
export function withOver(amount: Amount, overPpm: Ppm): Amount {
  return amount + (amount * overPpm) / PPM;
}

function rephased(whole: Amount, shape: readonly bigint[], step: Amount): Amount[] {
  if (whole === 0n) return shape.map(() => 0n);
  const shared = allocate(
    whole,
    shape.map((weight, i) => ({ id: String(i), weight })),
    "manual",
    step,
  );
  return shared.kind === "allotted" ? shared.parts.map((part) => part.amount) : [];
}
