import { PPM, type Amount } from "#core/base/money.ts";
import { attainable, type Attainability } from "#core/allocation/attainable.ts";
import type { PastMonth } from "#core/allocation/history.ts";
import { ratchet, stretchSpread, type Judged } from "#core/allocation/fairness.ts";
import type { Book } from "../targets/book.ts";
import type { Weighed } from "./compute.ts";
import type { Facts, Seat } from "./facts.ts";

/** Seats that are compared with each other: the same title in the same unit, or everywhere below the root where those are few. */
const groupOf = (seat: Seat): string => JSON.stringify([seat.unitId, seat.node.detail]);
const NEAR_MIN = 3;

/** What the pace of each past quarter would have made of a whole year, by seat: quarters without the whole person are left out. */
function pacesOf(book: Book, facts: Facts): Map<string, Amount[]> {
  return new Map(facts.seats.map((seat) => [seat.node.id, quarters(book, facts, seat)]));
}

function quarters(book: Book, facts: Facts, seat: Seat): Amount[] {
  return pacesFrom(book, facts, seat.unitId, seat.past);
}

function pacesFrom(book: Book, facts: Facts, unitId: string, past: readonly PastMonth[]): Amount[] {
  const season = facts.seasonOf(unitId);
  const shareOf = new Map(book.months.map((month, i) => [month.from.slice(5, 7), season.months[i]!]));
  return Array.from({ length: past.length / 3 }, (_, q) => [0, 1, 2].map((i) => q * 3 + i)).flatMap((months) => {
    const share = months.reduce((sum, i) => sum + (shareOf.get(facts.pastMonths[i]!.from.slice(5, 7)) ?? 0n), 0n);
    if (share <= 0n || months.some((i) => !past[i]!.isWhole)) return [];
    return [(months.reduce((sum, i) => sum + past[i]!.amount, 0n) * PPM) / share];
  });
}

/** A unit is judged by its own past alone; a quarter without anything booked before its first one is no quarter of it. */
export function judgeUnit(book: Book, facts: Facts, unitId: string, target: Amount): Attainability {
  const past = facts.unitPast(unitId);
  const first = past.findIndex((amount) => amount !== 0n);
  const months = past.map((amount, i) => ({ amount, isWhole: first >= 0 && i >= first }));
  return attainable(target, { own: pacesFrom(book, facts, unitId, months), peers: [] });
}

/** Judges any year's target of a seat by its own and its peers' past; a part of a year is judged by the pace it asks for. */
export function judgeOf(book: Book, facts: Facts): (one: Weighed, target: Amount) => Attainability | null {
  const paces = pacesOf(book, facts);
  const near = Map.groupBy(facts.seats, groupOf);
  const far = Map.groupBy(facts.seats, (seat) => seat.node.detail);
  return ({ seat, capacity }, target) => {
    if (capacity.year <= 0n) return null;
    const close = near.get(groupOf(seat))!;
    const others = (close.length > NEAR_MIN ? close : far.get(seat.node.detail)!).filter((one) => one !== seat);
    const peers = others.flatMap((one) => paces.get(one.node.id)!);
    return attainable((target * PPM) / capacity.year, { own: paces.get(seat.node.id)!, peers });
  };
}

/** Spread of stretch and the ratchet over the seats that have a target. */
export function fairnessOf(weighed: readonly Weighed[], targetOf: (seatId: string) => Amount | null) {
  const judged = weighed.flatMap(({ seat, expected }): Judged[] => {
    const target = targetOf(seat.node.id);
    if (target === null || target <= 0n) return [];
    const isKnown = seat.lastTarget !== null && seat.lastTarget > 0n && seat.past.slice(-12).every((month) => month.isWhole);
    return [
      {
        id: seat.node.id,
        peers: groupOf(seat),
        target: Number(target),
        expected: expected === null ? null : Number(expected),
        lastAttainment: isKnown ? Number(seat.lastYear) / Number(seat.lastTarget) : null,
      },
    ];
  });
  const names = new Map(weighed.map(({ seat }) => [groupOf(seat), seat]));
  return { ...stretchSpread(judged), ratchet: ratchet(judged), seatOf: (group: string): Seat => names.get(group)! };
}
