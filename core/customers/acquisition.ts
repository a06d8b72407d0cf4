import { addDays, type Day, type Span } from "../base/date.ts";
import { divide, PPM, split, type Amount, type Ppm } from "../base/money.ts";

export const costClasses = ["advertising", "sales-pay", "promotion", "research", "tools", "overhead"] as const;
export type CostClass = (typeof costClasses)[number];
/** A line of the cost ledger. Without a channel it belongs to the channel "" (unknown). */
export type Cost = { readonly class: CostClass; readonly channel: string; readonly on: Day; readonly amount: Amount };
/** A new customer with the marketing touches before its first purchase, in order of time. */
export type Newcomer = {
  readonly id: string;
  readonly on: Day;
  readonly touches: readonly { readonly channel: string; readonly on: Day }[];
};

export const attributionModels = ["first", "last", "linear", "position"] as const;
export type AttributionModel = (typeof attributionModels)[number];
/** What has no touch at all stands under this channel: it is shown, never spread over the others. */
export const unknownChannel = "";

/**
 * Shares of one new customer by channel, in millionths that add up to one exactly. First and last touch give everything to one;
 * linear gives each touch the same; position-based 40 % to the first, 40 % to the last and 20 % to those between (with two
 * touches 50/50, with one everything).
 */
export function attribution(model: AttributionModel, { touches }: Newcomer): ReadonlyMap<string, Ppm> {
  if (touches.length === 0) return new Map([[unknownChannel, PPM]]);
  const parts = split(PPM, weights(model, touches.length));
  const shares = new Map<string, Ppm>();
  for (const [i, { channel }] of touches.entries()) if (parts[i]! > 0n) shares.set(channel, (shares.get(channel) ?? 0n) + parts[i]!);
  return shares;
}

function weights(model: AttributionModel, n: number): bigint[] {
  const all = Array.from({ length: n }, (_, i) => i);
  switch (model) {
    case "first":
      return all.map((i) => (i === 0 ? 1n : 0n));
    case "last":
      return all.map((i) => (i === n - 1 ? 1n : 0n));
    case "linear":
      return all.map(() => 1n);
    case "position":
      if (n <= 2) return all.map(() => 1n);
      return all.map((i) => (i === 0 || i === n - 1 ? 4n * BigInt(n - 2) : 2n));
  }
}

/** New customers by channel, in millionths of a customer; all channels together are the number of customers, exactly. */
export function attributed(model: AttributionModel, newcomers: readonly Newcomer[]): ReadonlyMap<string, Ppm> {
  const sums = new Map<string, Ppm>();
  for (const newcomer of newcomers)
    for (const [channel, share] of attribution(model, newcomer)) sums.set(channel, (sums.get(channel) ?? 0n) + share);
  return sums;
}

/** The span the costs of a period's customers were spent in: earlier by the sales cycle, of equal length. */
export const lagged = ({ from, to }: Span, days: number): Span => ({ from: addDays(from, -days), to: addDays(to, -days) });

export type Cac = { readonly cost: Amount; readonly newCustomers: Ppm; readonly perCustomer: Amount | null };

/** Cost ÷ new customers (in millionths of a customer), half-even; without new customers there is none. */
export const cac = (cost: Amount, newCustomers: Ppm): Cac => ({
  cost,
  newCustomers,
  perCustomer: newCustomers > 0n ? divide(cost * PPM, newCustomers, "half-even") : null,
});

export const costSum = (costs: readonly Cost[], is: (cost: Cost) => boolean = () => true): Amount =>
  costs.reduce((sum, cost) => (is(cost) ? sum + cost.amount : sum), 0n);

/** Cost by class, all classes named, those without a line with zero. */
export const costByClass = (costs: readonly Cost[]): ReadonlyMap<CostClass, Amount> =>
  new Map(costClasses.map((one) => [one, costSum(costs, (cost) => cost.class === one)]));

export type ChannelCac = Cac & { readonly channel: string };

/**
 * CAC of each channel under a model: the channel's own costs ÷ customers attributed to it. Costs without a channel stay under
 * "unknown", so that all channels together are all costs and all customers. The dearest first.
 */
export function cacByChannel(model: AttributionModel, costs: readonly Cost[], newcomers: readonly Newcomer[]): ChannelCac[] {
  const customers = attributed(model, newcomers);
  const channels = [...new Set([...costs.map((cost) => cost.channel), ...customers.keys()])];
  return channels
    .map((channel) => ({
      channel,
      ...cac(
        costSum(costs, (cost) => cost.channel === channel),
        customers.get(channel) ?? 0n,
      ),
    })) // prettier-ignore
    .sort((a, b) => (a.cost === b.cost ? (a.channel < b.channel ? -1 : 1) : a.cost > b.cost ? -1 : 1));
}

/** Months until the margin of a customer has paid for its acquisition, in thousandths of a month; null when it never does. */
export function paybackMonths(perCustomer: Amount | null, monthlyRevenue: Amount, margin: Ppm): bigint | null {
  const monthlyMargin = divide(monthlyRevenue * margin, PPM, "half-even");
  return perCustomer === null || monthlyMargin <= 0n ? null : divide(perCustomer * 1000n, monthlyMargin, "half-even");
}
