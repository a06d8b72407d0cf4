import { daysBetween, type Day, type Span } from "../base/date.ts";
import type { Amount } from "../base/money.ts";

export type Ability = "market" | "communication" | "closing";
export type Stage = { readonly name: string; readonly place: number; readonly kind: "open" | "won" | "lost"; readonly step: string };

/** A deal with every entry into a stage in order; the last one lasts until it is closed, or until today. */
export type Deal = {
  readonly id: string;
  readonly createdOn: Day;
  readonly closedOn: Day | null;
  readonly outcome: "open" | "won" | "lost";
  readonly amount: Amount | null;
  readonly moves: readonly { readonly stage: string; readonly on: Day }[];
};

/** One deal in one open stage: first entry, days of all stays together, and how it left. */
export type Stay = {
  readonly deal: Deal;
  readonly enteredOn: Day;
  /** All stays summed, the running one until today included. */
  readonly days: number;
  /** From the first entry to moving on for good or being closed; null while neither has happened. */
  readonly leftAfter: number | null;
  /** Went to a later stage or was won, at any time after. */
  readonly hasMovedOn: boolean;
  readonly isHere: boolean;
};

/** Open stages in their order. */
export const openStages = (stages: readonly Stage[]): readonly Stage[] =>
  stages.filter((stage) => stage.kind === "open").sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1));

/** Where a deal stands: the place of its stage among the open ones; won lies behind the last, lost nowhere. */
export function placesOf(stages: readonly Stage[]): (stage: string) => number | "won" | "lost" | null {
  const open = openStages(stages);
  const known = new Map<string, number | "won" | "lost">([
    ...open.map((stage, i): [string, number] => [stage.name, i]),
    ...stages.flatMap((stage): [string, "won" | "lost"][] => (stage.kind === "open" ? [] : [[stage.name, stage.kind]])),
  ]);
  return (stage) => known.get(stage) ?? null;
}

/**
 * The stays of all deals in one group of stages (places `first` to `last`): a deal that comes back is one stay, a deal that is
 * lost later is still one, and skipping ahead counts as moving on.
 */
export function staysIn(deals: readonly Deal[], stages: readonly Stage[], first: number, last: number, today: Day): readonly Stay[] {
  const key = `${first}-${last} ${today} ${openStages(stages)
    .map((stage) => stage.name)
    .join()}`;
  return remembered(deals, key, () => stays(deals, stages, first, last, today));
}

const memory = new WeakMap<object, Map<string, unknown>>();
/** A team and everybody in it are computed from the same deals: what does not depend on whose they are is computed once. */
export function remembered<T>(of: object, key: string, compute: () => T): T {
  const known = memory.get(of) ?? new Map<string, unknown>();
  memory.set(of, known);
  if (!known.has(key)) known.set(key, compute());
  return known.get(key) as T;
}

function stays(deals: readonly Deal[], stages: readonly Stage[], first: number, last: number, today: Day): Stay[] {
  const placeOf = placesOf(stages);
  const isInside = (stage: string) => {
    const place = placeOf(stage);
    return typeof place === "number" && place >= first && place <= last;
  };
  return deals.flatMap((deal) => stayOf(deal, isInside, (stage) => isBeyond(placeOf(stage), last), today) ?? []);
}

const isBeyond = (place: number | "won" | "lost" | null, last: number): boolean =>
  place === "won" || (typeof place === "number" && place > last);

function stayOf(deal: Deal, isInside: (stage: string) => boolean, isPast: (stage: string) => boolean, today: Day): Stay | null {
  const entry = deal.moves.findIndex((move) => isInside(move.stage));
  if (entry < 0) return null;
  const enteredOn = deal.moves[entry]!.on;
  const end = deal.closedOn ?? today;
  const days = deal.moves.reduce((sum, move, i) => {
    if (!isInside(move.stage)) return sum;
    return sum + Math.max(0, daysBetween(move.on, deal.moves[i + 1]?.on ?? end));
  }, 0);
  const onward = deal.moves.slice(entry + 1).find((move) => isPast(move.stage));
  const movedOn = onward?.on ?? (deal.outcome === "won" ? deal.closedOn : null);
  const leftOn = movedOn ?? (deal.outcome === "open" ? null : deal.closedOn);
  return {
    deal,
    enteredOn,
    days,
    leftAfter: leftOn === null ? null : Math.max(0, daysBetween(enteredOn, leftOn)),
    hasMovedOn: movedOn !== null,
    isHere: deal.outcome === "open" && isInside(deal.moves.at(-1)!.stage),
  };
}

/** A deal as it stood at the end of a day: later moves and a later closing have not happened, a later creation is null. */
export function asOf(deal: Deal, day: Day): Deal | null {
  if (deal.createdOn > day) return null;
  const isClosed = deal.closedOn !== null && deal.closedOn <= day;
  const moves = deal.moves.filter((move) => move.on <= day);
  return isClosed ? { ...deal, moves } : { ...deal, moves, closedOn: null, outcome: "open" };
}

export const isIn = (day: Day | null, span: Span): boolean => day !== null && day >= span.from && day < span.to;
