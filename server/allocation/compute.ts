import type { z } from "zod";
import type { assumptions } from "#api/allocation.ts";
import { parseAmount, PPM, type Amount, type Ppm } from "#core/base/money.ts";
import { assign, type Assignment, type Node } from "#core/allocation/assign.ts";
import { limitsOf, type Bound, type Limit } from "#core/allocation/bounds.ts";
import { capacity, type Capacity, type Presence } from "#core/allocation/capacity.ts";
import { ownExpectation, peersExpectation, trendOf, type Expectation } from "#core/allocation/history.ts";
import { median } from "#core/kpi/clock.ts";
import { expecting } from "#core/allocation/season.ts";

import { grouped, misfits } from "./text.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { yearOf, type Book } from "../targets/book.ts";
import { below } from "../targets/tree.ts";
import { seasonOfPast, type Facts, type Seat } from "./facts.ts";

export type Assumptions = z.output<typeof assumptions>;

/** A seat with what can be expected of it: what every statistic and reason speaks of. */
export type Weighed = {
  readonly seat: Seat;
  readonly expectation: Expectation;
  /** A full year's expectation times the year's capacity; null where the past says nothing. */
  readonly expected: Amount | null;
  readonly capacity: Capacity;
  readonly hasUnboundLimit: boolean;
};
export type Computed = { readonly result: Assignment; readonly weighed: ReadonlyMap<string, Weighed>; readonly facts: Facts };

/** Numbers that are not for this caller to give now: own seats get theirs from above, closed nodes keep what the draft says. */
export type Kept = { readonly own: ReadonlySet<string>; readonly closed: ReadonlySet<string> };

/** The one computation behind preview, comparison and writing. What is below a closed node is left out: it stays as it is. */
export function compute(book: Book, facts: Facts, given: Assumptions, kept: Kept): Computed | Refusal {
  if (facts.seats.length === 0) return refuse("allocation-nobody", { name: facts.root.name });
  const weighed = weigh(book, facts, given);
  const root = treeOf(book, facts, given, weighed, kept);
  const step = parseAmount(given.step)!;
  const monthStep = step < WHOLE ? step : WHOLE;
  const result = assign(root, { whole: parseAmount(given.total)!, weights: given.weights, step, monthStep });
  if (result.kind === "assigned") {
    const hidden = new Set([...kept.closed].flatMap((id) => below(facts.inside, id).map((node) => node.id)));
    return { result: { ...result, lines: result.lines.filter((line) => !hidden.has(line.id)) }, weighed, facts };
  }
  if (result.kind === "not-positive") return refuse("target-not-positive");
  if (result.kind === "no-basis") return refuse("allocation-no-basis");
  const nameOf = new Map(facts.inside.map((node) => [node.id, node.name || node.detail]));
  const names = result.who.map((id) => nameOf.get(id) ?? "").filter(Boolean);
  const who = names.slice(0, 8).join("、") + (names.length > 8 ? " …" : "");
  const name = nameOf.get(result.at) ?? "";
  return refuse(misfits[result.code], { name, who: who || name, by: grouped(result.by) });
}

/** Whole yuan, or whole orders and customers. */
const WHOLE = 10_000n;

/** Own past first, then the peers' for newcomers: those of the same title in the unit, else in everything below the root. */
export function weigh(book: Book, facts: Facts, given: Pick<Assumptions, "ramp" | "hires">): Map<string, Weighed> {
  const hires = new Map(given.hires.map((hire) => [hire.node, hire.from]));
  const holidays = expecting(facts.holidays, book.months);
  const trends = facts.seats.map((seat) => trendOf(seat.past)).filter((trend) => trend !== null);
  const usual = median(trends);
  const own = new Map(
    facts.seats.map((seat) => {
      const season = seasonOfPast(facts.seasonOf(seat.unitId), book.months, facts.pastMonths.slice(-12));
      return [seat.node.id, ownExpectation(seat.past, season, usual)];
    }),
  );
  const known = facts.seats.flatMap((seat) => {
    const one = own.get(seat.node.id)!;
    return one.kind === "own" ? [{ unit: seat.unitId, title: seat.node.detail, amount: one.amount }] : [];
  });
  const near = Map.groupBy(known, (one) => JSON.stringify([one.unit, one.title]));
  const far = Map.groupBy(known, (one) => one.title);
  return new Map(
    facts.seats.map((seat): [string, Weighed] => {
      const peers = near.get(JSON.stringify([seat.unitId, seat.node.detail])) ?? [];
      const wide = far.get(seat.node.detail) ?? [];
      const chosen = peers.length >= 3 ? peers : wide.length >= 3 ? wide : known;
      const expectation = peersExpectation(
        own.get(seat.node.id)!,
        chosen.map((one) => one.amount),
      );
      const can = capacity(book.months, presenceOf(seat, hires.get(seat.node.id)), given.ramp.map(BigInt), holidays);
      const expected = expectation.kind === "none" ? null : (expectation.amount * can.year) / PPM;
      return [seat.node.id, { seat, expectation, expected, capacity: can, hasUnboundLimit: false }];
    }),
  );
}

/** Several holders one after the other fill the seat together; the first one's ramp counts. A vacancy waits for its hire. */
function presenceOf(seat: Seat, hiredFrom: string | undefined): Presence {
  const [first] = seat.holders;
  if (!first) return { from: hiredFrom ?? null, to: null, startedOn: hiredFrom ?? null };
  const isOpen = seat.holders.some((one) => one.to === null);
  const to = isOpen
    ? null
    : seat.holders
        .map((one) => one.to!)
        .toSorted()
        .at(-1)!;
  return { from: first.from, to, startedOn: first.startedOn };
}

function treeOf(book: Book, facts: Facts, given: Assumptions, weighed: Map<string, Weighed>, { own, closed }: Kept): Node {
  const locks = new Map(given.locks.map((lock) => [lock.node, parseAmount(lock.amount)!]));
  for (const id of closed) locks.set(id, yearOf(book.entry(id).months) ?? 0n);
  const over = new Map<string, Ppm>([...book.over, ...given.over.map(({ unit, ppm }): [string, Ppm] => [unit, BigInt(ppm)])]);
  const limits = given.limits.flatMap(limitFrom);
  const bounds = (id: string, classes: readonly string[], expected: Amount | null, lock: Amount | null) => {
    const { floor, cap, unbound } = limitsOf({ id, classes, expected }, limits);
    return { floor: lock === null ? floor : 0n, cap: lock === null ? cap : null, lock, unbound };
  };
  const children = Map.groupBy(facts.inside, (node) => node.parentId ?? "");
  const build = (id: string): Node => {
    const one = weighed.get(id);
    if (one) return seatNode(id, one);
    const { unbound: _, ...bound } = bounds(id, [], null, locks.get(id) ?? null);
    // A unit without any seat below it carries nothing and is left out.
    const inner = (children.get(id) ?? [])
      .filter((child) => child.kind === "position" || hasSeats(child.id))
      .map((child) => build(child.id));
    return { id, ...bound, overPpm: over.get(id) ?? 0n, children: inner };
  };
  const hasSeats = (id: string): boolean => (children.get(id) ?? []).some((child) => child.kind === "position" || hasSeats(child.id));
  const seatNode = (id: string, one: Weighed): Node => {
    const { seat, expected, capacity: can, expectation } = one;
    const kept = own.has(id) ? (yearOf(book.entry(id).months) ?? 0n) : can.days === 0 ? 0n : null;
    const lock = own.has(id) ? kept : (locks.get(id) ?? kept);
    const classes = ["all", seat.node.detail, ...(expectation.kind === "own" ? [] : ["newcomer"])];
    const { unbound, ...bound } = bounds(id, classes, expectation.kind === "own" ? expected : null, lock);
    if (unbound) weighed.set(id, { ...one, hasUnboundLimit: true });
    return { id, ...bound, overPpm: 0n, children: [], standing: { id, values: valuesOf(one) }, months: monthsOf(facts, one) };
  };
  return build(facts.root.id);
}

/** What a seat brings to each basis; all but heads and days are for a full year, brought down to what the seat can carry. */
function valuesOf({ seat, expected, capacity: can }: Weighed) {
  const carried = (amount: Amount): Amount => (amount > 0n ? (amount * can.year) / PPM : 0n);
  return {
    history: expected !== null && expected > 0n ? expected : 0n,
    pipeline: carried(seat.pipeline),
    potential: carried(seat.book.potential),
    accounts: carried(seat.book.accounts),
    territory: carried(seat.book.territory),
    headcount: can.year,
    "working-days": BigInt(can.days),
  };
}

const monthsOf = (facts: Facts, { seat, capacity: can }: Weighed): bigint[] =>
  facts.seasonOf(seat.unitId).months.map((share, i) => share * can.months[i]!);

function limitFrom(limit: Assumptions["limits"][number]): Limit[] {
  const who = limit.node !== undefined ? { node: limit.node } : limit.class !== undefined ? { class: limit.class } : null;
  const [floor, cap] = [boundFrom(limit.floor, limit.floorPercent), boundFrom(limit.cap, limit.capPercent)];
  return who === null ? [] : [{ for: who, ...(floor && { floor }), ...(cap && { cap }) }];
}

function boundFrom(amount: string | undefined, percent: number | undefined): Bound | null {
  if (amount !== undefined) return { amount: parseAmount(amount)! };
  return percent === undefined ? null : { ofExpected: BigInt(percent) * 10_000n };
}
