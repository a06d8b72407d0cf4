import { PPM, split, type Amount, type Ppm } from "../base/money.ts";
import { withOver } from "../targets/decompose.ts";
import { byBasis, mix, type Basis, type Mix, type Mixed, type Standing, type Weights } from "./mix.ts";
import { shareOut, type Held, type Misfit } from "./share-out.ts";

/** A node of the organisation: a unit with its children, or a seat with what it brings. */
export type Node = {
  readonly id: string;
  readonly floor: Amount;
  readonly cap: Amount | null;
  readonly lock: Amount | null;
  readonly children: readonly Node[];
  /** A unit's declared over-assignment. */
  readonly overPpm: Ppm;
  /** A seat's figures; absent on units. */
  readonly standing?: Standing;
  /** How a seat's year spreads over the months; absent on units. */
  readonly months?: readonly bigint[];
};

export type Order = {
  readonly whole: Amount;
  readonly weights: Weights;
  /** Yearly amounts are whole steps of this, months of that. */
  readonly step: Amount;
  readonly monthStep: Amount;
};

/** One node's number, and how it came about: by basis, by over-assignment above it, by its bounds and those of others. */
export type Line = {
  readonly id: string;
  readonly amount: Amount;
  readonly months: readonly Amount[];
  readonly held: Held | "given";
  /** What weights alone would have given, before floors, caps, locks and steps. */
  readonly plain: Amount;
  readonly byBasis: readonly { readonly basis: Basis; readonly amount: Amount }[];
  /** The part of `plain` that comes from declared over-assignment on the way down. */
  readonly over: Amount;
};
export type Assignment = { readonly kind: "assigned"; readonly lines: readonly Line[]; readonly empty: readonly Basis[] };
export type AssignmentRefusal = (Misfit & { readonly at: string }) | { readonly kind: "no-basis" } | { readonly kind: "not-positive" };

/**
 * Gives a whole down the organisation and over twelve months. Every unit's children carry together exactly its amount plus
 * its declared over-assignment, every seat's months add up to its year, and a unit's months are those of its children (in the
 * proportion of them where it is over-assigned). Bounds of seats reach upwards: a unit never gets less than the floors
 * below it need or more than the caps below it take. What cannot be done is refused whole, with the node where it breaks.
 */
export function assign(root: Node, order: Order): Assignment | AssignmentRefusal {
  if (order.whole <= 0n) return { kind: "not-positive" };
  const standings = seatsOf(root).map((seat) => seat.standing!);
  const mixed = mix(standings, order.weights);
  if (!mixed) return { kind: "no-basis" };
  const sized = sizeUp(root, mixed, order.step);
  if ("kind" in sized) return sized;
  const misfit = outOfReach(sized, order.whole, root);
  if (misfit) return misfit;
  const whole = { amount: order.whole, held: "given" as const, plain: order.whole, base: order.whole };
  const lines = giveDown(sized, whole, order);
  return "kind" in lines ? lines : { kind: "assigned", lines: lines.lines, empty: mixed.empty };
}

export function seatsOf(node: Node): Node[] {
  return node.standing ? [node] : node.children.flatMap(seatsOf);
}

/** A node with the weight of all seats below it and the bounds these impose. */
type Sized = {
  readonly node: Node;
  readonly mixed: Mixed;
  readonly floor: Amount;
  readonly cap: Amount | null;
  readonly children: readonly Sized[];
};

function sizeUp(node: Node, all: Mix, step: Amount): Sized | (Misfit & { at: string }) {
  if (node.standing) return bounded(node, all.of.get(node.id)!, [], step);
  const children: Sized[] = [];
  for (const child of node.children) {
    const sized = sizeUp(child, all, step);
    if ("kind" in sized) return sized;
    children.push(sized);
  }
  return bounded(node, added(node.id, children), children, step);
}

function bounded(node: Node, mixed: Mixed, children: readonly Sized[], step: Amount): Sized | (Misfit & { at: string }) {
  const [own, below] = [ownBounds(node), boundsBelow(node, children, step)];
  const floor = own.floor > below.floor ? own.floor : below.floor;
  const cap = own.cap === null ? below.cap : below.cap === null || own.cap < below.cap ? own.cap : below.cap;
  if (cap === null || floor <= cap) return { node, mixed, floor, cap, children };
  const code = node.lock !== null ? (below.floor > node.lock ? "floors-exceed" : "caps-miss") : "bounds-cross";
  return { kind: "misfit", code, who: idsOf(whoBinds(children, code !== "caps-miss")), by: floor - cap, at: node.id };
}

const ownBounds = ({ lock, floor, cap }: Node) => (lock === null ? { floor, cap } : { floor: lock, cap: lock });

/** Rounded the way the sharing rounds, so that what fits here fits there. */
function boundsBelow({ overPpm }: Node, children: readonly Sized[], step: Amount): { floor: Amount; cap: Amount | null } {
  if (children.length === 0) return { floor: 0n, cap: null };
  const floors = children.reduce((sum, child) => sum + (isLock(child) ? child.floor : up(child.floor, step)), 0n);
  const caps = children.some((child) => child.cap === null)
    ? null
    : children.reduce((sum, child) => sum + (isLock(child) ? child.cap! : child.cap! - (child.cap! % step)), 0n);
  const whole = PPM + overPpm;
  return { floor: (floors * PPM + whole - 1n) / whole, cap: caps === null ? null : (caps * PPM) / whole };
}

const isLock = (sized: Sized): boolean => sized.floor === sized.cap;
const up = (amount: Amount, step: Amount): Amount => ((amount + step - 1n) / step) * step;

/** Who imposes a bound: not the unit that passes it on, but the nodes below that were given it. */
const whoBinds = (children: readonly Sized[], isFloor: boolean): Sized[] => children.flatMap((child) => binding(child, isFloor));

function binding(sized: Sized, isFloor: boolean): Sized[] {
  const bound = isFloor ? sized.floor : sized.cap;
  if (bound === null || (isFloor && bound === 0n)) return [];
  const own = ownBounds(sized.node);
  return bound === (isFloor ? own.floor : own.cap) || sized.children.length === 0 ? [sized] : whoBinds(sized.children, isFloor);
}

const idsOf = (who: readonly Sized[]): string[] => who.map((one) => one.node.id).toSorted();

function outOfReach({ floor, cap, children }: Sized, whole: Amount, root: Node): (Misfit & { at: string }) | null {
  const at = root.id;
  if (whole < floor) {
    const who = whoBinds(children, true);
    const code = who.every((one) => one.node.lock !== null) ? "locks-exceed" : "floors-exceed";
    return { kind: "misfit", code, who: idsOf(who), by: floor - whole, at };
  }
  if (cap === null || whole <= cap) return null;
  const who = whoBinds(children, false);
  const code = who.every((one) => one.node.lock !== null) ? "locks-miss" : "caps-miss";
  return { kind: "misfit", code, who: idsOf(who), by: whole - cap, at };
}

type Given = { readonly amount: Amount; readonly held: Line["held"]; readonly plain: Amount; readonly base: Amount };
type Branch = { readonly lines: readonly Line[]; readonly months: readonly Amount[] };

function giveDown(sized: Sized, given: Given, order: Order): Branch | (Misfit & { at: string }) {
  const { node, children } = sized;
  if (node.standing) return seatLine(sized, given, order);
  const whole = withOver(given.amount, node.overPpm);
  const shared = shareOut(
    whole,
    children.map((child) => ({ id: child.node.id, weight: child.mixed.weight, floor: child.floor, cap: child.cap })),
    order.step,
  );
  if (shared.kind === "misfit") return { ...shared, at: node.id };
  const plain = plainShares(withOver(given.plain, node.overPpm), children);
  const base = plainShares(given.base, children);
  const branches: Branch[] = [];
  for (const [i, child] of children.entries()) {
    const { amount, held } = shared.portions[i]!;
    const branch = giveDown(child, { amount, held, plain: plain[i]!, base: base[i]! }, order);
    if ("kind" in branch) return branch;
    branches.push(branch);
  }
  const sums = monthSums(branches);
  const months = node.overPpm === 0n ? sums : inProportion(given.amount, sums, order.monthStep);
  return { lines: [lineOf(sized, given, months), ...branches.flatMap((branch) => branch.lines)], months };
}

const monthSums = (branches: readonly Branch[]): Amount[] =>
  (branches[0]?.months ?? []).map((_, i) => branches.reduce((sum, branch) => sum + branch.months[i]!, 0n));

/** By weights alone; evenly where nobody has any. */
function plainShares(amount: Amount, children: readonly Sized[]): Amount[] {
  const weights = children.map((child) => child.mixed.weight);
  if (weights.length === 0) return [];
  return split(amount, weights.some((weight) => weight > 0n) ? weights : weights.map(() => 1n));
}

function seatLine(sized: Sized, given: Given, { monthStep }: Order): Branch {
  const months = inProportion(given.amount, sized.node.months!, monthStep);
  return { lines: [lineOf(sized, given, months)], months };
}

function lineOf({ node, mixed }: Sized, { amount, held, plain, base }: Given, months: readonly Amount[]): Line {
  return { id: node.id, amount, months, held, plain, byBasis: byBasis(base, mixed), over: plain - base };
}

function added(id: string, children: readonly Sized[]): Mixed {
  const parts: Partial<Record<Basis, bigint>> = {};
  for (const { mixed } of children)
    for (const [basis, part] of Object.entries(mixed.parts) as [Basis, bigint][]) parts[basis] = (parts[basis] ?? 0n) + part;
  return { id, weight: children.reduce((sum, child) => sum + child.mixed.weight, 0n), parts };
}

/** In whole steps, the rest to the heaviest month; evenly where no month weighs anything. */
function inProportion(whole: Amount, weights: readonly bigint[], step: Amount): Amount[] {
  if (whole === 0n) return weights.map(() => 0n);
  const used = weights.some((weight) => weight > 0n) ? weights : weights.map(() => 1n);
  const parts = split(whole / step, used).map((part) => part * step);
  const heaviest = used.reduce((best, weight, i) => (weight > used[best]! ? i : best), 0);
  parts[heaviest]! += whole % step;
  return parts;
}
