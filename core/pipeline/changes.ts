import type { Day, Span } from "../base/date.ts";
import type { Amount } from "../base/money.ts";

/** A deal as a snapshot froze it. */
export type FrozenDeal = {
  readonly id: string;
  readonly amount: Amount;
  readonly expectedOn: Day | null;
  readonly outcome: "open" | "won" | "lost";
  readonly createdOn: Day | null;
};

export const changeKinds = ["new", "moved-in", "handed-in", "raised", "lowered", "won", "lost", "moved-out", "handed-out"] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type Change = { readonly dealId: string; readonly kind: ChangeKind; readonly amount: Amount };
export type Waterfall = { readonly from: Amount; readonly to: Amount; readonly changes: readonly Change[] };

/**
 * From the open pipeline of a period in one snapshot to that in a later one, deal by deal. A deal that left (won, lost, expected in
 * another period, in other hands) leaves with the amount it had; a change of amount counts by itself only while the deal stays. The
 * changes add up exactly: from + Σ changes = to. `since` is the day of the earlier snapshot.
 */
export function waterfall(before: readonly FrozenDeal[], after: readonly FrozenDeal[], period: Span, since: Day): Waterfall {
  const isIn = (deal: FrozenDeal | undefined) =>
    deal?.outcome === "open" && deal.expectedOn !== null && deal.expectedOn >= period.from && deal.expectedOn < period.to;
  const earlier = new Map(before.map((deal) => [deal.id, deal]));
  const later = new Map(after.map((deal) => [deal.id, deal]));
  const changes: Change[] = [];
  for (const deal of before.filter(isIn)) {
    const now = later.get(deal.id);
    if (isIn(now)) {
      const difference = now!.amount - deal.amount;
      if (difference !== 0n) changes.push({ dealId: deal.id, kind: difference > 0n ? "raised" : "lowered", amount: difference });
    } else changes.push({ dealId: deal.id, kind: wentTo(now), amount: -deal.amount });
  }
  for (const deal of after.filter(isIn)) {
    const then = earlier.get(deal.id);
    if (!isIn(then)) changes.push({ dealId: deal.id, kind: cameFrom(then, deal, since), amount: deal.amount });
  }
  return { from: sumOf(before.filter(isIn)), to: sumOf(after.filter(isIn)), changes };
}

function wentTo(now: FrozenDeal | undefined): ChangeKind {
  if (!now) return "handed-out";
  return now.outcome === "open" ? "moved-out" : now.outcome;
}

function cameFrom(then: FrozenDeal | undefined, deal: FrozenDeal, since: Day): ChangeKind {
  if (then) return "moved-in";
  return deal.createdOn !== null && deal.createdOn <= since ? "handed-in" : "new";
}

/**
 * Deals expected in the period in the snapshot of its start, and which of them have since been put off beyond its end: slipped ÷
 * expected is the slippage rate.
 */
export function slipped(start: readonly FrozenDeal[], now: readonly FrozenDeal[], period: Span): { expected: string[]; slipped: string[] } {
  const later = new Map(now.map((deal) => [deal.id, deal]));
  const expected = start.filter(
    ({ outcome, expectedOn }) => outcome === "open" && expectedOn !== null && expectedOn >= period.from && expectedOn < period.to,
  );
  const isOff = ({ id }: FrozenDeal) => {
    const deal = later.get(id);
    return deal?.outcome === "open" && deal.expectedOn !== null && deal.expectedOn >= period.to;
  };
  return { expected: expected.map(({ id }) => id), slipped: expected.filter(isOff).map(({ id }) => id) };
}

const sumOf = (deals: readonly FrozenDeal[]): Amount => deals.reduce((sum, { amount }) => sum + amount, 0n);
