import type { Amount } from "../base/money.ts";
import { exact, over, times, ZERO, type Exact } from "../formula/exact.ts";
import { shapley, shapleyOf, type Decomposition, type Part } from "./shapley.ts";

/** Sales of a period as leads × conversion × average order value. Counts in millionths of one (shared credit). */
export type Funnel = { readonly leads: bigint; readonly orders: bigint; readonly sales: Amount };

/**
 * ΔSales = leads × conversion × AOV, by the Shapley mean. Null when either period has no leads or no orders: a factor
 * over nothing is undefined, not zero.
 */
export function salesByFunnel(before: Funnel, after: Funnel): Decomposition | null {
  if ([before, after].some(({ leads, orders }) => leads <= 0n || orders <= 0n)) return null;
  return shapley([
    { name: "leads", before: exact(before.leads), after: exact(after.leads) },
    { name: "conversion", before: exact(before.orders, before.leads), after: exact(after.orders, after.leads) },
    { name: "aov", before: exact(before.sales, before.orders), after: exact(after.sales, after.orders) },
  ]);
}

/** What one customer (company identity) bought in each of two periods, and whether it had bought before the first. */
export type CustomerSales = {
  readonly id: string;
  readonly before: { readonly amount: Amount; readonly orders: bigint };
  readonly after: { readonly amount: Amount; readonly orders: bigint };
  /** An order earlier than both periods. */
  readonly isKnown: boolean;
};

export type CustomerTree = Decomposition & {
  readonly counts: { readonly new: number; readonly returned: number; readonly lost: number; readonly retained: number };
};

/**
 * ΔSales = new customers × first value + returned customers × value + Δ(retained × frequency × order value) − sales lost
 * with customers who stopped. Retained are those with orders in both periods, so that their number does not change and
 * the split between frequency and order value is Shapley's of two. Swap law: what one period gains with customers only
 * it has, the other way round is lost with them. Cancelled to nothing (orders ≤ 0) counts as not having bought.
 */
export function salesByCustomer(customers: readonly CustomerSales[]): CustomerTree {
  const bought = (side: CustomerSales["before"]): boolean => side.orders > 0n;
  const retained = customers.filter((one) => bought(one.before) && bought(one.after));
  const gained = customers.filter((one) => !bought(one.before) && bought(one.after));
  const lost = customers.filter((one) => bought(one.before) && !bought(one.after));
  const [fresh, returned] = [gained.filter((one) => !one.isKnown), gained.filter((one) => one.isKnown)];
  const parts: Part[] = [
    { name: "new", part: sum(fresh, "after") },
    { name: "returned", part: sum(returned, "after") },
    ...retainedParts(retained),
    { name: "lost", part: -sum(lost, "before") },
  ];
  const total = sum([...retained, ...gained], "after") - sum([...retained, ...lost], "before");
  const other = total - parts.reduce((all, { part }) => all + part, 0n);
  return {
    total,
    parts,
    other,
    counts: { new: fresh.length, returned: returned.length, lost: lost.length, retained: retained.length },
  };
}

function retainedParts(retained: readonly CustomerSales[]): Part[] {
  const orders = (side: "before" | "after") => retained.reduce((all, one) => all + one[side].orders, 0n);
  if (retained.length === 0) return [];
  const count = exact(BigInt(retained.length));
  const at = (side: "before" | "after") => [over(exact(orders(side)), count), exact(sum(retained, side), orders(side))] as const;
  const [[f0, v0], [f1, v1]] = [at("before"), at("after")];
  const { parts } = shapleyOf(["frequency", "order-value"], (moved) => times(count, times(moved(0) ? f1 : f0, moved(1) ? v1 : v0)));
  return [...parts];
}

const sum = (customers: readonly CustomerSales[], side: "before" | "after"): Amount =>
  customers.reduce((all, one) => all + one[side].amount, 0n);

/** Orders and their amount in one segment (a customer class, a product group, a team) in two periods. */
export type Segment = {
  readonly name: string;
  readonly before: { readonly orders: bigint; readonly amount: Amount };
  readonly after: { readonly orders: bigint; readonly amount: Amount };
};

/**
 * ΔSales as volume (more orders), mix (their shares over the segments) and value (amount per order inside segments):
 * the mix term keeps a change of composition from being read as performance. Shapley mean of three causes, of which two
 * are vectors. A segment without orders in a period takes its value per order from the other one: it then moves by mix
 * and volume alone. Null when a period has no orders at all.
 */
export function salesByMix(segments: readonly Segment[]): Decomposition | null {
  const all = (side: "before" | "after") => segments.reduce((orders, one) => orders + one[side].orders, 0n);
  const [n0, n1] = [all("before"), all("after")];
  if (n0 <= 0n || n1 <= 0n) return null;
  return shapleyOf(["volume", "mix", "value"], (moved) => {
    const volume = exact(moved(0) ? n1 : n0);
    const worth = segments.reduce<Exact>((whole, one) => {
      const share = moved(1) ? exact(one.after.orders, n1) : exact(one.before.orders, n0);
      const added = times(share, valueOf(one, moved(2)));
      return exact(whole.n * added.d + added.n * whole.d, whole.d * added.d);
    }, ZERO);
    return times(volume, worth);
  });
}

function valueOf({ before, after }: Segment, isLater: boolean): Exact {
  const [wanted, spare] = isLater ? [after, before] : [before, after];
  if (wanted.orders > 0n) return exact(wanted.amount, wanted.orders);
  return spare.orders > 0n ? exact(spare.amount, spare.orders) : ZERO;
}
