/** A small seeded generator: the same seed gives the same company on every machine. */
export type Random = {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
  shuffled<T>(items: readonly T[]): T[];
  /** About normal: mean 0, deviation 1, never beyond ±6. */
  normal(): number;
  /** A factor around 1 with a long right tail, as order values have. */
  skewed(sigma: number): number;
  /** An independent generator for one topic, so that a change in one does not move the others. */
  fork(topic: string): Random;
};

export function random(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 4_294_967_296;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const normal = () => Array.from({ length: 12 }, next).reduce((a, b) => a + b, -6);
  return {
    next,
    int,
    normal,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => items[int(0, items.length - 1)]!,
    weighted: (items, weight) => weightedPick(items, weight, next()),
    shuffled: (items) => shuffledBy(items, int),
    skewed: (sigma) => exponential(sigma * normal()),
    fork: (topic) => random(`${seed}/${topic}`),
  };
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = mix((h ^ text.charCodeAt(i)) >>> 0);
  return h;
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

function weightedPick<T>(items: readonly T[], weight: (item: T) => number, at: number): T {
  let left = at * items.reduce((sum, item) => sum + weight(item), 0);
  return items.find((item) => (left -= weight(item)) < 0) ?? items.at(-1)!;
}

function shuffledBy<T>(items: readonly T[], int: Random["int"]): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = int(0, i);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** e^x by ten squarings: Math.exp may differ in its last digit between machines, products may not. */
function exponential(x: number): number {
  let result = 1 + x / 1024;
  for (let i = 0; i < 10; i++) result *= result;
  return result;
}
