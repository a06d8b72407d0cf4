import { median } from "../kpi/clock.ts";
import { divide, PPM, type Amount, type Ppm } from "../base/money.ts";

/** One closed month of a person: what was reached, and whether the person sold all of the month. */
export type PastMonth = { readonly amount: Amount; readonly isWhole: boolean };

export type Expectation =
  /** A full year as the own past says: its level, and the trend laid on it. */
  | { readonly kind: "own"; readonly level: Amount; readonly trend: Ppm; readonly amount: Amount; readonly months: number }
  /** A newcomer: what the peers in the middle bring in a full year. */
  | { readonly kind: "peers"; readonly amount: Amount; readonly peers: number; readonly months: number }
  | { readonly kind: "none"; readonly why: "no-peers" | "not-positive"; readonly months: number };

/** Fewer whole months than these say nothing about a year. */
export const MONTHS_MIN = 3;
/** A median of fewer is one person's luck. */
export const PEERS_MIN = 3;
const YEAR = 12;
const [TREND_MIN, TREND_MAX] = [800_000n, 1_250_000n];

/**
 * A full year's level out of the last twelve closed months (oldest first): the whole months' amounts divided by the share
 * of the year these months usually bring (millionths by month), so that one who began in the strong season is not
 * overrated. Null with fewer than three whole months.
 */
export function yearLevel(past: readonly PastMonth[], season: readonly Ppm[]): { level: Amount; months: number } | null {
  const whole = past.map((month, i) => ({ ...month, share: season[i] ?? 0n })).filter((month) => month.isWhole);
  const share = whole.reduce((sum, month) => sum + month.share, 0n);
  if (whole.length < MONTHS_MIN || share <= 0n) return null;
  const amount = whole.reduce((sum, month) => sum + month.amount, 0n);
  const usual = season.reduce((a, b) => a + b, 0n);
  return { level: divide(amount * usual, share, "half-even"), months: whole.length };
}

/**
 * The trend to lay on a level: this year ÷ the year before, kept between 0.8 and 1.25 and halved towards 1, because a year that
 * stood out is followed by one nearer the middle (regression to the mean, Galton 1886). No trend without two whole years.
 */
export function trendOf(past: readonly PastMonth[]): Ppm | null {
  if (past.length < 2 * YEAR || past.some((month) => !month.isWhole)) return null;
  const [before, now] = [total(past.slice(-2 * YEAR, -YEAR)), total(past.slice(-YEAR))];
  if (before <= 0n || now <= 0n) return null;
  const raw = divide(now * PPM, before, "half-even");
  const kept = raw < TREND_MIN ? TREND_MIN : raw > TREND_MAX ? TREND_MAX : raw;
  return PPM + (kept - PPM) / 2n;
}

/** What the own past lets expect in a full year; without an own trend that of the peers, else none. */
export function ownExpectation(past: readonly PastMonth[], season: readonly Ppm[], peersTrend: Ppm | null): Expectation {
  const level = yearLevel(past.slice(-YEAR), season);
  const months = past.slice(-YEAR).filter((month) => month.isWhole).length;
  if (!level) return { kind: "none", why: "no-peers", months };
  if (level.level <= 0n) return { kind: "none", why: "not-positive", months };
  const trend = trendOf(past) ?? peersTrend ?? PPM;
  return { kind: "own", level: level.level, trend, amount: divide(level.level * trend, PPM, "half-even"), months };
}

/**
 * A newcomer stands where the median of the peers with an own history stands; with fewer than three of them nobody knows. Who was
 * there and sold nothing is no newcomer.
 */
export function peersExpectation(own: Expectation, peers: readonly Amount[]): Expectation {
  if (own.kind !== "none" || own.why === "not-positive") return own;
  const amount = peers.length < PEERS_MIN ? null : median(peers);
  return amount === null || amount <= 0n ? own : { kind: "peers", amount, peers: peers.length, months: own.months };
}

const total = (past: readonly PastMonth[]): Amount => past.reduce((sum, month) => sum + month.amount, 0n);
