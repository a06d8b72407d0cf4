import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";

/** How low or high a target may be: an amount, or so much of what the seat's own past lets expect. */
export type Bound = { readonly amount: Amount } | { readonly ofExpected: Ppm };

/** A rule for one node, or for all seats of a class (title, unit, newcomers); later rules beat earlier ones. */
export type Limit = {
  readonly for: { readonly node: string } | { readonly class: string };
  readonly floor?: Bound;
  readonly cap?: Bound;
};
export type Limited = { readonly floor: Amount; readonly cap: Amount | null; readonly unbound: boolean };

/**
 * The bounds of one node after all rules; the rule of the node itself beats those of its classes. A bound by expectation says
 * nothing where there is none (`unbound`): a newcomer is not held to a past that is not there.
 */
export function limitsOf(
  node: { readonly id: string; readonly classes: readonly string[]; readonly expected: Amount | null },
  limits: readonly Limit[],
): Limited {
  const ofClass = limits.filter((limit) => "class" in limit.for && node.classes.includes(limit.for.class));
  const own = limits.filter((limit) => "node" in limit.for && limit.for.node === node.id);
  let [floor, cap, unbound]: [Amount, Amount | null, boolean] = [0n, null, false];
  for (const limit of [...ofClass, ...own]) {
    const [low, high] = [amountOf(limit.floor, node.expected), amountOf(limit.cap, node.expected)];
    unbound ||= low === "unknown" || high === "unknown";
    if (low !== null && low !== "unknown") floor = low;
    if (high !== null && high !== "unknown") cap = high;
  }
  return { floor, cap, unbound };
}

function amountOf(bound: Bound | undefined, expected: Amount | null): Amount | "unknown" | null {
  if (!bound) return null;
  if ("amount" in bound) return bound.amount;
  return expected === null ? "unknown" : divide(expected * bound.ofExpected, PPM, "half-even");
}
