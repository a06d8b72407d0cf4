/** A part of a change: what it was and what it is, in the metric's own integer unit. */
export type Change = { readonly key: string; readonly before: bigint; readonly now: bigint };
export type Step = { readonly key: string; readonly difference: bigint };
export type Bridge = { readonly start: bigint; readonly steps: readonly Step[]; readonly end: bigint };

/** The key of what is in the whole but in none of the parts (a unit that is gone, a rounding), and of what was folded. */
export const rest = "";

/**
 * From what was to what is, part by part, the greatest step first: start + all steps = end, exactly. What the wholes hold
 * beyond the parts is a step of its own, and so is everything beyond the first `top` steps.
 */
export function bridge(before: bigint, now: bigint, changes: readonly Change[], top: number): Bridge {
  const steps = changes
    .map(({ key, before: was, now: is }) => ({ key, difference: is - was }))
    .filter(({ difference }) => difference !== 0n)
    .sort((a, b) => compare(size(b.difference), size(a.difference)));
  const shown = steps.slice(0, top);
  const left = now - before - shown.reduce((sum, step) => sum + step.difference, 0n);
  return { start: before, steps: left === 0n ? shown : [...shown, { key: rest, difference: left }], end: now };
}

/**
 * Parts rounded one by one brought to their whole: what is missing goes to the greatest part. Without parts nothing can carry it.
 */
export function settled<T extends { readonly numerator: bigint }>(parts: readonly T[], whole: bigint): T[] {
  const missing = whole - parts.reduce((sum, part) => sum + part.numerator, 0n);
  if (missing === 0n || parts.length === 0) return [...parts];
  const greatest = parts.reduce((at, part, i) => (size(part.numerator) > size(parts[at]!.numerator) ? i : at), 0);
  return parts.map((part, i) => (i === greatest ? { ...part, numerator: part.numerator + missing } : part));
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
