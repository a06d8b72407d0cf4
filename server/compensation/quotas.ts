import { addDays, addMonths, type Day, type Span } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type { Seat } from "../appraisal/roster.ts";
import type { Tx } from "../db/tx.ts";
import { publishedTargetsOf } from "../targets/published.ts";
import { stintsOf, type Stint } from "./facts-store.ts";

type Named = Span & { readonly key: string };
export type Quotas = (seat: Seat, span: string) => Amount | undefined;
type Held = readonly { readonly positionIds: readonly string[]; readonly month: Named }[];

/**
 * The quota of a span is that of the seat. Whoever came, moved or went within a span of several months has the targets of his months: of each
 * month the seat he held last in it, as it is known on `asOf`. Where the months of the seat have no targets of their own, its quota stays.
 */
export async function quotasOf(tx: Tx, metric: string, seats: readonly Seat[], spans: readonly Named[], asOf: Day): Promise<Quotas> {
  const once = [...new Map(spans.map((span) => [span.key, span])).values()]; // the months of a quarter share its quota
  const whole = await publishedTargetsOf(tx, metric, { kind: "position", ids: seats.map(seatedOn) }, once);
  const long = once.map((span) => ({ key: span.key, months: monthsIn(span) })).filter(({ months }) => months.length > 1);
  if (long.length === 0) return (seat, key) => whole(seatedOn(seat), key);
  const stints = Map.groupBy(await stintsOf(tx, seats), (one) => one.personId);
  const wanted = new Map<string, Held>();
  for (const seat of seats) for (const { key, months } of long) {
    const held = heldIn(stints.get(seat.personId ?? "") ?? [], months, asOf);
    if (isOther(held, seat, months)) wanted.set(`${seat.code} ${key}`, held);
  }
  const all = [...wanted.values()].flat();
  const monthly = await publishedTargetsOf(tx, metric, { kind: "position", ids: all.flatMap((one) => one.positionIds) }, [...new Map(all.map(({ month }) => [month.key, month])).values()]);
  return (seat, key) => sumOf(wanted.get(`${seat.code} ${key}`), seat, monthly) ?? whole(seatedOn(seat), key);
} // prettier-ignore

/** Whoever is settled apart had targets and scores on the seat he gave up. */
export const seatedOn = (seat: Seat): string => seat.leftFrom ?? seat.positionId;

function monthsIn({ from, to }: Span): Named[] {
  const months: Named[] = [];
  for (let first = from; first < to; first = months.at(-1)!.to) months.push({ key: first, from: first, to: addMonths(first, 1) });
  return months;
}

/** The months in which a person held seats, each with all of them; the seat held on `asOf` is taken to be kept. */
function heldIn(stints: readonly Stint[], months: readonly Named[], asOf: Day): Held {
  const today = { from: asOf, to: addDays(asOf, 1) };
  return months.flatMap((month) => {
    const known = month.from > asOf ? today : month;
    const held = stints.filter((one) => one.from <= asOf && one.from < known.to && (one.to === null || one.to > known.from));
    return held.length > 0 ? [{ positionIds: held.map((one) => one.positionId), month }] : [];
  });
}

const isOther = (held: Held, seat: Seat, months: readonly Named[]): boolean =>
  held.length > 0 && (held.length < months.length || held.some(({ positionIds }) => positionIds.at(-1) !== seatedOn(seat)));

/** A seat that sells nothing has no targets: its months do not count. */
function sumOf(held: Held | undefined, seat: Seat, target: (positionId: string, key: string) => Amount | undefined): Amount | undefined {
  let sum: Amount | undefined;
  for (const { positionIds, month } of held ?? []) {
    const last = positionIds.findLast((id) => target(id, month.key) !== undefined);
    if (last === undefined && positionIds.includes(seatedOn(seat))) return undefined;
    if (last !== undefined) sum = (sum ?? 0n) + target(last, month.key)!;
  }
  return sum;
}
