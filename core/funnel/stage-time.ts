import { daysBetween, type Day, type Span } from "../base/date.ts";
import { divide, type Amount } from "../base/money.ts";
import { cycleCurve, type Belongs } from "./conversion.ts";
import { isIn, openStages, remembered, staysIn, type Deal, type Stage, type Stay } from "./deal.ts";
import { median, percentile, quantile } from "../survival/curve.ts";

/** Days spent in one stage: of the deals that left it in the span or are in it, the current stay included, returns summed. */
export type StageTime = {
  readonly stage: string;
  readonly n: number;
  readonly median: number | null;
  /** 75th percentile of the stays that have ended, the stage's own limit for ageing; null below five of them. */
  readonly limit: number | null;
  /** Days the deals that are here now have stayed this time. */
  readonly here: readonly number[];
  readonly old: readonly AgedDeal[];
};
export type AgedDeal = { readonly id: string; readonly days: number; readonly limit: number };

const LIMIT_SHARE = 0.75;
const LIMIT_MIN = 5;

export function stageTimes(deals: readonly Deal[], stages: readonly Stage[], span: Span, today: Day, belongs: Belongs): StageTime[] {
  return openStages(stages).map(({ name }, place) => {
    const stays = staysIn(deals, stages, place, place, today);
    const limit = remembered(stays, "limit", () => limitOf(stays));
    const own = stays.filter((stay) => belongs(stay.deal, stay.enteredOn));
    const counted = own.filter((stay) => stay.isHere || (isIn(leftOn(stay.deal, name, today), span) && !stay.isHere));
    const here = own
      .filter((stay) => stay.isHere)
      .map(({ deal }) => ({ id: deal.id, days: Math.max(0, daysBetween(deal.moves.at(-1)!.on, today)) }));
    return {
      stage: name,
      n: counted.length,
      median: median(counted.map((stay) => stay.days)),
      limit,
      here: here.map((deal) => deal.days),
      old: limit === null ? [] : here.filter((deal) => deal.days > limit).map((deal) => ({ ...deal, limit })),
    };
  });
}

function limitOf(stays: readonly Stay[]): number | null {
  const ended = stays.filter((stay) => !stay.isHere).map((stay) => stay.days);
  return ended.length >= LIMIT_MIN ? percentile(ended, LIMIT_SHARE) : null;
}

/** The day a deal left a stage for the last time. */
function leftOn(deal: Deal, stage: string, today: Day): Day {
  const last = deal.moves.findLastIndex((move) => move.stage === stage);
  return deal.moves[last + 1]?.on ?? deal.closedOn ?? today;
}

/** Below this many deals the survival median is not offered as the sales cycle. */
export const survivalMin = 30;

export type Cycle = {
  /** "survival" is the default; "won" (survivors only) where there are too few deals or the curve does not reach its middle. */
  readonly kind: "survival" | "won";
  readonly days: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
};

/** The length of the sales cycle with its rule: Kaplan–Meier median from 30 deals on, else the median of won deals. */
export function cycleOf(deals: readonly Deal[], today: Day): Cycle {
  const curve = cycleCurve(deals, today);
  const { day, low, high } = quantile(curve, 0.5);
  if (curve.n >= survivalMin && day !== null) return { kind: "survival", days: day, low, high, n: curve.n };
  const won = deals.filter((deal) => deal.outcome === "won" && deal.closedOn !== null);
  return {
    kind: "won",
    days: median(won.map((deal) => Math.max(0, daysBetween(deal.createdOn, deal.closedOn!)))),
    low: null,
    high: null,
    n: won.length,
  };
}

export type Velocity = {
  readonly open: number;
  readonly openAmount: Amount;
  readonly withoutAmount: number;
  readonly won: number;
  readonly closed: number;
  readonly cycle: Cycle;
  /** Open deals × mean amount × win rate ÷ cycle, per day; null when one of them is missing. */
  readonly perDay: Amount | null;
};

/**
 * Pipeline velocity, fixed as: deals open now × their mean amount × broad win rate of the deals closed in the year before ÷ sales
 * cycle of the deals created in the two years before. Exact in money; a cycle 20 % shorter gives 25 % more.
 */
export function velocity(deals: readonly Deal[], yearBefore: Span, today: Day): Velocity {
  const open = deals.filter((deal) => deal.outcome === "open");
  const closed = deals.filter((deal) => deal.outcome !== "open" && isIn(deal.closedOn, yearBefore));
  const won = closed.filter((deal) => deal.outcome === "won").length;
  const openAmount = open.reduce((sum, deal) => sum + (deal.amount ?? 0n), 0n);
  const cycle = cycleOf(deals, today);
  const days = cycle.days === null ? 0n : BigInt(Math.round(cycle.days * 2));
  return {
    open: open.length,
    openAmount,
    withoutAmount: open.filter((deal) => deal.amount === null).length,
    won,
    closed: closed.length,
    cycle,
    perDay: closed.length === 0 || days <= 0n ? null : divide(openAmount * BigInt(won) * 2n, BigInt(closed.length) * days, "half-even"),
  };
}
