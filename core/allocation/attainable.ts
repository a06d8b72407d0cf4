import { formatAmount, PPM, type Amount, type Ppm } from "../base/money.ts";
import type { Label } from "../explain/explanation.ts";
import { wilson } from "../kpi/wilson.ts";

/** How often a value was reached before: `hits` of `n` periods, with the 95 % interval where n allows one. */
export type Often = {
  readonly hits: number;
  readonly n: number;
  readonly share: Ppm | null;
  readonly low: Ppm | null;
  readonly high: Ppm | null;
};

/** Past quarters brought to the size of a year by the season: what this pace would have made of a whole year. */
export type Paces = { readonly own: readonly Amount[]; readonly peers: readonly Amount[] };

export type Flag = { readonly kind: "too-high" | "too-low" | "fits" | "unknown"; readonly reason: Label };
export type Attainability = { readonly own: Often; readonly peers: Often; readonly flag: Flag };

/** With fewer own periods only the peers speak; with fewer of theirs too, nobody. */
export const OWN_MIN = 4;
export const PEER_PERIODS_MIN = 8;
/** Reached by fewer than one in ten, or by nine in ten: both kill motivation (Locke & Latham 1990; T-08). */
const [RARE, COMMON] = [100_000n, 900_000n];

/**
 * Whether a year's target can be reached, from the past (T-08): the share of own and of the peers' past periods whose pace was at
 * or above it. Too high: the own best quarter
 * was below two thirds of it, or never done oneself and by fewer than a tenth of the peers. Too low: done in nine of ten own periods
 * and by at least half of the peers.
 */
export function attainable(target: Amount, { own, peers }: Paces): Attainability {
  const [mine, theirs] = [often(target, own), often(target, peers)];
  const best = own.reduce((max, pace) => (pace > max ? pace : max), 0n);
  return { own: mine, peers: theirs, flag: flagOf(target, best, mine, theirs) };
}

function often(target: Amount, paces: readonly Amount[]): Often {
  const [hits, n] = [paces.filter((pace) => pace >= target).length, paces.length];
  if (n === 0) return { hits, n, share: null, low: null, high: null };
  return { hits, n, share: (BigInt(hits) * PPM) / BigInt(n), ...interval(hits, n) };
}

/** 95 %, in millionths. */
function interval(hits: number, n: number): { low: Ppm | null; high: Ppm | null } {
  const of = wilson(hits, n);
  const ppm = (x: number): Ppm => BigInt(Math.round(x * 1_000_000));
  return of ? { low: ppm(of.low), high: ppm(of.high) } : { low: null, high: null };
}

function flagOf(target: Amount, best: Amount, own: Often, peers: Often): Flag {
  const values = { hits: own.hits, n: own.n, peerHits: peers.hits, peerN: peers.n, target: formatAmount(target) };
  const say = (kind: Flag["kind"], key: string): Flag => ({ kind, reason: { key, values } });
  const [hasOwn, hasPeers] = [own.n >= OWN_MIN, peers.n >= PEER_PERIODS_MIN];
  if (!hasOwn && !hasPeers) return say("unknown", "allocation.flag.unknown");
  if (!hasOwn) {
    if (peers.share! < RARE) return say("too-high", "allocation.flag.tooHighPeers");
    return peers.share! >= COMMON ? say("too-low", "allocation.flag.tooLowPeers") : say("fits", "allocation.flag.fitsPeers");
  }
  if (best * 3n < target * 2n)
    return { kind: "too-high", reason: { key: "allocation.flag.tooHighFar", values: { ...values, best: String((best * PPM) / target) } } };
  if (own.hits === 0 && (!hasPeers || peers.share! < RARE))
    return say("too-high", hasPeers ? "allocation.flag.tooHigh" : "allocation.flag.tooHighOwn");
  if (own.share! >= COMMON && (!hasPeers || peers.share! >= PPM / 2n))
    return say("too-low", hasPeers ? "allocation.flag.tooLow" : "allocation.flag.tooLowOwn");
  return say("fits", hasPeers ? "allocation.flag.fits" : "allocation.flag.fitsOwn");
}
