/** One line of the report: what our path does, what the bare floor under it does, and how many times more it costs. */
export type Line = {
  readonly what: string;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: number | null;
  readonly note: string;
};

export const seconds = (ms: number): string => (ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(1)} s`);
export const perSecond = (count: number, ms: number): string => `${Math.round((count / ms) * 1000).toLocaleString("en")}/s`;

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Nearest-rank quantile. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]!;
}

/** Alternates two pieces of work, so that a busy moment of the machine hits both; answers the p95 of each. */
export async function duel(
  rounds: number,
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<{ ours: number; floor: number }> {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let i = -2; i < rounds; i++) {
    const [a, b] = [await timed(ours), await timed(floor)];
    if (i < 0) continue; // the first two rounds warm caches and plans
    times.ours.push(a.ms);
    times.floor.push(b.ms);
  }
  return { ours: quantile(times.ours, 0.95), floor: quantile(times.floor, 0.95) };
}

export function report(lines: readonly Line[]): string {
  const head = ["what", "ours", "floor", "ratio", "note"];
  const rows = lines.map((l) => [l.what, l.ours, l.floor, l.ratio === null ? "–" : `${l.ratio.toFixed(2)}×`, l.note]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
