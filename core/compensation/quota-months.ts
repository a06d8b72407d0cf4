import { addDays, addMonths, type Day, type Span } from "../base/date.ts";
import type { Amount } from "../base/money.ts";
import type { Seated, Stint } from "./owners.ts";

export type Named = Span & { readonly key: string };
/** The months a person held seats in, with the seats in order. */
export type Held = readonly { readonly positionIds: readonly string[]; readonly month: Named }[];

/** Whoever is settled apart had targets and scores on the seat he gave up. */
export const seatedOn = (seat: Pick<Seated, "positionId" | "leftFrom">): string => seat.leftFrom ?? seat.positionId;

/** A span cut into its calendar months, each by its first day. */
export function monthsIn({ from, to }: Span): Named[] {
  const months: Named[] = [];
  for (let first = from; first < to; first = months.at(-1)!.to) months.push({ key: first, from: first, to: addMonths(first, 1) });
  return months;
}

/** The months in which a person held seats, each with all of them; the seat held on `asOf` is taken to be kept. */
export function heldIn(stints: readonly Stint[], months: readonly Named[], asOf: Day): Held {
  const today = { from: asOf, to: addDays(asOf, 1) };
  return months.flatMap((month) => {
    const known = month.from > asOf ? today : month;
    const held = stints.filter((one) => one.from <= asOf && one.from < known.to && (one.to === null || one.to > known.from));
    return held.length > 0 ? [{ positionIds: held.map((one) => one.positionId), month }] : [];
  });
}

/** Whether the whole span is not simply that of the seat. */
export const isOther = (held: Held, seat: Seated, months: readonly Named[]): boolean =>
  held.length > 0 && (held.length < months.length || held.some(({ positionIds }) => positionIds.at(-1) !== seatedOn(seat)));

/**
 * Σ of the targets of the months, each that of the seat held last which has one; a seat that sells nothing has none, and its months do not count.
 * Undefined where a month of the seat itself has none: then nothing is known by months.
 */
export function sumOfMonths(
  held: Held | undefined,
  seat: Seated,
  target: (positionId: string, key: string) => Amount | undefined,
): Amount | undefined {
  let sum: Amount | undefined;
  for (const { positionIds, month } of held ?? []) {
    const last = positionIds.findLast((id) => target(id, month.key) !== undefined);
    if (last === undefined && positionIds.includes(seatedOn(seat))) return undefined;
    if (last !== undefined) sum = (sum ?? 0n) + target(last, month.key)!;
  }
  return sum;
}
