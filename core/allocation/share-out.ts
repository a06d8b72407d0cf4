import { split, type Amount } from "../base/money.ts";
import { assert } from "../base/assert.ts";

/** One receiver: its weight against the others, and between what it must stay. A floor equal to the cap is a lock. */
export type Part = { readonly id: string; readonly weight: bigint; readonly floor: Amount; readonly cap: Amount | null };

/** What held a portion: its weight, one of its bounds, a lock, or an even share where nobody had weight left. */
export type Held = "weight" | "floor" | "cap" | "lock" | "even";
export type Portion = { readonly id: string; readonly amount: Amount; readonly held: Held };

/** Why a whole cannot be shared out as asked: who stands in the way, and by how much. */
export type Misfit = {
  readonly kind: "misfit";
  readonly code: "floors-exceed" | "caps-miss" | "locks-exceed" | "locks-miss" | "bounds-cross" | "step-too-coarse" | "nobody";
  readonly who: readonly string[];
  readonly by: Amount;
};
export type Shares = { readonly kind: "shared"; readonly portions: readonly Portion[] };

type Free = Part & { readonly low: bigint; readonly high: bigint | null };
type Placed = Map<string, { units: bigint; held: Held }>;

/**
 * Shares a whole by weight between floors and caps so that the portions add up to it exactly: each is
 * clamp(λ × weight, floor, cap) with the one λ that fits (water-filling), in steps (10_000n is whole yuan) by largest
 * remainder. Ties go by id, so the order of the parts does not matter; what is smaller than a step goes to the
 * heaviest with room. Multiplying all weights by one number changes nothing; more weight never brings less.
 * A part without weight keeps its floor, and shares what the caps of all others leave over.
 */
export function shareOut(whole: Amount, parts: readonly Part[], step: Amount): Shares | Misfit {
  if (parts.length === 0) return misfit("nobody", [], whole);
  const crossed = parts.filter((part) => part.cap !== null && part.floor > part.cap);
  if (crossed.length > 0) return misfit("bounds-cross", crossed, crossed[0]!.floor - crossed[0]!.cap!);
  const locks = parts.filter((part) => part.floor === part.cap);
  const rest = whole - sum(locks.map((part) => part.floor));
  const free = parts.filter((part) => part.floor !== part.cap).map((part) => inSteps(part, step));
  const wrong = misfitOf(rest, locks, free, step);
  if (wrong) return wrong;

  const placed: Placed = new Map();
  if (free.length > 0) fill(rest / step, free.toSorted(byId), placed);
  const spare = free.length > 0 ? rest % step : 0n;
  const taker = spare === 0n ? null : heaviestWithRoom(free, placed, step, spare);
  const portions = parts.map((part): Portion => {
    const own = placed.get(part.id);
    if (!own) return { id: part.id, amount: part.floor, held: "lock" };
    return { id: part.id, amount: own.units * step + (part.id === taker ? spare : 0n), held: own.held };
  });
  assert(sum(portions.map((one) => one.amount)) === whole, "the portions add up to the whole");
  return { kind: "shared", portions };
}

const byId = (a: Part, b: Part): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Floors are rounded up to a step and caps down: a bound is never broken by rounding. */
function inSteps(part: Part, step: Amount): Free {
  return { ...part, low: (part.floor + step - 1n) / step, high: part.cap === null ? null : part.cap / step };
}

function misfitOf(rest: Amount, locks: readonly Part[], free: readonly Free[], step: Amount): Misfit | null {
  if (rest < 0n) return misfit("locks-exceed", locks, -rest);
  if (free.length === 0) return rest === 0n ? null : misfit("locks-miss", locks, rest);
  const narrow = free.filter((part) => part.high !== null && part.low > part.high);
  if (narrow.length > 0) return misfit("step-too-coarse", narrow, step);
  const floors = sum(free.map((part) => part.low)) * step;
  if (floors > rest) return misfit(locks.length > 0 && floors === 0n ? "locks-exceed" : "floors-exceed", floored(free), floors - rest);
  if (free.some((part) => part.high === null)) return null;
  const caps = sum(free.map((part) => part.high!)) * step;
  return caps < rest ? misfit("caps-miss", free, rest - caps) : null;
}

const floored = (free: readonly Free[]): readonly Free[] => free.filter((part) => part.low > 0n);

function misfit(code: Misfit["code"], who: readonly Part[], by: Amount): Misfit {
  return { kind: "misfit", code, who: who.toSorted(byId).map((part) => part.id), by };
}

/** Those with weight first; what their caps leave goes evenly to those without. */
function fill(units: bigint, free: readonly Free[], placed: Placed): void {
  const [heavy, light] = [free.filter((part) => part.weight > 0n), free.filter((part) => part.weight <= 0n)];
  const kept = sum(light.map((part) => part.low));
  const room = heavy.some((part) => part.high === null) ? null : sum(heavy.map((part) => part.high!));
  const forHeavy = room !== null && units - kept > room ? room : units - kept;
  level(
    forHeavy,
    heavy,
    heavy.map((part) => part.weight),
    "weight",
    placed,
  );
  level(
    units - forHeavy,
    light,
    light.map(() => 1n),
    "even",
    placed,
  );
  if (units - forHeavy === kept)
    for (const part of light) placed.set(part.id, { units: part.low, held: part.low > 0n ? "floor" : "weight" });
}

/**
 * Bounds that bind are found by the rule of flexible lengths (W3C CSS Flexbox 9.7): share by weight, see whether floors or
 * caps are violated by more, freeze those at their bounds, share the rest again.
 */
function level(units: bigint, parts: readonly Free[], weights: readonly bigint[], held: Held, placed: Placed): void {
  let open = parts.map((part, i) => ({ part, weight: weights[i]! }));
  let rest = units;
  while (open.length > 0) {
    const total = sum(open.map(({ weight }) => weight));
    const low = open.filter(({ part, weight }) => rest * weight < part.low * total);
    const high = open.filter(({ part, weight }) => part.high !== null && rest * weight > part.high * total);
    if (low.length === 0 && high.length === 0) break;
    const lacking = sum(low.map(({ part, weight }) => part.low * total - rest * weight));
    const excess = sum(high.map(({ part, weight }) => rest * weight - part.high! * total));
    const frozen = new Set([...(lacking >= excess ? low : []), ...(excess >= lacking ? high : [])]);
    for (const one of frozen) {
      const isLow = rest * one.weight < one.part.low * total;
      placed.set(one.part.id, { units: isLow ? one.part.low : one.part.high!, held: isLow ? "floor" : "cap" });
    }
    rest -= sum([...frozen].map(({ part }) => placed.get(part.id)!.units));
    open = open.filter((one) => !frozen.has(one));
  }
  if (open.length === 0) return;
  const shares = split(
    rest,
    open.map(({ weight }) => weight),
  );
  for (const [i, { part }] of open.entries()) placed.set(part.id, { units: shares[i]!, held: atBound(part, shares[i]!) ?? held });
}

const atBound = ({ low, high }: Free, units: bigint): Held | null => (units === high ? "cap" : low > 0n && units === low ? "floor" : null);

function heaviestWithRoom(free: readonly Free[], placed: Placed, step: Amount, spare: Amount): string {
  const open = free.filter((part) => part.cap === null || placed.get(part.id)!.units * step + spare <= part.cap);
  assert(open.length > 0, "caps that hold the whole have room for its last step");
  return open.reduce((best, part) => (part.weight > best.weight || (part.weight === best.weight && part.id < best.id) ? part : best)).id;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
