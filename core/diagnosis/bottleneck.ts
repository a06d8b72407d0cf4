import { divide, type Amount } from "../base/money.ts";
import { exact, minus, times, type Exact } from "../formula/exact.ts";
import { wilson, type Interval } from "../kpi/wilson.ts";

/** Deals that entered a stage long enough ago to have left it, how many went on, and how long the stays lasted. */
export type StageCount = { readonly stage: string; readonly entered: number; readonly passed: number; readonly days: readonly number[] };

export type StageFinding = {
  readonly stage: string;
  readonly own: StageCount;
  readonly peers: StageCount;
  /** Own conversion less the peers', with Newcombe's interval; null where either side has nothing. */
  readonly difference: (Interval & { readonly value: number }) | null;
  readonly medianDays: { readonly own: number | null; readonly peers: number | null };
  /** Value that the peers' conversion in this stage would have brought on top; zero where own is not lower. */
  readonly loss: Amount;
  /** Enough deals, and the interval lies below zero. */
  readonly isCertain: boolean;
};

/** Below this many entries into a stage nothing is called certain. */
export const stageSample = 10;

/**
 * Every stage of one seller or team against the peers: deals missed by the lower conversion × what a deal that passes
 * here is worth, that is the peers' conversion of all later stages × the mean amount of their won deals. The greatest
 * loss first. An estimate from two samples: it says with its interval how sure it is.
 */
export function bottlenecks(own: readonly StageCount[], peers: readonly StageCount[], wonMean: Amount): StageFinding[] {
  const peerOf = new Map(peers.map((one) => [one.stage, one]));
  const found = own.map((mine, i) => {
    const theirs = peerOf.get(mine.stage) ?? { stage: mine.stage, entered: 0, passed: 0, days: [] };
    const later = own.slice(i + 1).map((next) => rateOf(peerOf.get(next.stage)));
    const difference = newcombe(mine, theirs);
    return {
      stage: mine.stage,
      own: mine,
      peers: theirs,
      difference,
      medianDays: { own: median(mine.days), peers: median(theirs.days) },
      loss: lossOf(mine, theirs, later, wonMean),
      isCertain: difference !== null && difference.high < 0 && Math.min(mine.entered, theirs.entered) >= stageSample,
    };
  });
  return found.toSorted((a, b) => (a.loss < b.loss ? 1 : a.loss > b.loss ? -1 : 0));
}

const one: Exact = exact(1n);
const rateOf = (count: StageCount | undefined): Exact =>
  count && count.entered > 0 ? exact(BigInt(count.passed), BigInt(count.entered)) : one;

function lossOf(own: StageCount, peers: StageCount, later: readonly Exact[], wonMean: Amount): Amount {
  if (own.entered === 0 || peers.entered === 0) return 0n;
  const missed = times(minus(rateOf(peers), rateOf(own)), exact(BigInt(own.entered)));
  if (missed.n <= 0n) return 0n;
  const value = later.reduce(times, times(missed, exact(wonMean)));
  return divide(value.n, value.d, "half-even");
}

/** Difference of two proportions with the interval made of both Wilson intervals (Newcombe 1998, method 10), at 95 % or by the given deviate. */
export function newcombe(
  a: { readonly passed: number; readonly entered: number },
  b: { readonly passed: number; readonly entered: number },
  deviate?: number,
): (Interval & { readonly value: number }) | null {
  const [pa, pb] = [a.passed / a.entered, b.passed / b.entered];
  const [wa, wb] = [wilson(a.passed, a.entered, deviate), wilson(b.passed, b.entered, deviate)];
  if (!wa || !wb) return null;
  return {
    value: pa - pb,
    low: pa - pb - Math.hypot(pa - wa.low, wb.high - pb),
    high: pa - pb + Math.hypot(wa.high - pa, pb - wb.low),
  };
}

/** The middle of the values; of two middles their mean. Null when there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
