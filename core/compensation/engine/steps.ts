import { minus, plus, sumOf, ZERO, type Exact } from "../../formula/exact.ts";
import type { Statement } from "./run.ts";
import type { Entry } from "./settle.ts";

/** One step from what was earned to what is paid: what newly waits or is lost, what earlier periods release, then the settlement's own. */
export type Step = {
  readonly kind: "held" | "released" | Exclude<Entry["kind"], "due" | "exit-release" | "draw-forgiveness">;
  readonly amount: Exact;
};
type Made = Statement & { readonly kind: "statement" };
const before = new Set<Entry["kind"]>(["due", "exit-release", "exit-lost", "draw-forgiveness"]);

/** The steps in the order of the settlement, one a kind. Earned and all of them add up to what is paid, before its last rounding. */
export function settlementSteps(statement: Made): Step[] {
  const sums = new Map<Step["kind"], Exact>();
  const add = (kind: Step["kind"], amount: Exact) => sums.set(kind, plus(sums.get(kind) ?? ZERO, amount));
  for (const { kind, amount } of waiting(statement)) add(kind, amount);
  for (const { kind, amount } of statement.settled.entries) if (!before.has(kind)) add(kind as Step["kind"], amount);
  return [...sums].flatMap(([kind, amount]) => (amount.n === 0n ? [] : [{ kind, amount }]));
} // prettier-ignore

/** What of the earning is not due yet or is lost by an exit, and what earlier periods set free. */
function waiting({ earned, pieces, settled, period }: Made): Step[] {
  const waits = new Set(settled.carried.waiting);
  const isDue = (due: string | null) => due !== null && due < period.to;
  const isLost = settled.entries.some(({ kind }) => kind === "exit-lost");
  const sum = (list: readonly (typeof pieces)[number][]) => sumOf(list.map(({ amount }) => amount));
  const held = sum(settled.carried.waiting.filter(({ earnedIn }) => earnedIn === period.key));
  const lost = isLost ? sum(pieces.filter((piece) => !waits.has(piece) && !isDue(piece.due))) : ZERO;
  const due = sumOf(settled.entries.filter(({ kind }) => kind === "due" || kind === "exit-release").map(({ amount }) => amount));
  const released = minus(due, minus(minus(earned, held), lost));
  return [
    { kind: "held", amount: minus(ZERO, held) },
    { kind: "exit-lost", amount: minus(ZERO, lost) },
    { kind: "released", amount: released },
  ];
}
