/** A credited part of an order, in cents, payee by payee and day by day; the day counts from 1 January 2026. */
export type Credits = { readonly payees: Int32Array; readonly days: Int32Array; readonly cents: Float64Array; readonly orders: Int32Array };

const DAYS = 181;

/** Orders of half a year, three in ten shared with a neighbour; multiplied out, so that every run is given the same. */
export function invent(orders: number, payees: number): Credits {
  const most = orders + Math.ceil(orders / 10) * 3;
  const made = { payees: new Int32Array(most), days: new Int32Array(most), cents: new Float64Array(most), orders: new Int32Array(most) };
  let count = 0;
  const add = (payee: number, day: number, cents: number, order: number): void => {
    [made.payees[count], made.days[count], made.cents[count], made.orders[count]] = [payee, day, cents, order];
    count++;
  };
  for (let order = 0; order < orders; order++) {
    const [payee, day, cents] = [(order * 7919) % payees, (order * 104_729) % DAYS, 100_000 + ((order * 15_485_863) % 9_000_000)];
    const shared = order % 10 < 3 ? Math.round(cents * 0.4) : 0;
    add(payee, day, cents - shared, order);
    if (shared > 0) add((payee + 1) % payees, day, shared, order);
  }
  // They came in order; counted into days and then into payees, they stay so within each.
  const byDay = counted(Int32Array.from({ length: count }, (_, i) => i), made.days, DAYS);
  const sorted = counted(byDay, made.payees, payees);
  const column = (from: Int32Array) => sorted.map((at) => from[at]!);
  return { payees: column(made.payees), days: column(made.days), orders: column(made.orders), cents: Float64Array.from(sorted, (at) => made.cents[at]!) };
} // prettier-ignore

/** A stable counting sort of places by a small key. */
function counted(places: Int32Array, keys: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (const place of places) next[keys[place]! + 1]!++;
  for (let i = 0; i < size; i++) next[i + 1]! += next[i]!;
  const sorted = new Int32Array(places.length);
  for (const place of places) sorted[next[keys[place]!]!++] = place;
  return sorted;
}

export const dayText = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** Cents by payee and month: what a plan that only adds up needs of the credits. */
export function monthSums({ payees, days, cents }: Credits): Float64Array {
  const months = Int32Array.from({ length: DAYS }, (_, day) => Number(dayText(day).slice(5, 7)));
  const sums = new Float64Array(12 * (payees.at(-1)! + 1));
  for (let i = 0; i < cents.length; i++) sums[12 * payees[i]! + months[days[i]!]! - 1]! += cents[i]!;
  return sums;
}
